#include "core/wire/filestructure.h"

#include "core/wire/structurereader.h"

#include <cstring>
#include <fstream>

namespace raskadr::wire {

namespace {

class BytesInMemory final : public ByteReader
{
public:
    explicit BytesInMemory(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    std::uint64_t size() const override { return m_bytes.size(); }
    std::size_t readAt(std::uint64_t offset, char* target, std::size_t length) const override
    {
        if (offset >= m_bytes.size()) {
            return 0;
        }
        const std::string_view part = m_bytes.substr(std::size_t(offset), length);
        std::memcpy(target, part.data(), part.size());
        return part.size();
    }

private:
    std::string_view m_bytes;
};

class BytesOfFile final : public ByteReader
{
public:
    explicit BytesOfFile(const std::filesystem::path& path)
        : m_file(path, std::ios::binary)
    {
        std::error_code code;
        const auto size = std::filesystem::file_size(path, code);
        m_size = code ? 0 : size;
        m_open = !code && m_file.is_open();
    }
    bool isOpen() const { return m_open; }
    std::uint64_t size() const override { return m_size; }
    std::size_t readAt(std::uint64_t offset, char* target, std::size_t length) const override
    {
        m_file.clear();
        m_file.seekg(std::streamoff(offset));
        m_file.read(target, std::streamsize(length));
        return std::size_t(m_file.gcount());
    }

private:
    mutable std::ifstream m_file;
    std::uint64_t m_size = 0;
    bool m_open = false;
};

} // namespace

std::optional<StructureProblem> checkPublished(const ByteReader& file, std::string_view mime)
{
    if (mime == "image/png") {
        return checkPng(file);
    }
    if (mime == "image/jpeg") {
        return checkJpeg(file);
    }
    if (mime == "image/webp") {
        return checkWebp(file);
    }
    if (mime == "video/mp4") {
        return checkMp4(file);
    }
    return StructureProblem{StructureProblem::Kind::UnknownType, "a type that is not published"};
}

std::optional<StructureProblem> checkPublished(std::string_view bytes, std::string_view mime)
{
    return checkPublished(BytesInMemory(bytes), mime);
}

std::optional<StructureProblem> checkPublishedFile(const std::filesystem::path& path,
                                                   std::string_view mime)
{
    const BytesOfFile file(path);
    if (!file.isOpen()) {
        return StructureProblem{StructureProblem::Kind::Unreadable, "the file cannot be opened"};
    }
    return checkPublished(file, mime);
}

std::string describe(const StructureProblem& problem)
{
    switch (problem.kind) {
    case StructureProblem::Kind::UnknownType:
        return "unknown type: " + problem.place;
    case StructureProblem::Kind::NotAllowed:
        return "not allowed in a published file: " + problem.place;
    case StructureProblem::Kind::TrailingData:
        return "data behind the end: " + problem.place;
    case StructureProblem::Kind::Damaged:
        return "damaged: " + problem.place;
    case StructureProblem::Kind::Unreadable:
        return "cannot be read: " + problem.place;
    }
    return problem.place;
}

} // namespace raskadr::wire
