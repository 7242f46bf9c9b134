#pragma once

// Reads one parameter of a schema, with what its references and parts say; internal to this module.

#include "core/providers/parameterschema.h"

#include <set>

namespace raskadr {

// What it may look at is limited over all that it reads: references multiply without running in a
// circle. `root`, which they are meant from, outlives it.
class ParameterReader
{
public:
    explicit ParameterReader(const nlohmann::json& root)
        : m_root(root)
    {
    }

    Checked<ParameterField> field(const nlohmann::json& description, const QString& name,
                                  const QString& place, int depth = 0);

private:
    static constexpr int maxDepth = 32;
    static constexpr int maxParts = 20'000;

    Checked<> merge(const nlohmann::json& from, nlohmann::json& into, const QString& place,
                    int depth, std::set<std::string> seen);
    Checked<> fill(const nlohmann::json& d, ParameterField& f, const QString& place, int depth);

    const nlohmann::json& m_root;
    int m_parts = 0;
};

} // namespace raskadr
