#pragma once

// Writes the film of a clean copy; internal to this module.

#include "core/media/audioreader.h"
#include "core/media/h264writer.h"
#include "core/media/libav.h"

#include <vector>

extern "C" {
#include <libavcodec/bsf.h>
}

namespace raskadr {

// An MP4 of H.264 and, if asked for, AAC sound that holds nothing else: no units but slices, no
// names, no times, its index in front. The same pictures and sound give the same bytes. The file at
// `path` is removed if finish() was not reached. One thread at a time.
class CleanFilmWriter
{
public:
    // Of the options, the rotation does not count: pictures have to come upright.
    static Result<std::unique_ptr<CleanFilmWriter>>
    create(const QString& path, const H264Writer::Options& options, bool sound);
    ~CleanFilmWriter();
    CleanFilmWriter(const CleanFilmWriter&) = delete;
    CleanFilmWriter& operator=(const CleanFilmWriter&) = delete;

    bool hasSound() const { return m_sound.stream; }
    // A writable yuv420p frame of the right size, to be filled and given to writePicture().
    Result<AVFrame*> blankFrame();
    // The frame of blankFrame() at this time, in units of the options' time base; it has to grow.
    Result<> writePicture(qint64 pts);
    // Sound that follows what was written before; where it leaves a gap there is silence.
    Result<> writeSound(const AudioBlock& block);
    Result<> finish();

private:
    struct Track
    {
        AVStream* stream = nullptr;
        libav::Codec codec;
        libav::Frame frame = libav::makeFrame();
        AVBSFContext* filter = nullptr;
    };

    CleanFilmWriter() = default;
    Result<> open(const QString& path, const H264Writer::Options& options, bool sound);
    Result<> openPictureTrack(const H264Writer::Options& options);
    Result<> openSoundTrack();
    Result<> encode(Track& track, const AVFrame* frame);
    Result<> writePacket(Track& track);
    Result<> encodeSound(bool last);

    QByteArray m_url;
    QString m_path;
    AVFormatContext* m_container = nullptr;
    Track m_picture;
    Track m_sound;
    libav::Packet m_packet = libav::makePacket();
    std::vector<float> m_samples; // interleaved, not yet encoded
    qint64 m_soundEnd = 0; // in samples: encoded and waiting
    bool m_finished = false;
};

// Writes an MP4 of our own muxer once more: its index in front, and without what the muxer cannot
// be told to leave out, empty boxes and the names of the tracks' handlers.
Result<> sealFilm(const QString& path);

} // namespace raskadr
