#include "ui/sharing/sharewords.h"

#include "ui/common/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QUrl>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

class SharingWords
{
    Q_DECLARE_TR_FUNCTIONS(Sharing)
};

} // namespace

ShareStanding shareStanding(const ShareLine& line, const QDate& today)
{
    const Share& share = line.share;
    if (line.progress) {
        const QString percent = percentText(qRound(line.progress->fraction * 100));
        return {StatusGlyph::Work, SharingWords::tr("Publishing, %1").arg(percent), false};
    }
    if (share.state == ShareState::Revoked) {
        return {StatusGlyph::Cancel, SharingWords::tr("Revoked"), false};
    }
    if (!line.failure.isEmpty()) {
        return {StatusGlyph::Error, SharingWords::tr("Not published"), true};
    }
    if (line.cut || share.state == ShareState::Draft) {
        return {StatusGlyph::Wait, SharingWords::tr("Publishing was interrupted"), true};
    }
    if (const QDate last = lastDayOf(share); last.isValid() && last < today) {
        return {StatusGlyph::Cancel, SharingWords::tr("Expired"), false};
    }
    if (!line.trouble.isEmpty()) {
        return {StatusGlyph::Warn, SharingWords::tr("Cannot be reached"), true};
    }
    if (line.stale > 0) {
        return {StatusGlyph::Warn, SharingWords::tr("Out of date: %n shot(s)", nullptr, line.stale),
                true};
    }
    return {StatusGlyph::Done, SharingWords::tr("Published"), false};
}

QString wayText(ShareWay way)
{
    switch (way) {
    case ShareWay::Server:
        return SharingWords::tr("On a server");
    case ShareWay::Lan:
        return SharingWords::tr("In this network");
    case ShareWay::Folder:
        return SharingWords::tr("Folder");
    }
    return {};
}

QString wayIcon(ShareWay way)
{
    switch (way) {
    case ShareWay::Server:
        return u"link"_s;
    case ShareWay::Lan:
        return u"share"_s;
    case ShareWay::Folder:
        return u"folder"_s;
    }
    return {};
}

QString visitsText(const Share& share, const QDateTime& now)
{
    if (share.way == ShareWay::Folder) {
        return {};
    }
    if (share.visits == 0) {
        return SharingWords::tr("Nobody has opened it yet.");
    }
    const int visits = static_cast<int>(std::min<qint64>(share.visits, 1'000'000));
    if (share.lastVisitMs == 0) {
        return SharingWords::tr("Opened %n time(s).", nullptr, visits);
    }
    return SharingWords::tr("Opened %n time(s), last: %1.", nullptr, visits)
        .arg(dateTimeText(QDateTime::fromMSecsSinceEpoch(share.lastVisitMs), now));
}

QDate lastDayOf(const Share& share)
{
    // It ends with a day: the first moment of the next one is already too late.
    return share.expiresMs > 0 ? QDateTime::fromMSecsSinceEpoch(share.expiresMs - 1).date()
                               : QDate();
}

QString nextLinkName(const QList<ShareLine>& lines)
{
    const auto taken = [&lines](const QString& name) {
        return std::any_of(lines.begin(), lines.end(),
                           [&](const ShareLine& line) { return line.share.name == name; });
    };
    for (const QString& name : {SharingWords::tr("Client"), SharingWords::tr("Director")}) {
        if (!taken(name)) {
            return name;
        }
    }
    int number = 3;
    while (taken(SharingWords::tr("Link %1").arg(number))) {
        ++number;
    }
    return SharingWords::tr("Link %1").arg(number);
}

bool opensHereOnly(const QString& url)
{
    const QString host = QUrl(url).host().toLower();
    return host == u"localhost" || host.endsWith(u".localhost") || host.startsWith(u"127.")
        || host == u"::1";
}

} // namespace raskadr::ui
