#include "core/media/sniff.h"

#include "core/media/sourcefile.h"

#include <array>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 sniffedBytes = 8192;

bool isAt(const QByteArray& bytes, qsizetype offset, QByteArrayView text)
{
    return bytes.size() >= offset + text.size()
        && QByteArrayView(bytes).sliced(offset, text.size()) == text;
}

bool isHeifBrand(const QByteArray& brand)
{
    static constexpr std::array brands{"heic", "heix", "heim", "heis", "hevc",
                                       "hevx", "hevm", "hevs", "mif1", "mif2",
                                       "msf1", "miaf", "avif", "avis", "avio"};
    return std::any_of(brands.begin(), brands.end(),
                       [&brand](const char* candidate) { return brand == candidate; });
}

// QuickTime files of the time before `ftyp` start with one of these boxes.
bool isOldQuickTime(const QByteArray& head)
{
    static constexpr std::array boxes{"moov", "mdat", "wide", "pnot"};
    return head.size() >= 8 && std::any_of(boxes.begin(), boxes.end(), [&head](const char* box) {
               return isAt(head, 4, box);
           });
}

Result<MediaFormat> sniffText(const QByteArray& head, const QString& name)
{
    QByteArray text = head;
    if (text.startsWith("\xEF\xBB\xBF")) {
        text.remove(0, 3);
    }
    text = text.trimmed().toLower();
    static constexpr std::array playlists{"#extm3u",    "ffconcat",    "# mpv edl", "mpv edl",
                                          "[playlist]", "[reference]", "rtsptext",  "file '",
                                          "file \"",    "file ",       "stream\n",  "asf ",
                                          "<asx",       "<smil",       "<wpl",      "#ext-x-"};
    for (const char* start : playlists) {
        if (text.startsWith(start)) {
            return failure(ErrorKind::PlaylistRefused, u"a playlist"_s, name);
        }
    }
    if (text.contains("#extm3u") || text.contains("ffconcat version") || text.contains("<mpd")
        || text.contains("<smil") || text.contains("<asx")) {
        return failure(ErrorKind::PlaylistRefused, u"a playlist"_s, name);
    }
    if (text.contains("<svg") || text.contains("svg:svg") || text.contains("-//w3c//dtd svg")) {
        return failure(ErrorKind::SvgRefused, u"an SVG drawing"_s, name);
    }
    return failure(ErrorKind::FormatUnsupported, u"no known signature"_s, name);
}

} // namespace

Result<MediaFormat> sniffMedia(const QString& path)
{
    auto file = SourceFile::open(path);
    if (!file) {
        return failure(file.error());
    }
    return sniffMedia(*file);
}

Result<MediaFormat> sniffMedia(const SourceFile& file)
{
    const QByteArray head = file.bytesAt(0, sniffedBytes);
    if (head.isEmpty()) {
        return failure(ErrorKind::FileUnreadable, u"the first bytes cannot be read"_s, file.name());
    }
    if (isAt(head, 0, QByteArrayView("\x89PNG\r\n\x1a\n", 8))) {
        return MediaFormat::Png;
    }
    if (isAt(head, 0, "\xFF\xD8\xFF")) {
        return MediaFormat::Jpeg;
    }
    if (isAt(head, 0, "RIFF") && isAt(head, 8, "WEBP")) {
        return MediaFormat::WebP;
    }
    if (isAt(head, 0, "GIF87a") || isAt(head, 0, "GIF89a")) {
        return MediaFormat::Gif;
    }
    if (isAt(head, 0, QByteArrayView("II*\0", 4)) || isAt(head, 0, QByteArrayView("MM\0*", 4))) {
        return MediaFormat::Tiff;
    }
    if (isAt(head, 4, "ftyp")) {
        const QByteArray brand = head.mid(8, 4);
        if (isHeifBrand(brand)) {
            return failure(ErrorKind::HeicRefused, u"brand "_s + QString::fromLatin1(brand),
                           file.name());
        }
        return brand == "qt  " ? MediaFormat::QuickTime : MediaFormat::Mp4;
    }
    if (isOldQuickTime(head)) {
        return MediaFormat::QuickTime;
    }
    if (isAt(head, 0, "\x1A\x45\xDF\xA3")) {
        // DocType is the element 42 82 with a one-byte length and a short text.
        const qsizetype at = head.left(256).indexOf("\x42\x82");
        if (at >= 0 && isAt(head, at + 3, "webm")) {
            return MediaFormat::WebM;
        }
        if (at >= 0 && isAt(head, at + 3, "matroska")) {
            return MediaFormat::Matroska;
        }
        return failure(ErrorKind::FormatUnsupported, u"EBML of an unknown type"_s, file.name());
    }
    return sniffText(head, file.name());
}

} // namespace raskadr
