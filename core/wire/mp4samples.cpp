#include "core/wire/mp4samples.h"

#include <limits>
#include <vector>

namespace raskadr::wire {

namespace {

// Four hours at sixty pictures a second are less than a million.
constexpr std::uint32_t maxSamples = 4'000'000;
constexpr std::uint32_t maxSampleBytes = 64 * 1024 * 1024;

// The number of entries of a table with version and flags 0 in front, if they fill it exactly.
bool countEntries(StructureReader& reader, const ByteRange& table, std::uint64_t entryBytes,
                  std::uint32_t& count)
{
    if (table.size() < 8 || reader.big32(table.begin) != 0) {
        return false;
    }
    count = reader.big32(table.begin + 4);
    return count <= maxSamples && table.size() == 8 + count * entryBytes;
}

// Whether pairs of (how many samples, something about them) add up to all samples.
bool coversSamples(StructureReader& reader, const ByteRange& table, std::uint32_t samples)
{
    std::uint32_t count = 0;
    if (!countEntries(reader, table, 8, count)) {
        return false;
    }
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t run = reader.big32(table.begin + 8 + 8ULL * i);
        if (run == 0) {
            return false;
        }
        sum += run;
    }
    return sum == samples;
}

bool checkSyncSamples(StructureReader& reader, const TrackTables& track)
{
    std::uint32_t count = 0;
    if (!countEntries(reader, track.syncSamples, 4, count)) {
        return false;
    }
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t sample = reader.big32(track.syncSamples.begin + 8 + 4ULL * i);
        if (sample <= last || sample > track.sampleCount) {
            return false;
        }
        last = sample;
    }
    return true;
}

bool checkChunkRuns(StructureReader& reader, const TrackTables& track)
{
    std::uint32_t count = 0;
    if (!countEntries(reader, track.chunkRuns, 12, count) || count == 0) {
        return false;
    }
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint64_t entry = track.chunkRuns.begin + 8 + 12ULL * i;
        const std::uint32_t first = reader.big32(entry);
        const bool following = i == 0 ? first == 1 : first > last;
        if (!following || first > track.chunkCount || reader.big32(entry + 4) == 0
            || reader.big32(entry + 8) != 1) {
            return false;
        }
        last = first;
    }
    return true;
}

// Goes through the chunks and samples of one track, each table through a window of its own.
class TrackCursor
{
public:
    TrackCursor(const ByteReader& file, const TrackTables& track)
        : m_track(track)
        , m_runs(file, 1024)
        , m_sizes(file)
        , m_chunks(file)
        , m_fixedSize(m_sizes.big32(track.sizes.begin + 4))
    {
    }

    bool video() const { return m_track.video; }
    bool atEnd() const { return m_chunk == m_track.chunkCount; }
    bool sawAll() const { return atEnd() && m_sample == m_track.sampleCount; }
    std::uint64_t chunkOffset()
    {
        const std::uint64_t table = m_track.chunks.begin + 8;
        return m_track.wideChunks ? m_chunks.big64(table + 8ULL * m_chunk)
                                  : m_chunks.big32(table + 4ULL * m_chunk);
    }
    // The samples of this chunk.
    std::uint32_t chunkSamples()
    {
        const std::uint32_t runs = m_runs.big32(m_track.chunkRuns.begin + 4);
        const std::uint64_t table = m_track.chunkRuns.begin + 8;
        if (m_run + 1 < runs && m_runs.big32(table + 12ULL * (m_run + 1)) == m_chunk + 1) {
            ++m_run;
        }
        return m_runs.big32(table + 12ULL * m_run + 4);
    }
    void nextChunk() { ++m_chunk; }
    // The bytes of the next sample; 0 behind the last.
    std::uint32_t takeSample()
    {
        if (m_sample == m_track.sampleCount) {
            return 0;
        }
        const std::uint32_t sample = m_sample++;
        return m_fixedSize != 0 ? m_fixedSize
                                : m_sizes.big32(m_track.sizes.begin + 12 + 4ULL * sample);
    }

private:
    const TrackTables& m_track;
    StructureReader m_runs;
    StructureReader m_sizes;
    StructureReader m_chunks;
    std::uint32_t m_fixedSize;
    std::uint32_t m_run = 0;
    std::uint32_t m_chunk = 0;
    std::uint32_t m_sample = 0;
};

// Slices only: parameters stand in the head of the film, and what else H.264 knows says something
// about the pictures instead of showing them.
bool checkPicture(StructureReader& reader, std::uint64_t offset, std::uint64_t end,
                  Findings& findings)
{
    while (offset < end) {
        if (end - offset < 6) {
            return findings.damaged("H.264 unit", offset);
        }
        const std::uint32_t length = reader.big32(offset);
        const int head = reader.byte(offset + 4);
        const int type = head & 0x1F;
        if (length < 2 || length > end - offset - 4) {
            return findings.damaged("H.264 unit", offset);
        }
        if (head & 0x80 || (type != 1 && type != 5)) {
            return findings.notAllowed("H.264 unit of type " + std::to_string(type), offset);
        }
        offset += 4 + std::uint64_t(length);
    }
    return true;
}

// A block of AAC begins with its channels. Encoders that name themselves do so in front of them.
bool checkSound(StructureReader& reader, std::uint64_t offset, Findings& findings)
{
    constexpr int single = 0;
    constexpr int pair = 1;
    const int element = reader.byte(offset) >> 5;
    return element == single || element == pair
        || findings.notAllowed("AAC element " + std::to_string(element), offset);
}

} // namespace

bool checkTables(StructureReader& reader, TrackTables& track, Findings& findings)
{
    const ByteRange& sizes = track.sizes;
    if (sizes.size() < 12 || reader.big32(sizes.begin) != 0) {
        return findings.damaged("stsz", sizes.begin);
    }
    const std::uint32_t fixedSize = reader.big32(sizes.begin + 4);
    track.sampleCount = reader.big32(sizes.begin + 8);
    const std::uint64_t entries = fixedSize == 0 ? track.sampleCount : 0;
    if (track.sampleCount == 0 || track.sampleCount > maxSamples
        || sizes.size() != 12 + 4 * entries) {
        return findings.damaged("stsz", sizes.begin);
    }
    if (!countEntries(reader, track.chunks, track.wideChunks ? 8 : 4, track.chunkCount)
        || track.chunkCount == 0) {
        return findings.damaged(track.wideChunks ? "co64" : "stco", track.chunks.begin);
    }
    if (!coversSamples(reader, track.times, track.sampleCount)) {
        return findings.damaged("stts", track.times.begin);
    }
    if (track.offsets.size() != 0 && !coversSamples(reader, track.offsets, track.sampleCount)) {
        return findings.damaged("ctts", track.offsets.begin);
    }
    if (track.syncSamples.size() != 0 && !checkSyncSamples(reader, track)) {
        return findings.damaged("stss", track.syncSamples.begin);
    }
    return checkChunkRuns(reader, track) || findings.damaged("stsc", track.chunkRuns.begin);
}

bool checkSamples(const ByteReader& file, std::span<const TrackTables> tracks,
                  const ByteRange& mdat, Findings& findings)
{
    StructureReader reader(file);
    std::vector<TrackCursor> cursors;
    cursors.reserve(tracks.size());
    for (const TrackTables& track : tracks) {
        cursors.emplace_back(file, track);
    }
    std::uint64_t position = mdat.begin;
    for (;;) {
        TrackCursor* next = nullptr;
        std::uint64_t offset = std::numeric_limits<std::uint64_t>::max();
        for (TrackCursor& cursor : cursors) {
            if (!cursor.atEnd() && cursor.chunkOffset() <= offset) {
                offset = cursor.chunkOffset();
                next = &cursor;
            }
        }
        if (!next) {
            break;
        }
        if (offset != position) {
            return findings.notAllowed("bytes that belong to no sample", position);
        }
        for (std::uint32_t left = next->chunkSamples(); left > 0; --left) {
            const std::uint32_t length = next->takeSample();
            if (length == 0 || length > maxSampleBytes || length > mdat.end - position) {
                return findings.damaged("sample", position);
            }
            if (!(next->video() ? checkPicture(reader, position, position + length, findings)
                                : checkSound(reader, position, findings))) {
                return false;
            }
            position += length;
        }
        next->nextChunk();
    }
    for (const TrackCursor& cursor : cursors) {
        if (!cursor.sawAll()) {
            return findings.damaged("samples in no chunk", position);
        }
    }
    if (position != mdat.end) {
        return findings.notAllowed("bytes that belong to no sample", position);
    }
    return reader.ok() || findings.damaged("cut off", position);
}

} // namespace raskadr::wire
