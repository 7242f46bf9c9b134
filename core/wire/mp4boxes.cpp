#include "core/wire/mp4boxes.h"

#include <algorithm>
#include <array>

namespace raskadr::wire {

namespace {

// Players turn and shift pictures by this matrix; a published film stands upright by itself.
bool isIdentity(StructureReader& reader, std::uint64_t offset)
{
    constexpr std::array<std::uint32_t, 9> identity{0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};
    for (std::size_t i = 0; i < identity.size(); ++i) {
        if (reader.big32(offset + 4 * i) != identity[i]) {
            return false;
        }
    }
    return true;
}

bool isMovieHead(StructureReader& reader, const Box& box)
{
    const std::uint64_t at = box.contents;
    // Version, flags, creation, modification; the time scale and the length may be anything.
    return box.length() == 100 && reader.isZero(at, 12) && reader.big32(at + 20) == 0x10000
        && reader.big16(at + 24) == 0x100 && reader.isZero(at + 26, 10)
        && isIdentity(reader, at + 36) && reader.isZero(at + 72, 24);
}

bool isTrackHead(StructureReader& reader, const Box& box)
{
    const std::uint64_t at = box.contents;
    return box.length() == 84 && reader.big32(at) <= 0xF && reader.isZero(at + 4, 8)
        && reader.isZero(at + 16, 4) && reader.isZero(at + 24, 8) && reader.big16(at + 32) == 0
        && reader.big16(at + 34) <= 1 && (reader.big16(at + 36) & 0xFEFF) == 0
        && reader.big16(at + 38) == 0 && isIdentity(reader, at + 40) && reader.big16(at + 78) == 0
        && reader.big16(at + 82) == 0;
}

bool isTrackMediaHead(StructureReader& reader, const Box& box)
{
    const std::uint64_t at = box.contents;
    constexpr std::uint32_t undetermined = 0x55C4;
    return box.length() == 24 && reader.isZero(at, 12) && reader.big16(at + 20) == undetermined
        && reader.big16(at + 22) == 0;
}

bool isEditList(StructureReader& reader, const Box& box)
{
    const std::uint64_t at = box.contents;
    if (box.length() < 8 || reader.big32(at) != 0) {
        return false;
    }
    const std::uint32_t count = reader.big32(at + 4);
    if (count == 0 || count > 4 || box.length() != 8 + 12 * std::uint64_t(count)) {
        return false;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        if (reader.big32(at + 8 + 12 * i + 8) != 0x10000) {
            return false;
        }
    }
    return true;
}

// The film's own bytes are all there is: no address.
bool isOwnDataReference(StructureReader& reader, const Box& box)
{
    const std::uint64_t at = box.contents;
    return box.length() == 20 && reader.big32(at) == 0 && reader.big32(at + 4) == 1
        && reader.big32(at + 8) == 12 && reader.text(at + 12, 4) == "url "
        && reader.big32(at + 16) == 1;
}

// How many blocks of sound a player decodes in advance.
bool isRollDescription(StructureReader& reader, const Box& box)
{
    const std::uint64_t at = box.contents;
    return box.length() == 18 && reader.big32(at) == 0x01000000 && reader.text(at + 4, 4) == "roll"
        && reader.big32(at + 8) == 2 && reader.big32(at + 12) == 1;
}

bool isRollGroup(StructureReader& reader, const Box& box)
{
    const std::uint64_t at = box.contents;
    if (box.length() < 12 || reader.big32(at) != 0 || reader.text(at + 4, 4) != "roll") {
        return false;
    }
    const std::uint32_t count = reader.big32(at + 8);
    return count >= 1 && count <= 2 && box.length() == 12 + 8 * std::uint64_t(count);
}

} // namespace

std::optional<Box> boxAt(StructureReader& reader, std::uint64_t offset, std::uint64_t parentEnd)
{
    if (parentEnd - offset < 8) {
        return std::nullopt;
    }
    Box box;
    box.begin = offset;
    box.name = reader.text(offset + 4, 4);
    std::uint64_t size = reader.big32(offset);
    box.wide = size == 1;
    const std::uint64_t head = box.wide ? 16 : 8;
    if (parentEnd - offset < head) {
        return std::nullopt;
    }
    if (box.wide) {
        size = reader.big64(offset + 8);
    }
    // A size of 0 would mean "to the end": nobody who writes a whole file needs it.
    if (size < head || size > parentEnd - offset) {
        return std::nullopt;
    }
    box.contents = offset + head;
    box.end = offset + size;
    return box;
}

bool isPlainBrands(StructureReader& reader, const Box& ftyp)
{
    constexpr std::array<std::string_view, 6> brands{"isom", "iso2", "iso4",
                                                     "avc1", "mp41", "mp42"};
    const auto known = [&reader, &brands](std::uint64_t offset) {
        return std::find(brands.begin(), brands.end(), reader.text(offset, 4)) != brands.end();
    };
    if (ftyp.length() < 8 || ftyp.length() % 4 != 0 || ftyp.length() > 40 || !known(ftyp.contents)
        || reader.big32(ftyp.contents + 4) > 0x200) {
        return false;
    }
    for (std::uint64_t offset = ftyp.contents + 8; offset < ftyp.end; offset += 4) {
        if (!known(offset)) {
            return false;
        }
    }
    return true;
}

bool isPlainMediaHead(StructureReader& reader, const Box& box)
{
    if (box.name == "vmhd") {
        return box.length() == 12 && reader.big32(box.contents) == 1
            && reader.isZero(box.contents + 4, 8);
    }
    return box.length() == 8 && reader.isZero(box.contents, 8);
}

bool isPlainLeaf(StructureReader& reader, const Box& box)
{
    if (box.name == "mvhd") {
        return isMovieHead(reader, box);
    }
    if (box.name == "tkhd") {
        return isTrackHead(reader, box);
    }
    if (box.name == "mdhd") {
        return isTrackMediaHead(reader, box);
    }
    if (box.name == "elst") {
        return isEditList(reader, box);
    }
    if (box.name == "dref") {
        return isOwnDataReference(reader, box);
    }
    if (box.name == "sgpd") {
        return isRollDescription(reader, box);
    }
    return box.name == "sbgp" && isRollGroup(reader, box);
}

std::optional<std::string> handlerOf(StructureReader& reader, const Box& hdlr)
{
    const std::uint64_t at = hdlr.contents;
    if (hdlr.length() < 24 || hdlr.length() > 64 || !reader.isZero(at, 8)
        || !reader.isZero(at + 12, hdlr.length() - 12)) {
        return std::nullopt;
    }
    const std::string type = reader.text(at + 8, 4);
    return type == "vide" || type == "soun" ? std::optional(type) : std::nullopt;
}

} // namespace raskadr::wire
