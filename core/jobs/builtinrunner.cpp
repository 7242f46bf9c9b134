#include "core/jobs/builtinrunner.h"

#include "core/providers/errorclass.h"

#include <QFile>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// Below what the window waits for: thumbnails come first.
constexpr int poolPriority = -1;

RunResult runInPool(BuiltinEngine& engine, const RunTask& task, const Runner::Progress& progress,
                    const std::stop_token& stop)
{
    BuiltinRequest request;
    request.modelId = task.generation.modelId;
    request.parameters = task.generation.parameters;
    request.prompt = task.generation.prompt;
    request.seed = task.generation.seedSent.value_or(0);
    request.outputPath = task.outputPath;
    for (const RunTask::Input& input : task.inputs) {
        if (!QFileInfo::exists(input.path)) {
            return tl::unexpected(RunFailure{inputMissingClass, input.slot, input.sha256});
        }
        request.inputs.append({input.slot, input.path, input.sha256, input.prompt, input.seed});
    }
    const auto result = engine.run(request, progress, stop);
    if (stop.stop_requested()) {
        QFile::remove(task.outputPath); // nobody waits for it any more
        return tl::unexpected(RunFailure{u"canceled"_s, {}, {}});
    }
    if (!result) {
        const Error& error = result.error();
        QFile::remove(task.outputPath);
        return tl::unexpected(RunFailure{errorClassName(errorClassOf(error)),
                                         errorKindName(error.kind) + u": "_s + error.detail,
                                         {}});
    }
    if (result->path != task.outputPath && !QFile::rename(result->path, task.outputPath)) {
        QFile::remove(result->path);
        return tl::unexpected(RunFailure{
            errorClassName(ErrorClass::Internal), u"the result is not where it has to be"_s, {}});
    }
    return RunOutput{task.generation.seedSent, 0.0};
}

} // namespace

BuiltinRunner::BuiltinRunner(BuiltinEngine& engine, QThreadPool& pool)
    : m_engine(engine)
    , m_pool(pool)
{
}

AsyncHandle BuiltinRunner::start(const RunTask& task, QObject* context, Progress progress,
                                 Finished finished)
{
    return runAsync(
        m_pool, context,
        [engine = &m_engine, task, progress = std::move(progress)](const std::stop_token& stop) {
            return runInPool(*engine, task, progress, stop);
        },
        std::move(finished), poolPriority);
}

} // namespace raskadr
