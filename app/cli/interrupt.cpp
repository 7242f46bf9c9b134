#include "app/cli/interrupt.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace raskadr::cli {

namespace {

// A signal handler may touch nothing but such things.
volatile std::sig_atomic_t writeEnd = -1;
std::array<int, 2> ends = {-1, -1};

void onSignal(int number)
{
    std::signal(number, SIG_DFL); // the second one ends the program
    const char sign = static_cast<char>(number);
    if (writeEnd >= 0 && ::write(writeEnd, &sign, 1) < 0) {
        ::_exit(128 + number);
    }
}

} // namespace

Interrupt::Interrupt()
{
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        ends = {-1, -1};
    }
    writeEnd = ends[1];
    m_notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &Interrupt::read);
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    writeEnd = -1;
    delete m_notifier;
    ::close(ends[0]);
    ::close(ends[1]);
}

void Interrupt::read()
{
    char sign = 0;
    if (::read(ends[0], &sign, 1) != 1) {
        return;
    }
    m_byUser = sign == SIGINT;
    if (m_source.request_stop()) {
        Q_EMIT requested();
    }
}

} // namespace raskadr::cli
