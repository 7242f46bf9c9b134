#include "core/media/mediafolder.h"

#include "core/base/failpoint.h"
#include "core/media/filehash.h"
#include "core/media/sourcefile.h"
#include "core/media/temporaryfile.h"
#include "core/media/waittogether.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSet>

#include <cerrno>
#include <memory>
#include <mutex>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <vector>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 spareBytes = 16 * 1024 * 1024; // what a full disk needs to stay usable
constexpr qint64 maxSidecarBytes = 16 * 1024 * 1024;

// Where the original lies, below the root.
QString folderOf(const QString& sha256)
{
    return sha256.left(2) + u'/' + sha256.mid(2, 2);
}

bool sameContent(const QString& a, const QString& b)
{
    auto first = SourceFile::open(a);
    auto second = SourceFile::open(b);
    if (!first || !second || first->size() != second->size()) {
        return false;
    }
    for (qint64 offset = 0; offset < first->size(); offset += SourceFile::blockSize) {
        if (first->bytesAt(offset, SourceFile::blockSize)
            != second->bytesAt(offset, SourceFile::blockSize)) {
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

Result<> syncFolders(const QSet<QString>& folders)
{
    const QList<QString> each(folders.begin(), folders.end());
    return waitTogether(each.size(), [&](qsizetype i) { return syncFolder(each[i]); });
}

} // namespace

// The contents that somebody counts on although no row tells of them yet.
class MediaFolder::Holds
{
public:
    static std::shared_ptr<const void> hold(const std::shared_ptr<Holds>& holds,
                                            const QString& sha256)
    {
        {
            const std::scoped_lock lock(holds->m_mutex);
            ++holds->m_counts[sha256];
        }
        return {nullptr, [holds, sha256](const void*) { holds->release(sha256); }};
    }
    // Runs `fn` unless the content is held; nobody begins to hold it meanwhile.
    template <class Fn>
    bool unlessHeld(const QString& sha256, Fn fn)
    {
        const std::scoped_lock lock(m_mutex);
        return !m_counts.contains(sha256) && fn();
    }

private:
    void release(const QString& sha256)
    {
        const std::scoped_lock lock(m_mutex);
        if (--m_counts[sha256] == 0) {
            m_counts.remove(sha256);
        }
    }

    std::mutex m_mutex;
    QHash<QString, int> m_counts;
};

MediaFolder::MediaFolder(const QString& libraryPath)
    : m_root(libraryPath + u"/media"_s)
    , m_holds(std::make_shared<Holds>())
{
    QDir().mkpath(m_root);
}

QString MediaFolder::path(const QString& sha256) const
{
    if (!isSha256(sha256)) {
        return {};
    }
    return m_root + u'/' + folderOf(sha256) + u'/' + sha256;
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

QString MediaFolder::temporaryPath(const QString& name) const
{
    const QString path = m_root + u'/' + name;
    return isTemporaryName(name) && QFileInfo(path).isFile() ? path : QString();
}

Result<MediaCopy> MediaFolder::copy(const QString& sourcePath, std::stop_token stop,
                                    const ByteProgress& progress) const
{
    auto source = SourceFile::open(sourcePath);
    if (!source) {
        return failure(source.error());
    }
    if (auto room = needRoom(m_root, source->size(), source->name()); !room) {
        return failure(room.error());
    }
    return MediaCopy::of(*source, temporaryPath(), stop, progress);
}

Result<QList<StoredMedia>> MediaFolder::settle(std::span<MediaCopy> copies) const
{
    QList<StoredMedia> stored;
    QSet<QString> named;
    for (const MediaCopy& copy : copies) {
        auto hold = Holds::hold(m_holds, copy.sha256()); // before it is looked at
        const bool there = named.contains(copy.sha256()) || isThere(copy);
        named.insert(copy.sha256());
        stored.append({copy.sha256(), copy.size(), there, std::move(hold)});
    }
    // Contents first: a name must never appear on the disk before what it names.
    const auto sealed = waitTogether(stored.size(), [&](qsizetype i) -> Result<> {
        return stored.at(i).alreadyThere ? Result<>() : copies[size_t(i)].seal();
    });
    if (!sealed) {
        return failure(sealed.error());
    }
    QSet<QString> changed;
    for (size_t i = 0; i < copies.size(); ++i) {
        MediaCopy& copy = copies[i];
        const QString folder = folderOf(copy.sha256());
        const auto parents = makeFolders(m_root, folder);
        if (!parents) {
            return failure(parents.error());
        }
        changed.unite(QSet<QString>(parents->begin(), parents->end()));
        // Also of what was there: another thread may have named it just now.
        changed.insert(m_root + u'/' + folder);
        if (stored[qsizetype(i)].alreadyThere) {
            continue;
        }
        if (auto renamed = renameOver(copy.path(), path(copy.sha256())); !renamed) {
            return failure(renamed.error());
        }
        copy.keep();
        failpoint("media-named");
    }
    if (auto synced = syncFolders(changed); !synced) {
        return failure(synced.error());
    }
    return stored;
}

Result<StoredMedia> MediaFolder::ingest(const QString& sourcePath, std::stop_token stop,
                                        const ByteProgress& progress) const
{
    auto copied = copy(sourcePath, std::move(stop), progress);
    if (!copied) {
        return failure(copied.error());
    }
    const auto stored = settle({&*copied, 1});
    if (!stored) {
        return failure(stored.error());
    }
    return stored->first();
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
    auto taken = MediaCopy::taken(*source, temporaryPath, stop);
    if (!taken) {
        return failure(taken.error());
    }
    const auto stored = settle({&*taken, 1});
    if (!stored) {
        taken->keep();
        return failure(stored.error());
    }
    return stored->first();
}

// The same to the byte. A damaged original is not, and is healed by the good copy.
bool MediaFolder::isThere(const MediaCopy& copy) const
{
    const QString final = path(copy.sha256());
    return QFileInfo(final).size() == copy.size() && sameContent(copy.path(), final);
}

Result<> MediaFolder::writeSidecar(const QString& sha256, const QByteArray& bytes) const
{
    if (!isSha256(sha256)) {
        return failure(ErrorKind::InvalidInput, u"no SHA-256"_s, sha256);
    }
    const auto parents = makeFolders(m_root, folderOf(sha256));
    if (!parents) {
        return failure(parents.error());
    }
    FileRemover temporary(temporaryPath());
    if (auto written = writeBytes(temporary.path(), bytes, true); !written) {
        return written;
    }
    if (auto renamed = renameOver(temporary.path(), sidecarPath(sha256)); !renamed) {
        return renamed;
    }
    temporary.keep();
    QSet<QString> changed(parents->begin(), parents->end());
    changed.insert(m_root + u'/' + folderOf(sha256));
    return syncFolders(changed);
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
        if (auto made = makeFolders(m_root, folderOf(sha256)); !made) {
            return failure(made.error());
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

bool MediaFolder::takeOut(const QString& sha256, const QString& to) const
{
    return isSha256(sha256) && m_holds->unlessHeld(sha256, [&] {
        if (!renameOver(path(sha256), to)) {
            return false;
        }
        QFile::remove(sidecarPath(sha256));
        return true;
    });
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
    auto hash = hashOfFile(*file, stop);
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

int MediaFolder::removeLeftovers(const std::function<bool(const QString&)>& isWanted) const
{
    int removed = 0;
    for (const QString& file : abandonedTemporaries(m_root)) {
        const bool isKept = isWanted && isWanted(QFileInfo(file).fileName());
        removed += !isKept && QFile::remove(file) ? 1 : 0;
    }
    return removed;
}

} // namespace raskadr
