#include "core/wire/structurereader.h"

namespace raskadr::wire {

namespace {

using Kind = StructureProblem::Kind;

// What a picture needs at most: four tables of each sort, and eight of codes before every scan.
constexpr int maxQuantTables = 4;
constexpr int maxCodeTablesPerScan = 8;
constexpr int maxScans = 200;

class JpegCheck
{
public:
    explicit JpegCheck(const ByteReader& file)
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
    bool checkSegment(int marker, std::uint64_t data, std::uint32_t length);
    bool checkJfif(std::uint64_t data, std::uint32_t length);
    bool checkQuantTables(std::uint64_t data, std::uint32_t length);
    bool checkCodeTables(std::uint64_t data, std::uint32_t length);
    bool checkFrame(std::uint64_t data, std::uint32_t length);
    bool checkScan(std::uint64_t data, std::uint32_t length);
    // The offset of the marker that ends the scan.
    std::uint64_t skipScan(std::uint64_t offset);

    StructureReader m_reader;
    Findings m_findings{"JPEG"};
    bool m_jfif = false;
    bool m_frame = false;
    int m_quantTables = 0;
    int m_codeTables = 0;
    int m_scans = 0;
};

std::string nameOf(int marker)
{
    if (marker >= 0xE0 && marker <= 0xEF) {
        return "APP" + std::to_string(marker - 0xE0);
    }
    if (marker == 0xFE) {
        return "COM";
    }
    constexpr char digits[] = "0123456789ABCDEF";
    return std::string("segment ") + digits[marker >> 4] + digits[marker & 15];
}

bool JpegCheck::walk()
{
    if (m_reader.big16(0) != 0xFFD8) {
        return m_findings.fail(Kind::UnknownType, "no start marker", 0);
    }
    std::uint64_t offset = 2;
    for (;;) {
        const int marker = m_reader.byte(offset + 1);
        if (m_reader.byte(offset) != 0xFF) {
            return m_findings.notAllowed("bytes between segments", offset);
        }
        if (marker == 0xD9) {
            break;
        }
        const std::uint32_t length = m_reader.big16(offset + 2);
        if (length < 2 || offset + 2 + length > m_reader.size()) {
            return m_findings.damaged("cut off in " + nameOf(marker), offset);
        }
        if (!checkSegment(marker, offset + 4, length - 2)) {
            return m_findings.notAllowed(nameOf(marker), offset);
        }
        offset += 2 + length;
        if (marker == 0xDA) {
            offset = skipScan(offset);
        }
        if (!m_reader.ok()) {
            return m_findings.damaged("cut off", offset);
        }
    }
    if (m_scans == 0) {
        return m_findings.damaged("no scan", offset);
    }
    if (offset + 2 != m_reader.size()) {
        return m_findings.fail(Kind::TrailingData, "behind the end marker", offset + 2);
    }
    return true;
}

bool JpegCheck::checkSegment(int marker, std::uint64_t data, std::uint32_t length)
{
    switch (marker) {
    case 0xE0:
        return checkJfif(data, length);
    case 0xDB:
        return checkQuantTables(data, length);
    case 0xC4:
        return checkCodeTables(data, length);
    case 0xC0:
    case 0xC1:
    case 0xC2:
        return checkFrame(data, length);
    case 0xDD:
        return length == 2;
    case 0xDA:
        return checkScan(data, length);
    default:
        return false;
    }
}

// The head alone: the small picture that it may carry shows what the large one no longer does.
bool JpegCheck::checkJfif(std::uint64_t data, std::uint32_t length)
{
    const bool right = !m_jfif && data == 6 && length == 14
        && m_reader.text(data, 5) == std::string("JFIF\0", 5) && m_reader.byte(data + 5) == 1
        && m_reader.byte(data + 6) <= 2 && m_reader.byte(data + 7) <= 2
        && m_reader.big16(data + 12) == 0;
    m_jfif = true;
    return right;
}

bool JpegCheck::checkQuantTables(std::uint64_t data, std::uint32_t length)
{
    const std::uint64_t end = data + length;
    while (data < end) {
        const int head = m_reader.byte(data);
        if (head >> 4 > 1 || (head & 15) > 3 || ++m_quantTables > maxQuantTables) {
            return false;
        }
        data += 1 + 64 * (1 + unsigned(head >> 4));
    }
    return data == end && length > 0;
}

bool JpegCheck::checkCodeTables(std::uint64_t data, std::uint32_t length)
{
    const std::uint64_t end = data + length;
    while (data < end) {
        const int head = m_reader.byte(data);
        if (head >> 4 > 1 || (head & 15) > 3 || ++m_codeTables > maxCodeTablesPerScan) {
            return false;
        }
        std::uint32_t codes = 0;
        for (std::uint32_t i = 1; i <= 16; ++i) {
            codes += m_reader.byte(data + i);
        }
        if (codes > 256) {
            return false;
        }
        data += 17 + codes;
    }
    return data == end && length > 0;
}

bool JpegCheck::checkFrame(std::uint64_t data, std::uint32_t length)
{
    const std::uint32_t components = m_reader.byte(data + 5);
    const bool right = !m_frame && m_reader.byte(data) == 8 && m_reader.big16(data + 1) != 0
        && m_reader.big16(data + 3) != 0 && (components == 1 || components == 3)
        && length == 6 + 3 * components;
    m_frame = true;
    return right;
}

bool JpegCheck::checkScan(std::uint64_t data, std::uint32_t length)
{
    const std::uint32_t components = m_reader.byte(data);
    m_codeTables = 0;
    return m_frame && ++m_scans <= maxScans && components >= 1 && components <= 3
        && length == 4 + 2 * components;
}

std::uint64_t JpegCheck::skipScan(std::uint64_t offset)
{
    for (; offset + 1 < m_reader.size(); ++offset) {
        if (m_reader.byte(offset) != 0xFF) {
            continue;
        }
        const int next = m_reader.byte(offset + 1);
        if (next != 0 && (next < 0xD0 || next > 0xD7)) {
            return offset;
        }
    }
    return m_reader.size();
}

} // namespace

std::optional<StructureProblem> checkJpeg(const ByteReader& file)
{
    return JpegCheck(file).run();
}

} // namespace raskadr::wire
