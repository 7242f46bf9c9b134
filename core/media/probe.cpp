#include "core/media/probe.h"

#include "core/media/avinput.h"
#include "core/media/filestructure.h"
#include "core/media/framereader.h"
#include "core/media/keyframe.h"
#include "core/media/mediacopy.h"
#include "core/media/sniff.h"
#include "core/media/stilldecoder.h"
#include "core/media/stillheader.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<MediaFacts> probeStill(const SourceFile& file, MediaFormat format, MediaFacts facts)
{
    auto header = readStillHeader(file, format);
    if (!header) {
        return failure(header.error());
    }
    const qint64 pixels = qint64(header->size.width()) * header->size.height();
    // Pictures of 32 bits a channel take twice the memory of those with 16.
    const qint64 limit = header->bitsPerChannel <= 8 ? maxStillPixels8
        : header->bitsPerChannel <= 16               ? maxStillPixels16
                                                     : maxStillPixels16 / 2;
    if (pixels > limit) {
        return failure(ErrorKind::PictureTooLarge,
                       u"%1 x %2, %3 bits"_s.arg(header->size.width())
                           .arg(header->size.height())
                           .arg(header->bitsPerChannel),
                       file.name(), pixels);
    }
    const bool turned = header->orientation >= 5;
    facts.width = turned ? header->size.height() : header->size.width();
    facts.height = turned ? header->size.width() : header->size.height();
    facts.opaque = !header->alpha;
    facts.animated = header->animated;
    return facts;
}

struct Scanned
{
    qint64 durationMs = 0;
    qint64 frames = 0;
};

// Films recorded on the fly do not know their own length: only their packets do.
Result<Scanned> scanPackets(AvInput& input)
{
    const AVStream* video = input.video();
    input.readOnly(video);
    libav::Packet packet = libav::makePacket();
    Scanned scanned;
    qint64 last = 0;
    for (;;) {
        auto more = input.readPacket(packet.get(), video);
        if (!more) {
            return failure(more.error());
        }
        if (!*more) {
            break;
        }
        const qint64 time = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
        if (time != AV_NOPTS_VALUE) {
            last = std::max(last, input.toMs(time + packet->duration, video));
        }
        ++scanned.frames;
    }
    scanned.durationMs = last;
    return scanned;
}

// Every frame that the index names has to lie inside the file.
Result<> checkIndex(AvInput& input)
{
    const qint64 fileSize = input.file().size();
    for (AVStream* stream : {input.video(), input.audio()}) {
        const int count = stream ? avformat_index_get_entries_count(stream) : 0;
        for (int i = 0; i < count; ++i) {
            const AVIndexEntry* entry = avformat_index_get_entry(stream, i);
            if (entry->pos < 0 || entry->pos > fileSize - entry->size) {
                return failure(ErrorKind::FileDamaged,
                               u"frame %1 of %2 lies beyond the end"_s.arg(i).arg(count),
                               input.file().name());
            }
        }
    }
    return {};
}

Result<MediaFacts> probeFilm(AvInput& input, MediaFacts facts)
{
    const QString name = input.file().name();
    if (auto inside = checkIndex(input); !inside) {
        return failure(inside.error());
    }
    const QSize size = input.shownSize();
    facts.width = size.width();
    facts.height = size.height();
    facts.videoCodec = QString::fromLatin1(avcodec_get_name(input.video()->codecpar->codec_id));
    if (input.audio()) {
        facts.hasAudio = true;
        facts.audioCodec = QString::fromLatin1(avcodec_get_name(input.audio()->codecpar->codec_id));
    }
    facts.frameCount = input.frameCount();
    const AVRational rate = input.frameRate();
    facts.fps = rate.num > 0 ? av_q2d(rate) : 0;
    if (const auto duration = input.durationMs()) {
        facts.durationMs = *duration;
    } else {
        auto scanned = scanPackets(input);
        if (!scanned) {
            return failure(scanned.error());
        }
        facts.durationMs = scanned->durationMs;
        facts.frameCount = scanned->frames;
        if (facts.durationMs > 0 && facts.fps <= 0) {
            facts.fps = double(facts.frameCount) * 1000 / double(facts.durationMs);
        }
    }
    if (facts.durationMs > maxFilmMs) {
        return failure(ErrorKind::VideoTooLong, {}, name, facts.durationMs);
    }
    if (facts.durationMs <= 0) {
        return failure(ErrorKind::FileDamaged, u"a film without a length"_s, name);
    }
    return facts;
}

Result<> decodeAnyFrame(const QString& path, const std::stop_token& stop)
{
    auto reader = FrameReader::open(path, stop);
    if (!reader) {
        return failure(reader.error());
    }
    auto frame = (*reader)->next(QSize(120, 120));
    if (!frame) {
        return failure(frame.error());
    }
    if (!*frame) {
        return failure(ErrorKind::FileDamaged, u"a film without a picture"_s);
    }
    return {};
}

// Lets the decoder begin. What its pictures look like is of no interest: nothing is smoothed,
// scaled or converted.
Result<> beginDecoding(AvInput& input, const QString& path, const std::stop_token& stop)
{
    input.readOnly(input.video());
    auto codec = input.openDecoder(input.video(), AVDISCARD_NONKEY, AVDISCARD_ALL);
    if (!codec) {
        return failure(codec.error());
    }
    if (!input.seek(0, input.video())) {
        return decodeAnyFrame(path, stop);
    }
    const auto begun = beginKeyFrame(input, codec->get());
    if (!begun) {
        return failure(begun.error());
    }
    return *begun ? Result<>() : decodeAnyFrame(path, stop);
}

Result<> beginDecoding(const SourceFile& still, const MediaFacts& facts, const QString& path,
                       const std::stop_token& stop)
{
    switch (facts.format) {
    case MediaFormat::WebP:
    case MediaFormat::Png: // its checksums were right
        return {};
    case MediaFormat::Jpeg:
        return decodeFirstRows(still, stop);
    default:
        return verifyMedia(path, facts, stop);
    }
}

enum class Depth { Headers, Whole, BeginDecoding };

// `wholeAs`: the format in which these bytes were found whole already.
Result<MediaFacts> look(const QString& path, Depth depth, std::optional<MediaFormat> wholeAs,
                        const std::stop_token& stop)
{
    auto file = SourceFile::open(path);
    if (!file) {
        return failure(file.error());
    }
    auto format = sniffMedia(*file);
    if (!format) {
        return failure(format.error());
    }
    MediaFacts facts;
    facts.kind = kindOf(*format);
    facts.format = *format;
    facts.mimeType = mimeTypeOf(*format);
    facts.size = file->size();
    if (facts.kind == MediaKind::Picture) {
        // Size first: a refusal because of it must not depend on how much follows.
        auto probed = probeStill(*file, *format, facts);
        if (!probed) {
            return probed;
        }
        facts = *probed;
        if (depth == Depth::Headers) {
            return facts;
        }
    }
    if (wholeAs != *format) {
        const Sums sums = depth == Depth::BeginDecoding ? Sums::Checked : Sums::Ignored;
        if (auto complete = checkComplete(*file, *format, sums, stop); !complete) {
            return failure(complete.error());
        }
    }
    Result<> begun;
    if (facts.kind == MediaKind::Picture) {
        if (depth == Depth::BeginDecoding) {
            begun = beginDecoding(*file, facts, path, stop);
        }
    } else {
        auto input = AvInput::openFilm(std::move(*file), *format, stop);
        if (!input) {
            return failure(input.error());
        }
        auto probed = probeFilm(**input, facts);
        if (!probed) {
            return probed;
        }
        facts = *probed;
        if (depth == Depth::BeginDecoding) {
            begun = beginDecoding(**input, path, stop);
        }
    }
    return begun ? Result<MediaFacts>(facts) : failure(begun.error());
}

} // namespace

Result<MediaFacts> readMediaHeaders(const QString& path, std::stop_token stop)
{
    return look(path, Depth::Headers, std::nullopt, stop);
}

Result<MediaFacts> probeMedia(const QString& path, std::stop_token stop)
{
    return look(path, Depth::Whole, std::nullopt, stop);
}

Result<MediaFacts> examineMedia(const QString& path, std::stop_token stop)
{
    return look(path, Depth::BeginDecoding, std::nullopt, stop);
}

Result<MediaFacts> examineMedia(const MediaCopy& copy, std::stop_token stop)
{
    return look(copy.path(), Depth::BeginDecoding, copy.wholeAs(), stop);
}

Result<> verifyMedia(const QString& path, const MediaFacts& facts, std::stop_token stop)
{
    if (facts.kind == MediaKind::Picture) {
        auto still = decodeStill(path, facts.format, 120, stop);
        if (!still) {
            return failure(still.error());
        }
        return {};
    }
    return decodeAnyFrame(path, stop);
}

Media mediaOf(const QString& sha256, const MediaFacts& facts)
{
    Media media;
    media.sha256 = sha256;
    media.size = facts.size;
    media.mimeType = facts.mimeType;
    media.width = facts.width;
    media.height = facts.height;
    media.durationMs = facts.durationMs;
    media.fps = facts.fps;
    media.videoCodec = facts.videoCodec;
    media.audioCodec = facts.audioCodec;
    return media;
}

} // namespace raskadr
