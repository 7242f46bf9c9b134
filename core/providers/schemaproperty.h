#pragma once

// One parameter as a service describes it; internal to this module.

#include "core/providers/manifestproblem.h"

#include <nlohmann/json.hpp>
#include <set>

namespace raskadr {

inline constexpr std::size_t maxProperties = 300;
inline constexpr std::size_t maxChoices = 2'000;

// References may be meant from the beginning of the answer or of any document on the way to the
// schema.
struct SchemaRoots
{
    const nlohmann::json& answer;
    QString pointer;
};

// The schema itself, or where its $ref leads.
Checked<const nlohmann::json*> resolvedReference(const nlohmann::json& schema,
                                                 const SchemaRoots& roots, const QString& place);

// Reads the properties of one schema. What it may look at is limited over all of them.
class SchemaPropertyReader
{
public:
    explicit SchemaPropertyReader(const SchemaRoots& roots)
        : m_roots(roots)
    {
    }

    // In our subset; null if no form can hold it: an object, a file.
    Checked<nlohmann::json> read(const nlohmann::json& description, const QString& place);

private:
    static constexpr int maxDepth = 16;
    static constexpr int maxParts = 20'000;

    Checked<nlohmann::json> plain(const nlohmann::json& flat, const QString& place, int depth);
    Checked<> flatten(const nlohmann::json& from, nlohmann::json& into, const QString& place,
                      int depth, std::set<std::string> seen);
    Checked<> decide(const nlohmann::json& alternatives, nlohmann::json& into, const QString& place,
                     int depth, const std::set<std::string>& seen);

    const SchemaRoots& m_roots;
    int m_parts = 0;
};

} // namespace raskadr
