#include "app/cli/context.h"

#include "app/cli/password.h"
#include "core/edit/commandstack.h"
#include "core/library/accounts.h"

#include <QDir>
#include <QFileInfo>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double usualWaitSeconds = 10;
constexpr double longestWaitSeconds = 24 * 60 * 60;

} // namespace

std::optional<int> waitLockMs(const Invocation& invocation)
{
    const auto given = invocation.value(u"--wait-lock"_s);
    bool isNumber = true;
    const double seconds = given ? given->toDouble(&isNumber) : usualWaitSeconds;
    // Written so that what is no number at all does not pass.
    const bool fits = isNumber && seconds >= 0 && seconds <= longestWaitSeconds;
    return fits ? std::optional(static_cast<int>(seconds * 1000)) : std::nullopt;
}

int Context::open()
{
    if (m_invocation.command->access == Access::None) {
        return Done;
    }
    if (const int status = openLibrary(); status != Done) {
        return status;
    }
    return m_invocation.command->needsLogin ? logIn() : Done;
}

QString Context::libraryPath() const
{
    const QString given = value(u"--library"_s).value_or(Library::defaultPath());
    return QDir::cleanPath(QFileInfo(given).absoluteFilePath());
}

int Context::openLibrary()
{
    const Access access = m_invocation.command->access;
    Library::OpenOptions options;
    options.mode = access == Access::Read ? Library::Mode::ReadOnly : Library::Mode::ReadWrite;
    options.waitLockMs = waitLockMs(m_invocation).value_or(0);
    options.create = access == Access::NewLibrary;
    auto opened = Library::open(libraryPath(), options);
    if (!opened && access == Access::Read && opened.error().kind == ErrorKind::LibraryDamaged) {
        opened = Library::openDamagedReadOnly(libraryPath());
        if (opened) {
            m_output.note(
                Words::tr("The library is damaged. This is what can still be read of it."));
        }
    }
    if (!opened) {
        return fail(opened.error());
    }
    m_library = std::move(*opened);
    m_library->removeLeftovers();
    return Done;
}

QString Context::chooseLogin()
{
    if (const auto given = value(u"--account"_s)) {
        return *given;
    }
    const auto accounts =
        store().read(AccountId(), [](const Repositories& r) { return r.accounts.all(); });
    if (!accounts) {
        fail(accounts.error());
        return {};
    }
    if (accounts->size() == 1) {
        return accounts->first().login;
    }
    m_output.note(accounts->isEmpty()
                      ? Words::tr("The library has no account yet. Create one: raskadr-cli account "
                                  "create LOGIN.")
                      : Words::tr("The library has several accounts. Say which one: --account "
                                  "LOGIN."));
    return {};
}

int Context::logIn()
{
    const QString login = chooseLogin();
    if (login.isEmpty()) {
        return NotLoggedIn;
    }
    const auto password = askPassword(login);
    if (!password) {
        return m_output.fail(
            Words::tr("No password was given. Put it into RASKADR_PASSWORD or type it at the "
                      "terminal."),
            NotLoggedIn);
    }
    auto session = Accounts(store(), m_clock).login(login, *password);
    if (!session && session.error().kind == ErrorKind::WrongPassword
        && store().mode() == Store::Mode::ReadOnly && !m_library->isSalvaged()) {
        // A wrong attempt counts, if nobody else holds the library.
        Library::OpenOptions options;
        if (auto writable = Library::open(libraryPath(), options)) {
            session = Accounts((*writable)->store(), m_clock).login(login, *password);
        }
    }
    if (!session) {
        return fail(session.error());
    }
    m_account = session->accountId;
    m_connections = std::make_unique<ProviderConnections>(store(), m_clock, &m_keychain);
    m_connections->unlock(*session);
    m_session = std::move(*session);
    return Done;
}

Result<> Context::run(std::unique_ptr<Command> command)
{
    CommandStack stack(store(), m_account, m_clock);
    return stack.run(std::move(command)).wait();
}

} // namespace raskadr::cli
