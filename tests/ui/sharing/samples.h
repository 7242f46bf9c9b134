#pragma once

#include "core/store/commentrepository.h"
#include "ui/sharing/shareline.h"

namespace raskadr::test {

struct Room
{
    ShareId id = ShareId::create();
    QString name = QStringLiteral("Client");
};

// Something that a guest of the room said about a shot.
CommentRow aComment(const Room& room, const ShotId& shot, const QString& author,
                    const QString& text, qint64 createdMs);
// The producer's answer to it.
CommentRow anAnswer(const CommentRow& to, const QString& text, qint64 createdMs);
// A published link.
ui::ShareLine aLink(const QString& name, ShareWay way = ShareWay::Server);
// A film of twelve shots, ten of them with a headliner, and a server that lets us in.
ui::ShareGround aGround();

} // namespace raskadr::test
