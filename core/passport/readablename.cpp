#include "core/passport/readablename.h"

#include <QStringList>
#include <array>
#include <utility>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxTitleBytes = 80;

QString harmless(const QString& title)
{
    QString out;
    int bytes = 0;
    bool gap = false;
    for (const char32_t code : title.normalized(QString::NormalizationForm_C).toUcs4()) {
        if (!QChar::isLetterOrNumber(code)) {
            gap = !out.isEmpty();
            continue;
        }
        const QString letter = QString::fromUcs4(&code, 1).toLower();
        const int size = static_cast<int>(letter.toUtf8().size()) + (gap ? 1 : 0);
        if (bytes + size > maxTitleBytes) {
            break;
        }
        if (gap) {
            out += u'_';
            gap = false;
        }
        out += letter;
        bytes += size;
    }
    return out;
}

} // namespace

QString readableFileName(int shotNumber, const QString& title, int index, const QString& suffix)
{
    return readableFileName(readableStem(shotNumber, title), index, suffix);
}

QString readableStem(int shotNumber, const QString& title)
{
    const QString middle = harmless(title);
    return QString::number(shotNumber).rightJustified(3, u'0') + u'_'
        + (middle.isEmpty() ? QString() : middle + u'_');
}

QString readableFileName(const QString& stem, int index, const QString& suffix)
{
    return stem + QString::number(index).rightJustified(2, u'0') + u'.' + suffix;
}

QString suffixOfMimeType(const QString& mimeType)
{
    static constexpr std::array suffixes = std::to_array<std::pair<const char*, const char*>>({
        {"image/png", "png"},
        {"image/jpeg", "jpg"},
        {"image/webp", "webp"},
        {"image/gif", "gif"},
        {"image/tiff", "tif"},
        {"video/mp4", "mp4"},
        {"video/quicktime", "mov"},
        {"video/x-matroska", "mkv"},
        {"video/webm", "webm"},
    });
    for (const auto& [type, suffix] : suffixes) {
        if (mimeType == QLatin1String(type)) {
            return QString::fromLatin1(suffix);
        }
    }
    return u"bin"_s;
}

} // namespace raskadr
