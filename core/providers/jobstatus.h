#pragma once

// What the service says about a job; internal to this module.

#include "core/providers/surroundings.h"

namespace raskadr {

struct JobStatus
{
    enum class State { Queued, Running, Done, Failed, Canceled, Expired };

    State state = State::Running;
    std::optional<double> progress;
    std::optional<qint64> queuePosition;
};

// Nothing if the answer says nothing about the job.
std::optional<JobStatus> statusIn(const nlohmann::json& directive, const Surroundings& at);
std::optional<JobStatus::State> stateNamed(const std::string& name);
// A share of the work, 0…1.
std::optional<double> progressIn(const nlohmann::json& directive, const Surroundings& at);
// An amount of money in the units of `price`.
std::optional<Charge> chargeIn(const nlohmann::json& price, const char* key,
                               const Surroundings& at);
// What an answer says that it cost, or what the tokens that it counts do.
std::optional<Charge> chargeOfAnswer(const Surroundings& at);

} // namespace raskadr
