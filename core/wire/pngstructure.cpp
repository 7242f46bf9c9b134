#include "core/wire/structurereader.h"

#include <array>

namespace raskadr::wire {

namespace {

using Kind = StructureProblem::Kind;

constexpr std::array<std::uint32_t, 256> crcTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) {
            value = value & 1 ? 0xEDB88320 ^ value >> 1 : value >> 1;
        }
        table[i] = value;
    }
    return table;
}();

class PngCheck
{
public:
    explicit PngCheck(const ByteReader& file)
        : m_reader(file, 64 * 1024)
    {
    }

    std::optional<StructureProblem> run()
    {
        walk();
        return m_findings.result(m_reader);
    }

private:
    bool walk();
    bool checkHeader(std::uint64_t data, std::uint32_t length);
    bool checkColours(const std::string& name, std::uint64_t data, std::uint32_t length);
    bool checkSum(std::uint64_t chunk, std::uint32_t length);
    std::uint64_t rawBytes() const;

    StructureReader m_reader;
    Findings m_findings{"PNG"};
    std::uint32_t m_width = 0;
    std::uint32_t m_height = 0;
    int m_depth = 0;
    int m_colour = 0;
    bool m_srgb = false;
    std::uint32_t m_palette = 0; // entries
    bool m_transparency = false;
    std::uint64_t m_pixels = 0; // bytes of all IDAT
    bool m_pixelsEnded = false;
};

bool PngCheck::walk()
{
    if (m_reader.text(0, 8) != "\x89PNG\r\n\x1A\n") {
        return m_findings.fail(Kind::UnknownType, "no signature", 0);
    }
    std::uint64_t offset = 8;
    for (bool first = true;; first = false) {
        const std::uint32_t length = m_reader.big32(offset);
        const std::string name = m_reader.text(offset + 4, 4);
        const std::uint64_t data = offset + 8;
        if (data + length + 4 > m_reader.size()) {
            return m_findings.damaged("cut off in " + printable(name), offset);
        }
        if (first != (name == "IHDR")) {
            return m_findings.notAllowed(printable(name), offset);
        }
        if (name == "IHDR") {
            if (!checkHeader(data, length)) {
                return false;
            }
        } else if (name == "IDAT") {
            if (m_pixelsEnded || (m_colour == 3 && m_palette == 0)) {
                return m_findings.damaged("IDAT out of order", offset);
            }
            m_pixels += length;
        } else if (name == "IEND") {
            if (length != 0) {
                return m_findings.notAllowed("contents of IEND", offset);
            }
        } else if (!checkColours(name, data, length)) {
            return false;
        }
        m_pixelsEnded = m_pixels > 0 && name != "IDAT";
        if (!checkSum(offset + 4, length + 4)) {
            return false;
        }
        offset = data + length + 4;
        if (name == "IEND") {
            break;
        }
    }
    if (m_pixels == 0) {
        return m_findings.damaged("no pixels", offset);
    }
    // What does not compress at all grows by a few bytes for every block; more is something else.
    if (m_pixels > rawBytes() + rawBytes() / 64 + 4096) {
        return m_findings.notAllowed("more bytes than the pixels take in IDAT", 0);
    }
    if (offset != m_reader.size()) {
        return m_findings.fail(Kind::TrailingData, "behind IEND", offset);
    }
    return true;
}

bool PngCheck::checkHeader(std::uint64_t data, std::uint32_t length)
{
    if (length != 13) {
        return m_findings.damaged("IHDR", data);
    }
    m_width = m_reader.big32(data);
    m_height = m_reader.big32(data + 4);
    m_depth = m_reader.byte(data + 8);
    m_colour = m_reader.byte(data + 9);
    const bool fitting = m_colour == 0
        ? m_depth == 1 || m_depth == 2 || m_depth == 4 || m_depth == 8 || m_depth == 16
        : m_colour == 3 ? m_depth == 1 || m_depth == 2 || m_depth == 4 || m_depth == 8
        : m_colour == 2 || m_colour == 4 || m_colour == 6 ? m_depth == 8 || m_depth == 16
                                                          : false;
    constexpr std::uint32_t maxLength = 1'000'000;
    if (m_width == 0 || m_height == 0 || m_width > maxLength || m_height > maxLength || !fitting
        || m_reader.byte(data + 10) != 0 || m_reader.byte(data + 11) != 0
        || m_reader.byte(data + 12) > 1) {
        return m_findings.damaged("IHDR", data);
    }
    return true;
}

// The three parts that may stand between header and pixels.
bool PngCheck::checkColours(const std::string& name, std::uint64_t data, std::uint32_t length)
{
    bool right = false;
    if (name == "sRGB") {
        right =
            !m_srgb && m_palette == 0 && m_pixels == 0 && length == 1 && m_reader.byte(data) <= 3;
        m_srgb = true;
    } else if (name == "PLTE") {
        const bool coloured = m_colour == 2 || m_colour == 3 || m_colour == 6;
        right = coloured && m_palette == 0 && !m_transparency && m_pixels == 0 && length > 0
            && length % 3 == 0 && length <= 768 && (m_colour != 3 || length / 3 <= 1u << m_depth);
        m_palette = length / 3;
    } else if (name == "tRNS") {
        const std::uint32_t wanted = m_colour == 0 ? 2 : 6;
        right = !m_transparency && m_pixels == 0
            && (m_colour == 0 || m_colour == 2 || m_colour == 3)
            && (m_colour == 3 ? length > 0 && length <= m_palette : length == wanted);
        m_transparency = true;
    }
    return right || m_findings.notAllowed(printable(name), data - 8);
}

bool PngCheck::checkSum(std::uint64_t chunk, std::uint32_t length)
{
    std::uint32_t sum = 0xFFFFFFFF;
    for (std::uint64_t i = 0; i < length; ++i) {
        sum = crcTable[(sum ^ m_reader.byte(chunk + i)) & 0xFF] ^ sum >> 8;
    }
    return (sum ^ 0xFFFFFFFF) == m_reader.big32(chunk + length)
        || m_findings.damaged("checksum", chunk + length);
}

std::uint64_t PngCheck::rawBytes() const
{
    constexpr std::array<int, 7> channels{1, 0, 3, 1, 2, 0, 4};
    const std::uint64_t bits =
        std::uint64_t(m_width) * unsigned(channels[size_t(m_colour)] * m_depth);
    // Interlaced, a row may be cut into several, each with its own filter byte.
    return ((bits + 7) / 8 + 1) * m_height + 16 * std::uint64_t(m_height);
}

} // namespace

std::optional<StructureProblem> checkPng(const ByteReader& file)
{
    return PngCheck(file).run();
}

} // namespace raskadr::wire
