#include "core/agent/agentcost.h"

#include "core/jobs/budget.h"
#include "core/providers/errorclass.h"

namespace raskadr {

namespace {

// Latin letters are some four to a token, Cyrillic ones some two.
constexpr double charactersOfToken = 3;
constexpr double leastAnswer = 200; // tokens
constexpr double tokensOfPicture = 1000; // as most services cut it into tiles

PriceEstimate priceOf(const EditAgent& agent, const EditRequest& request,
                      const AgentMessage& message)
{
    const qsizetype sent =
        message.instruction.size() + message.text.size() + qsizetype(message.schema.dump().size());
    const qsizetype answered = request.prompt.size() + request.negativePrompt.size();
    const bool isShown = request.picture && agent.seesPictures();
    const TokenCount tokens{double(sent) / charactersOfToken + (isShown ? tokensOfPicture : 0),
                            double(answered) / charactersOfToken + leastAnswer,
                            {}};
    return estimatedPrice(agent.provider, agent.model,
                          agent.model.parameters.withDefaults(agent.parameters), tokens);
}

void touchProject(Repositories& repositories, const ShotId& shot, qint64 nowMs)
{
    if (const auto row = repositories.shots.find(shot)) {
        repositories.projects.touch(row->projectId, nowMs);
    }
}

} // namespace

PriceEstimate editPrice(const EditAgent& agent, const EditRequest& request)
{
    return priceOf(agent, request, AgentTalk(request).begin());
}

std::optional<EditQuestion> EditQuestion::of(const EditAgent& agent, const EditRequest& request,
                                             const AgentMessage& message, const ShotId& shot)
{
    if (agent.isOffline() || agent.provider.free || agent.model.free) {
        return std::nullopt;
    }
    const PriceEstimate price = priceOf(agent, request, message);
    EditQuestion question;
    question.m_shot = shot;
    question.m_providerId = agent.provider.id;
    question.m_unit = price.kind == PriceEstimate::Kind::Known
        ? price.charge.unit
        : priceUnit(agent.provider, agent.model);
    if (price.kind != PriceEstimate::Kind::Unknown) {
        question.m_estimatedMicros = price.charge.micros;
    }
    return question;
}

Result<std::optional<BudgetStop>> EditQuestion::enter(Repositories& repositories,
                                                      qint64 nowMs) const
{
    const auto shot = repositories.shots.find(m_shot);
    if (!shot) {
        return failure(ErrorKind::NotFound, m_shot.toString());
    }
    const Expense asked{shot->projectId, m_providerId, m_unit, m_estimatedMicros};
    if (auto stop = budgetStop(repositories, asked, nowMs)) {
        return stop;
    }
    repositories.expenses.add(m_shot, m_providerId, m_unit, m_estimatedMicros, nowMs, m_id);
    repositories.projects.touch(shot->projectId, nowMs);
    return std::optional<BudgetStop>();
}

void EditQuestion::takeOut(Repositories& repositories, qint64 nowMs) const
{
    repositories.expenses.correct(m_id, 0);
    touchProject(repositories, m_shot, nowMs);
}

void EditQuestion::settle(Repositories& repositories, const Charge& charge, qint64 nowMs) const
{
    if (charge.unit == m_unit) {
        repositories.expenses.correct(m_id, charge.micros);
    } else if (repositories.shots.find(m_shot)) {
        repositories.expenses.correct(m_id, 0);
        repositories.expenses.add(m_shot, m_providerId, charge.unit, charge.micros, nowMs);
    }
    touchProject(repositories, m_shot, nowMs);
}

bool mayHaveCost(const ServiceFailure& told)
{
    const bool isRefusal =
        told.errorClass == ErrorClass::AgentRefusal && told.status >= 200 && told.status < 300;
    Job failed;
    failed.state = JobState::Failed;
    failed.step = QStringLiteral("submitting");
    failed.errorClass = errorClassName(told.errorClass);
    return isRefusal || mayHaveCost(failed);
}

} // namespace raskadr
