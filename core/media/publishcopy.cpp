#include "core/media/publishcopy.h"

#include "core/media/arearescale.h"
#include "core/media/filehash.h"
#include "core/media/framereader.h"
#include "core/media/probe.h"
#include "core/media/publishcopycache.h"
#include "core/media/publishcopyfilm.h"
#include "core/media/publishcopypicture.h"
#include "core/media/stilldecoder.h"
#include "core/media/temporaryfile.h"

#include <QDir>
#include <QFileInfo>

#include <limits>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using wire::MediaRole;
using wire::ShotKind;

namespace {

constexpr int thumbSide = 480;
constexpr int mediumSide = 960;
constexpr int fullSide = 1920;
constexpr qsizetype maxThumbBytes = 30'000;
constexpr qsizetype maxJpegBytes = 300'000;
constexpr qint64 posterMs = 1000;
constexpr qint64 hoverMs = 8000;
// A longer film would be larger than a server takes.
constexpr qint64 maxLargeMs = 80 * 60 * 1000;

struct PictureCopy
{
    MediaRole role;
    int side;
    PictureCoding coding;
};

QList<PictureCopy> pictureCopies(ShotKind kind)
{
    const bool film = kind == ShotKind::Video;
    return {{film ? MediaRole::PosterJpeg : MediaRole::FullJpeg,
             fullSide,
             {"jpeg", 88, 40, maxJpegBytes}},
            {film ? MediaRole::Poster : MediaRole::Full, fullSide, {"webp", 84, 84, 0}},
            {MediaRole::Medium, mediumSide, {"webp", 80, 80, 0}},
            {MediaRole::Thumb, thumbSide, {"webp", 78, 12, maxThumbBytes}}};
}

// Makes the copies of one original in a folder.
class CopyMaker
{
public:
    CopyMaker(const QString& source, const QString& folder, const CopyProgress& progress,
              std::stop_token stop)
        : m_source(source)
        , m_folder(folder)
        , m_progress(progress)
        , m_stop(std::move(stop))
    {
    }

    Result<QList<PublishedFile>> make(const MediaFacts& facts)
    {
        m_kind = facts.kind == MediaKind::Video ? ShotKind::Video : ShotKind::Image;
        if (m_kind == ShotKind::Video) {
            if (auto made = makeFilms(facts); !made) {
                return failure(made.error());
            }
        }
        auto picture = m_kind == ShotKind::Video
            ? poster(facts)
            : decodeStill(m_source, facts.format, fullSide, m_stop);
        if (!picture) {
            return failure(picture.error());
        }
        if (auto made = makePictures(pixelsOf(*picture)); !made) {
            return failure(made.error());
        }
        return m_files;
    }

private:
    PublishedFile fileFor(MediaRole role) const
    {
        PublishedFile file;
        file.role = role;
        file.mime = QString::fromUtf8(wire::mimeOf(m_kind, role));
        const QString ending = QString::fromUtf8(wire::extensionOf(wire::mimeOf(m_kind, role)));
        file.path = m_folder + u'/' + QString::fromUtf8(wire::nameOf(role)) + u'.' + ending;
        return file;
    }

    Result<> makePictures(QImage image)
    {
        if (image.isNull()) {
            return failure(ErrorKind::Internal, u"no memory for the picture"_s);
        }
        const QSize full = image.size();
        for (const PictureCopy& copy : pictureCopies(m_kind)) {
            if (m_stop.stop_requested()) {
                return failure(ErrorKind::Cancelled);
            }
            const QSize size = fittedSize(full, copy.side);
            if (size != image.size()) {
                image = areaRescaled(image, size);
            }
            auto coded = codePicture(image, copy.coding);
            if (!coded) {
                return failure(coded.error());
            }
            PublishedFile file = fileFor(copy.role);
            file.width = coded->size.width();
            file.height = coded->size.height();
            if (auto written = writeBytes(file.path, coded->bytes, false); !written) {
                return written;
            }
            m_files.append(file);
        }
        return {};
    }

    Result<> makeFilms(const MediaFacts& facts)
    {
        struct Wanted
        {
            MediaRole role;
            FilmCopy copy;
        };
        const QSize shown(facts.width, facts.height);
        const QSize box720(1280, 720);
        const QSize box1080(1920, 1080);
        QList<MediaRole> roles{MediaRole::Full, MediaRole::Hover};
        // Beside their sound they stay within 2.5 and 6.5 Mbit a second.
        FilmCopy full{.path = fileFor(MediaRole::Full).path,
                      .box = box720,
                      .crf = 23,
                      .maxBitRate = 2'150'000,
                      .preset = u"fast"_s};
        FilmCopy hover{.path = fileFor(MediaRole::Hover).path,
                       .box = {thumbSide, thumbSide},
                       .sound = false,
                       .maxRate = 30,
                       .maxMs = hoverMs,
                       .crf = 27,
                       .maxBitRate = 900'000,
                       .preset = u"fast"_s,
                       .gop = 24};
        QList<FilmCopy> copies{full, hover};
        if (filmCopySize(shown, box1080) != filmCopySize(shown, box720)
            && facts.durationMs <= maxLargeMs) {
            roles.append(MediaRole::Large);
            copies.append({.path = fileFor(MediaRole::Large).path,
                           .box = box1080,
                           .crf = 21,
                           .maxBitRate = 6'000'000,
                           .preset = u"veryfast"_s});
        }
        if (auto made = makeFilmCopies(m_source, copies, m_progress, m_stop); !made) {
            return made;
        }
        for (qsizetype i = 0; i < copies.size(); ++i) {
            PublishedFile file = fileFor(roles[i]);
            file.width = copies[i].size.width();
            file.height = copies[i].size.height();
            file.durationMs = copies[i].durationMs;
            m_files.append(file);
        }
        return {};
    }

    // The picture that stands for a film elsewhere, too: its key frame at or before the first
    // second.
    Result<QImage> poster(const MediaFacts& facts)
    {
        auto reader = FrameReader::open(m_source, m_stop, FrameReader::Scaling::Fine);
        if (!reader) {
            return failure(reader.error());
        }
        if (facts.durationMs > posterMs) {
            if (auto sought = (*reader)->seek(posterMs, FrameReader::SeekMode::KeyFrame); !sought) {
                return failure(sought.error());
            }
        }
        auto frame = (*reader)->next({fullSide, fullSide});
        if (!frame) {
            return failure(frame.error());
        }
        if (!*frame) {
            return failure(ErrorKind::FileDamaged, u"no frame could be decoded"_s);
        }
        return (*frame)->image;
    }

    const QString m_source;
    const QString m_folder;
    const CopyProgress& m_progress;
    const std::stop_token m_stop;
    ShotKind m_kind = ShotKind::Image;
    QList<PublishedFile> m_files;
};

Result<> writeCleanPicture(const QString& sourcePath, const MediaFacts& facts,
                           const QByteArray& format, const QString& target,
                           const std::stop_token& stop)
{
    const int longSide = std::max(facts.width, facts.height);
    auto picture = decodeStill(sourcePath, facts.format, longSide, stop);
    if (!picture) {
        return failure(picture.error());
    }
    auto coded = codePicture(pixelsOf(*picture), {format, 92, 92, 0});
    if (!coded) {
        return failure(coded.error());
    }
    return writeBytes(target, coded->bytes, true);
}

Result<> writeCleanFilm(const QString& sourcePath, const MediaFacts& facts, const QString& target,
                        const CopyProgress& progress, const std::stop_token& stop)
{
    const QSize size(facts.width, facts.height);
    const QSize box(std::max(size.width(), size.height()), std::min(size.width(), size.height()));
    QList<FilmCopy> copies{
        {.path = target, .box = box, .maxRate = 240, .crf = 17, .preset = u"medium"_s}};
    return makeFilmCopies(sourcePath, copies, progress, stop);
}

} // namespace

Result<QList<PublishedFile>> publishCopies(const PublishSource& source, const CacheFolder& cache,
                                           const CopyProgress& progress, std::stop_token stop)
{
    if (!isSha256(source.sha256)) {
        return failure(ErrorKind::InvalidInput, u"no SHA-256"_s);
    }
    const PublishedCopies copies(cache, source.sha256, copiesRecipe);
    auto there = copies.load(stop);
    if (!there) {
        return failure(there.error());
    }
    if (*there) {
        if (progress) {
            progress(1);
        }
        return **there;
    }
    auto facts = probeMedia(source.path, stop);
    if (!facts) {
        return failure(facts.error());
    }
    auto folder = copies.beginFolder();
    if (!folder) {
        return failure(folder.error());
    }
    const FolderRemover leftover(*folder);
    auto made = CopyMaker(source.path, *folder, progress, stop).make(*facts);
    if (!made) {
        return failure(made.error());
    }
    auto stored = copies.store(*folder, std::move(*made), stop);
    if (stored && progress) {
        progress(1);
    }
    return stored;
}

Result<> writeCleanCopy(const QString& sourcePath, const QString& target,
                        const CopyProgress& progress, std::stop_token stop)
{
    auto facts = probeMedia(sourcePath, stop);
    if (!facts) {
        return failure(facts.error());
    }
    const QString ending = QFileInfo(target).suffix().toLower();
    const bool film = facts->kind == MediaKind::Video;
    const QByteArray format = ending == u"jpg"_s ? QByteArray("jpeg") : ending.toLatin1();
    const bool fits =
        film ? format == "mp4" : format == "png" || format == "jpeg" || format == "webp";
    if (!fits) {
        return failure(ErrorKind::InvalidInput,
                       u"a clean copy ends with .png, .jpg, .webp or .mp4"_s,
                       QFileInfo(target).fileName());
    }
    FileRemover temporary(temporaryPathIn(QFileInfo(target).absolutePath()));
    auto written = film ? writeCleanFilm(sourcePath, *facts, temporary.path(), progress, stop)
                        : writeCleanPicture(sourcePath, *facts, format, temporary.path(), stop);
    if (!written) {
        return written;
    }
    const QString mime = (film ? u"video/"_s : u"image/"_s) + QString::fromLatin1(format);
    if (auto clean = checkClean(temporary.path(), mime); !clean) {
        return clean;
    }
    if (auto renamed = renameOver(temporary.path(), target); !renamed) {
        return renamed;
    }
    temporary.keep();
    return {};
}

} // namespace raskadr
