#include "core/wire/mp4boxes.h"

#include <algorithm>

namespace raskadr::wire {

namespace {

// Longer ones would be something else.
constexpr std::uint64_t maxSequenceParameters = 64;
constexpr std::uint64_t maxPictureParameters = 32;

// The only entry of stsd, if it has this name.
std::optional<Box> onlyEntry(StructureReader& reader, const Box& stsd, std::string_view name)
{
    if (stsd.length() < 16 || reader.big32(stsd.contents) != 0
        || reader.big32(stsd.contents + 4) != 1) {
        return std::nullopt;
    }
    auto entry = boxAt(reader, stsd.contents + 8, stsd.end);
    const bool right = entry && !entry->wide && entry->name == name && entry->end == stsd.end;
    return right ? entry : std::nullopt;
}

// The head that all entries share: reserved, and the number of the data reference.
bool isEntryHead(StructureReader& reader, std::uint64_t at)
{
    return reader.isZero(at, 6) && reader.big16(at + 6) == 1;
}

// One parameter set with its length in front, of the unit type `type`; moves behind it.
bool isParameterSet(StructureReader& reader, std::uint64_t& at, std::uint64_t end, int type,
                    std::uint64_t longest)
{
    if (end - at < 3) {
        return false;
    }
    const std::uint64_t length = reader.big16(at);
    if (length < 2 || length > longest || length > end - at - 2
        || (reader.byte(at + 2) & 0x9F) != type) {
        return false;
    }
    at += 2 + length;
    return true;
}

bool isDecoderSetup(StructureReader& reader, const Box& avcC)
{
    std::uint64_t at = avcC.contents;
    constexpr int fourByteLengths = 0xFF;
    if (avcC.length() < 7 || reader.byte(at) != 1 || reader.byte(at + 4) != fourByteLengths
        || reader.byte(at + 5) != 0xE1) {
        return false;
    }
    const int profile = reader.byte(at + 1);
    at += 6;
    if (!isParameterSet(reader, at, avcC.end, 7, maxSequenceParameters) || at == avcC.end
        || reader.byte(at) != 1) {
        return false;
    }
    ++at;
    if (!isParameterSet(reader, at, avcC.end, 8, maxPictureParameters)) {
        return false;
    }
    // High profiles say chroma format and depths once more, and that there are no further sets.
    const bool high = profile >= 100 && at != avcC.end;
    if (high) {
        return avcC.end - at == 4 && reader.byte(at) >= 0xFC && reader.byte(at + 1) >= 0xF8
            && reader.byte(at + 2) >= 0xF8 && reader.byte(at + 3) == 0;
    }
    return at == avcC.end;
}

bool isColours(StructureReader& reader, const Box& colr)
{
    return colr.length() == 11 && reader.text(colr.contents, 4) == "nclx"
        && reader.big16(colr.contents + 4) <= 22 && reader.big16(colr.contents + 6) <= 18
        && reader.big16(colr.contents + 8) <= 14 && (reader.byte(colr.contents + 10) & 0x7F) == 0;
}

// A descriptor of MPEG-4: its tag, and its length in up to four bytes of seven bits.
struct Descriptor
{
    std::uint64_t contents = 0;
    std::uint64_t end = 0;
};

std::optional<Descriptor> descriptorAt(StructureReader& reader, std::uint64_t at, std::uint64_t end,
                                       int tag)
{
    if (at >= end || reader.byte(at) != tag) {
        return std::nullopt;
    }
    ++at;
    std::uint64_t length = 0;
    for (int i = 0; i < 4 && at < end; ++i) {
        const int part = reader.byte(at++);
        length = length << 7 | std::uint64_t(part & 0x7F);
        if ((part & 0x80) == 0) {
            return length <= end - at ? std::optional(Descriptor{at, at + length}) : std::nullopt;
        }
    }
    return std::nullopt;
}

// AAC of the low complexity profile, with the two bytes that a decoder needs, or the five that also
// say that there is no spectral band replication. More can hold a comment.
bool isSoundSetup(StructureReader& reader, const Box& esds)
{
    if (esds.length() < 4 || reader.big32(esds.contents) != 0) {
        return false;
    }
    const auto stream = descriptorAt(reader, esds.contents + 4, esds.end, 3);
    if (!stream || stream->end != esds.end || stream->end - stream->contents < 3
        || reader.byte(stream->contents + 2) != 0) {
        return false;
    }
    const auto decoder = descriptorAt(reader, stream->contents + 3, stream->end, 4);
    if (!decoder || decoder->end - decoder->contents < 13 || reader.byte(decoder->contents) != 0x40
        || reader.byte(decoder->contents + 1) != 0x15) {
        return false;
    }
    const auto setup = descriptorAt(reader, decoder->contents + 13, decoder->end, 5);
    const auto sync = descriptorAt(reader, decoder->end, stream->end, 6);
    if (!setup || setup->end != decoder->end || !sync || sync->end != stream->end
        || sync->end - sync->contents != 1 || reader.byte(sync->contents) != 2) {
        return false;
    }
    const std::uint64_t length = setup->end - setup->contents;
    constexpr int lowComplexity = 2;
    return reader.byte(setup->contents) >> 3 == lowComplexity
        && (length == 2
            || (length == 5 && reader.big16(setup->contents + 2) == 0x56E5
                && reader.byte(setup->contents + 4) == 0));
}

using Contents = bool (*)(StructureReader&, const Box&);
struct Child
{
    std::string_view name;
    Contents isRight;
};

bool isPair(StructureReader&, const Box& box)
{
    return box.length() == 8;
}

bool isRates(StructureReader&, const Box& box)
{
    return box.length() == 12;
}

// The boxes in an entry: each on the list, and once. The first of the list has to be there.
template <std::size_t N>
bool areChildren(StructureReader& reader, std::uint64_t offset, std::uint64_t end,
                 const Child (&allowed)[N], const std::string& path, Findings& findings)
{
    bool seen[N] = {};
    while (offset < end) {
        const auto box = boxAt(reader, offset, end);
        if (!box || box->wide) {
            return findings.damaged("box in " + path, offset);
        }
        const auto* child = std::find_if(allowed, allowed + N, [&box](const Child& candidate) {
            return candidate.name == box->name;
        });
        const auto index = std::size_t(child - allowed);
        const std::string place = path + "/" + printable(box->name);
        if (index == N || seen[index]) {
            return findings.notAllowed(place, offset);
        }
        if (!child->isRight(reader, *box)) {
            return findings.notAllowed("contents of " + place, offset);
        }
        seen[index] = true;
        offset = box->end;
    }
    return seen[0] || findings.damaged("no " + std::string(allowed[0].name), offset);
}

} // namespace

bool isPlainPictureEntry(StructureReader& reader, const Box& stsd, Findings& findings)
{
    const auto entry = onlyEntry(reader, stsd, "avc1");
    constexpr std::uint64_t headBytes = 78;
    if (!entry || entry->length() < headBytes) {
        return false;
    }
    const std::uint64_t at = entry->contents;
    constexpr std::uint32_t dpi72 = 0x480000;
    // The 32 bytes behind the count of frames are the encoder's name.
    if (!isEntryHead(reader, at) || !reader.isZero(at + 8, 16) || reader.big32(at + 28) != dpi72
        || reader.big32(at + 32) != dpi72 || !reader.isZero(at + 36, 4)
        || reader.big16(at + 40) != 1 || !reader.isZero(at + 42, 32) || reader.big16(at + 74) != 24
        || reader.big16(at + 76) != 0xFFFF) {
        return false;
    }
    static constexpr Child allowed[] = {
        {"avcC", isDecoderSetup}, {"colr", isColours}, {"pasp", isPair}, {"btrt", isRates}};
    return areChildren(reader, at + headBytes, entry->end, allowed, "avc1", findings);
}

bool isPlainSoundEntry(StructureReader& reader, const Box& stsd, Findings& findings)
{
    const auto entry = onlyEntry(reader, stsd, "mp4a");
    constexpr std::uint64_t headBytes = 28;
    if (!entry || entry->length() < headBytes) {
        return false;
    }
    const std::uint64_t at = entry->contents;
    const std::uint32_t channels = reader.big16(at + 16);
    if (!isEntryHead(reader, at) || !reader.isZero(at + 8, 8) || channels < 1 || channels > 2
        || reader.big16(at + 18) != 16 || !reader.isZero(at + 20, 4)
        || reader.big16(at + 26) != 0) {
        return false;
    }
    static constexpr Child allowed[] = {{"esds", isSoundSetup}, {"btrt", isRates}};
    return areChildren(reader, at + headBytes, entry->end, allowed, "mp4a", findings);
}

} // namespace raskadr::wire
