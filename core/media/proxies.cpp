#include "core/media/proxies.h"

#include "core/media/arearescale.h"
#include "core/media/avinput.h"
#include "core/media/framereader.h"
#include "core/media/h264writer.h"
#include "core/media/jpegfile.h"
#include "core/media/probe.h"
#include "core/media/temporaryfile.h"

#include <QDir>
#include <QFileInfo>
#include <QImageWriter>
#include <QTransform>

#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int proxySide = 480;
constexpr double maxProxyRate = 30;

QSize evenSize(const QSize& size)
{
    return QSize(std::max(2, size.width() & ~1), std::max(2, size.height() & ~1));
}

Result<> writeFramePicture(const AVFrame& frame, const AvInput& input, const CacheFolder& cache,
                           const QString& sha256, FilmEnd end)
{
    libav::FrameScaler scaler(SWS_AREA);
    QImage image = scaler.toImage(frame, fittedSize(input.codedSize(), proxySide));
    if (image.isNull()) {
        return failure(ErrorKind::FileDamaged, u"the frame cannot be converted"_s,
                       input.file().name());
    }
    if (input.rotation() != 0) {
        image = image.transformed(QTransform().rotate(input.rotation()));
    }
    auto bytes = jpegBytes(image);
    if (!bytes) {
        return failure(bytes.error());
    }
    return writeCacheFile(cache.path(), cache.framePath(sha256, end).mid(cache.path().size() + 1),
                          *bytes);
}

// Which frames may stay as their blocks were decoded, without the filter that smooths their edges:
// it is a sixth of the work. Of a film that is reduced to half or less, those that no other frame
// refers to: the difference is gone. If it was also encoded generously, its blocks are so fine that
// only key frames need the filter; the others pass on less of an error than the proxy's own
// encoding makes.
AVDiscard unsmoothedFrames(const AvInput& input)
{
    constexpr double generousBitsPerPixel = 0.12;
    const QSize size = input.codedSize();
    if (std::max(size.width(), size.height()) < 2 * proxySide) {
        return AVDISCARD_DEFAULT;
    }
    const double pixels = double(size.width()) * size.height() * av_q2d(input.frameRate());
    const auto bits = double(input.video()->codecpar->bit_rate);
    return bits > pixels * generousBitsPerPixel && pixels > 0 ? AVDISCARD_NONKEY : AVDISCARD_NONREF;
}

// Decodes a film from its beginning and hands each frame on.
class ProxyMaker
{
public:
    ProxyMaker(AvInput& input, const CacheFolder& cache, QString sha256)
        : m_input(input)
        , m_cache(cache)
        , m_sha256(std::move(sha256))
    {
    }

    Result<> make(const QString& path);

private:
    Result<> take(AVFrame* frame);
    Result<> encode(const AVFrame& frame);

    AvInput& m_input;
    const CacheFolder& m_cache;
    const QString m_sha256;
    std::unique_ptr<H264Writer> m_writer;
    libav::FrameScaler m_scaler{SWS_FAST_BILINEAR};
    libav::Frame m_last = libav::makeFrame();
    AVRational m_rate = {25, 1};
    int m_step = 1; // every how many-th frame is kept
    qint64 m_count = 0; // frames decoded
    qint64 m_lastPts = -1; // of the proxy, in its frames
};

Result<> ProxyMaker::make(const QString& path)
{
    AVStream* video = m_input.video();
    m_input.readOnly(video);
    auto codec = m_input.openDecoder(video, AVDISCARD_DEFAULT, unsmoothedFrames(m_input));
    if (!codec) {
        return failure(codec.error());
    }
    AVRational rate = m_input.frameRate();
    if (rate.num <= 0) {
        rate = {25, 1};
    }
    // A whole step keeps motion even: 60 becomes 30, 50 becomes 25.
    m_step = std::max(1, int(std::ceil(av_q2d(rate) / maxProxyRate - 0.02)));
    av_reduce(&m_rate.num, &m_rate.den, rate.num, qint64(rate.den) * m_step, 100'000);
    H264Writer::Options options;
    options.size = evenSize(fittedSize(m_input.codedSize(), proxySide));
    options.timeBase = av_inv_q(m_rate);
    options.frameRate = m_rate;
    options.crf = 25; // without a look ahead what 26 is with it: as good, and no larger
    options.preset = u"veryfast"_s;
    options.gop = 12;
    options.fastDecode = true;
    options.maxBFrames = 0;
    options.lookAhead = false;
    options.threads = 1;
    options.rotation = m_input.rotation();
    auto writer = H264Writer::create(path, options);
    if (!writer) {
        return failure(writer.error());
    }
    m_writer = std::move(*writer);

    libav::Frame frame = libav::makeFrame();
    bool atEnd = false;
    for (;;) {
        auto more = m_input.decodeNext(video, codec->get(), frame.get(), atEnd);
        if (!more) {
            return failure(more.error());
        }
        if (!*more) {
            break;
        }
        if (auto taken = take(frame.get()); !taken) {
            return taken;
        }
    }
    if (m_count == 0) {
        return failure(ErrorKind::FileDamaged, u"no frame could be decoded"_s,
                       m_input.file().name());
    }
    if (auto written = writeFramePicture(*m_last, m_input, m_cache, m_sha256, FilmEnd::Last);
        !written) {
        return written;
    }
    return m_writer->finish();
}

Result<> ProxyMaker::take(AVFrame* frame)
{
    if (m_count == 0) {
        if (auto written = writeFramePicture(*frame, m_input, m_cache, m_sha256, FilmEnd::First);
            !written) {
            return written;
        }
    }
    if (m_count % m_step == 0) {
        if (auto encoded = encode(*frame); !encoded) {
            return encoded;
        }
    }
    ++m_count;
    av_frame_unref(m_last.get());
    av_frame_move_ref(m_last.get(), frame);
    return {};
}

Result<> ProxyMaker::encode(const AVFrame& frame)
{
    // Onto the grid of the proxy's own rate; of two frames for one place the first stays.
    qint64 pts = m_lastPts + 1;
    if (frame.best_effort_timestamp != AV_NOPTS_VALUE) {
        const qint64 ms = m_input.toMs(frame.best_effort_timestamp, m_input.video());
        pts = std::llround(double(ms) / 1000 * av_q2d(m_rate));
        // A time far away is an error of the file, not a pause of hours.
        if (pts > m_lastPts + qint64(600 * av_q2d(m_rate)) + 1) {
            pts = m_lastPts + 1;
        }
    }
    if (pts <= m_lastPts) {
        return {};
    }
    auto target = m_writer->blankFrame();
    if (!target) {
        return failure(target.error());
    }
    AVFrame* out = *target;
    if (!m_scaler.scale(frame, out->data, out->linesize, out->width, out->height,
                        AV_PIX_FMT_YUV420P)) {
        return failure(ErrorKind::FileDamaged, u"the frame cannot be converted"_s,
                       m_input.file().name());
    }
    m_lastPts = pts;
    return m_writer->write(pts);
}

Result<> writePng(const QImage& image, const QString& path)
{
    FileRemover temporary(temporaryPathIn(QFileInfo(path).absolutePath()));
    QImageWriter writer(temporary.path(), "png");
    if (!writer.write(image)) {
        const bool device = writer.error() == QImageWriter::DeviceError;
        return failure(device ? ErrorKind::Storage : ErrorKind::Internal, writer.errorString(),
                       QFileInfo(path).fileName());
    }
    if (auto renamed = renameOver(temporary.path(), path); !renamed) {
        return renamed;
    }
    temporary.keep();
    return {};
}

} // namespace

Result<> makeHoverProxy(const QString& sourcePath, const CacheFolder& cache, const QString& sha256,
                        std::stop_token stop)
{
    auto input = AvInput::openFilm(sourcePath, stop);
    if (!input) {
        return failure(input.error());
    }
    const QString path = cache.proxyPath(sha256);
    QDir().mkpath(QFileInfo(path).absolutePath());
    FileRemover temporary(temporaryPathIn(cache.path()));
    {
        ProxyMaker maker(**input, cache, sha256);
        if (auto made = maker.make(temporary.path()); !made) {
            return made;
        }
    }
    if (auto renamed = renameOver(temporary.path(), path); !renamed) {
        return renamed;
    }
    temporary.keep();
    return {};
}

Result<> extractFrame(const QString& sourcePath, FilmEnd end, const QString& pngPath,
                      std::stop_token stop)
{
    // A time behind every end: the reader gives the last frame there is.
    const qint64 ms = end == FilmEnd::First ? 0 : maxFilmMs * 2;
    return extractFrameAt(sourcePath, ms, pngPath, stop);
}

Result<> extractFrameAt(const QString& sourcePath, qint64 ms, const QString& pngPath,
                        std::stop_token stop)
{
    auto reader = FrameReader::open(sourcePath, stop, FrameReader::Scaling::Fine);
    if (!reader) {
        return failure(reader.error());
    }
    if (auto sought = (*reader)->seek(ms); !sought) {
        return sought;
    }
    auto frame = (*reader)->next();
    if (!frame) {
        return failure(frame.error());
    }
    if (!*frame) {
        return failure(ErrorKind::FileDamaged, u"no frame could be decoded"_s,
                       QFileInfo(sourcePath).fileName());
    }
    return writePng((*frame)->image, pngPath);
}

} // namespace raskadr
