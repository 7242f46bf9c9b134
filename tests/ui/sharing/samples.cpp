#include "samples.h"

namespace raskadr::test {

using namespace Qt::Literals::StringLiterals;

CommentRow aComment(const Room& room, const ShotId& shot, const QString& author,
                    const QString& text, qint64 createdMs)
{
    CommentRow row;
    row.comment.id = CommentId::create();
    row.comment.shareId = room.id;
    row.comment.shotId = shot;
    row.comment.revision = 1;
    row.comment.remoteId = row.comment.id.toString();
    row.comment.author = author;
    row.comment.text = text;
    row.comment.createdMs = createdMs;
    row.comment.seenNumber = 42;
    row.comment.seenTitle = u"Flare"_s;
    row.shareName = room.name;
    row.number = 42;
    row.title = u"Flare"_s;
    row.isCurrent = true;
    row.seenPublishedMs = 1;
    return row;
}

CommentRow anAnswer(const CommentRow& to, const QString& text, qint64 createdMs)
{
    CommentRow row = to;
    row.comment.id = CommentId::create();
    row.comment.remoteId.clear();
    row.comment.replyTo = to.comment.remoteId;
    row.comment.author = u"Producer"_s;
    row.comment.own = true;
    row.comment.read = true;
    row.comment.text = text;
    row.comment.createdMs = createdMs;
    row.parentId = to.comment.id;
    row.parentAuthor = to.comment.author;
    return row;
}

ui::ShareLine aLink(const QString& name, ShareWay way)
{
    ui::ShareLine line;
    line.share.id = ShareId::create();
    line.share.way = way;
    line.share.name = name;
    line.share.options.title = u"The Last Lighthouse"_s;
    line.share.options.scope = ShareScope::Headliners;
    line.share.state = ShareState::Published;
    line.share.revision = 1;
    line.share.publishedMs = 1;
    line.share.url = way == ShareWay::Folder ? u"/home/vera/page"_s
                                             : u"https://share.example.com/s/f7Qk2nVtR3aBcDeF"_s;
    return line;
}

ui::ShareGround aGround()
{
    ui::ShareGround ground;
    ground.projectTitle = u"The Last Lighthouse"_s;
    ground.accountName = u"Vera Kim"_s;
    ground.shots = 12;
    ground.withHeadliner = 10;
    ground.lanAddress = u"192.168.1.5"_s;
    ShareServer server;
    server.id = ShareServerId::create();
    server.address = u"https://share.example.com"_s;
    server.login = u"vera"_s;
    ground.servers = {{server, true}};
    return ground;
}

} // namespace raskadr::test
