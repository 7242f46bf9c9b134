#pragma once

#include "core/base/result.h"

#include <QString>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace raskadr {

// Sound as the player mixes it: 48,000 times a second a left and a right sample, interleaved, -1
// to 1.
struct AudioBlock
{
    std::vector<float> samples;
    qint64 startFrame = 0; // in 1/48,000 s from the film's first picture, or from the sound's start
};

// Decodes the sound of a film or of a sound file (WAV, MP3, AAC, FLAC, Ogg, AIFF). Decodes in the
// calling thread; used by one thread at a time. Owns the file's descriptor and the decoder.
class AudioReader
{
public:
    static constexpr int sampleRate = 48'000;
    static constexpr int channelCount = 2;

    // Errors: those of opening a source; FormatUnsupported if there is no sound that we decode.
    static Result<std::unique_ptr<AudioReader>> open(const QString& path,
                                                     std::stop_token stop = {});
    ~AudioReader();
    AudioReader(const AudioReader&) = delete;
    AudioReader& operator=(const AudioReader&) = delete;

    qint64 durationMs() const; // 0: unknown
    // The next block, of any length but zero; nothing at the end.
    Result<std::optional<AudioBlock>> next();
    // The next block starts exactly here, or later where there is silence.
    Result<> seek(qint64 ms);

private:
    struct Private;
    explicit AudioReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace raskadr
