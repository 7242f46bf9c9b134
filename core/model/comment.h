#pragma once

#include "core/base/id.h"
#include "core/model/share.h"

#include <QString>

namespace raskadr {

enum class CommentKind { Comment, Verdict };

// What became of something that the producer said.
enum class CommentDelivery {
    Sent,
    Waiting, // for the network
    Refused, // the server does not want it
};

// Something that was said about a shot of a link: by a guest, or by the producer as an answer. Its
// text is a stranger's and is shown as plain text only.
struct Comment
{
    CommentId id;
    ShareId shareId;
    ShotId shotId; // null: the shot is gone
    int revision = 0; // what the author saw
    QString remoteId; // the server's id, which is unknown of what was not sent yet
    CommentKind kind = CommentKind::Comment;
    Verdict verdict = Verdict::None; // of a verdict
    QString replyTo; // the server's id of what it answers
    QString author;
    bool own = false; // an answer of the producer
    QString text;
    qint64 atMs = -1; // place in the video; -1: none
    bool read = false;
    bool resolved = false;
    qint64 editedMs = 0; // 0: never
    qint64 deletedMs = 0; // 0: it is there; the text is gone with it
    qint64 createdMs = 0;
    int seenNumber = 0; // of the shot, as the author saw it
    QString seenTitle;

    bool operator==(const Comment&) const = default;
};

// Something that waits to be told to the server. `message` is JSON that core/sharing reads.
struct OutboxMessage
{
    qint64 number = 0; // in the order of the acts; 0: not stored yet
    ShareId shareId;
    CommentId commentId;
    QByteArray message;
    QByteArray key; // idempotency
    int attempts = 0;
    qint64 notBeforeMs = 0;
    QString
        refusal; // the name of the fault for which the server will never take it; empty: it waits
    qint64 createdMs = 0;

    bool operator==(const OutboxMessage&) const = default;
};

} // namespace raskadr
