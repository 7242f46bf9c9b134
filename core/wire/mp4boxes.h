#pragma once

// The boxes of a published film: their heads, and those whose contents are fixed; internal to this
// module.

#include "core/wire/structurereader.h"

#include <cstdint>
#include <optional>
#include <string>

namespace raskadr::wire {

struct Box
{
    std::string name;
    std::uint64_t begin = 0;
    std::uint64_t contents = 0;
    std::uint64_t end = 0;
    bool wide = false; // its length has 64 bits

    std::uint64_t length() const { return end - contents; }
};

// The box that begins at `offset` and ends within its parent; nothing where there is none.
std::optional<Box> boxAt(StructureReader& reader, std::uint64_t offset, std::uint64_t parentEnd);

// Each of these: whether the box holds the numbers it needs and no byte that could be anything
// else.
bool isPlainBrands(StructureReader& reader, const Box& ftyp);
bool isPlainMediaHead(StructureReader& reader, const Box& box); // vmhd, smhd
// mvhd, tkhd, mdhd, elst, dref, sgpd, sbgp: without times of day, languages, turned pictures or
// addresses.
bool isPlainLeaf(StructureReader& reader, const Box& box);
// vide or soun, if its name is empty.
std::optional<std::string> handlerOf(StructureReader& reader, const Box& hdlr);

// The one entry of stsd: avc1 with avcC, colr, pasp and btrt; mp4a with esds and btrt.
bool isPlainPictureEntry(StructureReader& reader, const Box& stsd, Findings& findings);
bool isPlainSoundEntry(StructureReader& reader, const Box& stsd, Findings& findings);

} // namespace raskadr::wire
