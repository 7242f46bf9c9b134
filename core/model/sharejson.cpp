#include "core/model/sharejson.h"

#include "core/model/modeljson.h"
#include "core/model/names.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

} // namespace

QJsonObject toJson(const Share& share)
{
    return {{u"id"_s, share.id.toString()},
            {u"projectId"_s, share.projectId.toString()},
            {u"way"_s, nameOf(share.way)},
            {u"name"_s, share.name},
            {u"url"_s, textOrNull(share.url)},
            {u"state"_s, nameOf(share.state)},
            {u"revision"_s, share.revision},
            {u"title"_s, share.options.title},
            {u"greeting"_s, share.options.greeting},
            {u"producer"_s, textOrNull(share.options.producer)},
            {u"scope"_s, nameOf(share.options.scope)},
            {u"canComment"_s, share.options.canComment},
            {u"canDownload"_s, share.options.canDownload},
            {u"hasPassword"_s, share.options.hasPassword},
            {u"expiresAt"_s, momentJson(share.expiresMs)},
            {u"publishedAt"_s, momentJson(share.publishedMs)},
            {u"visits"_s, share.visits},
            {u"lastVisitAt"_s, momentJson(share.lastVisitMs)},
            {u"createdAt"_s, momentJson(share.createdMs)}};
}

QJsonObject toJson(const Comment& comment)
{
    QJsonObject json{
        {u"id"_s, comment.id.toString()},
        {u"shareId"_s, comment.shareId.toString()},
        {u"shotId"_s, idJson(comment.shotId)},
        {u"revision"_s, comment.revision},
        {u"kind"_s, nameOf(comment.kind)},
        {u"author"_s, comment.author},
        {u"own"_s, comment.own},
        {u"text"_s, comment.text},
        {u"atMs"_s, comment.atMs < 0 ? QJsonValue() : QJsonValue(comment.atMs)},
        {u"read"_s, comment.read},
        {u"resolved"_s, comment.resolved},
        {u"createdAt"_s, momentJson(comment.createdMs)},
        {u"editedAt"_s, momentJson(comment.editedMs)},
        {u"deletedAt"_s, momentJson(comment.deletedMs)},
        {u"seenNumber"_s, comment.seenNumber > 0 ? QJsonValue(comment.seenNumber) : QJsonValue()}};
    if (comment.kind == CommentKind::Verdict) {
        json[u"verdict"_s] = nameOf(comment.verdict);
    }
    return json;
}

} // namespace raskadr
