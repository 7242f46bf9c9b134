#include "core/media/publishcard.h"

#include "core/media/arearescale.h"
#include "core/media/filehash.h"
#include "core/media/publishcopycache.h"
#include "core/media/publishcopypicture.h"
#include "core/media/temporaryfile.h"

#include <QImageReader>
#include <QPainter>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using wire::MediaRole;

namespace {

const QSize cardSize(wire::cardWidth, wire::cardHeight);
constexpr double leastKept = 0.85; // of a picture that fills the card
// Messengers do not show a larger picture beside a link.
constexpr qsizetype maxCardBytes = 300'000;
constexpr int backdropWidth = 40; // so few that nothing in it can be made out
constexpr double backdropLight = 0.42;

const PublishedFile* pictureOf(const QList<PublishedFile>& copies)
{
    for (const PublishedFile& copy : copies) {
        const bool isPicture = copy.mime.startsWith(u"image/"_s);
        if (copy.role == MediaRole::Poster || (copy.role == MediaRole::Full && isPicture)) {
            return &copy;
        }
    }
    return nullptr;
}

QImage resized(const QImage& image, const QSize& size)
{
    const bool becomesSmaller = size.width() <= image.width() && size.height() <= image.height();
    return becomesSmaller ? areaRescaled(image, size)
                          : image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

// The middle of a picture in the proportions of the card.
QImage cutToCard(const QImage& picture)
{
    const QSize part = cardSize.scaled(picture.size(), Qt::KeepAspectRatio).expandedTo({1, 1});
    return picture.copy(
        QRect(QPoint((picture.width() - part.width()) / 2, (picture.height() - part.height()) / 2),
              part));
}

double keptByCut(const QSize& size)
{
    const QSize part = cardSize.scaled(size, Qt::KeepAspectRatio);
    return double(part.width()) * part.height() / (double(size.width()) * size.height());
}

// Grown step by step, which leaves no grid.
QImage backdrop(const QImage& picture)
{
    QImage soft = resized(cutToCard(picture),
                          {backdropWidth, backdropWidth * cardSize.height() / cardSize.width()});
    while (soft.width() < cardSize.width()) {
        soft = resized(soft, (soft.size() * 2).boundedTo(cardSize));
    }
    soft = resized(soft, cardSize).convertToFormat(QImage::Format_RGB32);
    QPainter painter(&soft);
    painter.fillRect(soft.rect(), QColor::fromRgbF(0, 0, 0, float(1 - backdropLight)));
    return soft;
}

QImage cardOf(const QImage& picture)
{
    if (keptByCut(picture.size()) >= leastKept) {
        return resized(cutToCard(picture), cardSize);
    }
    QImage card = backdrop(picture);
    const QSize fitted = picture.size().scaled(cardSize, Qt::KeepAspectRatio).expandedTo({1, 1});
    QPainter painter(&card);
    painter.drawImage(
        QPoint((cardSize.width() - fitted.width()) / 2, (cardSize.height() - fitted.height()) / 2),
        resized(picture, fitted));
    return card;
}

Result<PublishedFile> makeCard(const PublishedFile& from, const QString& folder)
{
    QImageReader reader(from.path, "webp");
    const QImage picture = reader.read();
    if (picture.isNull()) {
        return failure(ErrorKind::FileDamaged, reader.errorString());
    }
    const auto coded = codePicture(pixelsOf(cardOf(picture.convertToFormat(QImage::Format_RGB32))),
                                   {"jpeg", 86, 8, maxCardBytes});
    if (!coded) {
        return failure(coded.error());
    }
    PublishedFile card;
    card.role = MediaRole::Card;
    card.mime = u"image/jpeg"_s;
    card.path = folder + u"/card.jpg"_s;
    card.width = coded->size.width();
    card.height = coded->size.height();
    if (auto written = writeBytes(card.path, coded->bytes, false); !written) {
        return failure(written.error());
    }
    return card;
}

} // namespace

Result<std::optional<PublishedFile>> publishCard(const QString& sha256,
                                                 const QList<PublishedFile>& copies,
                                                 const CacheFolder& cache,
                                                 const std::stop_token& stop)
{
    const PublishedFile* from = pictureOf(copies);
    if (from == nullptr || !isSha256(sha256)) {
        return std::optional<PublishedFile>();
    }
    const PublishedCopies kept(cache, sha256, cardRecipe);
    const auto there = kept.load(stop);
    if (!there) {
        return failure(there.error());
    }
    if (*there) {
        return std::optional((**there).first());
    }
    const auto folder = kept.beginFolder();
    if (!folder) {
        return failure(folder.error());
    }
    const FolderRemover leftover(*folder);
    const auto made = makeCard(*from, *folder);
    if (!made) {
        return failure(made.error());
    }
    const auto stored = kept.store(*folder, {*made}, stop);
    if (!stored) {
        return failure(stored.error());
    }
    return std::optional(stored->first());
}

} // namespace raskadr
