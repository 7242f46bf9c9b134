#pragma once

#include "sync-server/storage/session.h"

#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace raskadr::server {

// The database in one SQLite file. One thread owns the connection that writes and checkpoints;
// works that wait for it together are committed together, so that a disk that syncs slowly still
// takes many comments a second. Reads run on the calling threads, on two read-only connections.
class SqliteEngine final : public Engine
{
public:
    // Opens or creates the file and brings its schema up to date.
    static tl::expected<std::unique_ptr<SqliteEngine>, StoreError> open(const std::string& path);
    // Reads alone, beside the process that has it open; every writing fails.
    static tl::expected<std::unique_ptr<SqliteEngine>, StoreError>
    openBeside(const std::string& path);
    ~SqliteEngine() override;

    std::optional<StoreError> write(const std::function<bool(Session&)>& work) override;
    std::optional<StoreError> read(const std::function<void(Session&)>& work) override;

private:
    struct Parts;
    enum class Use { Owns, ReadsBeside };
    static tl::expected<std::unique_ptr<SqliteEngine>, StoreError> open(const std::string& path,
                                                                        Use use);
    explicit SqliteEngine(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace raskadr::server
