#include "app/cli/password.h"

#include "app/cli/commandline.h"

#include <QByteArray>

#include <algorithm>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace raskadr::cli {

namespace {

constexpr qsizetype longestLine = 4096; // bytes
constexpr qsizetype longestKey = 64 * 1024;
constexpr char controlC = 3;

// The terminal of the process with its echo off, which comes back with the end of the object.
class SilentTerminal
{
public:
    SilentTerminal()
        : m_descriptor(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        m_silent = m_descriptor >= 0 && ::tcgetattr(m_descriptor, &m_before) == 0;
        if (m_silent) {
            // Ctrl+C ends the line instead of the program, which would leave the terminal silent.
            termios without = m_before;
            without.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
            without.c_cc[VEOL] = controlC;
            m_silent = ::tcsetattr(m_descriptor, TCSAFLUSH, &without) == 0;
        }
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    ~SilentTerminal()
    {
        if (m_silent) {
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        }
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
    }

    std::optional<QString> ask(const QString& question)
    {
        if (!m_silent || !put(question.toLocal8Bit() + ": ")) {
            return std::nullopt;
        }
        QByteArray line;
        char c = 0;
        while (::read(m_descriptor, &c, 1) == 1 && c != '\n' && c != controlC
               && line.size() < longestLine) {
            line.append(c);
        }
        put("\n");
        return line.isEmpty() || c == controlC ? std::nullopt
                                               : std::optional(QString::fromLocal8Bit(line));
    }

private:
    bool put(const QByteArray& text)
    {
        return ::write(m_descriptor, text.constData(), static_cast<size_t>(text.size()))
            == text.size();
    }

    int m_descriptor;
    bool m_silent = false;
    termios m_before = {};
};

std::optional<QString> passwordOfEnvironment()
{
    const QString password = qEnvironmentVariable("RASKADR_PASSWORD");
    return password.isEmpty() ? std::nullopt : std::optional(password);
}

} // namespace

std::optional<QString> askPassword(const QString& login)
{
    if (const auto given = passwordOfEnvironment()) {
        return given;
    }
    return SilentTerminal().ask(Words::tr("Password of “%1”").arg(login));
}

std::optional<QString> askNewPassword(const QString& login)
{
    if (const auto given = passwordOfEnvironment()) {
        return given;
    }
    SilentTerminal terminal;
    const auto first = terminal.ask(Words::tr("New password of “%1”").arg(login));
    const auto second = first ? terminal.ask(Words::tr("Once more")) : std::nullopt;
    return first == second ? first : std::nullopt;
}

SecretBytes readKey(const QString& question)
{
    if (::isatty(STDIN_FILENO)) {
        const auto typed = SilentTerminal().ask(question);
        return SecretBytes(typed ? typed->toUtf8() : QByteArray());
    }
    SecretBytes bytes(longestKey);
    qsizetype size = 0;
    while (size < bytes.size()) {
        const auto got =
            ::read(STDIN_FILENO, bytes.data() + size, static_cast<size_t>(bytes.size() - size));
        if (got <= 0) {
            break;
        }
        size += got;
    }
    SecretBytes key(size);
    std::copy_n(bytes.data(), size, key.data());
    return key;
}

} // namespace raskadr::cli
