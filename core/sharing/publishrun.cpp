#include "core/sharing/publishrun.h"

#include "core/base/failpoint.h"
#include "core/sharing/foldershare.h"
#include "core/sharing/linkoptions.h"
#include "core/sharing/publishcontent.h"
#include "core/sharing/uploads.h"
#include "core/sharing/wireids.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostNumbers = 5; // tried, while somebody else publishes the same link

struct Found
{
    Share share;
    Publication publication;
    Aspect aspect;
    QHash<ShotId, QString> shotNames;
};

// One publication on its way, in the thread that runs it.
class Run
{
public:
    Run(Library& library, ShareServers& servers, const Clock& clock, const AccountId& account,
        PublishProgressFn progress, std::stop_token stop)
        : m_library(library)
        , m_store(library.store())
        , m_servers(servers)
        , m_clock(clock)
        , m_account(account)
        , m_progress(std::move(progress))
        , m_stop(std::move(stop))
    {
    }

    ShareResult<PublishEnd> run(const ShareId& share)
    {
        if (const auto found = find(share); !found) {
            return shareFailure(found.error());
        }
        return m_found.share.way == ShareWay::Folder ? toFolder() : toServer();
    }

private:
    ShareResult<> find(const ShareId& id);
    ShareResult<> keep(const Publication& publication);
    ShareResult<PublishContent> content(ProgressBook& book);
    ShareResult<PublishEnd> end(const QList<RefusedShot>& refused, int sent, int reused);
    ShareResult<PublishEnd> toFolder();

    ShareResult<PublishEnd> toServer();
    ShareResult<> makeLink(const ShareClient& client);
    ShareResult<int> settleNumber(const ShareClient& client);
    ShareResult<bool> switchTo(const ShareClient& client, const PublishContent& content,
                               ProgressBook& book, int after);

    Library& m_library;
    Store& m_store;
    ShareServers& m_servers;
    const Clock& m_clock;
    const AccountId m_account;
    const PublishProgressFn m_progress;
    const std::stop_token m_stop;
    Found m_found;
};

ShareResult<> Run::find(const ShareId& id)
{
    const auto found = m_store.read(m_account, [&](const Repositories& r) -> Result<Found> {
        const auto share = r.shares.find(id);
        const auto publication = r.publications.find(id);
        const auto project = share ? r.projects.find(share->projectId) : std::nullopt;
        if (!share || !publication || !project) {
            return failure(ErrorKind::NotFound, u"nothing is to be published"_s);
        }
        return Found{*share, *publication, project->aspect, r.shares.shotNames(id)};
    });
    if (!found) {
        return found.error().kind == ErrorKind::NotFound
            ? shareFailure(ShareFault::NothingToShow, found.error().detail)
            : shareFailure(found.error());
    }
    m_found = *found;
    const auto named = m_store
                           .write(m_account,
                                  [&](Repositories& r) -> Result<> {
                                      for (const ShareShot& shot : m_found.publication.shots) {
                                          if (m_found.shotNames.contains(shot.shotId)
                                              || !r.shots.find(shot.shotId)) {
                                              continue;
                                          }
                                          const QString name = QString::fromLatin1(randomWireId());
                                          r.shares.insertShotName(id, shot.shotId, name);
                                          m_found.shotNames.insert(shot.shotId, name);
                                      }
                                      return {};
                                  })
                           .wait();
    if (!named) {
        return shareFailure(named.error());
    }
    // What was deleted for good since then has no name to be shown under.
    m_found.publication.shots.removeIf(
        [&](const ShareShot& shot) { return !m_found.shotNames.contains(shot.shotId); });
    return m_found.publication.shots.isEmpty()
        ? shareFailure(ShareFault::NothingToShow, u"all its shots are gone"_s)
        : ShareResult<>();
}

ShareResult<> Run::keep(const Publication& publication)
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
    m_found.publication = publication;
    return {};
}

ShareResult<PublishContent> Run::content(ProgressBook& book)
{
    auto content =
        makeContent(m_found.publication.shots, m_library.media(), m_library.cache(), book, m_stop);
    failpoint("publish-copied");
    return content;
}

ShareResult<PublishEnd> Run::end(const QList<RefusedShot>& refused, int sent, int reused)
{
    const auto share =
        m_store
            .write(m_account,
                   [&](Repositories& r) {
                       return endPublication(r, m_found.publication, m_clock.nowMs());
                   })
            .wait();
    if (!share) {
        return shareFailure(share.error());
    }
    failpoint("publish-ended");
    return PublishEnd{*share, refused, sent, reused};
}

ShareResult<PublishEnd> Run::toFolder()
{
    const FolderTarget target{m_found.share.url,
                              m_found.share.revision > 0 || m_found.publication.sent};
    if (const auto checked = checkTarget(target); !checked) {
        return shareFailure(checked.error());
    }
    ProgressBook book(m_found.publication.shots, m_progress);
    const auto content = this->content(book);
    if (!content) {
        return shareFailure(content.error());
    }
    Publication publication = m_found.publication;
    publication.sent = true;
    for (qsizetype i = 0; i < publication.shots.size(); ++i) {
        publication.shots[i].sha256 = content->shots[i].shot.sha256;
    }
    if (const auto kept = keep(publication); !kept) {
        return shareFailure(kept.error());
    }
    FolderContent folder = folderContentOf(
        *content,
        snapshotOf(*content, m_found.shotNames, m_found.aspect.width, m_found.aspect.height));
    folder.board.title = m_found.share.options.title.toStdString();
    folder.board.greeting = m_found.share.options.greeting.toStdString();
    folder.board.canDownload = m_found.share.options.canDownload;
    folder.board.revision = publication.revision;
    folder.board.publishedAt = m_clock.nowMs();
    qint64 bytes = 0;
    QList<int> files;
    for (const ShotContent& shot : content->shots) {
        files.append(int(shot.files.size()));
        for (const PublishedFile& file : shot.files) {
            bytes += file.size;
        }
    }
    book.beginUpload(files, int(folder.files.size()), 0, bytes);
    QList<qsizetype> shotOfFile;
    QList<qint64> sizeOfFile;
    for (qsizetype i = 0; i < content->shots.size(); ++i) {
        for (const PublishedFile& file : content->shots[i].files) {
            shotOfFile.append(i);
            sizeOfFile.append(file.size);
        }
    }
    const auto written = writeFolder(
        target, folder,
        [&](qsizetype done) {
            book.noteBytes(sizeOfFile[done - 1]);
            book.noteFile({shotOfFile[done - 1]});
        },
        m_stop);
    if (!written) {
        return shareFailure(written.error());
    }
    book.beginSwitch();
    return end(content->refused, int(folder.files.size()), 0);
}

// The answer to a link that was asked for may have been lost: the server gives the same one again.
ShareResult<> Run::makeLink(const ShareClient& client)
{
    Share share = m_found.share;
    wire::ShareOptions options = linkOptions(share);
    if (share.options.hasPassword) {
        const auto password =
            m_servers.secret(m_account, ShareServers::ownerName(share.id), linkPasswordName);
        if (!password) {
            return shareFailure(password.error().kind == ErrorKind::AccountLocked
                                    ? ShareFault::AccountLocked
                                    : ShareFault::InvalidInput,
                                u"the link's password is not known any more"_s, u"password"_s);
        }
        options.password = password->reveal().toStdString();
    }
    const auto made = client.createShare(options, m_found.publication.idempotencyKey, m_stop);
    if (!made) {
        return shareFailure(made.error());
    }
    const QString url = linkAddress(client.access(), share, *made);
    if (url.isEmpty()) {
        return shareFailure(ShareFault::BadAnswer, u"a link without an address"_s);
    }
    failpoint("publish-link-made");
    const auto kept =
        m_store
            .write(m_account,
                   [&](Repositories& r) -> Result<Share> {
                       auto row = r.shares.find(share.id);
                       if (!row) {
                           return failure(ErrorKind::Cancelled, u"it was given up meanwhile"_s);
                       }
                       row->remoteId = QString::fromStdString(made->id);
                       row->url = url;
                       row->changedMs = m_clock.nowMs();
                       r.shares.update(*row);
                       r.secrets.remove(ShareServers::ownerName(share.id), linkPasswordName);
                       return *row;
                   })
            .wait();
    if (!kept) {
        // Nobody is to be left with a link that nobody knows of.
        [[maybe_unused]] const auto revoked = client.revokeShare(QString::fromStdString(made->id));
        return shareFailure(kept.error());
    }
    m_found.share = *kept;
    return {};
}

// Gives this revision a number after the one that guests see, which is returned: 0 if they see
// none, -1 if they see this one already.
ShareResult<int> Run::settleNumber(const ShareClient& client)
{
    const auto info = client.share(m_found.share.remoteId, m_stop);
    if (!info) {
        return shareFailure(info.error());
    }
    if (info->revokedAt) {
        return shareFailure(ShareFault::LinkGone, u"the link was revoked"_s);
    }
    const auto current = int(info->revision.value_or(0));
    if (m_found.publication.sent && current == m_found.publication.revision) {
        return -1;
    }
    if (current >= m_found.publication.revision) {
        Publication publication = m_found.publication;
        publication.revision = current + 1;
        publication.sent = false;
        for (ShareShot& shot : publication.shots) {
            shot.revision = publication.revision;
        }
        if (const auto kept = keep(publication); !kept) {
            return shareFailure(kept.error());
        }
    }
    return current;
}

// False: somebody else was faster, and it has to be tried with another number.
ShareResult<bool> Run::switchTo(const ShareClient& client, const PublishContent& content,
                                ProgressBook& book, int after)
{
    Publication publication = m_found.publication;
    publication.sent = true;
    for (qsizetype i = 0; i < publication.shots.size(); ++i) {
        publication.shots[i].sha256 = content.shots[i].shot.sha256;
    }
    if (const auto kept = keep(publication); !kept) {
        return shareFailure(kept.error());
    }
    book.beginSwitch();
    const std::string snapshot = wire::toJson(
        snapshotOf(content, m_found.shotNames, m_found.aspect.width, m_found.aspect.height));
    const QByteArray bytes(snapshot.data(), qsizetype(snapshot.size()));
    auto missing =
        client.putRevision(m_found.share.remoteId, publication.revision, after, bytes, m_stop);
    if (missing && !missing->isEmpty()) {
        // What was there before has been cleared away meanwhile.
        const auto again =
            sendCopies(m_store, client, m_account, publication, content,
                       QSet<QString>(missing->begin(), missing->end()), book, m_stop);
        if (!again) {
            return shareFailure(again.error());
        }
        missing =
            client.putRevision(m_found.share.remoteId, publication.revision, after, bytes, m_stop);
    }
    failpoint("publish-sent");
    if (!missing) {
        return missing.error().fault == ShareFault::Conflict ? ShareResult<bool>(false)
                                                             : shareFailure(missing.error());
    }
    return missing->isEmpty()
        ? ShareResult<bool>(true)
        : shareFailure(ShareFault::ServerFailed, u"the server keeps losing files"_s);
}

ShareResult<PublishEnd> Run::toServer()
{
    const auto client = m_servers.client(m_account, m_found.share.serverId);
    if (!client) {
        return shareFailure(client.error());
    }
    if (m_found.share.remoteId.isEmpty()) {
        if (const auto made = makeLink(*client); !made) {
            return shareFailure(made.error());
        }
    }
    auto after = settleNumber(*client);
    if (!after) {
        return shareFailure(after.error());
    }
    if (*after < 0) {
        return end({}, 0, 0);
    }
    ProgressBook book(m_found.publication.shots, m_progress);
    const auto content = this->content(book);
    if (!content) {
        return shareFailure(content.error());
    }
    QSet<QString> hashes;
    for (const ShotContent& shot : content->shots) {
        for (const PublishedFile& file : shot.files) {
            hashes.insert(file.sha256);
        }
    }
    const auto missing = client->missing(hashes.values(), m_stop);
    if (!missing) {
        return shareFailure(missing.error());
    }
    const auto sent = sendCopies(m_store, *client, m_account, m_found.publication, *content,
                                 QSet<QString>(missing->begin(), missing->end()), book, m_stop);
    if (!sent) {
        return shareFailure(sent.error());
    }
    failpoint("publish-uploaded");
    const int reused = int(hashes.size()) - *sent;
    for (int tries = 0; tries < mostNumbers; ++tries) {
        const auto switched = switchTo(*client, *content, book, *after);
        if (!switched) {
            return shareFailure(switched.error());
        }
        if (*switched) {
            return end(content->refused, *sent, reused);
        }
        after = settleNumber(*client);
        if (!after) {
            return shareFailure(after.error());
        }
        if (*after < 0) {
            return end(content->refused, *sent, reused);
        }
    }
    return shareFailure(ShareFault::Conflict, u"somebody else publishes the same link"_s);
}

} // namespace

ShareResult<PublishEnd> runPublication(Library& library, ShareServers& servers, const Clock& clock,
                                       const AccountId& account, const ShareId& share,
                                       const PublishProgressFn& progress, std::stop_token stop)
{
    auto end = Run(library, servers, clock, account, progress, std::move(stop)).run(share);
    if (!end && end.error().fault == ShareFault::LoginNeeded) {
        noteRefusedToken(library.store(), servers, account, share);
    }
    return end;
}

} // namespace raskadr
