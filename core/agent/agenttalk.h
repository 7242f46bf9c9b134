#pragma once

#include "core/agent/editrequest.h"

#include <variant>

namespace raskadr {

// What a chat model is asked.
struct AgentMessage
{
    QString instruction; // who it is and what it may do
    QString text; // the request as a JSON document
    nlohmann::json schema; // of the answer: JSON Schema, all objects closed, "null" for «unchanged»

    bool operator==(const AgentMessage&) const = default;
};

// The talk with a chat model about one edit, as a value that neither sends nor waits. Whatever
// comes back is data: it is read strictly, may change the prompts and the model's parameters and
// nothing else, and has to fit the model's schema; a prompt that is JSON keeps its shape and every
// value that was not meant. A faulty answer is told to the agent once. Any thread; it never throws.
class AgentTalk
{
public:
    explicit AgentTalk(EditRequest request);

    AgentMessage begin() const;
    // A message: to be asked again.
    using Next = std::variant<AgentMessage, EditProposal, EditFailure>;
    Next hear(const QString& answer);

private:
    EditRequest m_request;
    bool m_repaired = false;
};

// The schema of an answer to this request.
nlohmann::json answerSchema(const EditRequest& request);

// Why an answer is not taken, for the agent: in English, with the place.
struct AnswerFault
{
    QString place; // "prompt", "parameters.seconds", empty: the whole
    QString reason;

    bool operator==(const AnswerFault&) const = default;
};

// Reads an answer. A proposal without changes says that nothing is to change.
tl::expected<EditProposal, std::variant<AnswerFault, EditFailure>>
readAnswer(const EditRequest& request, const QString& answer);

} // namespace raskadr
