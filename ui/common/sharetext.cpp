#include "ui/common/sharetext.h"

#include "core/wire/limits.h"
#include "ui/common/errortext.h"
#include "ui/common/format.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct SharingWords
{
    Q_DECLARE_TR_FUNCTIONS(Sharing)
};

QString tooManyAttempts(qint64 waitMs)
{
    return waitMs > 0
        ? SharingWords::tr(
              "The share server gets too many requests. The next one is possible in %1.")
              .arg(spanText(waitMs))
        : SharingWords::tr("The share server gets too many requests. Wait a little and try again.");
}

} // namespace

QString shareFailureText(const ShareFailure& failure)
{
    switch (failure.fault) {
    case ShareFault::Cancelled:
        return {};
    case ShareFault::AddressInvalid:
        return SharingWords::tr("This is no address of a share server. It looks like this: "
                                "https://share.example.com");
    case ShareFault::NotEncrypted:
        return SharingWords::tr(
            "The address begins with http://, and everybody on the way could read the "
            "password. Enter it with https://.");
    case ShareFault::LocalUnconfirmed:
        return SharingWords::tr(
            "This address leads into your own network. Confirm that it is meant.");
    case ShareFault::LoginNeeded:
        return SharingWords::tr(
            "The share server asks who you are. Enter the login and the password "
            "again; nothing that was published is lost.");
    case ShareFault::AccountLocked:
        return SharingWords::tr("The account is locked. Log in, and it goes on.");
    case ShareFault::InvalidInput:
        return shareFieldText(failure.subject);
    case ShareFault::NothingToShow:
        return SharingWords::tr("There is nothing to publish: the link has no shot to show.");
    case ShareFault::LinkGone:
        return SharingWords::tr(
            "The share server does not know this link any more: it was revoked. Make "
            "a new one.");
    case ShareFault::Offline:
        return SharingWords::tr(
            "The share server cannot be reached. Check the network; it goes on by "
            "itself when the server answers.");
    case ShareFault::Timeout:
        return SharingWords::tr(
            "The share server did not answer in time. We will try again by ourselves.");
    case ShareFault::TlsFailed:
        return SharingWords::tr(
            "The connection to the share server is not safe: its certificate is not "
            "valid. Tell its operator; nothing was sent.");
    case ShareFault::NotAShareServer:
        return SharingWords::tr(
            "Something else answers at this address, and not a Raskadr share server. "
            "Check the address.");
    case ShareFault::WrongLogin:
        return SharingWords::tr(
            "Wrong login or password of the share server. Check the keyboard layout "
            "and try again.");
    case ShareFault::TooManyAttempts:
        return tooManyAttempts(failure.amount);
    case ShareFault::Conflict:
        return SharingWords::tr(
            "Somebody else is publishing the same link at this moment. Try again in a "
            "minute.");
    case ShareFault::TooLarge:
        return SharingWords::tr(
            "One of the files is larger than the share server takes. Choose fewer or "
            "shorter videos.");
    case ShareFault::ServerFull:
        return SharingWords::tr(
            "The share server has no room left. Revoke links that nobody needs, or ask "
            "its operator for room.");
    case ShareFault::ServerFailed:
        return SharingWords::tr(
            "Something broke at the share server. We will try again by ourselves.");
    case ShareFault::Refused:
        return SharingWords::tr("The share server refused this. Its operator can tell why.");
    case ShareFault::BadAnswer:
        return SharingWords::tr(
            "The answer of the share server makes no sense. Check the address, and "
            "whether the network asks for a login of its own.");
    case ShareFault::NotClean:
        return SharingWords::tr(
            "Technical data could not be removed from a file, so it was not published.");
    case ShareFault::MediaMissing:
        return SharingWords::tr("A file is missing or damaged, so it was not published.");
    case ShareFault::FolderTaken:
        return SharingWords::tr(
                   "There is something else in “%1” already. Choose an empty folder or "
                   "another name.")
            .arg(failure.subject);
    case ShareFault::ProgramMissing:
        return SharingWords::tr(
            "The share server is not installed on this computer. Install the package "
            "raskadr-sync-server.");
    case ShareFault::NoNetwork:
        return SharingWords::tr(
            "This computer is in no network. Connect it, and the link works by itself.");
    case ShareFault::PortTaken:
        return SharingWords::tr(
            "Another program uses the port of the share server. Close it and try "
            "again.");
    case ShareFault::Failed:
        return failure.error
            ? shareErrorText(*failure.error)
            : SharingWords::tr("Publishing did not work out. Nothing is lost; try again.");
    }
    return {};
}

QString shareFailureDetail(const ShareFailure& failure)
{
    if (failure.fault == ShareFault::Failed && failure.error) {
        return failure.error->detail;
    }
    return failure.fault == ShareFault::Refused ? failure.detail : QString();
}

QString refusedShotText(const RefusedShot& shot)
{
    return shot.fault == ShareFault::MediaMissing
        ? SharingWords::tr("Shot %1 was not published: its file is missing or damaged.")
              .arg(shot.number)
        : SharingWords::tr("Shot %1 was not published: technical data could not be removed.")
              .arg(shot.number);
}

QString refusedAnswerText(const QString& faultName)
{
    switch (shareFaultFromName(faultName)) {
    case ShareFault::LinkGone:
        return SharingWords::tr("Not sent: the link was revoked, or the comment was deleted.");
    case ShareFault::TooLarge:
        return SharingWords::tr("Not sent: the answer is too long.");
    default:
        return SharingWords::tr("Not sent: the share server does not take it.");
    }
}

QString shareFieldText(const QString& field)
{
    if (field == u"title"_s) {
        return SharingWords::tr(
            "The title of the page may not be empty and has at most %n character(s), "
            "in one line.",
            nullptr, int(wire::limits::title));
    }
    if (field == u"greeting"_s) {
        return SharingWords::tr("The greeting has at most %n character(s).", nullptr,
                                int(wire::limits::greeting));
    }
    if (field == u"name"_s) {
        return SharingWords::tr("The name of the link has at most %n character(s), in one line.",
                                nullptr, int(wire::limits::linkName));
    }
    if (field == u"producer"_s) {
        return SharingWords::tr("Your name for guests has at most %n character(s), in one line.",
                                nullptr, int(wire::limits::author));
    }
    if (field == u"tail"_s) {
        return SharingWords::tr(
            "The end of the address consists of small Latin letters, digits and "
            "dashes; some words are taken.");
    }
    if (field == u"expires"_s) {
        return SharingWords::tr("The link would have expired already. Choose a later day.");
    }
    if (field == u"folder"_s) {
        return SharingWords::tr("Choose a folder for the page.");
    }
    if (field == u"password"_s) {
        return SharingWords::tr(
            "Enter the password of the link: one line of at most %n character(s). A "
            "folder cannot have one.",
            nullptr, int(wire::limits::password));
    }
    if (field == u"shots"_s) {
        return SharingWords::tr("A link shows at least one shot and at most %n. Choose others.",
                                nullptr, int(wire::limits::shots));
    }
    if (field == u"text"_s) {
        return SharingWords::tr("An answer may not be empty and has at most %n character(s).",
                                nullptr, int(wire::limits::comment));
    }
    if (field == u"login"_s) {
        return SharingWords::tr("Enter the login at the share server.");
    }
    if (field == u"share"_s) {
        return SharingWords::tr(
            "The link does not allow this: it was revoked, or it is still published.");
    }
    if (field == u"comment"_s) {
        return SharingWords::tr(
            "This cannot be answered or resolved: it was deleted, was not sent yet, or "
            "is a verdict.");
    }
    return errorText(Error{ErrorKind::InvalidInput, {}, field, 0});
}

QString shareErrorText(const Error& error)
{
    return error.kind == ErrorKind::InvalidInput ? shareFieldText(error.subject) : errorText(error);
}

} // namespace raskadr::ui
