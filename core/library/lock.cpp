#include "core/library/lock.h"

#include "core/base/clock.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>
#include <QThread>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr unsigned long retryMs = 25;

QString lockPath(const QString& libraryPath)
{
    return libraryPath + u"/library.lock"_s;
}

QByteArray ownText()
{
    const QJsonObject json{
        {u"host"_s, QSysInfo::machineHostName()},
        {u"program"_s, QCoreApplication::applicationName()},
        {u"pid"_s, static_cast<double>(QCoreApplication::applicationPid())},
        {u"sinceMs"_s, static_cast<double>(SystemClock().nowMs())},
    };
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

bool tryOnce(int descriptor)
{
    int code = 0;
    do {
        code = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
    } while (code == EINTR);
    return code == 0;
}

} // namespace

Result<LibraryLock> LibraryLock::acquire(const QString& libraryPath, int waitMs)
{
    const QByteArray path = QFile::encodeName(lockPath(libraryPath));
    const int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return failure(errno == ENOENT ? ErrorKind::LibraryMissing : ErrorKind::LibraryReadOnly,
                       QString::fromLocal8Bit(std::strerror(errno)), libraryPath);
    }
    LibraryLock lock(descriptor);
    const QDeadlineTimer deadline(waitMs);
    while (!tryOnce(descriptor)) {
        if (deadline.hasExpired()) {
            const LockHolder other = holder(libraryPath).value_or(LockHolder{});
            // Not ours to empty.
            ::close(std::exchange(lock.m_descriptor, -1));
            return failure(ErrorKind::LibraryOpenElsewhere,
                           u"locked by %1, process %2"_s.arg(other.program).arg(other.pid),
                           other.host, other.sinceMs);
        }
        QThread::msleep(retryMs);
    }
    const QByteArray text = ownText();
    // Only the lock itself counts: a disk too full for the text keeps nobody from working.
    [[maybe_unused]] const bool told = ::ftruncate(descriptor, 0) == 0
        && ::pwrite(descriptor, text.constData(), static_cast<size_t>(text.size()), 0) > 0;
    return lock;
}

std::optional<LockHolder> LibraryLock::holder(const QString& libraryPath)
{
    QFile file(lockPath(libraryPath));
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QJsonObject json = QJsonDocument::fromJson(file.read(4096)).object();
    if (json.isEmpty()) {
        return std::nullopt;
    }
    return LockHolder{json[u"host"_s].toString(), json[u"program"_s].toString(),
                      static_cast<qint64>(json[u"pid"_s].toDouble()),
                      static_cast<qint64>(json[u"sinceMs"_s].toDouble())};
}

bool LibraryLock::isHeldHere(const QString& libraryPath)
{
    const auto other = holder(libraryPath);
    return other && other->host == QSysInfo::machineHostName() && other->pid > 0
        && (::kill(static_cast<pid_t>(other->pid), 0) == 0 || errno == EPERM);
}

LibraryLock::LibraryLock(LibraryLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

LibraryLock& LibraryLock::operator=(LibraryLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

LibraryLock::~LibraryLock()
{
    if (m_descriptor < 0) {
        return;
    }
    // Emptied while it is still ours; the file stays, since removing it would let two processes
    // lock two different files of that name.
    [[maybe_unused]] const int emptied = ::ftruncate(m_descriptor, 0);
    ::close(m_descriptor);
}

} // namespace raskadr
