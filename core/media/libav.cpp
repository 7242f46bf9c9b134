#include "core/media/libav.h"

#include "core/base/logging.h"

#include <array>
#include <cstdarg>
#include <mutex>

namespace raskadr::libav {

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

void routeMessages()
{
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback(logMessage); });
}

void setColours(SwsContext* scaler, const AVFrame& source, AVColorSpace target, bool fullRange)
{
    AVColorSpace from = source.colorspace;
    if (from == AVCOL_SPC_UNSPECIFIED || from == AVCOL_SPC_RGB || from == AVCOL_SPC_RESERVED) {
        from = source.height >= 720 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    }
    const bool sourceFull = source.color_range == AVCOL_RANGE_JPEG
                            || source.format == AV_PIX_FMT_YUVJ420P
                            || source.format == AV_PIX_FMT_YUVJ422P
                            || source.format == AV_PIX_FMT_YUVJ444P;
    sws_setColorspaceDetails(scaler, sws_getCoefficients(from), sourceFull ? 1 : 0,
                             sws_getCoefficients(target), fullRange ? 1 : 0, 0, 1 << 16, 1 << 16);
}

Scaler reuseScaler(Scaler scaler, const AVFrame& source, int width, int height,
                   AVPixelFormat format, int flags)
{
    // The cached call frees the context it was given whenever it returns another one.
    return Scaler(sws_getCachedContext(scaler.release(), source.width, source.height,
                                       AVPixelFormat(source.format), width, height, format, flags,
                                       nullptr, nullptr, nullptr));
}

} // namespace raskadr::libav
