#include "core/media/publishcopyfilm.h"

#include "core/media/avinput.h"
#include "core/media/publishcopywriter.h"

#include <cmath>
#include <cstring>
#include <optional>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int planes = 3;

// One plane of a frame, turned clockwise.
void turnPlane(const uint8_t* from, int fromStride, int fromWidth, int fromHeight, uint8_t* to,
               int toStride, int degrees)
{
    for (int y = 0; y < fromHeight; ++y) {
        const uint8_t* line = from + ptrdiff_t(y) * fromStride;
        for (int x = 0; x < fromWidth; ++x) {
            const int column = degrees == 90 ? fromHeight - 1 - y
                : degrees == 180             ? fromWidth - 1 - x
                                             : y;
            const int row = degrees == 90 ? x
                : degrees == 180          ? fromHeight - 1 - y
                                          : fromWidth - 1 - x;
            to[ptrdiff_t(row) * toStride + column] = line[x];
        }
    }
}

// One of the films that are made of the source.
class CopyInProgress
{
public:
    CopyInProgress(FilmCopy& copy, const AvInput& input)
        : m_copy(copy)
        , m_input(input)
    {
    }

    Result<> open(bool sound);
    bool hasSound() const { return m_writer->hasSound() && !m_soundEnded; }
    // Takes the source's frame with this number, shown at this time, if it has a place for it.
    Result<> take(const AVFrame& frame, qint64 number, qint64 ms);
    Result<> takeSound(const AudioBlock& block);
    Result<> finish();

private:
    Result<> scaleTo(AVFrame* out, const AVFrame& frame);
    bool isOver(qint64 ms) const { return m_copy.maxMs > 0 && ms >= m_copy.maxMs; }

    FilmCopy& m_copy;
    const AvInput& m_input;
    std::unique_ptr<CleanFilmWriter> m_writer;
    libav::FrameScaler m_scaler{SWS_AREA | SWS_ACCURATE_RND};
    libav::Frame m_unturned; // scaled, before it is turned
    AVRational m_rate = {25, 1};
    int m_step = 1; // every how many-th frame is kept
    qint64 m_lastPts = -1; // in pictures of the copy
    bool m_soundEnded = false;
};

Result<> CopyInProgress::open(bool sound)
{
    m_copy.size = filmCopySize(m_input.shownSize(), m_copy.box);
    AVRational rate = m_input.frameRate();
    if (rate.num <= 0) {
        rate = {25, 1};
    }
    // A whole step keeps motion even: 60 becomes 30, 50 becomes 25.
    m_step = std::max(1, int(std::ceil(av_q2d(rate) / m_copy.maxRate - 0.02)));
    av_reduce(&m_rate.num, &m_rate.den, rate.num, qint64(rate.den) * m_step, 100'000);
    H264Writer::Options options;
    options.size = m_copy.size;
    options.timeBase = av_inv_q(m_rate);
    options.frameRate = m_rate;
    options.crf = m_copy.crf;
    options.preset = m_copy.preset;
    options.gop = m_copy.gop;
    options.maxBitRate = m_copy.maxBitRate;
    // Several threads share out a limited rate as it happens: no two runs give the same bytes.
    options.threads = m_copy.maxBitRate > 0 ? 1 : 2;
    auto writer = CleanFilmWriter::create(m_copy.path, options, sound && m_copy.sound);
    if (!writer) {
        return failure(writer.error());
    }
    m_writer = std::move(*writer);
    const int turn = m_input.rotation();
    if (turn == 0) {
        return {};
    }
    m_unturned = libav::makeFrame();
    m_unturned->format = AV_PIX_FMT_YUV420P;
    m_unturned->width = turn == 180 ? m_copy.size.width() : m_copy.size.height();
    m_unturned->height = turn == 180 ? m_copy.size.height() : m_copy.size.width();
    if (av_frame_get_buffer(m_unturned.get(), 0) < 0) {
        return failure(ErrorKind::Internal, u"no memory for a frame"_s);
    }
    return {};
}

Result<> CopyInProgress::take(const AVFrame& frame, qint64 number, qint64 ms)
{
    if (number % m_step != 0 || (isOver(ms) && m_lastPts >= 0)) {
        return {};
    }
    // Onto the grid of the copy's own rate; of two frames for one place the first stays.
    qint64 pts = std::llround(double(ms) / 1000 * av_q2d(m_rate));
    // A time far away is an error of the file, not a pause of minutes.
    if (pts > m_lastPts + qint64(600 * av_q2d(m_rate)) + 1 || m_lastPts < 0) {
        pts = m_lastPts + 1;
    }
    if (pts <= m_lastPts) {
        return {};
    }
    auto target = m_writer->blankFrame();
    if (!target) {
        return failure(target.error());
    }
    if (auto scaled = scaleTo(*target, frame); !scaled) {
        return scaled;
    }
    m_lastPts = pts;
    return m_writer->writePicture(pts);
}

Result<> CopyInProgress::scaleTo(AVFrame* out, const AVFrame& frame)
{
    AVFrame* scaled = m_unturned ? m_unturned.get() : out;
    if (!m_scaler.scale(frame, scaled->data, scaled->linesize, scaled->width, scaled->height,
                        AV_PIX_FMT_YUV420P)) {
        return failure(ErrorKind::FileDamaged, u"the frame cannot be converted"_s,
                       m_input.file().name());
    }
    for (int plane = 0; m_unturned && plane < planes; ++plane) {
        const int shift = plane == 0 ? 0 : 1;
        turnPlane(scaled->data[plane], scaled->linesize[plane], scaled->width >> shift,
                  scaled->height >> shift, out->data[plane], out->linesize[plane],
                  m_input.rotation());
    }
    return {};
}

Result<> CopyInProgress::takeSound(const AudioBlock& block)
{
    if (isOver(block.startFrame * 1000 / AudioReader::sampleRate)) {
        m_soundEnded = true;
        return {};
    }
    return m_writer->writeSound(block);
}

Result<> CopyInProgress::finish()
{
    if (m_lastPts < 0) {
        return failure(ErrorKind::FileDamaged, u"no frame could be decoded"_s,
                       m_input.file().name());
    }
    m_copy.durationMs = std::llround(double(m_lastPts + 1) * 1000 / av_q2d(m_rate));
    return m_writer->finish();
}

// Decodes the source once and hands pictures and sound to all copies.
class FilmCopier
{
public:
    FilmCopier(AvInput& input, const QString& path, const CopyProgress& progress,
               std::stop_token stop)
        : m_input(input)
        , m_path(path)
        , m_progress(progress)
        , m_stop(std::move(stop))
    {
    }

    Result<> make(QList<FilmCopy>& copies);

private:
    Result<> openSound();
    Result<> takeFrames();
    // Sound up to this time of the film, so that it lies beside its pictures.
    Result<> pumpSound(qint64 untilMs);

    AvInput& m_input;
    const QString m_path;
    const CopyProgress& m_progress;
    const std::stop_token m_stop;
    std::vector<std::unique_ptr<CopyInProgress>> m_copies;
    std::unique_ptr<AudioReader> m_sound;
    qint64 m_soundMs = 0; // handed out so far
    qint64 m_lastMs = -1; // of the newest picture
};

Result<> FilmCopier::make(QList<FilmCopy>& copies)
{
    if (auto opened = openSound(); !opened) {
        return opened;
    }
    for (FilmCopy& copy : copies) {
        m_copies.push_back(std::make_unique<CopyInProgress>(copy, m_input));
        if (auto opened = m_copies.back()->open(m_sound != nullptr); !opened) {
            return opened;
        }
    }
    if (auto taken = takeFrames(); !taken) {
        return taken;
    }
    const AVRational rate = m_input.frameRate();
    const qint64 frameMs = rate.num > 0 ? std::llround(1000 / av_q2d(rate)) : 40;
    if (auto pumped = pumpSound(m_lastMs + frameMs); !pumped) {
        return pumped;
    }
    for (const auto& copy : m_copies) {
        if (auto finished = copy->finish(); !finished) {
            return finished;
        }
    }
    return {};
}

Result<> FilmCopier::openSound()
{
    if (!m_input.audio()) {
        return {};
    }
    auto sound = AudioReader::open(m_path, m_stop);
    if (sound) {
        m_sound = std::move(*sound);
    } else if (sound.error().kind == ErrorKind::Cancelled) {
        return failure(sound.error());
    }
    return {};
}

Result<> FilmCopier::takeFrames()
{
    AVStream* video = m_input.video();
    m_input.readOnly(video);
    auto codec = m_input.openDecoder(video);
    if (!codec) {
        return failure(codec.error());
    }
    const auto length = double(std::max<qint64>(1, m_input.durationMs().value_or(0)));
    const AVRational rate = m_input.frameRate();
    const double frameMs = rate.num > 0 ? 1000 / av_q2d(rate) : 40;
    libav::Frame frame = libav::makeFrame();
    bool atEnd = false;
    for (qint64 number = 0;; ++number) {
        auto more = m_input.decodeNext(video, codec->get(), frame.get(), atEnd);
        if (!more) {
            return failure(more.error());
        }
        if (!*more) {
            return {};
        }
        qint64 ms = m_lastMs + std::llround(frameMs);
        if (frame->best_effort_timestamp != AV_NOPTS_VALUE) {
            ms = m_input.toMs(frame->best_effort_timestamp, video);
        } else if (m_lastMs < 0) {
            ms = 0;
        }
        for (const auto& copy : m_copies) {
            if (auto taken = copy->take(*frame, number, ms); !taken) {
                return taken;
            }
        }
        m_lastMs = std::max(m_lastMs, ms);
        if (auto pumped = pumpSound(ms); !pumped) {
            return pumped;
        }
        if (m_progress) {
            m_progress(std::min(1.0, double(ms) / length));
        }
    }
}

Result<> FilmCopier::pumpSound(qint64 untilMs)
{
    while (m_sound && m_soundMs < untilMs) {
        auto block = m_sound->next();
        if (!block) {
            if (block.error().kind == ErrorKind::Cancelled) {
                return failure(block.error());
            }
            m_sound.reset(); // what came before stays
            return {};
        }
        if (!*block) {
            m_sound.reset();
            return {};
        }
        constexpr int channels = AudioReader::channelCount;
        AudioBlock& sound = **block;
        const qint64 frames = qint64(sound.samples.size()) / channels;
        m_soundMs = (sound.startFrame + frames) * 1000 / AudioReader::sampleRate;
        for (const auto& copy : m_copies) {
            if (!copy->hasSound()) {
                continue;
            }
            if (auto taken = copy->takeSound(sound); !taken) {
                return taken;
            }
        }
    }
    return {};
}

} // namespace

QSize filmCopySize(const QSize& shown, const QSize& box)
{
    const QSize upright = shown.width() < shown.height() ? box.transposed() : box;
    QSize size = shown;
    if (size.width() > upright.width() || size.height() > upright.height()) {
        size = size.scaled(upright, Qt::KeepAspectRatio);
    }
    return {std::max(2, size.width() & ~1), std::max(2, size.height() & ~1)};
}

Result<> makeFilmCopies(const QString& sourcePath, QList<FilmCopy>& copies,
                        const CopyProgress& progress, const std::stop_token& stop)
{
    auto input = AvInput::openFilm(sourcePath, stop);
    if (!input) {
        return failure(input.error());
    }
    return FilmCopier(**input, sourcePath, progress, stop).make(copies);
}

} // namespace raskadr
