#include "ui/common/joberrortext.h"

#include "core/base/error.h"
#include "ui/common/errortext.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"

#include <QCoreApplication>
#include <array>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    const char* errorClass; // as in core/providers/errorclass, or empty: any other
    const char* title;
    const char* text; // %1: the provider
    JobRemedy remedy;
    const char* button;
    const char* waiting; // for the next try, %1: how long; null: as the reason to wait says
};

constexpr std::array table = std::to_array<Words>({
    {"rate_limited", QT_TRANSLATE_NOOP("JobErrorText", "Too many requests"),
     QT_TRANSLATE_NOOP(
         "JobErrorText",
         "The provider gets too many requests, and no try was let through. Repeat a little later."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat now"),
     QT_TRANSLATE_NOOP("JobErrorText", "Too many requests. Next try in %1")},
    {"busy", QT_TRANSLATE_NOOP("JobErrorText", "The provider is busy"),
     QT_TRANSLATE_NOOP(
         "JobErrorText",
         "The provider is busy, and no try was let through. Repeat later or choose another model."),
     JobRemedy::OtherModel, QT_TRANSLATE_NOOP("JobErrorText", "Another model"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider is busy. Next try in %1")},
    {"concurrency", QT_TRANSLATE_NOOP("JobErrorText", "No free place"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider had no free place. Repeat a little later."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"),
     QT_TRANSLATE_NOOP("JobErrorText", "Waits for a free place at the provider")},
    {"insufficient_funds", QT_TRANSLATE_NOOP("JobErrorText", "No funds left"),
     QT_TRANSLATE_NOOP(
         "JobErrorText",
         "The funds at the provider are used up. Top up the account or choose another model."),
     JobRemedy::TopUp, QT_TRANSLATE_NOOP("JobErrorText", "Top up the account"), nullptr},
    {"quota_daily", QT_TRANSLATE_NOOP("JobErrorText", "Limit used up"),
     QT_TRANSLATE_NOOP(
         "JobErrorText",
         "The limit of the provider is used up. Repeat later or choose another model."),
     JobRemedy::OtherModel, QT_TRANSLATE_NOOP("JobErrorText", "Another model"),
     QT_TRANSLATE_NOOP("JobErrorText", "The limit of the provider is used up. It goes on in %1")},
    {"auth_invalid", QT_TRANSLATE_NOOP("JobErrorText", "The key does not fit"),
     QT_TRANSLATE_NOOP("JobErrorText", "The key does not fit. Check it in the settings."),
     JobRemedy::OpenProvider, QT_TRANSLATE_NOOP("JobErrorText", "Open the keys"), nullptr},
    {"auth_forbidden", QT_TRANSLATE_NOOP("JobErrorText", "No access to the model"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The key has no access to this model. Choose another one, or another key."),
     JobRemedy::OpenProvider, QT_TRANSLATE_NOOP("JobErrorText", "Open the keys"), nullptr},
    {"content_blocked_input", QT_TRANSLATE_NOOP("JobErrorText", "Rejected by the filter"),
     QT_TRANSLATE_NOOP(
         "JobErrorText",
         "The content filter rejected the request. Change the description or the picture."),
     JobRemedy::ChangeRequest, QT_TRANSLATE_NOOP("JobErrorText", "Change the request"), nullptr},
    {"content_blocked_output", QT_TRANSLATE_NOOP("JobErrorText", "Rejected by the filter"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The result did not pass the content filter. Another try has a new seed and "
                       "may be charged."),
     JobRemedy::RepeatWithNewSeed, QT_TRANSLATE_NOOP("JobErrorText", "Try again"), nullptr},
    {"invalid_input", QT_TRANSLATE_NOOP("JobErrorText", "A setting does not fit"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "One of the settings does not suit this model. Correct it and repeat."),
     JobRemedy::ChangeRequest, QT_TRANSLATE_NOOP("JobErrorText", "Correct"), nullptr},
    {"input_media_invalid", QT_TRANSLATE_NOOP("JobErrorText", "The picture is damaged"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The source picture is damaged or does not suit the model. Choose another "
                       "one and repeat."),
     JobRemedy::ChangeRequest, QT_TRANSLATE_NOOP("JobErrorText", "Another picture"), nullptr},
    {"input_missing", QT_TRANSLATE_NOOP("JobErrorText", "The picture is gone"),
     QT_TRANSLATE_NOOP(
         "JobErrorText",
         "The file of the source picture is not in the library. Choose another one and repeat."),
     JobRemedy::ChangeRequest, QT_TRANSLATE_NOOP("JobErrorText", "Another picture"), nullptr},
    {"input_unreachable", QT_TRANSLATE_NOOP("JobErrorText", "The picture did not arrive"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider could not get the picture. Repeat."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"), nullptr},
    {"model_gone", QT_TRANSLATE_NOOP("JobErrorText", "The model is gone"),
     QT_TRANSLATE_NOOP("JobErrorText", "This model is no longer available. Choose another one."),
     JobRemedy::OtherModel, QT_TRANSLATE_NOOP("JobErrorText", "Another model"), nullptr},
    {"job_lost", QT_TRANSLATE_NOOP("JobErrorText", "The task is lost"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider lost the task. It may have been paid for."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"), nullptr},
    {"result_expired", QT_TRANSLATE_NOOP("JobErrorText", "The result is gone"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider no longer keeps the result. Repeat."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"), nullptr},
    {"provider_failed", QT_TRANSLATE_NOOP("JobErrorText", "Failure at the provider"),
     QT_TRANSLATE_NOOP("JobErrorText", "Something failed at the provider. Repeat."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"), nullptr},
    {"timeout", QT_TRANSLATE_NOOP("JobErrorText", "No answer"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "There has been no answer for too long. The task may still come to an end."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"), nullptr},
    {"submit_unknown", QT_TRANSLATE_NOOP("JobErrorText", "Result unknown"),
     QT_TRANSLATE_NOOP("JobErrorText", "Result unknown: the request may have been paid for."),
     JobRemedy::Check, QT_TRANSLATE_NOOP("JobErrorText", "Check"), nullptr},
    {"offline", QT_TRANSLATE_NOOP("JobErrorText", "No connection"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "There is no connection to the internet. Repeat when it is back."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "There is no internet. It goes on when the connection is back")},
    {"tls", QT_TRANSLATE_NOOP("JobErrorText", "No safe connection"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The safety of the connection could not be checked. Nothing was sent."),
     JobRemedy::OpenProvider, QT_TRANSLATE_NOOP("JobErrorText", "Provider's settings"), nullptr},
    {"result_invalid", QT_TRANSLATE_NOOP("JobErrorText", "The result is damaged"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The provider sent a damaged result, and it was not taken in. Repeat."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"), nullptr},
    {"disk_full", QT_TRANSLATE_NOOP("JobErrorText", "The disk is full"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "There is no room for the result. Free some space and repeat."),
     JobRemedy::FreeSpace, QT_TRANSLATE_NOOP("JobErrorText", "Open the folder"), nullptr},
    {"local_not_running", QT_TRANSLATE_NOOP("JobErrorText", "The service does not run"),
     QT_TRANSLATE_NOOP("JobErrorText", "%1 does not run. Start it and repeat."),
     JobRemedy::OpenProvider, QT_TRANSLATE_NOOP("JobErrorText", "Enter the address"), nullptr},
    {"local_oom", QT_TRANSLATE_NOOP("JobErrorText", "Not enough video memory"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "There was not enough video memory. Make the frame smaller and repeat."),
     JobRemedy::ChangeRequest, QT_TRANSLATE_NOOP("JobErrorText", "Make it smaller"), nullptr},
    {"local_missing", QT_TRANSLATE_NOOP("JobErrorText", "A part is not installed"),
     QT_TRANSLATE_NOOP(
         "JobErrorText",
         "%1 lacks a model or a node that this generation needs. The details name it."),
     JobRemedy::OtherModel, QT_TRANSLATE_NOOP("JobErrorText", "Another model"), nullptr},
    {"blocked_region", QT_TRANSLATE_NOOP("JobErrorText", "Not reachable from here"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The provider cannot be reached from your network. A proxy can be entered."),
     JobRemedy::OpenProvider, QT_TRANSLATE_NOOP("JobErrorText", "Set a proxy"), nullptr},
    {"agent_bad_json", QT_TRANSLATE_NOOP("JobErrorText", "The agent is not understood"),
     QT_TRANSLATE_NOOP(
         "JobErrorText",
         "The agent answered something that cannot be understood. Repeat or choose another agent."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"), nullptr},
    {"agent_refusal", QT_TRANSLATE_NOOP("JobErrorText", "The agent refused"),
     QT_TRANSLATE_NOOP("JobErrorText", "The agent refused to make this edit. Change the request."),
     JobRemedy::ChangeRequest, QT_TRANSLATE_NOOP("JobErrorText", "Change the request"), nullptr},
    {"", QT_TRANSLATE_NOOP("JobErrorText", "It did not work"),
     QT_TRANSLATE_NOOP("JobErrorText", "It did not work. The details are kept; repeat."),
     JobRemedy::Repeat, QT_TRANSLATE_NOOP("JobErrorText", "Repeat"), nullptr},
});

QString said(const char* words)
{
    return QCoreApplication::translate("JobErrorText", words);
}

bool hasFailed(const Job& job)
{
    return job.state == JobState::Failed || job.state == JobState::Unknown;
}

QString nameOf(const QString& provider)
{
    return provider.isEmpty() ? QCoreApplication::translate("JobErrorText", "The service")
                              : provider;
}

bool waitsForRoom(const Job& job)
{
    return job.state == JobState::Queued && job.errorClass == QLatin1String("disk_full");
}

// Pictures reach this provider by an address alone, and nobody is chosen to give them one.
bool needsRelay(const Job& job)
{
    return job.errorClass == QLatin1String("input_unreachable")
        && job.errorParameter == QLatin1String("relay");
}

const Words& wordsFor(const Job& job)
{
    // Whatever broke: what counts is that nobody knows whether it was taken.
    const QString wanted =
        job.state == JobState::Unknown ? QStringLiteral("submit_unknown") : job.errorClass;
    for (const Words& words : table) {
        if (*words.errorClass && wanted == QLatin1String(words.errorClass)) {
            return words;
        }
    }
    return table.back();
}

// What the service, or the program, named as the cause.
QString namedTrouble(const Job& job)
{
    if (job.state != JobState::Failed || job.errorParameter.isEmpty()) {
        return {};
    }
    if (job.errorClass == QLatin1String("invalid_input")) {
        return QCoreApplication::translate("JobErrorText",
                                           "The setting “%1” does not suit this model. "
                                           "Correct it and repeat.")
            .arg(job.errorParameter);
    }
    if (needsRelay(job)) {
        return QCoreApplication::translate(
            "JobErrorText",
            "The provider takes pictures by their address alone. Choose in its settings "
            "who gives them one.");
    }
    if (job.errorClass == QLatin1String("tls")) {
        return QCoreApplication::translate(
            "JobErrorText",
            "The certificate that was entered for this provider is none. Nothing was sent.");
    }
    return {};
}

} // namespace

QString jobErrorTitle(const Job& job)
{
    return hasFailed(job) ? said(wordsFor(job).title) : QString();
}

QString jobErrorText(const Job& job, const QString& provider)
{
    if (!hasFailed(job)) {
        return {};
    }
    if (const QString named = namedTrouble(job); !named.isEmpty()) {
        return named;
    }
    QString text = said(wordsFor(job).text);
    if (text.contains(u"%1"_s)) {
        text = text.arg(nameOf(provider));
    }
    if (job.state == JobState::Failed && job.costCharged && *job.costCharged == 0) {
        text = QCoreApplication::translate("JobErrorText", "%1 Nothing was charged.").arg(text);
    }
    return text;
}

QString jobWaitTitle(const Job& job)
{
    return waitsForRoom(job) ? said(wordsFor(job).title) : waitReasonText(job.waitReason);
}

bool waitsForNextTry(const Job& job)
{
    switch (job.waitReason) {
    case WaitReason::Retry:
    case WaitReason::Offline:
        return job.state == JobState::Queued;
    case WaitReason::None:
        // After a start nothing but its time is in the way.
        return job.state == JobState::Queued && job.notBeforeMs > 0 && !job.errorClass.isEmpty();
    default:
        return false;
    }
}

QString jobWaitText(const Job& job, qint64 nowMs, const QString& provider)
{
    if (waitsForRoom(job)) {
        return errorText(Error{ErrorKind::DiskFull, {}, {}, 0});
    }
    if (!waitsForNextTry(job)) {
        return waitReasonText(job.waitReason);
    }
    if (job.errorClass == QLatin1String("local_not_running")) {
        return QCoreApplication::translate("JobErrorText",
                                           "%1 does not run. It goes on when you have started it")
            .arg(nameOf(provider));
    }
    const qint64 left = nowMs > 0 ? job.notBeforeMs - nowMs : 0;
    const char* words = wordsFor(job).waiting;
    QString text = words ? said(words) : QString();
    if (text.contains(u"%1"_s)) {
        text = left > 0 ? text.arg(spanText(std::max<qint64>(left, 1000))) : QString();
    } else if (text.isEmpty() && left > 0) {
        text = QCoreApplication::translate("JobErrorText", "Next try in %1")
                   .arg(spanText(std::max<qint64>(left, 1000)));
    }
    const WaitReason reason =
        job.waitReason == WaitReason::None ? WaitReason::Retry : job.waitReason;
    return text.isEmpty() ? waitReasonText(reason) : text;
}

QString jobEndText(const Job& job, bool free)
{
    if (job.state == JobState::Canceled && !free && !job.step.isEmpty() && !job.costCharged) {
        return QCoreApplication::translate(
            "JobErrorText",
            "Nobody waits any more. The provider may still finish and charge for it.");
    }
    if (job.state == JobState::Done && job.cancelRequested) {
        return QCoreApplication::translate(
            "JobErrorText", "The cancel came too late: the result is finished and kept.");
    }
    return {};
}

JobRemedy jobRemedy(const Job& job)
{
    if (hasFailed(job)) {
        return needsRelay(job) ? JobRemedy::OpenProvider : wordsFor(job).remedy;
    }
    // Nothing of it is at the service yet, so that another model may take its place.
    const bool isFree = waitsForNextTry(job) && job.step.isEmpty() && !job.errorClass.isEmpty();
    const JobRemedy remedy = isFree ? wordsFor(job).remedy : JobRemedy::None;
    const bool helpsNow = remedy == JobRemedy::OtherModel || remedy == JobRemedy::OpenProvider;
    return helpsNow ? remedy : JobRemedy::None;
}

QString jobRemedyText(const Job& job)
{
    return jobRemedy(job) == JobRemedy::None ? QString()
        : needsRelay(job) ? QCoreApplication::translate("JobErrorText", "Provider's settings")
                          : said(wordsFor(job).button);
}

} // namespace raskadr::ui
