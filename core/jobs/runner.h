#pragma once

#include "core/base/runasync.h"
#include "core/model/generation.h"

#include <functional>
#include <optional>
#include <tl/expected.hpp>

namespace raskadr {

// One generation as a runner needs it: values only.
struct RunTask
{
    struct Input
    {
        QString slot;
        QString sha256;
        QString path; // of the original; it may turn out not to be there
        // Of a picture that the same provider made: what it was made from.
        QString prompt;
        std::optional<quint64> seed;
    };
    Generation generation;
    QList<Input> inputs;
    QString outputPath; // where the result has to be; nothing is there yet
};

struct RunOutput
{
    std::optional<quint64> seedReturned;
    std::optional<double> costCharged; // in the unit of the generation
    QByteArray lastAnswer = {}; // of the service, without secrets
};

// The class of a failure whose reason is that the original of an input is not in the media folder.
inline const QString inputMissingClass = QStringLiteral("input_missing");

// How far a service is with a job that did not go through.
enum class OrderState {
    None, // nothing was ordered, or what was sent was not accepted: the same may be sent again
    Sent, // the order may have left, and whether it was accepted is not known
    Asked, // as Sent, and the service is asked by the name that the job has there
    Taken, // the service has the job: it is asked, never sent again
    Over, // and says itself how the job ended
};

// Why a run failed: a name of ErrorClass (or inputMissingClass) and English words for
// «Подробности», without secrets.
struct RunFailure
{
    QString errorClass;
    QString detail;
    QString missingSha256 = {}; // with inputMissingClass: of which input
    QString parameter = {}; // that was refused, or the input slot

    // Of services.
    std::optional<qint64> retryAfterMs = {};
    OrderState order = OrderState::Sent; // the most careful one
    bool isOfDisk = false; // of this computer
    std::optional<double> costCharged = {};
    QByteArray lastAnswer = {};

    bool operator==(const RunFailure&) const = default;
};

using RunResult = tl::expected<RunOutput, RunFailure>;

// Lets a model that runs inside of the program work until its result is a file. Lives in the main
// thread and outlives what it started.
class Runner
{
public:
    virtual ~Runner() = default;

    // The fraction that is done, from 0 to 1; called in any thread, as often as it likes.
    using Progress = std::function<void(double)>;
    // Called once, in the thread of the context, unless the handle or the context is gone by then.
    using Finished = std::function<void(const RunResult&)>;

    // Destroying the handle stops the run; what it wrote is removed then.
    virtual AsyncHandle start(const RunTask& task, QObject* context, Progress progress,
                              Finished finished) = 0;
};

} // namespace raskadr
