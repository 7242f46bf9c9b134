#include "core/wire/structurereader.h"

namespace raskadr::wire {

namespace {

using Kind = StructureProblem::Kind;

// One still picture: VP8 or VP8L alone, or behind a VP8X that speaks of nothing but alpha.
class WebpCheck
{
public:
    explicit WebpCheck(const ByteReader& file)
        : m_reader(file)
    {
    }

    std::optional<StructureProblem> run()
    {
        walk();
        return m_findings.result(m_reader);
    }

private:
    bool walk();
    bool checkChunk(const std::string& name, std::uint64_t data, std::uint32_t length);
    bool checkLossy(std::uint64_t data, std::uint32_t length);
    bool checkLossless(std::uint64_t data, std::uint32_t length);
    bool hasSize(std::uint32_t width, std::uint32_t height) const;

    StructureReader m_reader;
    Findings m_findings{"WebP"};
    bool m_first = true;
    bool m_extended = false;
    bool m_transparent = false; // allowed by VP8X
    bool m_alpha = false; // an ALPH was there
    bool m_picture = false;
    std::uint32_t m_width = 0; // of VP8X
    std::uint32_t m_height = 0;
};

bool WebpCheck::walk()
{
    if (m_reader.text(0, 4) != "RIFF" || m_reader.text(8, 4) != "WEBP") {
        return m_findings.fail(Kind::UnknownType, "no RIFF of WEBP", 0);
    }
    const std::uint64_t end = 8 + std::uint64_t(m_reader.little32(4));
    if (end > m_reader.size()) {
        return m_findings.damaged("cut off", m_reader.size());
    }
    if (end < m_reader.size()) {
        return m_findings.fail(Kind::TrailingData, "behind RIFF", end);
    }
    for (std::uint64_t offset = 12; offset < end;) {
        const std::string name = m_reader.text(offset, 4);
        const std::uint32_t length = m_reader.little32(offset + 4);
        const std::uint64_t data = offset + 8;
        const std::uint64_t next = data + length + length % 2;
        if (next > end) {
            return m_findings.damaged("cut off in " + printable(name), offset);
        }
        if (!checkChunk(name, data, length)) {
            return m_findings.notAllowed(printable(name), offset);
        }
        if (length % 2 && m_reader.byte(data + length) != 0) {
            return m_findings.notAllowed("padding", data + length);
        }
        m_first = false;
        offset = next;
    }
    return m_picture || m_findings.damaged("no picture", end);
}

bool WebpCheck::checkChunk(const std::string& name, std::uint64_t data, std::uint32_t length)
{
    if (name == "VP8X") {
        const int flags = m_reader.byte(data);
        constexpr int alphaFlag = 0x10;
        m_extended = true;
        m_transparent = flags & alphaFlag;
        m_width = m_reader.little24(data + 4) + 1;
        m_height = m_reader.little24(data + 7) + 1;
        return m_first && length == 10 && (flags & ~alphaFlag) == 0 && m_reader.isZero(data + 1, 3);
    }
    if (m_picture || (!m_extended && !m_first)) {
        return false;
    }
    if (name == "ALPH") {
        const bool right = m_transparent && !m_alpha && length > 1;
        m_alpha = true;
        return right;
    }
    m_picture = true;
    if (name == "VP8 ") {
        return checkLossy(data, length);
    }
    return name == "VP8L" && !m_alpha && checkLossless(data, length);
}

bool WebpCheck::checkLossy(std::uint64_t data, std::uint32_t length)
{
    // A key frame that is shown, its start code, and the size in 14 bits each.
    if (length < 11) {
        return false;
    }
    const std::uint32_t tag = m_reader.little24(data);
    const bool shown = (tag & 1) == 0 && (tag >> 1 & 7) <= 3 && (tag >> 4 & 1) == 1;
    return shown && (tag >> 5) + 10 <= length && m_reader.little24(data + 3) == 0x2A019D
        && hasSize(m_reader.little16(data + 6) & 0x3FFF, m_reader.little16(data + 8) & 0x3FFF);
}

bool WebpCheck::checkLossless(std::uint64_t data, std::uint32_t length)
{
    if (length < 6) {
        return false;
    }
    const std::uint32_t bits = m_reader.little32(data + 1);
    return m_reader.byte(data) == 0x2F && bits >> 29 == 0
        && hasSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
}

bool WebpCheck::hasSize(std::uint32_t width, std::uint32_t height) const
{
    return width != 0 && height != 0 && (!m_extended || (width == m_width && height == m_height));
}

} // namespace

std::optional<StructureProblem> checkWebp(const ByteReader& file)
{
    return WebpCheck(file).run();
}

} // namespace raskadr::wire
