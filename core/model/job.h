#pragma once

#include "core/base/id.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace raskadr {

enum class JobState {
    Queued,
    Uploading,
    Submitting,
    Running,
    Downloading,
    Importing,
    Done,
    Failed,
    Canceled,
    Unknown,
};

enum class WaitReason { None, Retry, Concurrency, Offline, ProviderPaused, Budget, Locked };

// Nothing more will happen to a job in such a state by itself.
constexpr bool isFinal(JobState state)
{
    return state == JobState::Done || state == JobState::Failed || state == JobState::Canceled
        || state == JobState::Unknown;
}

// What became of a generation: one row each, updated as it goes on.
struct Job
{
    GenerationId generationId;
    JobState state = JobState::Queued;
    QString step;
    QByteArray variables; // JSON object of what the provider told us
    int attempts = 0;
    qint64 notBeforeMs = 0;
    WaitReason waitReason = WaitReason::None;
    bool cancelRequested = false;
    QString errorClass; // empty: no error
    QString errorDetail;
    QString errorParameter; // that was refused, or the input slot; empty: none is known
    QByteArray lastAnswer; // with secrets removed, at most 64 KiB
    std::optional<double> costCharged;
    std::optional<quint64> seedReturned;
    bool forgotten = false; // the user gave the result up
    qint64 queuedMs = 0;
    qint64 startedMs = 0;
    qint64 finishedMs = 0;

    bool operator==(const Job&) const = default;
};

enum class OutputState { Expected, Available, Stored, Failed };

// One result of a generation and where it is.
struct Output
{
    GenerationId generationId;
    int index = 0;
    QString address;
    qint64 expiresMs = 0; // 0: does not expire
    OutputState state = OutputState::Expected;
    QString sha256;

    bool operator==(const Output&) const = default;
};

} // namespace raskadr
