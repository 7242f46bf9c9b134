#pragma once

#include "core/model/job.h"
#include "core/providers/servicefailure.h"

#include <QHash>
#include <nlohmann/json.hpp>

namespace raskadr {

// How far the service is known to be with a job, as Job::step says it. Empty: nothing was ordered.
inline const QString stepSubmitting = QStringLiteral("submitting"); // the order may have left
inline const QString stepPolling = QStringLiteral("polling"); // the service has the job
inline const QString stepFetching = QStringLiteral("fetching"); // the result is there

inline bool isAccepted(const Job& job)
{
    return job.step == stepPolling || job.step == stepFetching;
}

// What a job keeps from one process to the next (Job::variables). A plain value.
struct RemoteState
{
    nlohmann::json run; // ServiceRun::saved()
    nlohmann::json item; // savedItem(): the result that is being fetched
    QString result; // SHA-256 of a file that is about to be taken into the library
    QString file; // its name in the media folder until then
    std::optional<HeldAnswer> answer; // of the order; its path is a name in the media folder
    QHash<QString, int> retries; // by class of error, since the service has last gone on
    int downloads = 0; // results that were no use
    std::optional<double> costCharged;
    std::optional<quint64> seedReturned;

    // What cannot be read is as if nothing had been kept.
    static RemoteState fromText(const QByteArray& text);
    QByteArray toText() const;
};

} // namespace raskadr
