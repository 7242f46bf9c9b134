#include "ui/shot/feedact.h"

#include <QCoreApplication>
#include <QStringList>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

FeedAct helpingAct(const Job& job)
{
    static const QStringList correctable{
        u"content_blocked_input"_s, u"invalid_input"_s, u"input_media_invalid"_s,
        u"input_missing"_s,         u"model_gone"_s,    u"local_oom"_s};
    if (correctable.contains(job.errorClass)) {
        return FeedAct::Correct;
    }
    return job.errorClass == u"content_blocked_output"_s ? FeedAct::NewSeed : FeedAct::Retry;
}

} // namespace

QString actText(FeedAct act)
{
    switch (act) {
    case FeedAct::Cancel:
        return QCoreApplication::translate("FeedAct", "Cancel");
    case FeedAct::Retry:
        return QCoreApplication::translate("FeedAct", "Repeat");
    case FeedAct::NewSeed:
        return QCoreApplication::translate("FeedAct", "With a new seed");
    case FeedAct::Correct:
        return QCoreApplication::translate("FeedAct", "Correct");
    case FeedAct::Details:
        return QCoreApplication::translate("FeedAct", "Details");
    case FeedAct::Forget:
        return QCoreApplication::translate("FeedAct", "Forget");
    }
    return {};
}

QString actIcon(FeedAct act)
{
    switch (act) {
    case FeedAct::Cancel:
    case FeedAct::Forget:
        return u"close"_s;
    case FeedAct::Retry:
        return u"refresh"_s;
    case FeedAct::NewSeed:
        return u"dice"_s;
    case FeedAct::Correct:
        return u"edit"_s;
    case FeedAct::Details:
        return u"info"_s;
    }
    return {};
}

QList<FeedAct> actsOf(const Job& job)
{
    if (!isFinal(job.state)) {
        return {FeedAct::Cancel};
    }
    const FeedAct helping = helpingAct(job);
    QList<FeedAct> acts{helping, FeedAct::Details};
    if (helping != FeedAct::Retry) {
        acts.append(FeedAct::Retry);
    }
    acts.append(FeedAct::Forget);
    return acts;
}

} // namespace raskadr::ui
