#include "ui/common/joberrortext.h"

#include "ui/common/errortext.h"
#include "ui/common/labels.h"

#include <QCoreApplication>
#include <array>

namespace raskadr::ui {

namespace {

struct Words
{
    const char* errorClass; // as in core/providers/errorclass, or empty: any other
    const char* title;
    const char* text;
};

constexpr std::array table = std::to_array<Words>({
    {"rate_limited", QT_TRANSLATE_NOOP("JobErrorText", "Too many requests"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider gets too many requests. Repeat a little later.")},
    {"busy", QT_TRANSLATE_NOOP("JobErrorText", "The provider is busy"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider is busy. Repeat later or choose another model.")},
    {"concurrency", QT_TRANSLATE_NOOP("JobErrorText", "No free place"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider had no free place. Repeat a little later.")},
    {"insufficient_funds", QT_TRANSLATE_NOOP("JobErrorText", "No funds left"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The funds at the provider are used up. Top up the account and repeat.")},
    {"quota_daily", QT_TRANSLATE_NOOP("JobErrorText", "Limit used up"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The limit of the provider is used up. Repeat later or choose another model.")},
    {"auth_invalid", QT_TRANSLATE_NOOP("JobErrorText", "The key does not fit"),
     QT_TRANSLATE_NOOP("JobErrorText", "The key does not fit. Check it in the settings.")},
    {"auth_forbidden", QT_TRANSLATE_NOOP("JobErrorText", "No access to the model"),
     QT_TRANSLATE_NOOP("JobErrorText", "The key has no access to this model. Choose another one.")},
    {"content_blocked_input", QT_TRANSLATE_NOOP("JobErrorText", "Rejected by the filter"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The content filter rejected the request. Change the description or the "
                       "picture.")},
    {"content_blocked_output", QT_TRANSLATE_NOOP("JobErrorText", "Rejected by the filter"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The result did not pass the content filter. Try again with a new seed.")},
    {"invalid_input", QT_TRANSLATE_NOOP("JobErrorText", "A setting does not fit"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "One of the settings does not suit this model. Correct it and repeat.")},
    {"input_media_invalid", QT_TRANSLATE_NOOP("JobErrorText", "The picture is damaged"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The source picture is damaged or does not suit the model. Choose another one "
                       "and repeat.")},
    {"input_missing", QT_TRANSLATE_NOOP("JobErrorText", "The picture is gone"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The file of the source picture is not in the library. Choose another one and "
                       "repeat.")},
    {"input_unreachable", QT_TRANSLATE_NOOP("JobErrorText", "The picture did not arrive"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider could not get the picture. Repeat.")},
    {"model_gone", QT_TRANSLATE_NOOP("JobErrorText", "The model is gone"),
     QT_TRANSLATE_NOOP("JobErrorText", "This model is no longer available. Choose another one.")},
    {"job_lost", QT_TRANSLATE_NOOP("JobErrorText", "The task is lost"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider lost the task. It may have been paid for.")},
    {"result_expired", QT_TRANSLATE_NOOP("JobErrorText", "The result is gone"),
     QT_TRANSLATE_NOOP("JobErrorText", "The provider no longer keeps the result. Repeat.")},
    {"provider_failed", QT_TRANSLATE_NOOP("JobErrorText", "Failure at the provider"),
     QT_TRANSLATE_NOOP("JobErrorText", "Something failed at the provider. Repeat.")},
    {"timeout", QT_TRANSLATE_NOOP("JobErrorText", "No answer"),
     QT_TRANSLATE_NOOP("JobErrorText", "There has been no answer for too long. Repeat.")},
    {"submit_unknown", QT_TRANSLATE_NOOP("JobErrorText", "Result unknown"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "The connection broke while the request was sent. It may have been taken; "
                       "repeating may cost twice.")},
    {"offline", QT_TRANSLATE_NOOP("JobErrorText", "No connection"),
     QT_TRANSLATE_NOOP("JobErrorText", "There is no connection. Repeat when it is back.")},
    {"tls", QT_TRANSLATE_NOOP("JobErrorText", "No safe connection"),
     QT_TRANSLATE_NOOP("JobErrorText", "The safety of the connection could not be checked.")},
    {"result_invalid", QT_TRANSLATE_NOOP("JobErrorText", "The result is damaged"),
     QT_TRANSLATE_NOOP("JobErrorText", "The result came damaged and was not taken in. Repeat.")},
    {"disk_full", QT_TRANSLATE_NOOP("JobErrorText", "The disk is full"),
     QT_TRANSLATE_NOOP("JobErrorText", "There is no room for the result. Free some space and repeat.")},
    {"local_not_running", QT_TRANSLATE_NOOP("JobErrorText", "The service does not run"),
     QT_TRANSLATE_NOOP("JobErrorText", "The service on this computer does not run. Start it and repeat.")},
    {"local_oom", QT_TRANSLATE_NOOP("JobErrorText", "Not enough video memory"),
     QT_TRANSLATE_NOOP("JobErrorText",
                       "There was not enough video memory. Make the frame smaller and repeat.")},
    {"", QT_TRANSLATE_NOOP("JobErrorText", "It did not work"),
     QT_TRANSLATE_NOOP("JobErrorText", "It did not work. The details are kept; repeat.")},
});

bool hasFailed(const Job& job)
{
    return job.state == JobState::Failed || job.state == JobState::Unknown;
}

bool waitsForRoom(const Job& job)
{
    return job.state == JobState::Queued && job.errorClass == QLatin1String("disk_full");
}

const Words& wordsFor(const Job& job)
{
    const QString wanted = job.state == JobState::Unknown && job.errorClass.isEmpty()
        ? QStringLiteral("submit_unknown")
        : job.errorClass;
    for (const Words& words : table) {
        if (*words.errorClass && wanted == QLatin1String(words.errorClass)) {
            return words;
        }
    }
    return table.back();
}

} // namespace

QString jobErrorTitle(const Job& job)
{
    return hasFailed(job) ? QCoreApplication::translate("JobErrorText", wordsFor(job).title) : QString();
}

QString jobErrorText(const Job& job)
{
    return hasFailed(job) ? QCoreApplication::translate("JobErrorText", wordsFor(job).text) : QString();
}

QString jobWaitTitle(const Job& job)
{
    return waitsForRoom(job) ? QCoreApplication::translate("JobErrorText", wordsFor(job).title)
                             : waitReasonText(job.waitReason);
}

QString jobWaitText(const Job& job)
{
    if (waitsForRoom(job)) {
        return errorText(Error{ErrorKind::DiskFull, {}, {}, 0});
    }
    return waitReasonText(job.waitReason);
}

} // namespace raskadr::ui
