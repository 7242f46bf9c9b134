#include "core/sharing/publicationrows.h"

#include "core/sharing/linkoptions.h"
#include "core/sharing/wireids.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

PublicationRows::PublicationRows(Store& store, const Clock& clock, const AccountId& account,
                                 std::stop_token stop)
    : m_store(store)
    , m_clock(clock)
    , m_account(account)
    , m_stop(std::move(stop))
{
}

ShareResult<> PublicationRows::find(const ShareId& id)
{
    const auto found = m_store.read(m_account, [&](const Repositories& r) -> Result<> {
        const auto share = r.shares.find(id);
        const auto publication = r.publications.find(id);
        const auto project = share ? r.projects.find(share->projectId) : std::nullopt;
        if (!share || !publication || !project) {
            return failure(ErrorKind::NotFound, u"nothing is to be published"_s);
        }
        m_share = *share;
        m_publication = *publication;
        m_aspect = project->aspect;
        m_shotNames = r.shares.shotNames(id);
        return {};
    });
    if (!found) {
        return found.error().kind == ErrorKind::NotFound
            ? shareFailure(ShareFault::NothingToShow, found.error().detail)
            : shareFailure(found.error());
    }
    const auto named =
        m_store
            .write(m_account,
                   [&](Repositories& r) -> Result<> {
                       for (const ShareShot& shot : m_publication.shots) {
                           if (m_shotNames.contains(shot.shotId) || !r.shots.find(shot.shotId)) {
                               continue;
                           }
                           const QString name = QString::fromLatin1(randomWireId());
                           r.shares.insertShotName(id, shot.shotId, name);
                           m_shotNames.insert(shot.shotId, name);
                       }
                       return {};
                   })
            .wait();
    if (!named) {
        return shareFailure(named.error());
    }
    // What was deleted for good since then has no name to be shown under.
    m_publication.shots.removeIf(
        [&](const ShareShot& shot) { return !m_shotNames.contains(shot.shotId); });
    return m_publication.shots.isEmpty()
        ? shareFailure(ShareFault::NothingToShow, u"all its shots are gone"_s)
        : ShareResult<>();
}

ShareResult<> PublicationRows::keep(const Publication& publication)
{
    const auto kept =
        m_store
            .write(m_account,
                   [&](Repositories& r) -> Result<> {
                       if (m_stop.stop_requested() || !r.publications.find(publication.shareId)) {
                           return failure(ErrorKind::Cancelled, u"it was given up meanwhile"_s);
                       }
                       r.publications.put(publication);
                       return {};
                   })
            .wait();
    if (!kept) {
        return shareFailure(kept.error());
    }
    m_publication = publication;
    return {};
}

ShareResult<> PublicationRows::keepLink(const QString& remoteId, const QString& url)
{
    const auto kept =
        m_store
            .write(m_account,
                   [&](Repositories& r) -> Result<Share> {
                       auto row = r.shares.find(m_share.id);
                       if (!row) {
                           return failure(ErrorKind::Cancelled, u"it was given up meanwhile"_s);
                       }
                       row->remoteId = remoteId;
                       row->url = url;
                       row->changedMs = m_clock.nowMs();
                       r.shares.update(*row);
                       r.secrets.remove(ShareServers::ownerName(row->id), linkPasswordName);
                       return *row;
                   })
            .wait();
    if (!kept) {
        return shareFailure(kept.error());
    }
    m_share = *kept;
    return {};
}

ShareResult<> PublicationRows::renumber(int before)
{
    Publication publication = m_publication;
    publication.revision = before + 1;
    publication.sent = false;
    for (ShareShot& shot : publication.shots) {
        shot.revision = publication.revision;
    }
    return keep(publication);
}

ShareResult<> PublicationRows::keepSent(const QStringList& sha256)
{
    Publication publication = m_publication;
    publication.sent = true;
    for (qsizetype i = 0; i < publication.shots.size(); ++i) {
        publication.shots[i].sha256 = sha256.value(i);
    }
    return keep(publication);
}

ShareResult<Share> PublicationRows::end()
{
    const auto share = m_store
                           .write(m_account,
                                  [&](Repositories& r) {
                                      return endPublication(r, m_publication, m_clock.nowMs());
                                  })
                           .wait();
    return share ? ShareResult<Share>(*share) : shareFailure(share.error());
}

} // namespace raskadr
