#pragma once

#include "core/base/result.h"
#include "core/model/share.h"
#include "core/net/httpanswer.h"

#include <QList>
#include <QString>
#include <tl/expected.hpp>

namespace raskadr {

// What goes wrong between this program and a share server, in the terms that the user acts on.
enum class ShareFault {
    Cancelled,
    // before anything is sent
    AddressInvalid,
    NotEncrypted, // plain http to the world
    LocalUnconfirmed, // an address of the own network, which the user has not confirmed
    LoginNeeded, // no token, or one that is valid no more
    AccountLocked, // nobody of the account has logged in to the library
    InvalidInput, // subject: the field
    NothingToShow, // no shot to publish
    LinkGone, // revoked, or unknown to the server
    // no answer
    Offline,
    Timeout,
    TlsFailed,
    // answers
    NotAShareServer,
    WrongLogin,
    TooManyAttempts, // amount: milliseconds to wait, 0 if it is not known
    Conflict, // somebody else changed the same thing meanwhile
    TooLarge,
    ServerFull,
    ServerFailed,
    Refused, // detail: why
    BadAnswer,
    // at home
    NotClean, // a copy holds, or may hold, more than its picture
    MediaMissing, // a headliner's file is not there or damaged
    FolderTaken, // the folder holds something else; subject: its path
    ProgramMissing, // the share server is not installed
    NoNetwork, // this computer is in no network
    PortTaken,
    Failed, // error: what
};

// The fault's stable English name, as in the log, in JSON and in the outbox.
QString nameOf(ShareFault fault);
// The fault with this name, or Failed.
ShareFault shareFaultFromName(const QString& name);

// A shot that a publication leaves without its picture.
struct RefusedShot
{
    ShotId shotId;
    int number = 0;
    QString title;
    ShareFault fault = ShareFault::NotClean;
    Error error;

    bool operator==(const RefusedShot&) const = default;
};

// Why something about links did not go, as a value: the fault decides what is said and done.
struct ShareFailure
{
    ShareFault fault = ShareFault::Failed;
    QString detail; // English, without secrets: for the log and for «Подробности»
    QString subject;
    qint64 amount = 0;
    std::optional<Error> error; // of what went wrong at home

    bool operator==(const ShareFailure&) const = default;
};

template <class T = void>
class [[nodiscard]] ShareResult : public tl::expected<T, ShareFailure>
{
public:
    using tl::expected<T, ShareFailure>::expected;
};

inline tl::unexpected<ShareFailure> shareFailure(ShareFault fault, QString detail = {},
                                                 QString subject = {}, qint64 amount = 0)
{
    return tl::unexpected<ShareFailure>(
        ShareFailure{fault, std::move(detail), std::move(subject), amount, std::nullopt});
}

inline tl::unexpected<ShareFailure> shareFailure(ShareFailure failure)
{
    return tl::unexpected<ShareFailure>(std::move(failure));
}

// Something that went wrong at home.
tl::unexpected<ShareFailure> shareFailure(const Error& error);
// Why there was no answer.
tl::unexpected<ShareFailure> shareFailure(const HttpFailure& failure);
// In the terms of the rest of the house, for the log and for a plain Result.
Error toError(const ShareFailure& failure);
// It may go better in a while, without anybody doing anything.
bool passesByItself(ShareFault fault);

} // namespace raskadr
