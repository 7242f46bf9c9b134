#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace raskadr::server {

// Why the disk could not do what it was asked for; `detail` is English, for the log.
struct MediaError
{
    enum class Kind { NoRoom, Missing, Failed };
    Kind kind = Kind::Failed;
    std::string detail;
};

template <class T = void>
class [[nodiscard]] MediaResult : public tl::expected<T, MediaError>
{
public:
    using tl::expected<T, MediaError>::expected;
};

// What has arrived, as its bytes tell.
struct ArrivedFile
{
    std::string sha256;
    std::int64_t size = 0;
    std::string mime; // of the types that are published; empty: none of them
    std::string problem; // one English line: why its structure may not be published; empty: it may
};

// Appends to an upload. One at a time for each upload, used by one thread at a time. What was
// written stays when it goes.
class PartWriter
{
public:
    virtual ~PartWriter() = default;
    virtual MediaResult<> append(std::string_view bytes) = 0;
    // What was appended is on the disk.
    virtual MediaResult<> sync() = 0;
};

// The published files, each under the SHA-256 of its bytes, and the uploads that are to become
// some, each under an id. A file is there whole or not at all. Callable from any thread.
class MediaStore
{
public:
    virtual ~MediaStore() = default;

    // Whether so many more bytes leave the reserve of the disk untouched, which is for the
    // database.
    virtual bool hasRoomFor(std::int64_t bytes) const = 0;

    virtual MediaResult<> begin(const std::string& uploadId) = 0;
    // How much of an upload is safely on the disk.
    virtual MediaResult<std::int64_t> arrived(const std::string& uploadId) = 0;
    virtual MediaResult<std::unique_ptr<PartWriter>> append(const std::string& uploadId) = 0;
    virtual MediaResult<ArrivedFile> examine(const std::string& uploadId) = 0;
    // Makes an examined upload the file of that hash; durable when it returns.
    virtual MediaResult<> publish(const std::string& uploadId, const std::string& sha256) = 0;
    virtual MediaResult<> drop(const std::string& uploadId) = 0;

    // The size of a published file.
    virtual MediaResult<std::int64_t> size(const std::string& sha256) const = 0;
    virtual MediaResult<ArrivedFile> examinePublished(const std::string& sha256) const = 0;
    // Where a published file can be read from. Whether it is there shows when it is opened.
    virtual std::filesystem::path file(const std::string& sha256) const = 0;
    virtual MediaResult<> remove(const std::string& sha256) = 0;

    // Published files and uploads that nobody has touched for so long: candidates for what a crash
    // left.
    virtual std::vector<std::string> filesOlderThan(std::int64_t seconds) const = 0;
    virtual std::vector<std::string> uploadsOlderThan(std::int64_t seconds) const = 0;
};

} // namespace raskadr::server
