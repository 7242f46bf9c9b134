#pragma once

#include "core/base/error.h"

#include <QString>

namespace raskadr {

// Why a generation failed, in the classes by which it is retried and told to the user.
enum class ErrorClass {
    RateLimited,
    Busy,
    Concurrency,
    InsufficientFunds,
    QuotaDaily,
    AuthInvalid,
    AuthForbidden,
    ContentBlockedInput,
    ContentBlockedOutput,
    InvalidInput,
    InputMediaInvalid,
    InputUnreachable,
    ModelGone,
    JobLost,
    ResultExpired,
    ProviderFailed,
    Timeout,
    SubmitUnknown,
    Offline,
    Tls,
    ResultInvalid,
    DiskFull,
    LocalNotRunning,
    LocalOutOfMemory,
    LocalMissing,
    BlockedRegion,
    AgentBadJson,
    AgentRefusal,
    Internal,
};

QString errorClassName(ErrorClass value); // "input_media_invalid", as in the database
ErrorClass errorClassFromName(const QString& name); // Internal for a stranger
ErrorClass errorClassOf(const Error& error);

} // namespace raskadr
