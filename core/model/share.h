#pragma once

#include "core/base/id.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace raskadr {

using ShareServerId = Id<struct ShareServerTag>;

// How a manager gets to see a project: through a share server, through one that this program runs
// in the own network, or as a folder of files.
enum class ShareWay { Server, Lan, Folder };
// A draft is on its way to be published for the first time.
enum class ShareState { Draft, Published, Revoked };
// Which shots of the project a link shows.
enum class ShareScope { All, Headliners, Selected };
// What a manager says about a shot. None, where it is an event: taken back.
enum class Verdict { None, Accepted, Changes };

// What the producer decides about a link.
struct ShareOptions
{
    QString title;
    QString greeting;
    QString producer; // whom guests see answering; empty: «Автор»
    QString tail; // a readable end of the address
    ShareScope scope = ShareScope::All;
    QList<ShotId> selected; // with ShareScope::Selected
    bool canComment = true;
    bool canDownload = false;
    bool hasPassword = false;

    bool operator==(const ShareOptions&) const = default;
};

// A link to a project, for one circle of people: a room with revisions and comments of its own.
struct Share
{
    ShareId id;
    ProjectId projectId;
    ShareWay way = ShareWay::Server;
    ShareServerId serverId; // null with ShareWay::Folder
    QString name; // for the producer, and never shown to a guest
    QString url; // of a folder its path, or that of its archive
    QString remoteId; // the server's id; empty: it does not know of it yet
    int revision = 0; // the one that guests see; 0: none
    ShareOptions options;
    qint64 expiresMs = 0; // 0: never
    ShareState state = ShareState::Draft;
    qint64 commentCursor = 0; // up to where comments were taken in
    qint64 visits = 0;
    qint64 lastVisitMs = 0; // 0: nobody came, or the server does not say
    qint64 publishedMs = 0; // when the revision was
    qint64 createdMs = 0;
    qint64 changedMs = 0;

    bool operator==(const Share&) const = default;
};

// What a revision of a link shows of a shot, and the last verdict on it.
struct ShareShot
{
    ShareId shareId;
    int revision = 0;
    ShotId shotId;
    int number = 0;
    QString title;
    QString sha256; // of the headliner; empty: there was none
    qint64 plannedDurationMs = 0; // how long it stands, unless it is a film; 0: none
    Verdict verdict = Verdict::None;
    QString verdictAuthor;
    qint64 verdictMs = 0;
    qint64 publishedMs = 0; // when the revision was

    bool operator==(const ShareShot&) const = default;
};

// An account at a share server. Its token lies sealed beside the keys of providers.
struct ShareServer
{
    ShareServerId id;
    ShareWay way = ShareWay::Server; // never Folder
    QString address; // "https://share.example.com"
    QString login;
    bool isLocal = false; // in the own network, where plain http is allowed: the user said so
    qint64 tokenExpiresMs = 0;
    qint64 checkedMs = 0; // when it last let us in
    qint64 createdMs = 0;

    bool operator==(const ShareServer&) const = default;
};

// A revision on its way to the guests, kept until they see it, so that a cut or a kill loses
// nothing.
struct Publication
{
    ShareId shareId;
    int revision = 1;
    QList<ShareShot> shots; // what it is to show, in the order of the story
    QByteArray idempotencyKey; // of the request for the link, where there is none yet
    bool sent = false; // the server may have this revision already
    bool paused = false; // by the user
    qint64 createdMs = 0;

    bool operator==(const Publication&) const = default;
};

// A file on its way to the server.
struct ShareUpload
{
    ShareId shareId;
    int revision = 1;
    QString sha256; // of the clean copy
    QString address;
    qint64 offset = 0;

    bool operator==(const ShareUpload&) const = default;
};

} // namespace raskadr
