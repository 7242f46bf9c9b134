#include "ui/common/jobstanding.h"

#include "ui/common/joberrortext.h"
#include "ui/common/moneytext.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Acts
{
    Q_DECLARE_TR_FUNCTIONS(JobAct)
};

QString pausedText(const QString& errorClass)
{
    Job failed;
    failed.state = JobState::Failed;
    failed.errorClass = errorClass;
    return Acts::tr("Paused after errors: %1").arg(jobErrorText(failed));
}

QString remedyIcon(JobRemedy remedy)
{
    switch (remedy) {
    case JobRemedy::RepeatWithNewSeed:
        return u"dice"_s;
    case JobRemedy::Check:
        return u"search"_s;
    case JobRemedy::OpenProvider:
        return u"settings"_s;
    case JobRemedy::TopUp:
        return u"cost"_s;
    case JobRemedy::OtherModel:
        return u"generate"_s;
    case JobRemedy::ChangeRequest:
        return u"edit"_s;
    case JobRemedy::FreeSpace:
        return u"folder"_s;
    case JobRemedy::None:
    case JobRemedy::Repeat:
        break;
    }
    return u"refresh"_s;
}

} // namespace

JobStanding standingOf(const Generation& generation, const Job& job, const JobNames& names,
                       const JobHindrance& hindrance)
{
    JobStanding standing;
    standing.errorTitle = jobErrorTitle(job);
    standing.errorText = names.refused.isEmpty() || job.state != JobState::Failed
        ? jobErrorText(job, names.provider)
        : names.refused;
    standing.billingAddress = names.billingAddress;
    standing.endText = jobEndText(job, generation.costEstimated == 0);
    if (job.state != JobState::Queued) {
        return standing;
    }
    if (waitsForNextTry(job) && job.errorClass == u"local_not_running"_s) {
        standing.waitText = jobWaitText(job, 0, names.provider);
    }
    if (hindrance.limit) {
        standing.waitText = budgetStopText(*hindrance.limit);
        standing.block = JobBlock::Limit;
    }
    if (job.waitReason == WaitReason::ProviderPaused && !hindrance.pausedFor.isEmpty()) {
        standing.waitText = pausedText(hindrance.pausedFor);
        standing.block = JobBlock::ProviderPaused;
    }
    return standing;
}

QString waitingText(const JobStanding& standing, const Job& job, qint64 nowMs)
{
    return standing.waitText.isEmpty() ? jobWaitText(job, nowMs) : standing.waitText;
}

QString sentenceOf(const JobStanding& standing)
{
    return standing.errorText + standing.endText + standing.waitText;
}

JobRemedy remedyOf(const Job& job, const JobStanding& standing)
{
    const JobRemedy remedy = jobRemedy(job);
    return remedy == JobRemedy::TopUp && standing.billingAddress.isEmpty() ? JobRemedy::OpenProvider
                                                                           : remedy;
}

QList<JobAct> jobActs(const Job& job, const JobStanding& standing)
{
    if (!isFinal(job.state)) {
        switch (standing.block) {
        case JobBlock::None:
            if (jobRemedy(job) != JobRemedy::None) {
                return {JobAct::Help, JobAct::Now, JobAct::Cancel};
            }
            // What a service has already is asked about at its own pace.
            return waitsForNextTry(job) && job.step.isEmpty() ? QList{JobAct::Now, JobAct::Cancel}
                                                              : QList{JobAct::Cancel};
        case JobBlock::Limit:
            return {JobAct::Money, JobAct::Cancel};
        case JobBlock::ProviderPaused:
            return {JobAct::Resume, JobAct::Cancel};
        }
    }
    if (job.state == JobState::Unknown) {
        return {JobAct::Help, JobAct::Retry, JobAct::Forget, JobAct::Details};
    }
    if (job.state == JobState::Failed) {
        QList<JobAct> acts{JobAct::Retry, JobAct::Details, JobAct::Forget};
        if (jobRemedy(job) != JobRemedy::Repeat) {
            acts.prepend(JobAct::Help);
        }
        return acts;
    }
    return {JobAct::Retry};
}

QString jobActText(JobAct act, const Job& job, const JobStanding& standing)
{
    switch (act) {
    case JobAct::Cancel:
        return Acts::tr("Cancel");
    case JobAct::Retry:
        return Acts::tr("Repeat");
    case JobAct::Now:
        return Acts::tr("Repeat now");
    case JobAct::Help:
        return remedyOf(job, standing) == jobRemedy(job) ? jobRemedyText(job)
                                                         : Acts::tr("Provider's settings");
    case JobAct::Money:
        return Acts::tr("Limits");
    case JobAct::Resume:
        return Acts::tr("Go on");
    case JobAct::Details:
        return Acts::tr("Details");
    case JobAct::ToShot:
        return Acts::tr("To the shot");
    case JobAct::Forget:
        return Acts::tr("Forget");
    case JobAct::More:
        return Acts::tr("More");
    }
    return {};
}

QString jobActIcon(JobAct act, const Job& job, const JobStanding& standing)
{
    switch (act) {
    case JobAct::Cancel:
        return u"close"_s;
    case JobAct::Retry:
    case JobAct::Now:
        return u"refresh"_s;
    case JobAct::Help:
        return remedyIcon(remedyOf(job, standing));
    case JobAct::Money:
        return u"cost"_s;
    case JobAct::Resume:
        return u"play"_s;
    case JobAct::Details:
        return u"info"_s;
    case JobAct::ToShot:
        return u"shot"_s;
    case JobAct::Forget:
        return u"trash"_s;
    case JobAct::More:
        return u"more"_s;
    }
    return {};
}

} // namespace raskadr::ui
