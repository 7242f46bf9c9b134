#pragma once

#include "core/store/commentrepository.h"
#include "ui/common/textlabels.h"

#include <QUrl>

namespace raskadr::ui {

// The words of comments, in the language of the loaded translation. What a guest wrote is plain
// text everywhere: nobody may read markup into it.

QString verdictIcon(Verdict verdict);
TextRole verdictRole(Verdict verdict);

// What stands in the list: the guest's text, the verdict's words, or that it was taken back.
QString commentText(const Comment& comment);
// «42 · Сигнальная ракета», as it is now; as the guest saw it where the shot is gone.
QString commentShotText(const CommentRow& row);
// «шот 12 на странице, сейчас 14 · к версии от 12.05»; empty: the page shows what is here.
QString commentVersionText(const CommentRow& row);
// The whole line for somebody who does not see it.
QString commentSpokenText(const CommentRow& row);

// The web addresses in a text, each once, in their order; nothing else counts as one.
QList<QUrl> addressesIn(const QString& text);

// Asks with the whole address before a link of a guest is opened.
void askToOpen(QWidget* anywhere, const QUrl& address);

} // namespace raskadr::ui
