#include "core/providers/errorclass.h"

#include <array>
#include <utility>

namespace raskadr {

namespace {

constexpr std::array names = std::to_array<std::pair<ErrorClass, const char*>>({
    {ErrorClass::RateLimited, "rate_limited"},
    {ErrorClass::Busy, "busy"},
    {ErrorClass::Concurrency, "concurrency"},
    {ErrorClass::InsufficientFunds, "insufficient_funds"},
    {ErrorClass::QuotaDaily, "quota_daily"},
    {ErrorClass::AuthInvalid, "auth_invalid"},
    {ErrorClass::AuthForbidden, "auth_forbidden"},
    {ErrorClass::ContentBlockedInput, "content_blocked_input"},
    {ErrorClass::ContentBlockedOutput, "content_blocked_output"},
    {ErrorClass::InvalidInput, "invalid_input"},
    {ErrorClass::InputMediaInvalid, "input_media_invalid"},
    {ErrorClass::InputUnreachable, "input_unreachable"},
    {ErrorClass::ModelGone, "model_gone"},
    {ErrorClass::JobLost, "job_lost"},
    {ErrorClass::ResultExpired, "result_expired"},
    {ErrorClass::ProviderFailed, "provider_failed"},
    {ErrorClass::Timeout, "timeout"},
    {ErrorClass::SubmitUnknown, "submit_unknown"},
    {ErrorClass::Offline, "offline"},
    {ErrorClass::Tls, "tls"},
    {ErrorClass::ResultInvalid, "result_invalid"},
    {ErrorClass::DiskFull, "disk_full"},
    {ErrorClass::LocalNotRunning, "local_not_running"},
    {ErrorClass::LocalOutOfMemory, "local_oom"},
    {ErrorClass::LocalMissing, "local_missing"},
    {ErrorClass::BlockedRegion, "blocked_region"},
    {ErrorClass::AgentBadJson, "agent_bad_json"},
    {ErrorClass::AgentRefusal, "agent_refusal"},
    {ErrorClass::Internal, "internal"},
});

} // namespace

QString errorClassName(ErrorClass value)
{
    for (const auto& [candidate, name] : names) {
        if (candidate == value) {
            return QString::fromLatin1(name);
        }
    }
    return QStringLiteral("internal");
}

ErrorClass errorClassFromName(const QString& name)
{
    for (const auto& [value, candidate] : names) {
        if (name == QLatin1String(candidate)) {
            return value;
        }
    }
    return ErrorClass::Internal;
}

ErrorClass errorClassOf(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::InputDamaged:
    case ErrorKind::FileMissing:
    case ErrorKind::FileDamaged:
        return ErrorClass::InputMediaInvalid;
    case ErrorKind::InvalidInput:
        return ErrorClass::InvalidInput;
    case ErrorKind::ModelGone:
        return ErrorClass::ModelGone;
    case ErrorKind::DiskFull:
        return ErrorClass::DiskFull;
    default:
        return ErrorClass::Internal;
    }
}

} // namespace raskadr
