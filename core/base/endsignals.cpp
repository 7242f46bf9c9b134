#include "core/base/endsignals.h"

#include <QSocketNotifier>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace raskadr {

namespace {

// A signal handler may touch nothing but such things.
volatile std::sig_atomic_t writeEnd = -1;

void onSignal(int number)
{
    std::signal(number, SIG_DFL);
    const char sign = 1;
    if (writeEnd < 0 || ::write(writeEnd, &sign, 1) < 0) {
        ::_exit(128 + number);
    }
}

} // namespace

EndSignals::EndSignals(QObject* parent)
    : QObject(parent)
{
    if (::pipe2(m_ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        m_ends = {-1, -1};
        return;
    }
    m_notifier = new QSocketNotifier(m_ends[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char sign = 0;
        if (::read(m_ends[0], &sign, 1) == 1) {
            Q_EMIT received();
        }
    });
    writeEnd = m_ends[1];
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

EndSignals::~EndSignals()
{
    if (!m_notifier) {
        return;
    }
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    writeEnd = -1;
    delete m_notifier;
    ::close(m_ends[0]);
    ::close(m_ends[1]);
}

} // namespace raskadr
