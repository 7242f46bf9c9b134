#include "core/media/inflate.h"

#include <zlib.h>

namespace raskadr {

std::optional<QByteArray> inflated(const QByteArray& packed, qint64 limit, Wrapping wrapping)
{
    constexpr int gzipFlag = 16;
    z_stream stream = {};
    if (inflateInit2(&stream, wrapping == Wrapping::Gzip ? gzipFlag + MAX_WBITS : MAX_WBITS)
        != Z_OK) {
        return std::nullopt;
    }
    QByteArray result;
    QByteArray block(64 * 1024, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.constData()));
    stream.avail_in = uInt(packed.size());
    int code = Z_OK;
    while (code == Z_OK && result.size() <= limit) {
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = uInt(block.size());
        code = inflate(&stream, Z_NO_FLUSH);
        result.append(block.constData(), block.size() - qsizetype(stream.avail_out));
    }
    inflateEnd(&stream);
    return code == Z_STREAM_END && result.size() <= limit ? std::optional(result) : std::nullopt;
}

} // namespace raskadr
