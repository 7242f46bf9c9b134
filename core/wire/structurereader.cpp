#include "core/wire/structurereader.h"

#include <algorithm>

namespace raskadr::wire {

std::uint8_t StructureReader::byte(std::uint64_t offset)
{
    if (offset >= m_size) {
        m_beyond = true;
        return 0;
    }
    if (offset < m_start || offset - m_start >= m_bytes.size()) {
        m_start = offset;
        const auto wanted = std::size_t(std::min<std::uint64_t>(m_window, m_size - offset));
        m_bytes.resize(wanted);
        if (m_file.readAt(offset, m_bytes.data(), wanted) != wanted) {
            m_unreadable = true;
            std::fill(m_bytes.begin(), m_bytes.end(), '\0');
        }
    }
    return std::uint8_t(m_bytes[std::size_t(offset - m_start)]);
}

std::uint32_t StructureReader::big16(std::uint64_t offset)
{
    return std::uint32_t(byte(offset)) << 8 | byte(offset + 1);
}

std::uint32_t StructureReader::big32(std::uint64_t offset)
{
    return big16(offset) << 16 | big16(offset + 2);
}

std::uint64_t StructureReader::big64(std::uint64_t offset)
{
    return std::uint64_t(big32(offset)) << 32 | big32(offset + 4);
}

std::uint32_t StructureReader::little16(std::uint64_t offset)
{
    return byte(offset) | std::uint32_t(byte(offset + 1)) << 8;
}

std::uint32_t StructureReader::little24(std::uint64_t offset)
{
    return little16(offset) | std::uint32_t(byte(offset + 2)) << 16;
}

std::uint32_t StructureReader::little32(std::uint64_t offset)
{
    return little16(offset) | little16(offset + 2) << 16;
}

std::string StructureReader::text(std::uint64_t offset, std::size_t length)
{
    std::string result(length, '\0');
    for (std::size_t i = 0; i < length; ++i) {
        result[i] = char(byte(offset + i));
    }
    return result;
}

bool StructureReader::isZero(std::uint64_t offset, std::uint64_t length)
{
    for (std::uint64_t i = 0; i < length; ++i) {
        if (byte(offset + i) != 0) {
            return false;
        }
    }
    return true;
}

bool Findings::fail(StructureProblem::Kind kind, const std::string& what, std::uint64_t offset)
{
    if (!m_problem) {
        m_problem =
            StructureProblem{kind, m_format + ": " + what + " at " + std::to_string(offset)};
    }
    return false;
}

std::optional<StructureProblem> Findings::result(const StructureReader& reader) const
{
    if (reader.unreadable()) {
        return StructureProblem{StructureProblem::Kind::Unreadable, m_format};
    }
    if (!m_problem && !reader.ok()) {
        return StructureProblem{StructureProblem::Kind::Damaged, m_format + ": cut off"};
    }
    return m_problem;
}

std::string printable(std::string_view name)
{
    std::string result(name);
    std::replace_if(
        result.begin(), result.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
    return result;
}

} // namespace raskadr::wire
