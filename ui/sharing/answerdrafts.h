#pragma once

#include "core/base/id.h"

#include <QList>
#include <QObject>

namespace raskadr::ui {

// Answers that were begun and not sent, by the comment that they are about. Shared by all places
// where one can answer; what keeps them follows changed() and text(). Main thread.
class AnswerDrafts final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    QString words(const CommentId& comment) const;
    // Empty words forget it; of very many the oldest goes.
    void keep(const CommentId& comment, const QString& words);

    // All of them as one text, and back; what cannot be read is as if there were none.
    QString text() const;
    void setText(const QString& text);

Q_SIGNALS:
    void changed(const raskadr::CommentId& comment);

private:
    QList<std::pair<QString, QString>> m_drafts; // newest last
};

} // namespace raskadr::ui
