#pragma once

// Reading the parts of a file that cannot be trusted; internal to this module.

#include "core/wire/filestructure.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raskadr::wire {

// The bytes of a file through a small window that follows what is asked for. What lies beyond the
// end, or cannot be read, is 0, and remembered: a check that has ended well asks ok().
class StructureReader
{
public:
    explicit StructureReader(const ByteReader& file, std::size_t window = 16 * 1024)
        : m_file(file)
        , m_size(file.size())
        , m_window(window)
    {
    }

    std::uint64_t size() const { return m_size; }
    bool ok() const { return !m_beyond && !m_unreadable; }
    bool unreadable() const { return m_unreadable; }

    std::uint8_t byte(std::uint64_t offset);
    std::uint32_t big16(std::uint64_t offset);
    std::uint32_t big32(std::uint64_t offset);
    std::uint64_t big64(std::uint64_t offset);
    std::uint32_t little16(std::uint64_t offset);
    std::uint32_t little24(std::uint64_t offset);
    std::uint32_t little32(std::uint64_t offset);
    std::string text(std::uint64_t offset, std::size_t length);
    bool isZero(std::uint64_t offset, std::uint64_t length);

private:
    const ByteReader& m_file;
    std::uint64_t m_size;
    std::size_t m_window;
    std::vector<char> m_bytes;
    std::uint64_t m_start = 0;
    bool m_beyond = false;
    bool m_unreadable = false;
};

// What the check of one format has found: the first problem, or nothing. Its functions return false
// where the check is to end.
class Findings
{
public:
    explicit Findings(std::string format)
        : m_format(std::move(format))
    {
    }

    bool fail(StructureProblem::Kind kind, const std::string& what, std::uint64_t offset);
    bool damaged(const std::string& what, std::uint64_t offset)
    {
        return fail(StructureProblem::Kind::Damaged, what, offset);
    }
    bool notAllowed(const std::string& what, std::uint64_t offset)
    {
        return fail(StructureProblem::Kind::NotAllowed, what, offset);
    }
    // The problem, after a look at whether everything that was read was there.
    std::optional<StructureProblem> result(const StructureReader& reader) const;

private:
    std::string m_format;
    std::optional<StructureProblem> m_problem;
};

// A four-letter name as it may stand in a message: whatever is not printable becomes a question
// mark.
std::string printable(std::string_view name);

std::optional<StructureProblem> checkPng(const ByteReader& file);
std::optional<StructureProblem> checkJpeg(const ByteReader& file);
std::optional<StructureProblem> checkWebp(const ByteReader& file);
std::optional<StructureProblem> checkMp4(const ByteReader& file);

} // namespace raskadr::wire
