#pragma once

#include "core/jobs/runner.h"
#include "core/providers/builtinengine.h"

namespace raskadr {

// Runs models of the flow "builtin" in the pool. The engine is deterministic, so a run that was
// interrupted simply begins again.
class BuiltinRunner final : public Runner
{
public:
    BuiltinRunner(BuiltinEngine& engine, QThreadPool& pool);

    AsyncHandle start(const RunTask& task, QObject* context, Progress progress,
                      Finished finished) override;

private:
    BuiltinEngine& m_engine;
    QThreadPool& m_pool;
};

} // namespace raskadr
