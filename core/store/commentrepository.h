#pragma once

#include "core/model/asset.h"
#include "core/model/comment.h"
#include "core/model/shot.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>
#include <optional>

namespace raskadr {

struct RepositoryContext;

// A comment with what its author saw and what is there now.
struct CommentRow
{
    Comment comment;
    QString shareName;
    CommentDelivery delivery = CommentDelivery::Sent;
    QString refusal; // the name of the fault
    CommentId parentId; // null: it answers nothing, or nothing that is known
    QString parentAuthor;
    QString seenSha256; // of the medium on the page then; empty: none
    qint64 seenPublishedMs = 0; // 0: it is not known any more
    bool isCurrent = false; // that medium is the headliner now
    int number = 0; // of the shot now; 0: it is in the film no more
    QString title;
    ShotStatus status = ShotStatus::Waiting;
    QString headlinerSha256;
    AssetKind headlinerKind = AssetKind::Image;
    qint64 headlinerDurationMs = 0;

    bool operator==(const CommentRow&) const = default;
};

// What is said about the shots of links. Tombstones are kept and shown with the others.
class CommentRepository
{
public:
    explicit CommentRepository(const RepositoryContext& context);

    // Newest first.
    QList<CommentRow> ofProject(const ProjectId& project) const;
    // Oldest first.
    QList<CommentRow> ofShot(const ShotId& shot) const;
    std::optional<CommentRow> row(const CommentId& id) const;
    std::optional<Comment> find(const CommentId& id) const;
    QList<Comment> findByTail(const QString& tail) const;
    std::optional<Comment> ofRemoteId(const ShareId& share, const QString& remoteId) const;
    // An answer of the producer that was not told to be sent yet.
    std::optional<Comment> unsentAnswer(const ShareId& share, const QString& replyTo,
                                        const QString& text) const;
    int unread(const ProjectId& project) const;

    void insert(const Comment& comment);
    void update(const Comment& comment);
    void remove(const CommentId& id);

private:
    void note(const Comment& comment);

    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
