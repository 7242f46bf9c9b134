#include "core/media/mediaformat.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

MediaKind kindOf(MediaFormat format)
{
    return imageFormatOf(format).isEmpty() ? MediaKind::Video : MediaKind::Picture;
}

QString mimeTypeOf(MediaFormat format)
{
    switch (format) {
    case MediaFormat::Png:
        return u"image/png"_s;
    case MediaFormat::Jpeg:
        return u"image/jpeg"_s;
    case MediaFormat::WebP:
        return u"image/webp"_s;
    case MediaFormat::Gif:
        return u"image/gif"_s;
    case MediaFormat::Tiff:
        return u"image/tiff"_s;
    case MediaFormat::Mp4:
        return u"video/mp4"_s;
    case MediaFormat::QuickTime:
        return u"video/quicktime"_s;
    case MediaFormat::Matroska:
        return u"video/x-matroska"_s;
    case MediaFormat::WebM:
        return u"video/webm"_s;
    }
    return {};
}

QString extensionOf(MediaFormat format)
{
    switch (format) {
    case MediaFormat::Png:
        return u"png"_s;
    case MediaFormat::Jpeg:
        return u"jpg"_s;
    case MediaFormat::WebP:
        return u"webp"_s;
    case MediaFormat::Gif:
        return u"gif"_s;
    case MediaFormat::Tiff:
        return u"tif"_s;
    case MediaFormat::Mp4:
        return u"mp4"_s;
    case MediaFormat::QuickTime:
        return u"mov"_s;
    case MediaFormat::Matroska:
        return u"mkv"_s;
    case MediaFormat::WebM:
        return u"webm"_s;
    }
    return {};
}

QByteArray imageFormatOf(MediaFormat format)
{
    switch (format) {
    case MediaFormat::Png:
        return "png";
    case MediaFormat::Jpeg:
        return "jpeg";
    case MediaFormat::WebP:
        return "webp";
    case MediaFormat::Gif:
        return "gif";
    case MediaFormat::Tiff:
        return "tiff";
    case MediaFormat::Mp4:
    case MediaFormat::QuickTime:
    case MediaFormat::Matroska:
    case MediaFormat::WebM:
        break;
    }
    return {};
}

} // namespace raskadr
