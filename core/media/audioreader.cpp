#include "core/media/audioreader.h"

#include "core/media/avinput.h"

#include <algorithm>
#include <cstdlib>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// Decoders need a little run-up until what they give is right.
constexpr qint64 runUpMs = 100;
// Times in files are rounded: only a larger gap than this is one.
constexpr qint64 gapFrames = AudioReader::sampleRate / 20;

} // namespace

struct AudioReader::Private
{
    std::unique_ptr<AvInput> input;
    AVStream* stream = nullptr;
    libav::Codec codec;
    libav::Frame frame = libav::makeFrame();
    libav::Resampler resampler;
    AVChannelLayout layout = {};
    int format = -1;
    int rate = 0;
    bool atEnd = false;
    bool flushed = false;
    qint64 position = -1; // start of the next sample; -1: the next frame says
    qint64 notBefore = 0;

    ~Private() { av_channel_layout_uninit(&layout); }
    Result<> prepareResampler();
    Result<std::vector<float>> resample(bool last);
};

AudioReader::AudioReader(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

AudioReader::~AudioReader() = default;

Result<std::unique_ptr<AudioReader>> AudioReader::open(const QString& path, std::stop_token stop)
{
    auto input = AvInput::openSound(path, std::move(stop));
    if (!input) {
        return failure(input.error());
    }
    auto data = std::make_unique<Private>();
    data->input = std::move(*input);
    data->stream = data->input->audio();
    data->input->readOnly(data->stream);
    auto codec = data->input->openDecoder(data->stream);
    if (!codec) {
        return failure(codec.error());
    }
    data->codec = std::move(*codec);
    return std::unique_ptr<AudioReader>(new AudioReader(std::move(data)));
}

qint64 AudioReader::durationMs() const
{
    if (d->stream->duration > 0) {
        return av_rescale_q(d->stream->duration, d->stream->time_base, {1, 1000});
    }
    return d->input->durationMs().value_or(0);
}

// A stream may change its format on the way.
Result<> AudioReader::Private::prepareResampler()
{
    if (resampler && format == frame->format && rate == frame->sample_rate
        && av_channel_layout_compare(&layout, &frame->ch_layout) == 0) {
        return {};
    }
    AVChannelLayout source = {};
    if (frame->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
        av_channel_layout_default(&source, frame->ch_layout.nb_channels);
    } else {
        av_channel_layout_copy(&source, &frame->ch_layout);
    }
    AVChannelLayout stereo = {};
    av_channel_layout_default(&stereo, channelCount);
    SwrContext* context = nullptr;
    int code = swr_alloc_set_opts2(&context, &stereo, AV_SAMPLE_FMT_FLT, sampleRate, &source,
                                   AVSampleFormat(frame->format), frame->sample_rate, 0, nullptr);
    resampler.reset(context);
    av_channel_layout_uninit(&source);
    if (code >= 0) {
        code = swr_init(context);
    }
    if (code < 0) {
        resampler.reset();
        return failure(input->error(code, u"resampler"_s));
    }
    format = frame->format;
    rate = frame->sample_rate;
    av_channel_layout_copy(&layout, &frame->ch_layout);
    return {};
}

Result<std::vector<float>> AudioReader::Private::resample(bool last)
{
    const int incoming = last ? 0 : frame->nb_samples;
    const int room = swr_get_out_samples(resampler.get(), incoming);
    if (room < 0) {
        return failure(input->error(room, u"resampler"_s));
    }
    std::vector<float> samples(size_t(room) * channelCount);
    auto* target = reinterpret_cast<uint8_t*>(samples.data());
    const auto** source = last ? nullptr : const_cast<const uint8_t**>(frame->extended_data);
    const int count = room == 0 ? 0 : swr_convert(resampler.get(), &target, room, source, incoming);
    if (count < 0) {
        return failure(input->error(count, u"resampler"_s));
    }
    samples.resize(size_t(count) * channelCount);
    return samples;
}

Result<std::optional<AudioBlock>> AudioReader::next()
{
    for (;;) {
        auto more = d->input->decodeNext(d->stream, d->codec.get(), d->frame.get(), d->atEnd);
        if (!more) {
            return failure(more.error());
        }
        AudioBlock block;
        if (*more) {
            if (auto ready = d->prepareResampler(); !ready) {
                return failure(ready.error());
            }
            if (d->frame->best_effort_timestamp != AV_NOPTS_VALUE) {
                const qint64 ms = d->input->toMs(d->frame->best_effort_timestamp, d->stream);
                const qint64 start = ms * (sampleRate / 1000);
                if (d->position < 0 || std::llabs(start - d->position) > gapFrames) {
                    d->position = start;
                }
            }
            auto samples = d->resample(false);
            if (!samples) {
                return failure(samples.error());
            }
            block.samples = std::move(*samples);
        } else {
            if (!d->resampler || d->flushed) {
                return std::optional<AudioBlock>();
            }
            d->flushed = true;
            auto samples = d->resample(true);
            if (!samples) {
                return failure(samples.error());
            }
            block.samples = std::move(*samples);
        }
        block.startFrame = std::max<qint64>(d->position, 0);
        d->position = block.startFrame + qint64(block.samples.size()) / channelCount;
        if (block.startFrame < d->notBefore) {
            const qint64 early = std::min(d->notBefore - block.startFrame,
                                          qint64(block.samples.size()) / channelCount);
            block.samples.erase(block.samples.begin(),
                                block.samples.begin() + early * channelCount);
            block.startFrame += early;
        }
        if (!block.samples.empty()) {
            return std::optional<AudioBlock>(std::move(block));
        }
    }
}

Result<> AudioReader::seek(qint64 ms)
{
    ms = std::max<qint64>(0, ms);
    if (auto sought = d->input->seek(std::max<qint64>(0, ms - runUpMs), d->stream); !sought) {
        return sought;
    }
    avcodec_flush_buffers(d->codec.get());
    d->resampler.reset();
    d->atEnd = false;
    d->flushed = false;
    d->position = -1;
    d->notBefore = ms * (sampleRate / 1000);
    return {};
}

} // namespace raskadr
