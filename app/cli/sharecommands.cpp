#include "app/cli/background.h"
#include "app/cli/commands.h"
#include "app/cli/ids.h"
#include "app/cli/interrupt.h"
#include "app/cli/linkservices.h"
#include "app/cli/password.h"
#include "app/cli/table.h"
#include "core/model/modeljson.h"
#include "core/model/names.h"
#include "ui/common/format.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

Secret secretOf(const SecretBytes& bytes)
{
    QByteArray text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    while (text.endsWith('\n') || text.endsWith('\r')) {
        text.chop(1);
    }
    const Secret secret(text);
    wipe(text.data(), size_t(text.size()));
    return secret;
}

int logIn(Context& context)
{
    ServerEntry entry;
    entry.address = context.argument(0);
    entry.login = context.argument(1);
    entry.isConfirmed = true; // it was typed here
    entry.password =
        secretOf(readKey(Words::tr("Password of “%1” at %2").arg(entry.login, entry.address)));
    if (entry.password.isEmpty()) {
        return context.fail(
            Words::tr("No password was given. It is read from the standard input."));
    }
    LinkServices services(context);
    Interrupt interrupt;
    const auto server = inBackground(
        [&] { return services.servers().logInNow(context.account(), entry, interrupt.token()); });
    if (!server) {
        return failShare(context, server.error());
    }
    context.output().result(
        QJsonObject{{u"id"_s, server->id.toString()},
                    {u"address"_s, server->address},
                    {u"login"_s, server->login},
                    {u"expiresAt"_s, momentJson(server->tokenExpiresMs)}},
        Words::tr("“%1” is logged in at %2.").arg(server->login, server->address));
    return Done;
}

// The end of that day, here.
std::optional<qint64> expiryOf(const Invocation& invocation)
{
    const auto given = invocation.value(u"--expires"_s);
    if (!given) {
        return 0;
    }
    const QDate date = QDate::fromString(*given, Qt::ISODate);
    return date.isValid() ? std::optional(date.endOfDay().toMSecsSinceEpoch()) : std::nullopt;
}

std::optional<QString> misuseOfPublish(const Invocation& invocation)
{
    if (!expiryOf(invocation)) {
        return Words::tr("--expires takes a day, for example 2026-12-31.");
    }
    if (invocation.has(u"--folder"_s) && invocation.has(u"--server"_s)) {
        return Words::tr("A page goes to a server or into a folder. Choose one of --server and "
                         "--folder.");
    }
    if (invocation.has(u"--folder"_s) && invocation.has(u"--password-stdin"_s)) {
        return Words::tr("A folder cannot have a password.");
    }
    return std::nullopt;
}

// The account at a server that is meant; nothing: the context has said what is missing.
std::optional<ShareServer> chooseServer(Context& context)
{
    const auto servers = context.read([](const Repositories& r) { return r.shareServers.all(); });
    if (!servers) {
        context.fail(servers.error());
        return std::nullopt;
    }
    QList<ShareServer> fitting;
    const auto wanted = context.value(u"--server"_s);
    const auto access = accessTo(wanted.value_or(QString()), true);
    for (const ShareServer& server : *servers) {
        if (server.way == ShareWay::Server
            && (!wanted || (access && server.address == addressText(access->address)))) {
            fitting.append(server);
        }
    }
    if (fitting.isEmpty()) {
        context.fail(Words::tr("Nobody is logged in at this share server. Log in: raskadr-cli "
                               "server login URL LOGIN"));
        return std::nullopt;
    }
    if (fitting.size() > 1 && !wanted) {
        context.fail(Words::tr("There are several share servers. Say which one: --server URL"));
        return std::nullopt;
    }
    return fitting.last();
}

int publish(Context& context)
{
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    PublishRequest request;
    request.projectId = project->id;
    request.name = context.value(u"--name"_s).value_or(QString());
    request.expiresMs = expiryOf(context.invocation()).value_or(0);
    request.options.canComment = !context.has(u"--no-comments"_s);
    request.options.producer = context.value(u"--author"_s).value_or(QString());
    if (const auto folder = context.value(u"--folder"_s)) {
        request.way = ShareWay::Folder;
        request.folder = QFileInfo(*folder).absoluteFilePath();
    } else {
        const auto server = chooseServer(context);
        if (!server) {
            return Failed;
        }
        request.serverId = server->id;
    }
    if (context.has(u"--password-stdin"_s)) {
        request.password = secretOf(readKey(Words::tr("Password of the link")));
    }
    LinkServices services(context);
    const auto share = context.store()
                           .write(context.account(),
                                  [&](Repositories& r) {
                                      return beginLink(r, services.servers(), context.account(),
                                                       request, context.clock().nowMs());
                                  })
                           .wait();
    if (!share) {
        return failShare(context, share.error());
    }
    return publishLink(context, services, share->id);
}

QString stateText(const Share& share, int outdated)
{
    switch (share.state) {
    case ShareState::Draft:
        return Words::tr("unfinished");
    case ShareState::Revoked:
        return Words::tr("revoked");
    case ShareState::Published:
        break;
    }
    return outdated > 0 ? Words::tr("%n shot(s) out of date", nullptr, outdated)
                        : Words::tr("published");
}

QString lastVisitText(const Share& share)
{
    if (share.lastVisitMs == 0) {
        return share.visits == 0 && share.way != ShareWay::Folder ? Words::tr("never") : QString();
    }
    return ui::dateTimeText(QDateTime::fromMSecsSinceEpoch(share.lastVisitMs),
                            QDateTime::currentDateTime());
}

int listShares(Context& context)
{
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    QJsonArray json;
    Table table({Words::tr("Id"), Words::tr("State"), Words::tr("Visits"), Words::tr("Last visit"),
                 Words::tr("Name"), Words::tr("Address")});
    const auto read = context.read([&](const Repositories& r) {
        for (const Share& share : r.shares.ofProject(project->id)) {
            json.append(shareJson(r, share));
            table.add({share.id.tail(), stateText(share, staleness(r, share).count()),
                       QString::number(share.visits), lastVisitText(share),
                       shortened(share.name, 30), share.url});
        }
        return true;
    });
    if (!read) {
        return context.fail(read.error());
    }
    context.output().result(
        json, table.isEmpty() ? Words::tr("The project has no links yet.") : table.toText());
    return Done;
}

int updateShare(Context& context)
{
    const auto share = findShare(context, context.argument(0));
    if (!share) {
        return Failed;
    }
    const auto begun = context.store()
                           .write(context.account(),
                                  [&](Repositories& r) {
                                      return beginRevision(r, share->id, context.clock().nowMs());
                                  })
                           .wait();
    if (!begun) {
        return failShare(context, begun.error());
    }
    LinkServices services(context);
    return publishLink(context, services, share->id);
}

int revokeShare(Context& context)
{
    const auto share = findShare(context, context.argument(0));
    if (!share) {
        return Failed;
    }
    LinkServices services(context);
    Interrupt interrupt;
    const auto revoked = inBackground([&] {
        return revokeLink(context.store(), services.servers(), context.clock(), context.account(),
                          share->id, interrupt.token());
    });
    if (!revoked) {
        return failShare(context, revoked.error());
    }
    const auto row = context.read([&](const Repositories& r) -> QJsonObject {
        const auto now = r.shares.find(share->id);
        return now ? shareJson(r, *now) : QJsonObject();
    });
    context.output().result(row.value_or(QJsonObject()),
                            share->way == ShareWay::Folder
                                ? Words::tr("The link is revoked. The folder stays where it is.")
                                : Words::tr("The link is revoked: nobody can open it any more."));
    return Done;
}

} // namespace

QList<CommandSpec> shareCommands()
{
    return {
        {u"server login"_s,
         u"URL LOGIN"_s,
         Words::tr("Log in at a share server. The password is read from the standard input."),
         {},
         Access::Write,
         true,
         logIn},
        {u"publish"_s,
         u"PROJECT"_s,
         Words::tr("Make a link to a project and print its address."),
         {{u"--server"_s, u"URL"_s, Words::tr("Which share server, if there are several."), false},
          {u"--folder"_s, u"DIR"_s,
           Words::tr("Write a page that opens without a server; DIR may also end in .zip."), false},
          {u"--name"_s, u"NAME"_s, Words::tr("What you know the link by."), false},
          {u"--expires"_s, u"DATE"_s, Words::tr("The last day on which the link opens."), false},
          {u"--author"_s, u"NAME"_s,
           Words::tr("Whom guests see answering; “Author” if it is not given."), false},
          {u"--no-comments"_s, {}, Words::tr("Guests only look."), false},
          {u"--password-stdin"_s,
           {},
           Words::tr("Guests need a password, which is read from the standard input."),
           false}},
         Access::Write,
         true,
         publish,
         misuseOfPublish},
        {u"share list"_s,
         u"PROJECT"_s,
         Words::tr("Show the links of a project."),
         {},
         Access::Read,
         true,
         listShares},
        {u"share update"_s,
         u"SHARE"_s,
         Words::tr("Show the guests of a link what is there now; also go on where publishing was "
                   "cut off."),
         {},
         Access::Write,
         true,
         updateShare},
        {u"share revoke"_s,
         u"SHARE"_s,
         Words::tr("End a link."),
         {},
         Access::Write,
         true,
         revokeShare},
    };
}

} // namespace raskadr::cli
