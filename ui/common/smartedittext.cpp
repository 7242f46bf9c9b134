#include "ui/common/smartedittext.h"

#include "core/providers/errorclass.h"
#include "ui/common/joberrortext.h"
#include "ui/common/moneytext.h"

#include <QCoreApplication>

#include <algorithm>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestQuote = 240; // of what an agent said

struct SmartEdit
{
    Q_DECLARE_TR_FUNCTIONS(SmartEdit)
};

QString quoted(const QString& said)
{
    const QString plain = said.simplified();
    return plain.size() > longestQuote ? plain.left(longestQuote) + u'…' : plain;
}

} // namespace

QString editSummaryText(const QList<EditChange>& changes)
{
    const auto has = [&](EditChange::Kind kind) {
        return std::any_of(changes.begin(), changes.end(),
                           [kind](const EditChange& change) { return change.kind == kind; });
    };
    const bool prompt = has(EditChange::Kind::Prompt);
    const bool negative = has(EditChange::Kind::NegativePrompt);
    const int parameters = static_cast<int>(
        std::count_if(changes.begin(), changes.end(), [](const EditChange& change) {
            return change.kind == EditChange::Kind::Parameter;
        }));
    if (parameters == 0) {
        return prompt && negative ? SmartEdit::tr("Changed: prompt and negative prompt")
            : prompt              ? SmartEdit::tr("Changed: prompt")
            : negative            ? SmartEdit::tr("Changed: negative prompt")
                                  : SmartEdit::tr("Nothing changed");
    }
    return prompt && negative
        ? SmartEdit::tr("Changed: prompt, negative prompt and %n parameter(s)", nullptr, parameters)
        : prompt ? SmartEdit::tr("Changed: prompt and %n parameter(s)", nullptr, parameters)
        : negative
        ? SmartEdit::tr("Changed: negative prompt and %n parameter(s)", nullptr, parameters)
        : SmartEdit::tr("Changed: %n parameter(s)", nullptr, parameters);
}

QString notUnderstoodText(const QStringList& parts)
{
    return SmartEdit::tr("Not understood: %1").arg(parts.join(u"; "_s));
}

QString editFailureText(const EditFailure& failure, const QString& provider)
{
    switch (failure.kind) {
    case EditFailure::Kind::NotUnderstood:
        return notUnderstoodText(failure.parts);
    case EditFailure::Kind::Unchanged:
        return SmartEdit::tr("Nothing changes: the prompt says so already.");
    case EditFailure::Kind::BadAnswer:
        return failure.said.trimmed().isEmpty()
            ? SmartEdit::tr("The agent answered unclearly twice. Put it in other words.")
            : SmartEdit::tr(
                  "The agent answered unclearly twice. Put it in other words. Its answer: %1")
                  .arg(quoted(failure.said));
    case EditFailure::Kind::Refusal:
        return failure.said.trimmed().isEmpty()
            ? SmartEdit::tr("The agent refuses this edit. Put it in other words.")
            : SmartEdit::tr("The agent refuses this edit: %1").arg(quoted(failure.said));
    case EditFailure::Kind::Budget:
        return budgetStopText(failure.stop);
    case EditFailure::Kind::Service:
        break;
    }
    Job told;
    told.state = JobState::Failed;
    told.errorClass = errorClassName(failure.errorClass());
    told.errorDetail = failure.service.message;
    return jobErrorText(told, provider);
}

QString editLossText(const EditLoss& loss, const QString& title)
{
    switch (loss.kind) {
    case EditLoss::Kind::Parameter:
        return SmartEdit::tr("The model has no place for “%1”.").arg(title);
    case EditLoss::Kind::NegativePrompt:
        return SmartEdit::tr("The model takes no negative prompt.");
    case EditLoss::Kind::Seed:
        return SmartEdit::tr("The model does not take this seed.");
    case EditLoss::Kind::Input:
        return SmartEdit::tr("The model has no place for the picture “%1”.").arg(title);
    }
    return {};
}

} // namespace raskadr::ui
