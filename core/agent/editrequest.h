#pragma once

#include "core/model/budget.h"
#include "core/providers/servicecall.h"

namespace raskadr {

// What is to be rewritten, frozen: how something was made, for the model that shall make it anew,
// and what the user says about it.
struct EditRequest
{
    ShotId shotId; // in whose books it is what the agent costs
    QString words; // the human ones
    QString prompt;
    QString negativePrompt;
    // Every parameter that an agent may change; prompts and seed are none of them.
    nlohmann::json parameters = nlohmann::json::object();
    ModelManifest model;
    // The picture that is being edited, only if the user lets agents see it.
    std::optional<ServiceFile> picture;

    bool takesNegativePrompt() const;
    // The parameters of the model that an agent may change, in the order of the form.
    QList<ParameterField> openFields() const;
};

struct EditChange
{
    enum class Kind { Prompt, NegativePrompt, Parameter };

    Kind kind = Kind::Prompt;
    QString name; // of the parameter
    nlohmann::json before; // null: it was not set
    nlohmann::json after;

    bool operator==(const EditChange&) const = default;
};

// What an agent made of a request. It runs nothing: it is shown, and a person sends it.
struct EditProposal
{
    QString prompt;
    QString negativePrompt;
    nlohmann::json parameters = nlohmann::json::object();
    QList<EditChange> changes; // what differs from the request; never empty
    QStringList notUnderstood; // parts of the user's words that the offline agent left out
    bool pictureLeftOut = false; // the agent cannot see pictures like this one

    bool operator==(const EditProposal&) const = default;
};

// The differences to the request, in order.
QList<EditChange> changesOf(const EditRequest& request, const EditProposal& proposal);

// Why there is no proposal. The typed words stay with the user.
struct EditFailure
{
    enum class Kind {
        Service, // `service` says why
        Budget, // nothing was sent; `stop` says which limit forbids it
        BadAnswer, // twice; `said` is the last answer
        Refusal, // `said` is the agent's reason, if it gave one
        NotUnderstood, // by the offline agent; `parts`
        Unchanged, // everything is so already
    };

    Kind kind = Kind::Service;
    ServiceFailure service;
    BudgetStop stop;
    QString said;
    QStringList parts;

    // As a failed generation would have it: "agent_bad_json", "agent_refusal", …
    ErrorClass errorClass() const;
};

} // namespace raskadr
