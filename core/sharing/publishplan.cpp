#include "core/sharing/publishplan.h"

#include "core/sharing/wireids.h"
#include "core/wire/limits.h"
#include "core/wire/text.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isPlain(const QString& text, std::size_t most, wire::Lines lines = wire::Lines::One)
{
    return wire::isPlainText(text.toStdString(), most, lines);
}

bool isTail(const QString& tail)
{
    // What the server has below the address of a link itself.
    static const QStringList taken{u"comments"_s, u"events"_s, u"unlock"_s, u"shots"_s, u"m"_s};
    return !taken.contains(tail) && std::all_of(tail.begin(), tail.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

} // namespace

Result<> checkLink(const Share& share)
{
    const ShareOptions& options = share.options;
    const auto wrong = [](const QString& field) {
        return failure(ErrorKind::InvalidInput, u"no text for a page"_s, field);
    };
    if (options.title.trimmed().isEmpty() || !isPlain(options.title, wire::limits::title)) {
        return wrong(u"title"_s);
    }
    if (!isPlain(options.greeting, wire::limits::greeting, wire::Lines::Many)) {
        return wrong(u"greeting"_s);
    }
    if (!isPlain(share.name, wire::limits::linkName)) {
        return wrong(u"name"_s);
    }
    if (!isPlain(options.producer, wire::limits::author)) {
        return wrong(u"producer"_s);
    }
    if (!isPlain(options.tail, wire::limits::tail) || !isTail(options.tail)) {
        return wrong(u"tail"_s);
    }
    return {};
}

namespace {

Result<Publication> planned(const Repositories& r, const Share& share, qint64 nowMs)
{
    Publication publication;
    publication.shareId = share.id;
    publication.revision = share.revision + 1;
    publication.shots = plannedShots(r, share);
    for (ShareShot& shot : publication.shots) {
        shot.revision = publication.revision;
    }
    publication.idempotencyKey = randomWireId();
    publication.createdMs = nowMs;
    if (publication.shots.isEmpty() || publication.shots.size() > qsizetype(wire::limits::shots)) {
        return failure(ErrorKind::InvalidInput, u"none or too many shots"_s, u"shots"_s,
                       publication.shots.size());
    }
    return publication;
}

// Which of these numbers belong to a longest rising row; the others were overtaken.
QSet<int> risingRow(const QList<int>& numbers)
{
    QList<int> lasts; // positions of the smallest end of a row of each length
    QList<int> before(numbers.size(), -1);
    for (int i = 0; i < numbers.size(); ++i) {
        const auto at = std::lower_bound(lasts.begin(), lasts.end(), numbers[i],
                                         [&](int last, int n) { return numbers[last] < n; });
        if (at != lasts.begin()) {
            before[i] = *std::prev(at);
        }
        if (at == lasts.end()) {
            lasts.append(i);
        } else {
            *at = i;
        }
    }
    QSet<int> row;
    for (int i = lasts.isEmpty() ? -1 : lasts.last(); i >= 0; i = before[i]) {
        row.insert(i);
    }
    return row;
}

} // namespace

QList<ShareShot> plannedShots(const Repositories& r, const Share& share)
{
    const QSet<ShotId> selected(share.options.selected.begin(), share.options.selected.end());
    QList<ShareShot> shots;
    const QList<BoardRow> rows = r.shots.board(share.projectId);
    for (const BoardRow& row : rows) {
        const bool isShown = share.options.scope == ShareScope::All
            || (share.options.scope == ShareScope::Headliners && row.coverIsHeadliner)
            || (share.options.scope == ShareScope::Selected && selected.contains(row.shot.id));
        if (!isShown) {
            continue;
        }
        ShareShot shot;
        shot.shareId = share.id;
        shot.shotId = row.shot.id;
        shot.number = row.shot.number();
        shot.title = plainText(row.shot.title, int(wire::limits::title));
        if (row.coverIsHeadliner) {
            shot.sha256 = row.coverSha256;
        }
        if (!row.coverIsHeadliner || row.coverKind != AssetKind::Video) {
            shot.plannedDurationMs =
                std::min<qint64>(row.shot.plannedDurationMs, wire::limits::shotDurationMs);
        }
        shots.append(shot);
    }
    return shots;
}

Staleness staleness(const Repositories& r, const Share& share)
{
    Staleness stale;
    if (share.state != ShareState::Published) {
        return stale;
    }
    const QList<ShareShot> shown = r.shares.shots(share.id, share.revision);
    QHash<ShotId, int> places;
    for (int i = 0; i < shown.size(); ++i) {
        places.insert(shown[i].shotId, i);
    }
    const QList<ShareShot> now = plannedShots(r, share);
    QList<int> order;
    QList<ShotId> kept;
    bool renumbered = false;
    for (const ShareShot& shot : now) {
        const auto place = places.constFind(shot.shotId);
        if (place == places.constEnd()) {
            stale.shots.append(shot.shotId);
            continue;
        }
        const ShareShot& before = shown[*place];
        order.append(*place);
        kept.append(shot.shotId);
        renumbered = renumbered || before.number != shot.number;
        if (before.title != shot.title || before.sha256 != shot.sha256
            || before.plannedDurationMs != shot.plannedDurationMs) {
            stale.shots.append(shot.shotId);
        }
    }
    const QSet<int> inOrder = risingRow(order);
    for (int i = 0; i < kept.size(); ++i) {
        if (!inOrder.contains(i) && !stale.shots.contains(kept[i])) {
            stale.shots.append(kept[i]);
        }
    }
    stale.gone = int(shown.size() - kept.size());
    // Shots that the page does not show were moved about: only the numbers are others.
    if (stale.count() == 0 && renumbered) {
        for (const ShareShot& shot : now) {
            if (shown[places.value(shot.shotId)].number != shot.number) {
                stale.shots.append(shot.shotId);
            }
        }
    }
    return stale;
}

Result<Share> beginLink(Repositories& r, const PublishRequest& request, qint64 nowMs)
{
    const auto project = r.projects.find(request.projectId);
    if (!project) {
        return failure(ErrorKind::NotFound, u"no such project"_s);
    }
    Share share;
    share.id = ShareId::create();
    share.projectId = project->id;
    share.way = request.way;
    share.name = request.name.trimmed();
    share.options = request.options;
    if (share.options.title.trimmed().isEmpty()) {
        share.options.title = plainText(project->title, int(wire::limits::title));
    }
    share.options.producer = share.options.producer.trimmed();
    share.options.hasPassword = request.password.has_value();
    share.expiresMs = request.expiresMs;
    share.createdMs = nowMs;
    share.changedMs = nowMs;
    if (const auto checked = checkLink(share); !checked) {
        return failure(checked.error());
    }
    if (share.expiresMs != 0 && share.expiresMs <= nowMs) {
        return failure(ErrorKind::InvalidInput, u"over before it begins"_s, u"expires"_s);
    }
    if (request.way == ShareWay::Folder) {
        if (!QFileInfo(request.folder).isAbsolute()) {
            return failure(ErrorKind::InvalidInput, u"no place for a folder"_s, u"folder"_s);
        }
        if (request.password) {
            return failure(ErrorKind::InvalidInput, u"a folder has no door"_s, u"password"_s);
        }
        share.url = QDir::cleanPath(request.folder);
        share.options.canComment = false;
        share.options.hasPassword = false;
    } else {
        if (!r.shareServers.find(request.serverId)) {
            return failure(ErrorKind::NotFound, u"no such share server"_s);
        }
        share.serverId = request.serverId;
        if (request.password
            && (request.password->isEmpty()
                || !isPlain(QString::fromUtf8(request.password->reveal()),
                            wire::limits::password))) {
            return failure(ErrorKind::InvalidInput, u"no password"_s, u"password"_s);
        }
    }
    r.shares.insert(share);
    const auto publication = planned(r, share, nowMs);
    if (!publication) {
        return failure(publication.error());
    }
    r.publications.put(*publication);
    return share;
}

Result<Publication> beginRevision(Repositories& r, const ShareId& id, qint64 nowMs)
{
    const auto share = r.shares.find(id);
    if (!share) {
        return failure(ErrorKind::NotFound, u"no such link"_s);
    }
    if (share->state == ShareState::Revoked) {
        return failure(ErrorKind::InvalidInput, u"the link was revoked"_s, u"share"_s);
    }
    auto before = r.publications.find(id);
    if (before && before->sent) {
        before->paused = false;
        r.publications.put(*before);
        return *before;
    }
    auto publication = planned(r, *share, nowMs);
    if (!publication) {
        return failure(publication.error());
    }
    if (before) {
        publication->idempotencyKey = before->idempotencyKey;
    }
    r.publications.put(*publication);
    return *publication;
}

Result<Share> endPublication(Repositories& r, const Publication& publication, qint64 nowMs)
{
    auto share = r.shares.find(publication.shareId);
    if (!share) {
        return failure(ErrorKind::NotFound, u"no such link"_s);
    }
    QHash<ShotId, ShareShot> before;
    const QList<ShareShot> shown = r.shares.shots(share->id, share->revision);
    for (const ShareShot& shot : shown) {
        before.insert(shot.shotId, shot);
    }
    QList<ShareShot> shots = publication.shots;
    for (ShareShot& shot : shots) {
        const ShareShot last = before.value(shot.shotId);
        shot.revision = publication.revision;
        shot.verdict = last.verdict;
        shot.verdictAuthor = last.verdictAuthor;
        shot.verdictMs = last.verdictMs;
        shot.publishedMs = nowMs;
    }
    r.shares.insertShots(shots);
    share->revision = publication.revision;
    share->state = ShareState::Published;
    share->publishedMs = nowMs;
    share->changedMs = nowMs;
    r.shares.update(*share);
    r.publications.remove(share->id);
    return *share;
}

} // namespace raskadr
