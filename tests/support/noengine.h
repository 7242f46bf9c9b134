#pragma once

#include "core/providers/builtinengine.h"

namespace raskadr {

// For tests in which the program's own engine generates nothing.
class NoEngine final : public BuiltinEngine
{
public:
    Result<BuiltinResult> run(const BuiltinRequest&, const std::function<void(double)>&,
                              std::stop_token) override
    {
        return failure(ErrorKind::ModelGone);
    }
};

} // namespace raskadr
