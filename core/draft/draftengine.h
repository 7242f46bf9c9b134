#pragma once

#include "core/providers/builtinengine.h"

namespace raskadr {

// The built-in draft engine, «Черновик»: paints pictures ("draft.image") and moves a camera over
// them
// ("draft.video"), without a network. The same request always gives the same file. A picture that
// the engine painted itself is painted again in its parts, so that near things move more than far
// ones; any other picture moves as a whole. Nothing stays at the output path after a failure. Has
// no state: any number of threads.
class DraftEngine final : public BuiltinEngine
{
public:
    Result<BuiltinResult> run(const BuiltinRequest& request,
                              const std::function<void(double)>& progress,
                              std::stop_token stop) override;
};

} // namespace raskadr
