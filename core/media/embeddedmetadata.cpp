#include "core/media/embeddedmetadata.h"

#include "core/media/avinput.h"
#include "core/media/contentcredentials.h"
#include "core/media/fileparts.h"
#include "core/media/inflate.h"
#include "core/media/stealthtext.h"
#include "core/media/tiffdirectory.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 maxTextBytes = 1024 * 1024;
constexpr qint64 maxTotalBytes = 4 * 1024 * 1024;
constexpr int maxTexts = 200;
constexpr qint64 maxExifBytes = 4 * 1024 * 1024;

class Texts
{
public:
    bool isFull() const { return m_texts.size() >= maxTexts || m_total >= maxTotalBytes; }

    void add(const QString& key, const QString& text)
    {
        const qint64 size = text.size() * qint64(sizeof(QChar));
        if (text.trimmed().isEmpty() || isFull() || size > 2 * maxTextBytes
            || m_total + size > 2 * maxTotalBytes) {
            return;
        }
        QString name = key.left(100);
        for (int i = 2; m_texts.contains(name) && i <= maxTexts; ++i) {
            name = key.left(100) + u'#' + QString::number(i);
        }
        m_texts.insert(name, text);
        m_total += size;
    }

    void addOnce(const QString& key, const QString& text)
    {
        if (!m_texts.contains(key)) {
            add(key, text);
        }
    }

    bool isEmpty() const { return m_texts.isEmpty(); }
    QMap<QString, QString> take() { return std::move(m_texts); }

private:
    QMap<QString, QString> m_texts;
    qint64 m_total = 0;
};

void addExif(const QByteArray& exif, Texts& texts)
{
    const auto directory = TiffDirectory::first(
        [&exif](qint64 offset, qint64 length) { return exif.mid(offset, length); });
    if (!directory) {
        return;
    }
    QMap<QString, QString> found;
    collectExifTexts(*directory, maxTextBytes, found);
    for (auto it = found.cbegin(); it != found.cend(); ++it) {
        texts.add(it.key(), it.value());
    }
}

// keyword NUL text | keyword NUL method packed | keyword NUL packed? method language NUL translated
// NUL text
void addPngText(const QByteArray& name, const QByteArray& chunk, Texts& texts)
{
    const qsizetype end = chunk.indexOf('\0');
    if (end < 1 || end > 79) {
        return;
    }
    const QString keyword = QString::fromLatin1(chunk.left(end));
    QByteArray text = chunk.mid(end + 1);
    bool packed = name == "zTXt";
    if (packed) {
        text.remove(0, 1);
    } else if (name == "iTXt") {
        if (text.size() < 2) {
            return;
        }
        packed = text[0] == 1;
        const qsizetype language = text.indexOf('\0', 2);
        const qsizetype translated = language < 0 ? -1 : text.indexOf('\0', language + 1);
        if (translated < 0) {
            return;
        }
        text = text.mid(translated + 1);
    }
    if (packed) {
        auto unpacked = inflated(text, maxTextBytes);
        if (!unpacked) {
            return;
        }
        text = *unpacked;
    }
    const bool xmp = keyword == u"XML:com.adobe.xmp"_s;
    texts.add(xmp ? u"xmp"_s : u"png."_s + keyword, textFromUnknownEncoding(text));
}

// ComfyUI's animated PNGs: keyword NUL text, in a chunk of its own kind.
void addComfyChunk(const QByteArray& chunk, Texts& texts)
{
    const qsizetype end = chunk.indexOf('\0');
    if (end >= 1 && end <= 79) {
        texts.add(u"png."_s + QString::fromLatin1(chunk.left(end)),
                  textFromUnknownEncoding(chunk.mid(end + 1)));
    }
}

void addCredentials(const QByteArray& manifest, Texts& texts)
{
    const QMap<QString, QString> found = contentCredentials(manifest);
    for (auto it = found.cbegin(); it != found.cend(); ++it) {
        texts.addOnce(it.key(), it.value());
    }
}

QByteArray joinedGifBlocks(const QByteArray& blocks)
{
    QByteArray text;
    for (qsizetype at = 0; at < blocks.size() && blocks[at] != 0; at += 1 + quint8(blocks[at])) {
        text += blocks.mid(at + 1, quint8(blocks[at]));
    }
    return text;
}

void addPart(const SourceFile& file, MediaFormat format, const QByteArray& name, qint64 offset,
             qint64 length, Texts& texts)
{
    if (format == MediaFormat::Png) {
        if ((name == "tEXt" || name == "zTXt" || name == "iTXt") && length <= maxTextBytes) {
            addPngText(name, file.bytesAt(offset, length), texts);
        } else if (name == "eXIf") {
            addExif(file.bytesAt(offset, std::min(length, maxExifBytes)), texts);
        } else if (name == "comf" && length <= maxTextBytes) {
            addComfyChunk(file.bytesAt(offset, length), texts);
        } else if (name == "caBX") {
            addCredentials(file.bytesAt(offset, std::min(length, maxTextBytes)), texts);
        }
    } else if (format == MediaFormat::Jpeg) {
        const bool telling = name == "APP1" || name == "APP11" || name == "COM";
        const QByteArray block = telling ? file.bytesAt(offset, length) : QByteArray();
        static constexpr QByteArrayView xmp("http://ns.adobe.com/xap/1.0/\0", 29);
        if (name == "COM") {
            texts.add(u"jpeg.comment"_s, textFromUnknownEncoding(block));
        } else if (name == "APP11") {
            addCredentials(block, texts);
        } else if (block.startsWith(QByteArrayView("Exif\0\0", 6))) {
            addExif(block.mid(6), texts);
        } else if (block.startsWith(xmp)) {
            texts.add(u"xmp"_s, textFromUnknownEncoding(block.mid(xmp.size())));
        }
    } else if (format == MediaFormat::WebP) {
        if (name == "EXIF") {
            QByteArray exif = file.bytesAt(offset, std::min(length, maxExifBytes));
            if (exif.startsWith(QByteArrayView("Exif\0\0", 6))) {
                exif.remove(0, 6);
            }
            addExif(exif, texts);
        } else if (name == "XMP " && length <= maxTextBytes) {
            texts.add(u"xmp"_s, textFromUnknownEncoding(file.bytesAt(offset, length)));
        }
    } else if (format == MediaFormat::Gif && name == "COM" && length <= maxTextBytes) {
        texts.add(u"gif.comment"_s,
                  textFromUnknownEncoding(joinedGifBlocks(file.bytesAt(offset, length))));
    }
}

void addDictionary(const AVDictionary* dictionary, Texts& texts)
{
    // What every muxer writes says nothing about the film.
    static const QStringList usual{u"major_brand"_s,  u"minor_version"_s, u"compatible_brands"_s,
                                   u"handler_name"_s, u"vendor_id"_s,     u"language"_s,
                                   u"creation_time"_s};
    const AVDictionaryEntry* entry = nullptr;
    while ((entry = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX))) {
        const QString key = QString::fromUtf8(entry->key);
        if (!usual.contains(key)) {
            texts.add(u"film."_s + key, textFromUnknownEncoding(QByteArray(entry->value)));
        }
    }
}

} // namespace

Result<QMap<QString, QString>> readEmbeddedMetadata(const QString& path, MediaFormat format,
                                                    std::stop_token stop)
{
    auto file = SourceFile::open(path);
    if (!file) {
        return failure(file.error());
    }
    Texts texts;
    if (kindOf(format) == MediaKind::Video) {
        auto input = AvInput::openFilm(std::move(*file), format, stop);
        if (!input) {
            return failure(input.error());
        }
        addDictionary((*input)->context()->metadata, texts);
        addDictionary((*input)->video()->metadata, texts);
        return texts.take();
    }
    if (format == MediaFormat::Tiff) {
        const SourceFile& source = *file;
        const auto directory = TiffDirectory::first(
            [&source](qint64 offset, qint64 length) { return source.bytesAt(offset, length); });
        if (directory) {
            QMap<QString, QString> found;
            collectExifTexts(*directory, maxTextBytes, found);
            for (auto it = found.cbegin(); it != found.cend(); ++it) {
                texts.add(it.key(), it.value());
            }
        }
        return texts.take();
    }
    walkParts(*file, format, [&](const QByteArray& name, qint64 offset, qint64 length) {
        addPart(*file, format, name, offset, length, texts);
        return !stop.stop_requested() && !texts.isFull();
    });
    if (format == MediaFormat::Png && texts.isEmpty()) {
        if (const auto hidden = readStealthText(*file, maxTextBytes, stop)) {
            texts.add(u"png.stealth"_s, textFromUnknownEncoding(*hidden));
        }
    }
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    return texts.take();
}

QString embeddedMetadataJson(const QMap<QString, QString>& texts)
{
    if (texts.isEmpty()) {
        return {};
    }
    QJsonObject object;
    for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
        object.insert(it.key(), it.value());
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace raskadr
