#include "core/agent/agentcost.h"

namespace raskadr {

namespace {

// Latin letters are some four to a token, Cyrillic ones some two.
constexpr double charactersOfToken = 3;
constexpr double leastAnswer = 200; // tokens
constexpr double tokensOfPicture = 1000; // as most services cut it into tiles

} // namespace

PriceEstimate editPrice(const EditAgent& agent, const EditRequest& request)
{
    const AgentMessage message = AgentTalk(request).begin();
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

void bookEdit(Repositories& repositories, const ShotId& shot, const EditAgent& agent,
              const EditOutcome& outcome, qint64 nowMs)
{
    const bool isFree = agent.isOffline() || agent.provider.free || agent.model.free;
    const auto row = repositories.shots.find(shot);
    if (isFree || outcome.answers == 0 || !row) {
        return;
    }
    const QString unit =
        outcome.charge ? outcome.charge->unit : priceUnit(agent.provider, agent.model);
    repositories.expenses.add(shot, agent.provider.id, unit,
                              outcome.charge ? std::optional(outcome.charge->micros) : std::nullopt,
                              nowMs);
    repositories.projects.touch(row->projectId, nowMs);
}

} // namespace raskadr
