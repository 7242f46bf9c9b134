#pragma once

// Whether a file that is going to be published can hold anything but its picture or film. Desktop
// and server ask the same question: the one before it sends, the other before it keeps.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace raskadr::wire {

// Bytes that can be read from anywhere: memory, a file, or what a server keeps uploads in.
class ByteReader
{
public:
    virtual ~ByteReader() = default;
    virtual std::uint64_t size() const = 0;
    // Reads `length` bytes from `offset` and returns how many came: fewer only at the end or if the
    // disk fails.
    virtual std::size_t readAt(std::uint64_t offset, char* target, std::size_t length) const = 0;
};

// Why a file may not be published, and where in it: "JPEG: APP1 at 20", "MP4: moov/udta at 1240".
struct StructureProblem
{
    enum class Kind {
        UnknownType, // a type that is never published, or bytes that are not of this type
        NotAllowed, // a part that is not on the list, or one that holds more than it has to
        TrailingData,
        Damaged, // cut off, or contradicts itself
        Unreadable,
    };
    Kind kind = Kind::Damaged;
    std::string place;

    bool operator==(const StructureProblem&) const = default;
};

// Nothing if the file consists of the listed parts alone, each of exactly the size it needs: PNG of
// IHDR, PLTE, tRNS, sRGB, IDAT, IEND; JPEG with a bare JFIF head, no other APPn and no COM; WebP of
// one picture; MP4 of one H.264 film with AAC sound or none, its index in front, no times, no
// names, every byte of mdat a sample, every sample slices or sound. Types: image/png, image/jpeg,
// image/webp, video/mp4. Nothing is decoded; memory and nesting are bounded whatever the file says,
// and the time grows with its size. Any thread.
std::optional<StructureProblem> checkPublished(const ByteReader& file, std::string_view mime);
std::optional<StructureProblem> checkPublished(std::string_view bytes, std::string_view mime);
std::optional<StructureProblem> checkPublishedFile(const std::filesystem::path& path,
                                                   std::string_view mime);

// The problem as one line of English, for a log or a refusal.
std::string describe(const StructureProblem& problem);

} // namespace raskadr::wire
