#include "core/media/mediacopy.h"

#include "core/base/logging.h"
#include "core/media/filehash.h"
#include "core/media/sniff.h"
#include "core/media/sourcefile.h"
#include "core/media/structurescan.h"
#include "core/media/temporaryfile.h"

#include <QFile>

#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <semaphore>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int blockCount = 8;
// A thread and its blocks cost more than they save on a smaller file.
constexpr qint64 threadedFrom = 8 * 1024 * 1024;
// The disk is told to begin after so many bytes.
constexpr qint64 flushEvery = 8 * 1024 * 1024;

// Writes to a file from its beginning on and has the disk follow.
class DiskWriter
{
public:
    explicit DiskWriter(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    // 0 or the error.
    int write(const char* bytes, qint64 length)
    {
        while (length > 0) {
            const ssize_t count = ::write(m_descriptor, bytes, size_t(length));
            if (count < 0) {
                if (errno == EINTR) {
                    continue;
                }
                return errno;
            }
            bytes += count;
            length -= count;
            m_written += count;
        }
        if (m_written - m_flushed >= flushEvery) {
            flush();
        }
        return 0;
    }

    // Only a hint, which makes the later sync short: its errors come with that.
    void flush()
    {
#ifdef Q_OS_LINUX
        ::sync_file_range(m_descriptor, m_flushed, m_written - m_flushed, SYNC_FILE_RANGE_WRITE);
#endif
        m_flushed = m_written;
    }

private:
    const int m_descriptor;
    qint64 m_written = 0;
    qint64 m_flushed = 0;
};

// Writes the blocks of a ring while the reader hashes: together they take as long as the slower of
// the two.
class RingWriter
{
public:
    explicit RingWriter(DiskWriter& writer)
        : m_writer(writer)
        , m_thread([this] { run(); })
    {
    }
    RingWriter(const RingWriter&) = delete;
    RingWriter& operator=(const RingWriter&) = delete;
    ~RingWriter()
    {
        if (m_thread.joinable()) {
            finish();
        }
    }

    // The next block to read into; waits until it has been written.
    char* next()
    {
        m_free.acquire();
        return m_blocks[size_t(m_filled % blockCount)].data();
    }
    void push(qint64 length)
    {
        m_lengths[size_t(m_filled % blockCount)] = length;
        ++m_filled;
        m_full.release();
    }
    // Returns the block of next() unused.
    void giveBack() { m_free.release(); }
    // The first error, once everything was written.
    int finish()
    {
        m_free.acquire();
        push(0);
        m_thread.join();
        return m_code;
    }
    bool failed() const { return m_failed.load(std::memory_order_relaxed); }

private:
    void run()
    {
        for (int written = 0;; ++written) {
            m_full.acquire();
            const qint64 length = m_lengths[size_t(written % blockCount)];
            if (length == 0) {
                return;
            }
            if (m_code == 0) {
                m_code = m_writer.write(m_blocks[size_t(written % blockCount)].data(), length);
                m_failed.store(m_code != 0, std::memory_order_relaxed);
            }
            m_free.release();
        }
    }

    DiskWriter& m_writer;
    std::array<std::vector<char>, blockCount> m_blocks = [] {
        std::array<std::vector<char>, blockCount> blocks;
        for (auto& block : blocks) {
            block.resize(size_t(SourceFile::blockSize));
        }
        return blocks;
    }();
    std::array<qint64, blockCount> m_lengths{};
    std::counting_semaphore<blockCount> m_free{blockCount};
    std::counting_semaphore<blockCount> m_full{0};
    int m_filled = 0;
    int m_code = 0;
    std::atomic<bool> m_failed = false;
    std::thread m_thread;
};

// Returns the SHA-256 of what was copied, which `scan`, if there is one, has seen too.
Result<QString> copyAndHash(const SourceFile& source, int target, StructureScan* scan,
                            const std::stop_token& stop, const ByteProgress& progress)
{
    ::posix_fadvise(source.descriptor(), 0, 0, POSIX_FADV_SEQUENTIAL);
    Sha256 hash;
    qint64 done = 0;
    DiskWriter writer(target);
    std::optional<RingWriter> ring;
    std::vector<char> single;
    if (source.size() >= threadedFrom) {
        try {
            ring.emplace(writer);
        } catch (const std::system_error&) {
            qCDebug(logMedia) << "no thread to be had: copying and hashing in turn";
        }
    }
    if (!ring) {
        single.resize(size_t(SourceFile::blockSize));
    }
    for (;;) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        char* block = ring ? ring->next() : single.data();
        const qint64 count = source.readAt(done, block, SourceFile::blockSize);
        if (count < 0) {
            return failure(ErrorKind::FileUnreadable, u"reading failed"_s, source.name());
        }
        // Handed over before it is hashed, so that both happen at the same time. A block that was
        // taken from the ring goes back even if it is the last one, which is empty.
        int code = 0;
        if (ring && count > 0) {
            ring->push(count);
            code = ring->failed() ? ring->finish() : 0;
        } else if (ring) {
            ring->giveBack();
            code = ring->finish();
        } else if (count > 0) {
            code = writer.write(block, count);
        }
        if (code != 0) {
            return failure(storageError(code, u"writing"_s, source.name(), source.size()));
        }
        if (count == 0) {
            break;
        }
        hash.add(block, count);
        if (scan) {
            scan->add(done, block, count);
        }
        done += count;
        if (progress) {
            progress(done, source.size());
        }
    }
    writer.flush();
    if (done != source.size() || source.changedSinceOpened()) {
        return failure(ErrorKind::FileUnreadable, u"the file changed while it was read"_s,
                       source.name());
    }
    return hash.hex();
}

} // namespace

MediaCopy::MediaCopy(QString path, QString name)
    : m_path(std::move(path))
    , m_name(std::move(name))
{
}

MediaCopy::MediaCopy(MediaCopy&& other) noexcept
{
    *this = std::move(other);
}

MediaCopy& MediaCopy::operator=(MediaCopy&& other) noexcept
{
    m_path.swap(other.m_path);
    m_name.swap(other.m_name);
    m_sha256.swap(other.m_sha256);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    std::swap(m_wholeAs, other.m_wholeAs);
    return *this;
}

MediaCopy::~MediaCopy()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
    if (!m_path.isEmpty()) {
        QFile::remove(m_path);
    }
}

Result<MediaCopy> MediaCopy::of(const SourceFile& source, const QString& temporaryPath,
                                const std::stop_token& stop, const ByteProgress& progress)
{
    const int target = ::open(QFile::encodeName(temporaryPath).constData(),
                              O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (target < 0) {
        return failure(storageError(errno, u"creating a file"_s, source.name(), source.size()));
    }
    MediaCopy copy(temporaryPath, source.name());
    copy.m_descriptor = target;
    const auto format = sniffMedia(source);
    const auto scan = format ? StructureScan::of(*format, source.size(), Sums::Checked) : nullptr;
    const auto hash = copyAndHash(source, target, scan.get(), stop, progress);
    if (!hash) {
        return failure(hash.error());
    }
    copy.m_sha256 = *hash;
    copy.m_size = source.size();
    if (scan && scan->problem().isEmpty()) {
        copy.m_wholeAs = *format;
    }
    return copy;
}

Result<MediaCopy> MediaCopy::taken(const SourceFile& source, const QString& temporaryPath,
                                   const std::stop_token& stop)
{
    const auto hash = hashOfFile(source, stop);
    if (!hash) {
        return failure(hash.error());
    }
    const int descriptor = ::fcntl(source.descriptor(), F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0) {
        return failure(storageError(errno, u"opening a file"_s, source.name(), source.size()));
    }
    MediaCopy copy(temporaryPath, source.name());
    copy.m_descriptor = descriptor;
    copy.m_sha256 = *hash;
    copy.m_size = source.size();
    return copy;
}

Result<> MediaCopy::seal() const
{
    if (::fchmod(m_descriptor, 0400) != 0 && errno != EPERM && errno != ENOTSUP) {
        return failure(storageError(errno, u"sealing"_s, m_name, m_size));
    }
    if (::fsync(m_descriptor) != 0) {
        return failure(storageError(errno, u"syncing"_s, m_name, m_size));
    }
    return {};
}

void MediaCopy::keep()
{
    m_path.clear();
}

} // namespace raskadr
