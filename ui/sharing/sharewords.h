#pragma once

#include "ui/common/labels.h"
#include "ui/sharing/shareline.h"

#include <QDateTime>

namespace raskadr::ui {

// The words of links, in the language of the loaded translation.

struct ShareStanding
{
    StatusGlyph glyph = StatusGlyph::Wait;
    QString words;
    bool waits = false; // for the producer

    bool operator==(const ShareStanding&) const = default;
};
// «На странице устарело: 5 шотов», «Отозвана», «Публикуем, 64 %» …
ShareStanding shareStanding(const ShareLine& line, const QDate& today);

QString wayText(ShareWay way);
QString wayIcon(ShareWay way);
// «Открывали 4 раза, последний раз — вчера, 14:02.»; empty for a folder, of which nobody knows.
QString visitsText(const Share& share, const QDateTime& now);
// The last day on which it opens; null: for ever.
QDate lastDayOf(const Share& share);
// A name for the next link of a project.
QString nextLinkName(const QList<ShareLine>& lines);
// Whether an address opens on this computer alone.
bool opensHereOnly(const QString& url);

} // namespace raskadr::ui
