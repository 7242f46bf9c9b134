#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace raskadr::server {

// Why the database could not do what it was asked for; `detail` is English, for the log.
struct StoreError
{
    enum class Kind { Busy, Full, Failed };
    Kind kind = Kind::Failed;
    std::string detail;
};

// What goes into a statement and comes out of it: null, bigint, double precision or text.
using SqlValue = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

// One row of an answer. A column that is null or of another type reads as 0 or an empty text.
class SqlRow
{
public:
    explicit SqlRow(std::vector<SqlValue> values)
        : m_values(std::move(values))
    {
    }
    std::int64_t integer(size_t column) const;
    bool flag(size_t column) const { return integer(column) != 0; }
    std::string text(size_t column) const;
    std::optional<std::int64_t> optionalInteger(size_t column) const;
    std::optional<std::string> optionalText(size_t column) const;

private:
    std::vector<SqlValue> m_values;
};

using SqlRows = std::vector<SqlRow>;

SqlValue sqlValue(const std::optional<std::string>& text);
SqlValue sqlValue(const std::optional<std::int64_t>& number);
inline SqlValue sqlValue(bool flag)
{
    return std::int64_t(flag ? 1 : 0);
}

// One transaction of one connection; lent to a piece of work and not kept. `values` are $1, $2, …
// of the statement. Statements are constants of sql.h. Throws what only the engine that lent it
// catches.
class Session
{
public:
    virtual ~Session() = default;
    virtual SqlRows run(const char* sql, std::initializer_list<SqlValue> values = {}) = 0;
};

// A database that runs work in transactions. Callable from any thread; blocks until the work is
// committed or has failed. Work may run more than once, so it assigns what it found and touches
// nothing else.
class Engine
{
public:
    virtual ~Engine() = default;
    // Work that returns false is rolled back; that is no error.
    virtual std::optional<StoreError> write(const std::function<bool(Session&)>& work) = 0;
    virtual std::optional<StoreError> read(const std::function<void(Session&)>& work) = 0;
};

} // namespace raskadr::server
