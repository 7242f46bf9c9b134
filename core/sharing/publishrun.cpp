#include "core/sharing/publishrun.h"

#include "core/base/failpoint.h"
#include "core/sharing/foldershare.h"
#include "core/sharing/linkoptions.h"
#include "core/sharing/publicationrows.h"
#include "core/sharing/publishcontent.h"
#include "core/sharing/uploads.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostNumbers = 5; // tried, while somebody else publishes the same link

// One publication on its way, in the thread that runs it.
class Run
{
public:
    Run(Library& library, ShareServers& servers, const Clock& clock, const AccountId& account,
        PublishProgressFn progress, std::stop_token stop)
        : m_library(library)
        , m_servers(servers)
        , m_clock(clock)
        , m_account(account)
        , m_progress(std::move(progress))
        , m_stop(std::move(stop))
        , m_rows(library.store(), clock, account, m_stop)
    {
    }

    ShareResult<PublishEnd> run(const ShareId& share)
    {
        if (const auto found = m_rows.find(share); !found) {
            return shareFailure(found.error());
        }
        return m_rows.share().way == ShareWay::Folder ? toFolder() : toServer();
    }

private:
    ShareResult<PublishContent> content(ProgressBook& book);
    wire::Snapshot snapshot(const PublishContent& content) const;
    ShareResult<> keepSent(const PublishContent& content);
    ShareResult<PublishEnd> end(const QList<RefusedShot>& refused, int sent, int reused);
    ShareResult<PublishEnd> toFolder();

    ShareResult<PublishEnd> toServer();
    ShareResult<> makeLink(const ShareClient& client);
    ShareResult<int> settleNumber(const ShareClient& client);
    ShareResult<bool> switchTo(const ShareClient& client, const PublishContent& content,
                               ProgressBook& book, int after);

    Library& m_library;
    ShareServers& m_servers;
    const Clock& m_clock;
    const AccountId m_account;
    const PublishProgressFn m_progress;
    const std::stop_token m_stop;
    PublicationRows m_rows;
};

ShareResult<PublishContent> Run::content(ProgressBook& book)
{
    // Without a server there is nobody whom a messenger could ask.
    const bool hasCard = m_rows.share().way != ShareWay::Folder;
    auto content = makeContent(m_rows.publication().shots, m_library.media(), m_library.cache(),
                               hasCard, book, m_stop);
    failpoint("publish-copied");
    return content;
}

wire::Snapshot Run::snapshot(const PublishContent& content) const
{
    const Aspect aspect = m_rows.aspect();
    return snapshotOf(content, m_rows.shotNames(), aspect.width, aspect.height);
}

ShareResult<> Run::keepSent(const PublishContent& content)
{
    QStringList sha256;
    for (const ShotContent& shot : content.shots) {
        sha256.append(shot.shot.sha256);
    }
    return m_rows.keepSent(sha256);
}

ShareResult<PublishEnd> Run::end(const QList<RefusedShot>& refused, int sent, int reused)
{
    const auto share = m_rows.end();
    if (!share) {
        return shareFailure(share.error());
    }
    failpoint("publish-ended");
    return PublishEnd{*share, refused, sent, reused};
}

ShareResult<PublishEnd> Run::toFolder()
{
    const FolderTarget target{m_rows.share().url,
                              m_rows.share().revision > 0 || m_rows.publication().sent};
    if (const auto checked = checkTarget(target); !checked) {
        return shareFailure(checked.error());
    }
    ProgressBook book(m_rows.publication().shots, m_progress);
    const auto content = this->content(book);
    if (!content) {
        return shareFailure(content.error());
    }
    if (const auto kept = keepSent(*content); !kept) {
        return shareFailure(kept.error());
    }
    FolderContent folder = folderContentOf(*content, snapshot(*content));
    folder.board.title = m_rows.share().options.title.toStdString();
    folder.board.greeting = m_rows.share().options.greeting.toStdString();
    folder.board.canDownload = m_rows.share().options.canDownload;
    folder.board.revision = m_rows.publication().revision;
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
    const Share share = m_rows.share();
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
    const auto made = client.createShare(options, m_rows.publication().idempotencyKey, m_stop);
    if (!made) {
        return shareFailure(made.error());
    }
    const QString url = linkAddress(client.access(), share, *made);
    if (url.isEmpty()) {
        return shareFailure(ShareFault::BadAnswer, u"a link without an address"_s);
    }
    failpoint("publish-link-made");
    const auto kept = m_rows.keepLink(QString::fromStdString(made->id), url);
    if (!kept) {
        // Nobody is to be left with a link that nobody knows of.
        [[maybe_unused]] const auto revoked = client.revokeShare(QString::fromStdString(made->id));
        return shareFailure(kept.error());
    }
    return {};
}

// Gives this revision a number after the one that guests see, which is returned: 0 if they see
// none, -1 if they see this one already.
ShareResult<int> Run::settleNumber(const ShareClient& client)
{
    const auto info = client.share(m_rows.share().remoteId, m_stop);
    if (!info) {
        return shareFailure(info.error());
    }
    if (info->revokedAt) {
        return shareFailure(ShareFault::LinkGone, u"the link was revoked"_s);
    }
    const auto current = int(info->revision.value_or(0));
    if (m_rows.publication().sent && current == m_rows.publication().revision) {
        return -1;
    }
    if (current >= m_rows.publication().revision) {
        if (const auto kept = m_rows.renumber(current); !kept) {
            return shareFailure(kept.error());
        }
    }
    return current;
}

// False: somebody else was faster, and it has to be tried with another number.
ShareResult<bool> Run::switchTo(const ShareClient& client, const PublishContent& content,
                                ProgressBook& book, int after)
{
    if (const auto kept = keepSent(content); !kept) {
        return shareFailure(kept.error());
    }
    book.beginSwitch();
    const int revision = m_rows.publication().revision;
    const QString link = m_rows.share().remoteId;
    const std::string text = wire::toJson(snapshot(content));
    const QByteArray bytes(text.data(), qsizetype(text.size()));
    auto missing = client.putRevision(link, revision, after, bytes, m_stop);
    if (missing && !missing->isEmpty()) {
        // What was there before has been cleared away meanwhile.
        const auto again =
            sendCopies(m_library.store(), client, m_account, m_rows.publication(), content,
                       QSet<QString>(missing->begin(), missing->end()), book, m_stop);
        if (!again) {
            return shareFailure(again.error());
        }
        missing = client.putRevision(link, revision, after, bytes, m_stop);
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
    const auto client = m_servers.client(m_account, m_rows.share().serverId);
    if (!client) {
        return shareFailure(client.error());
    }
    if (m_rows.share().remoteId.isEmpty()) {
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
    ProgressBook book(m_rows.publication().shots, m_progress);
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
    const auto sent =
        sendCopies(m_library.store(), *client, m_account, m_rows.publication(), *content,
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
