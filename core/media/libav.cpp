#include "core/media/libav.h"

#include "core/base/logging.h"

#include <array>
#include <cstdarg>
#include <mutex>

namespace raskadr::libav {

using namespace Qt::Literals::StringLiterals;

namespace {

void logMessage(void* context, int level, const char* format, va_list arguments)
{
    if (level > AV_LOG_WARNING || !logMedia().isDebugEnabled()) {
        return;
    }
    std::array<char, 512> line{};
    int prefix = 1;
    av_log_format_line2(context, level, format, arguments, line.data(), int(line.size()), &prefix);
    qCDebug(logMedia).noquote() << QString::fromUtf8(line.data()).trimmed();
}

} // namespace

QString errorText(int code)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return QString::fromUtf8(text.data());
}

Error writeError(int code, const QString& subject)
{
    const auto kind = code == AVERROR(ENOSPC) || code == AVERROR(EDQUOT) ? ErrorKind::DiskFull
                                                                         : ErrorKind::Storage;
    return Error{kind, u"writing video: "_s + errorText(code), subject};
}

void routeMessages()
{
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback(logMessage); });
}

bool FrameScaler::scale(const AVFrame& source, uint8_t* const planes[], const int strides[],
                        int width, int height, AVPixelFormat format)
{
    const Key key{source.width,       source.height, source.format, source.colorspace,
                  source.color_range, width,         height,        format};
    if (!m_scaler || m_key != key) {
        m_scaler.reset(sws_getContext(source.width, source.height, AVPixelFormat(source.format),
                                      width, height, format, m_flags, nullptr, nullptr, nullptr));
        if (!m_scaler) {
            return false;
        }
        m_key = key;
        int from = source.colorspace;
        if (from == AVCOL_SPC_UNSPECIFIED || from == AVCOL_SPC_RGB || from == AVCOL_SPC_RESERVED) {
            from = source.height >= 720 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
        }
        const bool full = source.color_range == AVCOL_RANGE_JPEG
            || source.format == AV_PIX_FMT_YUVJ420P || source.format == AV_PIX_FMT_YUVJ422P
            || source.format == AV_PIX_FMT_YUVJ444P;
        sws_setColorspaceDetails(m_scaler.get(), sws_getCoefficients(from), full ? 1 : 0,
                                 sws_getCoefficients(SWS_CS_ITU709),
                                 format == AV_PIX_FMT_0RGB32 ? 1 : 0, 0, 1 << 16, 1 << 16);
    }
    return sws_scale(m_scaler.get(), source.data, source.linesize, 0, source.height, planes,
                     strides)
        > 0;
}

QImage FrameScaler::toImage(const AVFrame& source, const QSize& size)
{
    // The vector code writes whole registers: lines are longer than the picture, and one more
    // follows the last.
    const int stride = (size.width() * 4 + 63) / 64 * 64;
    auto* pixels = static_cast<uint8_t*>(av_malloc(size_t(stride) * size_t(size.height() + 1)));
    if (!pixels) {
        return {};
    }
    QImage image(
        pixels, size.width(), size.height(), stride, QImage::Format_RGB32,
        [](void* memory) { av_free(memory); }, pixels);
    uint8_t* const planes[4] = {pixels, nullptr, nullptr, nullptr};
    const int strides[4] = {stride, 0, 0, 0};
    if (!scale(source, planes, strides, size.width(), size.height(), AV_PIX_FMT_0RGB32)) {
        return {};
    }
    return image;
}

} // namespace raskadr::libav
