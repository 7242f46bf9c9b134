#include "ui/player/soundtrack.h"

#include "core/media/audioreader.h"

#include <QAudioFormat>
#include <QAudioSink>
#include <QIODevice>
#include <QMediaDevices>
#include <array>
#include <condition_variable>
#include <deque>
#include <limits>
#include <mutex>
#include <thread>

namespace raskadr::ui {

namespace {

// Half a second is decoded ahead; the device itself buffers a little more.
constexpr size_t samplesAhead = AudioReader::sampleRate * AudioReader::channelCount / 2;
constexpr qint64 framesPerMs = AudioReader::sampleRate / 1000;

} // namespace

// What the device pulls from: decoded samples, or silence while there are none.
class SoundTrack::Source final : public QIODevice
{
public:
    Source(const QList<SoundPart>& parts, qint64 fromMs)
        : m_at(fromMs * framesPerMs)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        m_thread = std::jthread([this, parts](const std::stop_token& stop) {
            for (const SoundPart& part : parts) {
                decode(stop, part);
            }
        });
    }
    ~Source() override
    {
        m_thread.request_stop();
        m_changed.notify_all();
        m_thread.join();
    }

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return 1 << 20; }

protected:
    qint64 readData(char* data, qint64 maxSize) override
    {
        const auto wanted = static_cast<size_t>(maxSize) / sizeof(float) / AudioReader::channelCount
            * AudioReader::channelCount;
        auto* out = reinterpret_cast<float*>(data);
        size_t given = 0;
        {
            const std::scoped_lock lock(m_mutex);
            for (; given < wanted && !m_samples.empty(); ++given) {
                out[given] = m_samples.front();
                m_samples.pop_front();
            }
        }
        m_changed.notify_all();
        std::fill(out + given, out + wanted, 0.0F);
        return static_cast<qint64>(wanted * sizeof(float));
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    void decode(const std::stop_token& stop, const SoundPart& part)
    {
        const qint64 start = part.startMs * framesPerMs;
        const qint64 end = part.lengthMs < 0 ? std::numeric_limits<qint64>::max()
                                             : start + part.lengthMs * framesPerMs;
        if (end <= m_at || stop.stop_requested()) {
            return;
        }
        auto opened = AudioReader::open(part.path, stop);
        if (!opened) {
            return;
        }
        const std::unique_ptr<AudioReader> reader = std::move(*opened);
        if (m_at > start && !reader->seek((m_at - start) / framesPerMs)) {
            return;
        }
        while (!stop.stop_requested() && m_at < end) {
            auto block = reader->next();
            if (!block || !*block) {
                return;
            }
            // A hole in the track is heard as silence, so that picture and sound stay together.
            const qint64 blockStart = start + (*block)->startFrame;
            putSilence(stop, std::min(blockStart, end));
            const qint64 skipped = std::max<qint64>(m_at - blockStart, 0);
            const qint64 frames =
                std::min(static_cast<qint64>((*block)->samples.size()) / AudioReader::channelCount,
                         end - blockStart);
            if (skipped < frames) {
                const float* samples = (*block)->samples.data();
                put(stop, samples + skipped * AudioReader::channelCount,
                    samples + frames * AudioReader::channelCount);
            }
        }
    }

    void put(const std::stop_token& stop, const float* begin, const float* end)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, stop, [this] { return m_samples.size() < samplesAhead; });
        m_samples.insert(m_samples.end(), begin, end);
        m_at += (end - begin) / AudioReader::channelCount;
    }

    void putSilence(const std::stop_token& stop, qint64 until)
    {
        static constexpr std::array<float, samplesAhead> silence{};
        while (m_at < until && !stop.stop_requested()) {
            const auto samples = std::min<qint64>((until - m_at) * AudioReader::channelCount,
                                                  static_cast<qint64>(silence.size()));
            put(stop, silence.data(), silence.data() + samples);
        }
    }

    qint64 m_at; // the frame that comes next; decoding thread only
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<float> m_samples;
    std::jthread m_thread;
};

SoundTrack::SoundTrack(const QString& path, QObject* parent)
    : SoundTrack(QList<SoundPart>{{path}}, parent)
{
}

SoundTrack::SoundTrack(QList<SoundPart> parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
}

SoundTrack::~SoundTrack()
{
    stop();
}

void SoundTrack::play(qint64 fromMs)
{
    stop();
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (device.isNull()) {
        return;
    }
    QAudioFormat format;
    format.setSampleRate(AudioReader::sampleRate);
    format.setChannelCount(AudioReader::channelCount);
    format.setSampleFormat(QAudioFormat::Float);
    if (!device.isFormatSupported(format)) {
        return;
    }
    m_fromMs = fromMs;
    m_source = std::make_unique<Source>(m_parts, fromMs);
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->setVolume(m_volume);
    m_sink->start(m_source.get());
}

void SoundTrack::stop()
{
    if (m_sink) {
        m_sink->stop();
    }
    m_sink.reset();
    m_source.reset();
}

void SoundTrack::setVolume(double volume)
{
    m_volume = volume;
    if (m_sink) {
        m_sink->setVolume(volume);
    }
}

bool SoundTrack::isPlaying() const
{
    return m_sink && m_sink->state() == QAudio::ActiveState && m_sink->processedUSecs() > 0;
}

qint64 SoundTrack::positionMs() const
{
    return m_sink ? m_fromMs + m_sink->processedUSecs() / 1000 : m_fromMs;
}

} // namespace raskadr::ui
