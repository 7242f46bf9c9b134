#include "core/media/avinput.h"

#include <cmath>

namespace raskadr {

QSize AvInput::codedSize() const
{
    const AVCodecParameters* parameters = m_video->codecpar;
    AVRational pixel = m_video->sample_aspect_ratio.num > 0 ? m_video->sample_aspect_ratio
                                                            : parameters->sample_aspect_ratio;
    QSize size(parameters->width, parameters->height);
    const double aspect = pixel.num > 0 && pixel.den > 0 ? av_q2d(pixel) : 1;
    if (aspect != 1 && aspect > 0.1 && aspect < 10) {
        size.setWidth(std::max(1, int(std::lround(size.width() * aspect))));
    }
    return size;
}

QSize AvInput::shownSize() const
{
    return m_rotation % 180 == 0 ? codedSize() : codedSize().transposed();
}

AVRational AvInput::frameRate() const
{
    if (!m_video) {
        return {0, 1};
    }
    const AVRational rate = m_video->avg_frame_rate;
    if (rate.num > 0 && rate.den > 0 && av_q2d(rate) <= 1000) {
        return rate;
    }
    // MP4 with pictures of unequal length: their mean.
    if (m_video->nb_frames > 1 && m_video->duration > 0) {
        AVRational mean = {0, 1};
        av_reduce(&mean.num, &mean.den, m_video->nb_frames * m_video->time_base.den,
                  m_video->duration * m_video->time_base.num, 1'000'000);
        if (mean.num > 0 && av_q2d(mean) <= 1000) {
            return mean;
        }
    }
    const AVRational guess = m_video->r_frame_rate;
    return guess.num > 0 && guess.den > 0 && av_q2d(guess) <= 1000 ? guess : AVRational{0, 1};
}

std::optional<qint64> AvInput::durationMs() const
{
    const AVStream* stream = m_video ? m_video : m_audio;
    if (stream && stream->duration > 0) {
        return av_rescale_q(stream->duration, stream->time_base, {1, 1000});
    }
    if (m_context->duration > 0) {
        return av_rescale_q(m_context->duration, {1, AV_TIME_BASE}, {1, 1000});
    }
    return std::nullopt;
}

qint64 AvInput::frameCount() const
{
    if (m_video->nb_frames > 0) {
        return m_video->nb_frames;
    }
    const AVRational rate = frameRate();
    const auto duration = durationMs();
    return duration && rate.num > 0 ? std::llround(double(*duration) / 1000 * av_q2d(rate)) : 0;
}

qint64 AvInput::toMs(qint64 timestamp, const AVStream* stream) const
{
    const qint64 time = av_rescale_q(timestamp, stream->time_base, {1, AV_TIME_BASE}) - m_origin;
    return av_rescale_rnd(time, 1000, AV_TIME_BASE, AV_ROUND_NEAR_INF);
}

qint64 AvInput::fromMs(qint64 ms, const AVStream* stream) const
{
    return av_rescale_q(ms * (AV_TIME_BASE / 1000) + m_origin, {1, AV_TIME_BASE},
                        stream->time_base);
}

} // namespace raskadr
