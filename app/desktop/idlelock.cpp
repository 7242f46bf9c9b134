#include "app/desktop/idlelock.h"

#include <QCoreApplication>
#include <QEvent>
#include <algorithm>

namespace raskadr::desktop {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds longestLook = 10s;

} // namespace

IdleLock::IdleLock(QObject* parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_look.stop();
        Q_EMIT idled();
    });
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (m_isBusy && m_isBusy()) {
            m_timer.start();
        }
    });
    QCoreApplication::instance()->installEventFilter(this);
}

void IdleLock::setPatience(std::chrono::milliseconds patience)
{
    m_patience = patience;
    begin();
}

void IdleLock::setWatching(bool on)
{
    m_watching = on;
    begin();
}

void IdleLock::begin()
{
    if (m_watching && m_patience > 0ms) {
        m_timer.start(m_patience);
        m_look.start(std::min(m_patience / 4, longestLook));
    } else {
        m_timer.stop();
        m_look.stop();
    }
}

bool IdleLock::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        if (m_timer.isActive()) {
            m_timer.start();
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace raskadr::desktop
