#include "core/media/sourcefile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<Error> openFailure(int code, const QString& name)
{
    const QString detail = QString::fromLocal8Bit(std::strerror(code));
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return failure(ErrorKind::FileMissing, detail, name);
    case ENXIO:
        return failure(ErrorKind::NotAFile, detail, name);
    default:
        return failure(ErrorKind::FileUnreadable, detail, name);
    }
}

} // namespace

Result<SourceFile> SourceFile::open(const QString& path)
{
    SourceFile file;
    file.m_name = QFileInfo(path).fileName();
    const QByteArray encoded = QFile::encodeName(path);
    struct stat facts = {};
    // Asked before opening, because opening a device can already do something.
    if (::stat(encoded.constData(), &facts) != 0) {
        return openFailure(errno, file.m_name);
    }
    if (!S_ISREG(facts.st_mode)) {
        return failure(ErrorKind::NotAFile, u"not a regular file"_s, file.m_name);
    }
    do {
        file.m_descriptor =
            ::open(encoded.constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    } while (file.m_descriptor < 0 && errno == EINTR);
    if (file.m_descriptor < 0) {
        return openFailure(errno, file.m_name);
    }
    if (::fstat(file.m_descriptor, &facts) != 0) {
        return openFailure(errno, file.m_name);
    }
    if (!S_ISREG(facts.st_mode)) {
        return failure(ErrorKind::NotAFile, u"not a regular file"_s, file.m_name);
    }
    if (facts.st_size == 0) {
        return failure(ErrorKind::FileEmpty, {}, file.m_name);
    }
    file.m_size = facts.st_size;
    file.m_modifiedSeconds = facts.st_mtim.tv_sec;
    file.m_modifiedNanoseconds = facts.st_mtim.tv_nsec;
    return file;
}

SourceFile::SourceFile(SourceFile&& other) noexcept
{
    *this = std::move(other);
}

SourceFile& SourceFile::operator=(SourceFile&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    std::swap(m_modifiedSeconds, other.m_modifiedSeconds);
    std::swap(m_modifiedNanoseconds, other.m_modifiedNanoseconds);
    m_name.swap(other.m_name);
    return *this;
}

SourceFile::~SourceFile()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

qint64 SourceFile::readAt(qint64 offset, void* target, qint64 length) const
{
    qint64 done = 0;
    while (done < length) {
        const ssize_t count = ::pread(m_descriptor, static_cast<char*>(target) + done,
                                      size_t(length - done), offset + done);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return -1;
        }
        if (count == 0) {
            break;
        }
        done += count;
    }
    return done;
}

QByteArray SourceFile::bytesAt(qint64 offset, qint64 length) const
{
    if (offset < 0 || offset >= m_size || length <= 0) {
        return {};
    }
    QByteArray bytes(std::min(length, m_size - offset), Qt::Uninitialized);
    bytes.truncate(std::max<qint64>(0, readAt(offset, bytes.data(), bytes.size())));
    return bytes;
}

bool SourceFile::changedSinceOpened() const
{
    struct stat facts = {};
    return ::fstat(m_descriptor, &facts) != 0 || facts.st_size != m_size
        || facts.st_mtim.tv_sec != m_modifiedSeconds
        || facts.st_mtim.tv_nsec != m_modifiedNanoseconds;
}

SourceDevice::SourceDevice(const SourceFile& file, std::stop_token stop)
    : m_file(file)
    , m_stop(std::move(stop))
{
    open(QIODevice::ReadOnly);
}

qint64 SourceDevice::readData(char* data, qint64 length)
{
    if (m_stop.stop_requested()) {
        return -1;
    }
    const qint64 count = m_file.readAt(pos(), data, length);
    return count == 0 && length > 0 ? -1 : count;
}

} // namespace raskadr
