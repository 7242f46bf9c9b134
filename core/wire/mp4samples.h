#pragma once

// The samples of a film as its tables place them; internal to this module.

#include "core/wire/structurereader.h"

#include <array>
#include <cstdint>
#include <span>

namespace raskadr::wire {

struct ByteRange
{
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::uint64_t size() const { return end - begin; }
};

// Where the tables of one track lie: the contents of its boxes, without their heads. An empty range
// is a table that is not there.
struct TrackTables
{
    bool video = false;
    ByteRange times; // stts
    ByteRange offsets; // ctts
    ByteRange syncSamples; // stss
    ByteRange chunkRuns; // stsc
    ByteRange sizes; // stsz
    ByteRange chunks; // stco or co64
    bool wideChunks = false;
    std::uint32_t sampleCount = 0;
    std::uint32_t chunkCount = 0;
};

// Whether every table has exactly the entries that it announces, and all speak of the same samples.
// Fills in the counts.
bool checkTables(StructureReader& reader, TrackTables& track, Findings& findings);

// Whether the samples of all tracks follow one another without a gap from the first to the last
// byte of mdat, and each holds nothing but slices of H.264 or a block of sound. Memory does not
// grow with the number of samples.
bool checkSamples(const ByteReader& file, std::span<const TrackTables> tracks,
                  const ByteRange& mdat, Findings& findings);

} // namespace raskadr::wire
