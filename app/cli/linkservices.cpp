#include "app/cli/linkservices.h"

#include "app/cli/background.h"
#include "app/cli/interrupt.h"
#include "core/model/modeljson.h"
#include "core/model/names.h"
#include "core/model/sharejson.h"
#include "ui/common/sharetext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class Entity, class Read>
std::optional<Entity> findOne(Context& context, const QString& word, const QString& missing,
                              Read read)
{
    const auto found = context.read(read);
    if (!found) {
        context.fail(found.error());
        return std::nullopt;
    }
    if (found->size() > 1) {
        context.fail(Words::tr("“%1” fits several ids. Write the id in full.").arg(word));
        return std::nullopt;
    }
    if (found->isEmpty()) {
        context.fail(missing);
        return std::nullopt;
    }
    return found->first();
}

bool isTail(const QString& word)
{
    static const QRegularExpression tail(u"^[0-9a-fA-F]{8}$"_s);
    return tail.match(word).hasMatch();
}

QString progressWords(const PublishProgress& progress)
{
    switch (progress.phase) {
    case PublishPhase::Preparing:
        return Words::tr("Making clean copies");
    case PublishPhase::Uploading:
        return Words::tr("Sending");
    case PublishPhase::Switching:
        break;
    }
    return Words::tr("Publishing");
}

bool goesOnLater(ShareFault fault)
{
    return fault == ShareFault::Cancelled || passesByItself(fault);
}

// A link that nobody has heard of and that will not go better the next time.
void dropUnbegun(Context& context, const ShareId& id, ShareFault fault)
{
    if (goesOnLater(fault)) {
        return;
    }
    const auto dropped = context.store()
                             .write(context.account(),
                                    [&](Repositories& r) -> Result<> {
                                        const auto share = r.shares.find(id);
                                        if (share && share->state == ShareState::Draft
                                            && share->remoteId.isEmpty()) {
                                            r.shares.remove(id);
                                        }
                                        return {};
                                    })
                             .wait();
    if (!dropped) {
        context.fail(dropped.error());
    }
}

} // namespace

LinkServices::LinkServices(Context& context)
    : m_servers(context.store(), m_client, context.connections(), context.clock(), m_pool)
{
    m_servers.unlock(context.session());
}

std::optional<Share> findShare(Context& context, const QString& word)
{
    return findOne<Share>(context, word, Words::tr("There is no link “%1”.").arg(word),
                          [&](const Repositories& r) {
                              if (isTail(word)) {
                                  return r.shares.findByTail(word);
                              }
                              const auto share = r.shares.find(ShareId::fromString(word));
                              return share ? QList<Share>{*share} : QList<Share>();
                          });
}

std::optional<Comment> findComment(Context& context, const QString& word)
{
    return findOne<Comment>(context, word, Words::tr("There is no comment “%1”.").arg(word),
                            [&](const Repositories& r) {
                                if (isTail(word)) {
                                    return r.comments.findByTail(word);
                                }
                                const auto comment = r.comments.find(CommentId::fromString(word));
                                return comment ? QList<Comment>{*comment} : QList<Comment>();
                            });
}

int failShare(const Context& context, const ShareFailure& failure)
{
    if (failure.fault == ShareFault::LoginNeeded) {
        return context.fail(
            Words::tr("The share server asks who you are. Log in: raskadr-cli server login URL "
                      "LOGIN"));
    }
    return failure.fault == ShareFault::Cancelled ? int(Failed)
                                                  : context.fail(ui::shareFailureText(failure));
}

int failShare(const Context& context, const Error& error)
{
    return context.fail(ui::shareErrorText(error));
}

QJsonObject shareJson(const Repositories& r, const Share& share)
{
    QJsonObject json = toJson(share);
    json[u"outdated"_s] = staleness(r, share).count();
    json[u"unfinished"_s] = r.publications.find(share.id).has_value();
    return json;
}

QJsonObject commentJson(const CommentRow& row)
{
    QJsonObject json = toJson(row.comment);
    json[u"shareName"_s] = row.shareName;
    json[u"parentId"_s] = idJson(row.parentId);
    json[u"number"_s] = row.number > 0 ? QJsonValue(row.number) : QJsonValue();
    json[u"delivery"_s] = nameOf(row.delivery);
    return json;
}

int publishLink(Context& context, LinkServices& services, const ShareId& share)
{
    Interrupt interrupt;
    const auto end = inBackground([&] {
        return runPublication(
            context.library(), services.servers(), context.clock(), context.account(), share,
            [&output = context.output()](const PublishProgress& progress) {
                QMetaObject::invokeMethod(qApp, [&output, progress] {
                    output.progress(progressWords(progress), progress.fraction());
                });
            },
            interrupt.token());
    });
    if (!end) {
        dropUnbegun(context, share, end.error().fault);
        if (goesOnLater(end.error().fault)) {
            context.output().note(
                Words::tr("What is done stays. Go on with: raskadr-cli share update %1")
                    .arg(share.tail()));
        }
        return failShare(context, end.error());
    }
    QJsonObject json = context.read([&](const Repositories& r) { return shareJson(r, end->share); })
                           .value_or(toJson(end->share));
    QJsonArray refused;
    for (const RefusedShot& shot : end->refused) {
        refused.append(QJsonObject{{u"shotId"_s, shot.shotId.toString()},
                                   {u"number"_s, shot.number},
                                   {u"reason"_s, ui::refusedShotText(shot)},
                                   {u"detail"_s, shot.error.detail}});
        context.output().note(ui::refusedShotText(shot));
    }
    json[u"refused"_s] = refused;
    json[u"filesSent"_s] = end->filesSent;
    json[u"filesReused"_s] = end->filesReused;
    const QString text = end->share.way == ShareWay::Folder
        ? Words::tr("The page is in %1").arg(end->share.url)
        : end->share.url;
    context.output().result(json, text);
    return refused.isEmpty() ? int(Done) : int(Failed);
}

} // namespace raskadr::cli
