#include "app/cli/background.h"
#include "app/cli/commands.h"
#include "app/cli/ids.h"
#include "app/cli/interrupt.h"
#include "app/cli/linkservices.h"
#include "app/cli/table.h"
#include "core/sharing/commentintake.h"
#include "core/sharing/outboxmessage.h"
#include "ui/common/labels.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>
#include <QSet>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString shownText(const Comment& comment)
{
    if (comment.deletedMs > 0) {
        return Words::tr("deleted");
    }
    return comment.kind == CommentKind::Verdict ? ui::verdictText(comment.verdict) : comment.text;
}

void show(Context& context, const QList<CommentRow>& rows, const QString& none)
{
    QJsonArray json;
    Table table({Words::tr("Id"), Words::tr("Shot"), Words::tr("Time"), Words::tr("Author"),
                 Words::tr("Link"), Words::tr("Text")});
    for (const CommentRow& row : rows) {
        const Comment& comment = row.comment;
        json.append(commentJson(row));
        table.add({comment.id.tail(), row.number > 0 ? QString::number(row.number) : QString(),
                   QLocale().toString(QDateTime::fromMSecsSinceEpoch(comment.createdMs),
                                      QLocale::ShortFormat),
                   shortened(comment.author, 20), shortened(row.shareName, 20),
                   shortened(shownText(comment), 80)});
    }
    context.output().result(json, table.isEmpty() ? none : table.toText());
}

Result<QList<CommentRow>> rowsOf(Context& context, const ProjectId& project,
                                 const QSet<CommentId>& only)
{
    return context.read([&](const Repositories& r) {
        QList<CommentRow> rows = r.comments.ofProject(project);
        if (!only.isEmpty()) {
            rows.removeIf([&](const CommentRow& row) { return !only.contains(row.comment.id); });
        }
        return rows;
    });
}

// Those that links of this project are published at.
Result<QList<ShareServerId>> serversOf(Context& context, const ProjectId& project)
{
    return context.read([&](const Repositories& r) {
        QList<ShareServerId> servers;
        for (const Share& share : r.shares.ofProject(project)) {
            if (share.way == ShareWay::Server && !share.serverId.isNull()
                && !share.remoteId.isEmpty() && !servers.contains(share.serverId)) {
                servers.append(share.serverId);
            }
        }
        return servers;
    });
}

int pull(Context& context)
{
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    const auto servers = serversOf(context, project->id);
    if (!servers) {
        return context.fail(servers.error());
    }
    LinkServices services(context);
    Interrupt interrupt;
    // What was said here goes first.
    const auto sent = inBackground([&] {
        return sendOutbox(context.store(), services.servers(), context.clock(), context.account(),
                          true, interrupt.token());
    });
    if (!sent) {
        return context.fail(sent.error());
    }
    QSet<CommentId> arrived;
    for (const ShareServerId& server : *servers) {
        const auto pulled = inBackground([&] {
            return pullServer(context.store(), services.servers(), context.clock(),
                              context.account(), server, project->id, interrupt.token());
        });
        if (!pulled) {
            return failShare(context, pulled.error());
        }
        arrived += QSet<CommentId>(pulled->begin(), pulled->end());
    }
    const QString none = Words::tr("There is nothing new.");
    if (arrived.isEmpty()) {
        show(context, {}, none);
        return Done;
    }
    const auto rows = rowsOf(context, project->id, arrived);
    if (!rows) {
        return context.fail(rows.error());
    }
    show(context, *rows, none);
    return Done;
}

int list(Context& context)
{
    const auto project = findProject(context, context.argument(0));
    if (!project) {
        return Failed;
    }
    const auto rows = rowsOf(context, project->id, {});
    if (!rows) {
        return context.fail(rows.error());
    }
    show(context, *rows, Words::tr("Nobody has said anything yet."));
    return Done;
}

// Tells the server what was just written, and prints the comment as it is then.
int tell(Context& context, const CommentId& id, const QString& told)
{
    LinkServices services(context);
    Interrupt interrupt;
    const auto sent = inBackground([&] {
        return sendOutbox(context.store(), services.servers(), context.clock(), context.account(),
                          true, interrupt.token());
    });
    if (!sent) {
        return context.fail(sent.error());
    }
    const auto row = context.read([&](const Repositories& r) { return r.comments.row(id); });
    if (!row || !*row) {
        return row ? context.fail(Error{ErrorKind::NotFound, {}, {}, 0})
                   : context.fail(row.error());
    }
    if ((*row)->delivery == CommentDelivery::Refused) {
        return sent->failure ? failShare(context, *sent->failure) : int(Failed);
    }
    const bool waits = (*row)->delivery == CommentDelivery::Waiting;
    context.output().result(
        commentJson(**row),
        waits ? Words::tr("Kept. It is sent as soon as the share server can be reached.") : told);
    return Done;
}

int reply(Context& context)
{
    const auto parent = findComment(context, context.argument(0));
    if (!parent) {
        return Failed;
    }
    const auto answer = context.store()
                            .write(context.account(),
                                   [&](Repositories& r) {
                                       const auto account = r.accounts.current();
                                       return addAnswer(r, parent->id, context.argument(1),
                                                        account ? account->name : QString(),
                                                        context.clock().nowMs());
                                   })
                            .wait();
    if (!answer) {
        return failShare(context, answer.error());
    }
    return tell(context, *answer, Words::tr("The answer is on the page."));
}

int resolve(Context& context)
{
    const auto comment = findComment(context, context.argument(0));
    if (!comment) {
        return Failed;
    }
    const auto done =
        context.store()
            .write(context.account(),
                   [&](Repositories& r) {
                       return setResolved(r, comment->id, true, context.clock().nowMs());
                   })
            .wait();
    if (!done) {
        return failShare(context, done.error());
    }
    return tell(context, comment->id, Words::tr("The comment is resolved."));
}

} // namespace

QList<CommandSpec> commentCommands()
{
    return {
        {u"comments pull"_s,
         u"PROJECT"_s,
         Words::tr("Ask the share servers for what guests said, and print what is new."),
         {},
         Access::Write,
         true,
         pull},
        {u"comments list"_s,
         u"PROJECT"_s,
         Words::tr("Show what was said about a project."),
         {},
         Access::Read,
         true,
         list},
        {u"comments reply"_s,
         u"COMMENT TEXT"_s,
         Words::tr("Answer a comment."),
         {},
         Access::Write,
         true,
         reply},
        {u"comments resolve"_s,
         u"COMMENT"_s,
         Words::tr("Mark a comment as resolved."),
         {},
         Access::Write,
         true,
         resolve},
    };
}

} // namespace raskadr::cli
