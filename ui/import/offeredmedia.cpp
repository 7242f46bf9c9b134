#include "ui/import/offeredmedia.h"

#include "ui/common/format.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QMimeData>
#include <QUrl>

#include <array>
#include <optional>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 maxEncodedBytes = 512LL << 20;
constexpr qint64 maxPixels = 200'000'000; // as probing allows at 8 bits
constexpr int maxNameLength = 120;

constexpr QLatin1StringView gnomeFiles("x-special/gnome-copied-files");
constexpr QLatin1StringView qtImage("application/x-qt-image");
// A browser's promise of the file itself, followed by its name.
constexpr QLatin1StringView namedBytes("application/octet-stream;name=");
// What a program may offer, the one that loses least first.
constexpr std::array pictureTypes{QLatin1StringView("image/png"), QLatin1StringView("image/webp"),
                                  QLatin1StringView("image/jpeg"), QLatin1StringView("image/tiff"),
                                  QLatin1StringView("image/gif")};

QString translated(const char* source)
{
    return QCoreApplication::translate("OfferedMedia", source);
}

// What can be imported of the bytes' own format, as the ending of a name; empty: nothing.
QString endingOf(const QByteArray& bytes)
{
    QByteArray copy = bytes.left(4096); // formats are told apart by their first bytes
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    const QByteArray format = QImageReader::imageFormat(&buffer);
    static const QHash<QByteArray, QString> endings{{"png", u"png"_s},
                                                    {"jpeg", u"jpg"_s},
                                                    {"webp", u"webp"_s},
                                                    {"gif", u"gif"_s},
                                                    {"tiff", u"tif"_s}};
    return endings.value(format);
}

QString withEnding(const QString& name, const QString& ending)
{
    QString stem = name.section(u'/', -1).section(u'\\', -1).trimmed().left(maxNameLength);
    const qsizetype dot = stem.lastIndexOf(u'.');
    if (dot >= 0 && stem.size() - dot <= 5) {
        stem.truncate(dot);
    }
    if (stem.isEmpty()) {
        stem = translated(QT_TRANSLATE_NOOP("OfferedMedia", "Picture"));
    }
    return stem + u'.' + ending;
}

// Local files of the list; addresses of the net only count.
struct Addresses
{
    QStringList paths;
    QStringList remote;
    QList<QByteArray> inlined; // contents of data: addresses
};

QByteArray inlinedBytes(const QUrl& url)
{
    // data:image/png;base64,…
    const QString text = url.toString(QUrl::FullyEncoded);
    const qsizetype comma = text.indexOf(u',');
    if (comma < 0 || !QStringView(text).left(comma).endsWith(u";base64", Qt::CaseInsensitive)) {
        return {};
    }
    return QByteArray::fromBase64(QByteArray::fromPercentEncoding(text.mid(comma + 1).toLatin1()));
}

void sortIn(const QUrl& url, Addresses& addresses)
{
    if (url.isLocalFile()) {
        const QString path = url.toLocalFile();
        if (path.startsWith(u'/') && !addresses.paths.contains(path)) {
            addresses.paths.append(path);
        }
    } else if (url.scheme() == "data"_L1) {
        addresses.inlined.append(inlinedBytes(url));
    } else if (!url.scheme().isEmpty() && url.scheme() != "about"_L1) {
        addresses.remote.append(url.toString());
    }
}

bool isAddress(const QString& text)
{
    return text.startsWith("http://"_L1) || text.startsWith("https://"_L1)
        || text.startsWith("file:///"_L1);
}

Addresses addressesOf(const QMimeData& data)
{
    Addresses addresses;
    for (const QUrl& url : data.urls()) {
        sortIn(url, addresses);
    }
    if (addresses.paths.isEmpty() && data.hasFormat(gnomeFiles)) {
        // «copy» or «cut», then an address a line.
        const QList<QByteArray> lines = data.data(gnomeFiles).split('\n');
        for (qsizetype i = 1; i < lines.size(); ++i) {
            sortIn(QUrl::fromEncoded(lines[i].trimmed()), addresses);
        }
    }
    if (addresses.paths.isEmpty() && addresses.remote.isEmpty() && addresses.inlined.isEmpty()
        && data.hasText()) {
        const QString text = data.text().trimmed();
        for (const QString& line : isAddress(text) ? text.split(u'\n') : QStringList()) {
            sortIn(QUrl(line.trimmed(), QUrl::StrictMode), addresses);
        }
    }
    return addresses;
}

QString nameFromAddress(const QStringList& remote)
{
    return remote.isEmpty() ? QString() : QUrl(remote.first()).fileName(QUrl::FullyDecoded);
}

struct Attempt
{
    std::optional<OfferedMedia> media;
    std::optional<OfferProblem> problem;

    void take(const QByteArray& bytes, const QString& name)
    {
        if (bytes.isEmpty()) {
            problem = OfferProblem::Empty;
        } else if (bytes.size() > maxEncodedBytes) {
            problem = OfferProblem::TooLarge;
        } else if (const QString ending = endingOf(bytes); ending.isEmpty()) {
            problem = OfferProblem::NotAPicture;
        } else {
            media = OfferedMedia{{}, bytes, {}, withEnding(name, ending)};
        }
    }
};

QString nameOfBytes(const QString& format)
{
    QString name = format.mid(namedBytes.size());
    if (name.size() >= 2 && name.startsWith(u'"') && name.endsWith(u'"')) {
        name = name.mid(1, name.size() - 2);
    }
    return name;
}

void takePicture(const QMimeData& data, const Addresses& addresses, Attempt& attempt)
{
    for (const QString& format : data.formats()) {
        if (!attempt.media && format.startsWith(namedBytes)) {
            attempt.take(data.data(format), nameOfBytes(format));
        }
    }
    for (const QByteArray& bytes : addresses.inlined) {
        if (!attempt.media) {
            attempt.take(bytes, {});
        }
    }
    for (const QLatin1StringView type : pictureTypes) {
        if (!attempt.media && data.hasFormat(type)) {
            attempt.take(data.data(type), nameFromAddress(addresses.remote));
        }
    }
    if (!attempt.media && data.hasImage()) {
        const QImage picture = data.imageData().value<QImage>();
        if (picture.isNull()) {
            attempt.problem = attempt.problem.value_or(OfferProblem::Empty);
        } else if (qint64(picture.width()) * picture.height() > maxPixels) {
            attempt.problem = OfferProblem::TooLarge;
        } else {
            attempt.media = OfferedMedia{
                {}, {}, picture, withEnding(nameFromAddress(addresses.remote), u"png"_s)};
        }
    }
}

} // namespace

bool OfferedMedia::isOffered(const QMimeData& data)
{
    if (data.hasUrls() || data.hasImage()) {
        return true;
    }
    if (data.hasText() && isAddress(data.text().trimmed())) {
        return true;
    }
    const QStringList formats = data.formats();
    return std::any_of(formats.begin(), formats.end(), [](const QString& format) {
        return format == gnomeFiles || format == qtImage || format.startsWith(namedBytes)
            || std::find(pictureTypes.begin(), pictureTypes.end(), format) != pictureTypes.end();
    });
}

tl::expected<OfferedMedia, OfferProblem> OfferedMedia::fromMimeData(const QMimeData& data)
{
    const Addresses addresses = addressesOf(data);
    if (!addresses.paths.isEmpty()) {
        return OfferedMedia{addresses.paths, {}, {}, {}};
    }
    Attempt attempt;
    takePicture(data, addresses, attempt);
    if (attempt.media) {
        return *attempt.media;
    }
    if (attempt.problem == OfferProblem::TooLarge) {
        return tl::unexpected(OfferProblem::TooLarge);
    }
    if (!addresses.remote.isEmpty()) {
        return tl::unexpected(OfferProblem::OnlyAddress);
    }
    return tl::unexpected(attempt.problem.value_or(OfferProblem::Nothing));
}

QStringList OfferedMedia::addressesIn(const QMimeData& data)
{
    QStringList remote = addressesOf(data).remote;
    remote.removeDuplicates();
    return remote;
}

QString offerProblemText(OfferProblem problem)
{
    switch (problem) {
    case OfferProblem::Nothing:
        return translated(
            QT_TRANSLATE_NOOP("OfferedMedia",
                              "There is no picture and no file in it. Copy a picture or a file and "
                              "paste again."));
    case OfferProblem::OnlyAddress:
        return translated(QT_TRANSLATE_NOOP(
            "OfferedMedia",
            "Only the address came, not the picture itself. Save the picture as a "
            "file and drag the file here."));
    case OfferProblem::Empty:
        return translated(
            QT_TRANSLATE_NOOP("OfferedMedia",
                              "The other program offered a picture and gave an empty one. Save the "
                              "picture as a file and drag the file here."));
    case OfferProblem::NotAPicture:
        return translated(QT_TRANSLATE_NOOP(
            "OfferedMedia",
            "What came is not a picture that can be imported. Save it as PNG, JPEG "
            "or WebP and drag the file here."));
    case OfferProblem::TooLarge:
        return translated(
                   QT_TRANSLATE_NOOP("OfferedMedia", "The picture is too large. The limit is %1."))
            .arg(pixelsText(maxPixels));
    }
    Q_UNREACHABLE();
}

} // namespace raskadr::ui
