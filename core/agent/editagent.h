#pragma once

#include "core/providers/catalog.h"

namespace raskadr {

// The model that stands for the offline agent, «Черновой агент».
inline constexpr QLatin1StringView offlineAgentId{"draft.agent"};

// The parameter of a chat model that takes the instruction; without it, that goes into the prompt.
inline constexpr QLatin1StringView agentInstructionParameter{"system"};

// Who rewrites: the offline agent, or a chat model with what it is told beside the words.
struct EditAgent
{
    ProviderManifest provider;
    ModelManifest model;
    nlohmann::json parameters = nlohmann::json::object(); // "model", "temperature": without prompts

    bool isOffline() const { return model.flow == Flow::Builtin; }
    bool seesPictures() const { return pictureSlot() != nullptr; }
    const InputSlotDescription* pictureSlot() const; // null: it takes none
    // Its parameters that a person sets: all but the prompt and the instruction.
    QList<ParameterField> settings() const;
    // Nothing that it needs is missing; a prompt is there when it is asked.
    bool isComplete() const;
};

// The agents of a catalogue: the models that write text, the offline one first.
QList<EditAgent> agentsOf(const Catalog& catalog);

} // namespace raskadr
