#pragma once

#include "app/cli/commandline.h"
#include "app/cli/output.h"
#include "core/base/clock.h"
#include "core/edit/command.h"
#include "core/library/accounts.h"
#include "core/library/library.h"
#include "core/library/providerconnections.h"

#include <memory>

namespace raskadr::cli {

// How long to wait for the library's lock, as it was asked for; nothing: that is no time.
std::optional<int> waitLockMs(const Invocation& invocation);

// What a command works with: what was asked for, where to say what came of it, and the library,
// open as the command needs it, with the account that logged in. Main thread.
class Context
{
public:
    Context(Invocation invocation, Output& output)
        : m_invocation(std::move(invocation))
        , m_output(output)
    {
    }

    // Opens the library and logs in, as far as the command needs it; not Done: it said why.
    int open();

    const QString& argument(qsizetype index) const { return m_invocation.arguments[index]; }
    const QStringList& arguments() const { return m_invocation.arguments; }
    bool has(const QString& option) const { return m_invocation.has(option); }
    std::optional<QString> value(const QString& option) const { return m_invocation.value(option); }
    QStringList values(const QString& option) const { return m_invocation.values(option); }
    const Invocation& invocation() const { return m_invocation; }

    Output& output() const { return m_output; }
    const Clock& clock() const { return m_clock; }
    Library& library() { return *m_library; }
    Store& store() { return m_library->store(); }
    const AccountId& account() const { return m_account; }
    // With the keys of the account, which is logged in.
    ProviderConnections& connections() { return *m_connections; }
    const Session& session() const { return m_session; }
    QString libraryPath() const;

    // Runs one step of an editor and waits for it.
    Result<> run(std::unique_ptr<Command> command);
    // Reads as the account.
    template <class Fn>
    auto read(Fn fn)
    {
        return store().read(m_account, std::move(fn));
    }

    int fail(const Error& error) const { return m_output.fail(error); }
    int fail(const QString& sentence) const { return m_output.fail(sentence); }

private:
    int openLibrary();
    int logIn();
    // The login that was given, or the only one that there is; empty: it said what is missing.
    QString chooseLogin();

    const Invocation m_invocation;
    Output& m_output;
    const SystemClock m_clock;
    std::unique_ptr<Library> m_library;
    SystemKeychain m_keychain;
    std::unique_ptr<ProviderConnections> m_connections;
    AccountId m_account;
    Session m_session;
};

} // namespace raskadr::cli
