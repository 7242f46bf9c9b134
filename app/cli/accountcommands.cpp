#include "app/cli/background.h"
#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/password.h"
#include "app/cli/table.h"
#include "core/library/accounts.h"

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString sentenceFor(const Error& error)
{
    if (error.kind == ErrorKind::InvalidInput && error.subject == u"password"_s) {
        return Words::tr("A password has at least %n character(s).", nullptr, minPasswordLength);
    }
    return Words::tr("A login has 1 to %n printable character(s).", nullptr, maxLoginLength);
}

int createAccount(Context& context)
{
    const QString login = context.argument(0);
    const auto password = askNewPassword(login);
    if (!password) {
        return context.output().fail(
            Words::tr("No password was given. Put it into RASKADR_PASSWORD or type it twice at the "
                      "terminal."),
            NotLoggedIn);
    }
    const auto made = inBackground(
        [&] { return Accounts(context.store(), context.clock()).create(login, {}, *password); });
    if (!made && made.error().kind == ErrorKind::InvalidInput) {
        return context.fail(sentenceFor(made.error()));
    }
    if (!made) {
        return context.fail(made.error());
    }
    const AccountId id = made->session.accountId;
    const auto account =
        context.store().read(id, [&](const Repositories& r) { return r.accounts.find(id); });
    QJsonObject json = account && *account ? toJson(**account) : QJsonObject();
    json[u"recoveryCode"_s] = made->recoveryCode;
    context.output().result(
        json,
        Words::tr("The account “%1” is ready.").arg(login) + u'\n'
            + Words::tr("Recovery code: %1").arg(made->recoveryCode) + u'\n'
            + Words::tr("Keep the code: with it a new password can be set, and it is not shown "
                        "again."));
    return Done;
}

int listAccounts(Context& context)
{
    const auto accounts =
        context.store().read(AccountId(), [](const Repositories& r) { return r.accounts.all(); });
    if (!accounts) {
        return context.fail(accounts.error());
    }
    QJsonArray json;
    Table table({Words::tr("Id"), Words::tr("Login"), Words::tr("Name")});
    for (const Account& account : *accounts) {
        json.append(toJson(account));
        table.add({account.id.tail(), account.login, account.name});
    }
    context.output().result(
        json, table.isEmpty() ? Words::tr("There are no accounts yet.") : table.toText());
    return Done;
}

} // namespace

QList<CommandSpec> accountCommands()
{
    return {
        {u"account create"_s,
         u"LOGIN"_s,
         Words::tr("Create an account and show its recovery code."),
         {},
         Access::Write,
         false,
         createAccount},
        {u"account list"_s,
         {},
         Words::tr("Show who works in the library."),
         {},
         Access::Read,
         false,
         listAccounts},
    };
}

} // namespace raskadr::cli
