#include "core/media/mediafolder.h"

#include "core/base/logging.h"
#include "core/media/sourcefile.h"
#include "core/media/temporaryfile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <openssl/evp.h>
#include <semaphore>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 blockSize = 256 * 1024;
constexpr int blockCount = 8;
constexpr qint64 threadedFrom = 1024 * 1024;
constexpr qint64 spareBytes = 16 * 1024 * 1024; // what a full disk needs to stay usable
constexpr qint64 maxSidecarBytes = 16 * 1024 * 1024;

struct DigestDeleter
{
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
};

class Sha256
{
public:
    Sha256()
        : m_context(EVP_MD_CTX_new())
    {
        m_good = m_context && EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) == 1;
    }
    void add(const char* bytes, qint64 length)
    {
        m_good = m_good && EVP_DigestUpdate(m_context.get(), bytes, size_t(length)) == 1;
    }
    Result<QString> hex()
    {
        QByteArray digest(32, '\0');
        unsigned int length = 0;
        if (!m_good
            || EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char*>(digest.data()),
                                  &length) != 1) {
            return failure(ErrorKind::Internal, u"SHA-256 failed"_s);
        }
        return QString::fromLatin1(digest.toHex());
    }

private:
    std::unique_ptr<EVP_MD_CTX, DigestDeleter> m_context;
    bool m_good = false;
};

bool isSha256(const QString& text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

class Descriptor
{
public:
    explicit Descriptor(int value)
        : m_value(value)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    int value() const { return m_value; }
    // 0, or the error of closing, which is the last chance to hear of a failed write.
    int close()
    {
        const int code = m_value >= 0 && ::close(m_value) != 0 ? errno : 0;
        m_value = -1;
        return code;
    }

private:
    int m_value;
};

int writeAll(int descriptor, const char* bytes, qint64 length)
{
    while (length > 0) {
        const ssize_t count = ::write(descriptor, bytes, size_t(length));
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errno;
        }
        bytes += count;
        length -= count;
    }
    return 0;
}

int sealFile(int descriptor)
{
    if (::fchmod(descriptor, 0400) != 0 && errno != EPERM && errno != ENOTSUP) {
        return errno;
    }
    return ::fsync(descriptor) == 0 ? 0 : errno;
}

// Writes the blocks of a ring and syncs the file, while the reader hashes: together they take as long
// as the slower of the two.
class RingWriter
{
public:
    explicit RingWriter(int descriptor)
        : m_descriptor(descriptor)
        , m_thread([this] { run(); })
    {
    }
    RingWriter(const RingWriter&) = delete;
    RingWriter& operator=(const RingWriter&) = delete;
    ~RingWriter()
    {
        if (m_thread.joinable()) {
            finish(false);
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
    // The first error, once everything was written and, if `seal`, synced.
    int finish(bool seal)
    {
        m_seal = seal;
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
                break;
            }
            if (m_code == 0) {
                m_code = writeAll(m_descriptor, m_blocks[size_t(written % blockCount)].data(), length);
                m_failed.store(m_code != 0, std::memory_order_relaxed);
            }
            m_free.release();
        }
        if (m_code == 0 && m_seal) {
            m_code = sealFile(m_descriptor);
        }
    }

    const int m_descriptor;
    std::array<std::vector<char>, blockCount> m_blocks = [] {
        std::array<std::vector<char>, blockCount> blocks;
        for (auto& block : blocks) {
            block.resize(size_t(blockSize));
        }
        return blocks;
    }();
    std::array<qint64, blockCount> m_lengths{};
    std::counting_semaphore<blockCount> m_free{blockCount};
    std::counting_semaphore<blockCount> m_full{0};
    int m_filled = 0;
    bool m_seal = false;
    int m_code = 0;
    std::atomic<bool> m_failed = false;
    std::thread m_thread;
};

struct Copied
{
    QString sha256;
    qint64 size = 0;
};

Result<Copied> copyAndHash(const SourceFile& source, int target, const std::stop_token& stop,
                           const ByteProgress& progress)
{
    ::posix_fadvise(source.descriptor(), 0, 0, POSIX_FADV_SEQUENTIAL);
    Sha256 hash;
    qint64 done = 0;
    std::optional<RingWriter> ring;
    std::vector<char> single;
    if (source.size() >= threadedFrom) {
        try {
            ring.emplace(target);
        } catch (const std::system_error&) {
            qCDebug(logMedia) << "no thread to be had: copying and hashing in turn";
        }
    }
    if (!ring) {
        single.resize(size_t(blockSize));
    }
    for (;;) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        char* block = ring ? ring->next() : single.data();
        const qint64 count = source.readAt(done, block, blockSize);
        if (count < 0) {
            return failure(ErrorKind::FileUnreadable, u"reading failed"_s, source.name());
        }
        // Handed over before it is hashed, so that both happen at the same time. A block that was
        // taken from the ring goes back even if it is the last one, which is empty.
        int code = 0;
        if (ring && count > 0) {
            ring->push(count);
            code = ring->failed() ? ring->finish(false) : 0;
        } else if (ring) {
            ring->giveBack();
        } else if (count > 0) {
            code = writeAll(target, block, count);
        }
        if (code != 0) {
            return failure(storageError(code, u"writing"_s, source.name(), source.size()));
        }
        if (count == 0) {
            break;
        }
        hash.add(block, count);
        done += count;
        if (progress) {
            progress(done, source.size());
        }
    }
    const int code = ring ? ring->finish(true) : sealFile(target);
    if (code != 0) {
        return failure(storageError(code, u"writing"_s, source.name(), source.size()));
    }
    if (done != source.size() || source.changedSinceOpened()) {
        return failure(ErrorKind::FileUnreadable, u"the file changed while it was read"_s,
                       source.name());
    }
    auto hex = hash.hex();
    if (!hex) {
        return failure(hex.error());
    }
    return Copied{*hex, done};
}

Result<QString> hashFile(const SourceFile& source, const std::stop_token& stop)
{
    Sha256 hash;
    std::vector<char> block(static_cast<size_t>(blockSize));
    for (qint64 done = 0;;) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const qint64 count = source.readAt(done, block.data(), blockSize);
        if (count < 0) {
            return failure(ErrorKind::FileUnreadable, u"reading failed"_s, source.name());
        }
        if (count == 0) {
            return hash.hex();
        }
        hash.add(block.data(), count);
        done += count;
    }
}

bool sameContent(const QString& a, const QString& b)
{
    auto first = SourceFile::open(a);
    auto second = SourceFile::open(b);
    if (!first || !second || first->size() != second->size()) {
        return false;
    }
    for (qint64 offset = 0; offset < first->size(); offset += blockSize) {
        if (first->bytesAt(offset, blockSize) != second->bytesAt(offset, blockSize)) {
            return false;
        }
    }
    return true;
}

Result<> needRoom(const QString& folder, qint64 bytes, const QString& subject)
{
    struct statvfs facts = {};
    if (::statvfs(QFile::encodeName(folder).constData(), &facts) != 0) {
        return failure(storageError(errno, u"asking for free space"_s, subject));
    }
    const quint64 available = quint64(facts.f_bavail) * facts.f_frsize;
    if (available < quint64(bytes + spareBytes)) {
        return failure(ErrorKind::DiskFull, u"%1 bytes are free"_s.arg(available), subject,
                       bytes + spareBytes);
    }
    return {};
}

Result<> syncFileSystem(const QString& folder)
{
#ifdef Q_OS_LINUX
    const Descriptor descriptor(::open(QFile::encodeName(folder).constData(),
                                       O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.value() < 0 || ::syncfs(descriptor.value()) != 0) {
        return failure(storageError(errno, u"syncing"_s, folder));
    }
#else
    Q_UNUSED(folder);
    ::sync();
#endif
    return {};
}

} // namespace

MediaFolder::MediaFolder(const QString& libraryPath)
    : m_root(libraryPath + u"/media"_s)
{
    QDir().mkpath(m_root);
}

QString MediaFolder::path(const QString& sha256) const
{
    if (!isSha256(sha256)) {
        return {};
    }
    return m_root + u'/' + sha256.left(2) + u'/' + sha256.mid(2, 2) + u'/' + sha256;
}

QString MediaFolder::sidecarPath(const QString& sha256) const
{
    const QString original = path(sha256);
    return original.isEmpty() ? original : original + u".json"_s;
}

bool MediaFolder::contains(const QString& sha256) const
{
    const QString original = path(sha256);
    return !original.isEmpty() && QFileInfo(original).isFile();
}

QString MediaFolder::temporaryPath() const
{
    return temporaryPathIn(m_root);
}

Result<StoredMedia> MediaFolder::ingest(const QString& sourcePath, std::stop_token stop,
                                        const ByteProgress& progress) const
{
    auto source = SourceFile::open(sourcePath);
    if (!source) {
        return failure(source.error());
    }
    if (auto room = needRoom(m_root, source->size(), source->name()); !room) {
        return failure(room.error());
    }
    FileRemover temporary(temporaryPath());
    Descriptor target(::open(QFile::encodeName(temporary.path()).constData(),
                             O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (target.value() < 0) {
        return failure(storageError(errno, u"creating a file"_s, source->name(), source->size()));
    }
    auto copied = copyAndHash(*source, target.value(), stop, progress);
    if (!copied) {
        return failure(copied.error());
    }
    if (const int code = target.close(); code != 0) {
        return failure(storageError(code, u"closing"_s, source->name(), source->size()));
    }
    auto stored = place(temporary.path(), copied->sha256, copied->size);
    if (stored && !stored->alreadyThere) {
        temporary.keep();
    }
    return stored;
}

Result<StoredMedia> MediaFolder::adopt(const QString& temporaryPath, std::stop_token stop) const
{
    auto source = SourceFile::open(temporaryPath);
    if (!source) {
        return failure(source.error());
    }
    struct stat from = {};
    struct stat to = {};
    if (::fstat(source->descriptor(), &from) != 0
        || ::stat(QFile::encodeName(m_root).constData(), &to) != 0) {
        return failure(storageError(errno, u"looking at the disk"_s, source->name()));
    }
    if (from.st_dev != to.st_dev) {
        auto copied = ingest(temporaryPath, stop);
        if (copied) {
            QFile::remove(temporaryPath);
        }
        return copied;
    }
    auto hash = hashFile(*source, stop);
    if (!hash) {
        return failure(hash.error());
    }
    if (const int code = sealFile(source->descriptor()); code != 0) {
        return failure(storageError(code, u"syncing"_s, source->name(), source->size()));
    }
    auto stored = place(temporaryPath, *hash, source->size());
    if (stored && stored->alreadyThere) {
        QFile::remove(temporaryPath);
    }
    return stored;
}

// Gives a finished temporary file its name. What is there already stays if it is the same to the
// byte; a damaged original is healed by the good copy.
Result<StoredMedia> MediaFolder::place(const QString& temporary, const QString& sha256,
                                       qint64 size) const
{
    const QString final = path(sha256);
    if (QFileInfo(final).size() == size && sameContent(temporary, final)) {
        return StoredMedia{sha256, size, true};
    }
    const QString folder = sha256.left(2) + u'/' + sha256.mid(2, 2);
    if (auto made = makeFolders(m_root, folder, true); !made) {
        return failure(made.error());
    }
    if (auto renamed = renameOver(temporary, final); !renamed) {
        return failure(renamed.error());
    }
    if (auto synced = syncFolder(m_root + u'/' + folder); !synced) {
        return failure(synced.error());
    }
    return StoredMedia{sha256, size, false};
}

Result<> MediaFolder::writeSidecar(const QString& sha256, const QByteArray& bytes) const
{
    if (!isSha256(sha256)) {
        return failure(ErrorKind::InvalidInput, u"no SHA-256"_s, sha256);
    }
    const QString folder = sha256.left(2) + u'/' + sha256.mid(2, 2);
    if (auto made = makeFolders(m_root, folder, true); !made) {
        return made;
    }
    FileRemover temporary(temporaryPath());
    if (auto written = writeBytes(temporary.path(), bytes, true); !written) {
        return written;
    }
    if (auto renamed = renameOver(temporary.path(), sidecarPath(sha256)); !renamed) {
        return renamed;
    }
    temporary.keep();
    return syncFolder(m_root + u'/' + folder);
}

Result<> MediaFolder::writeSidecars(const QList<std::pair<QString, QByteArray>>& sidecars,
                                    std::stop_token stop) const
{
    std::vector<std::unique_ptr<FileRemover>> temporaries;
    for (const auto& [sha256, bytes] : sidecars) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        if (!isSha256(sha256)) {
            return failure(ErrorKind::InvalidInput, u"no SHA-256"_s, sha256);
        }
        if (auto made = makeFolders(m_root, sha256.left(2) + u'/' + sha256.mid(2, 2), false); !made) {
            return made;
        }
        temporaries.push_back(std::make_unique<FileRemover>(temporaryPath()));
        if (auto written = writeBytes(temporaries.back()->path(), bytes, false); !written) {
            return written;
        }
    }
    // Contents first: a name must never appear on the disk before what it names.
    if (auto synced = syncFileSystem(m_root); !synced) {
        return synced;
    }
    for (qsizetype i = 0; i < sidecars.size(); ++i) {
        FileRemover& temporary = *temporaries[size_t(i)];
        if (auto renamed = renameOver(temporary.path(), sidecarPath(sidecars[i].first)); !renamed) {
            return renamed;
        }
        temporary.keep();
    }
    return syncFileSystem(m_root);
}

Result<QByteArray> MediaFolder::readSidecar(const QString& sha256) const
{
    if (!isSha256(sha256)) {
        return failure(ErrorKind::InvalidInput, u"no SHA-256"_s, sha256);
    }
    auto file = SourceFile::open(sidecarPath(sha256));
    if (!file) {
        return failure(file.error());
    }
    if (file->size() > maxSidecarBytes) {
        return failure(ErrorKind::InputDamaged, u"the sidecar is too large"_s, file->name());
    }
    const QByteArray bytes = file->bytesAt(0, file->size());
    if (bytes.size() != file->size()) {
        return failure(ErrorKind::FileUnreadable, u"reading failed"_s, file->name());
    }
    return bytes;
}

Result<MediaState> MediaFolder::verify(const QString& sha256, std::stop_token stop) const
{
    if (!isSha256(sha256)) {
        return failure(ErrorKind::InvalidInput, u"no SHA-256"_s, sha256);
    }
    auto file = SourceFile::open(path(sha256));
    if (!file) {
        switch (file.error().kind) {
        case ErrorKind::FileMissing:
            return MediaState::Missing;
        case ErrorKind::FileEmpty:
        case ErrorKind::NotAFile:
            return MediaState::Altered;
        default:
            return failure(file.error());
        }
    }
    auto hash = hashFile(*file, stop);
    if (!hash) {
        return failure(hash.error());
    }
    return *hash == sha256 ? MediaState::Present : MediaState::Altered;
}

Result<> MediaFolder::remove(const QString& sha256) const
{
    if (!isSha256(sha256)) {
        return failure(ErrorKind::InvalidInput, u"no SHA-256"_s, sha256);
    }
    for (const QString& file : {path(sha256), sidecarPath(sha256)}) {
        if (::unlink(QFile::encodeName(file).constData()) != 0 && errno != ENOENT) {
            return failure(storageError(errno, u"removing a file"_s, sha256));
        }
    }
    return {};
}

Result<MediaListing> MediaFolder::list(std::stop_token stop) const
{
    if (!QFileInfo(m_root).isReadable()) {
        return failure(ErrorKind::LibraryDamaged, u"the media folder cannot be read"_s, m_root);
    }
    MediaListing listing;
    QSet<QString> originals;
    QStringList sidecars;
    listing.leftovers = abandonedTemporaries(m_root);
    QDirIterator walk(m_root, QDir::Files | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const QString file = walk.next();
        const QString name = walk.fileName();
        if (file == path(name)) {
            listing.files.append({name, walk.fileInfo().size()});
            originals.insert(name);
        } else if (name.endsWith(u".json"_s) && file == sidecarPath(name.chopped(5))) {
            sidecars.append(name.chopped(5));
        } else if (!name.startsWith(u".part-"_s) || walk.path() != m_root) {
            listing.strangers.append(file);
        }
    }
    for (const QString& sha256 : std::as_const(sidecars)) {
        if (!originals.contains(sha256)) {
            listing.sidecarsAlone.append(sha256);
        }
    }
    return listing;
}

int MediaFolder::removeLeftovers() const
{
    int removed = 0;
    for (const QString& file : abandonedTemporaries(m_root)) {
        removed += QFile::remove(file) ? 1 : 0;
    }
    return removed;
}

} // namespace raskadr
