#pragma once

#include "core/agent/agenttalk.h"
#include "core/providers/catalog.h"
#include "core/providers/textcall.h"

#include <QObject>

namespace raskadr {

// The model that stands for the offline agent, «Черновой агент».
inline constexpr QLatin1StringView offlineAgentId{"draft.agent"};

// Who rewrites: the offline agent, or a chat model with what it is told beside the words.
struct EditAgent
{
    ProviderManifest provider;
    ModelManifest model;
    nlohmann::json parameters = nlohmann::json::object(); // "model", "temperature": without prompts

    bool isOffline() const { return model.flow == Flow::Builtin; }
    bool seesPictures() const;
    // Its parameters that a person sets: all but the prompt and the instruction.
    QList<ParameterField> settings() const;
    // Nothing that it needs is missing; a prompt is there when it is asked.
    bool isComplete() const;
};

// The agents of a catalogue: the models that write text, the offline one first.
QList<EditAgent> agentsOf(const Catalog& catalog);

struct EditOutcome
{
    tl::expected<EditProposal, EditFailure> result;
    std::optional<Charge> charge; // of the agent's answers; none: the service named none
    QByteArray record; // the last answer, without secrets, for «Подробности»
    int answers = 0; // of a service
};

// One edit on its way: asks the agent, asks it once more if its answer cannot be used, and tells
// what came of it. It never starts a generation. Destroying it ends the request, and then nothing
// is told. Lives in the sender's thread; what it is given outlives it.
class EditRun final : public QObject
{
    Q_OBJECT

public:
    EditRun(ServiceSender& sender, const Connections& connections, const AccountId& account,
            EditAgent agent, EditRequest request, QObject* parent = nullptr);
    ~EditRun() override;

    // `finished` is called once, later.
    void start(std::function<void(const EditOutcome&)> finished);

Q_SIGNALS:
    // The first answer was of no use, and the agent was told why.
    void repairing();

private:
    void ask(const AgentMessage& message);
    void hear(const tl::expected<TextAnswer, ServiceFailure>& answer);
    void end(tl::expected<EditProposal, EditFailure> result);

    ServiceSender& m_sender;
    const Connections& m_connections;
    const AccountId m_account;
    const EditAgent m_agent;
    EditRequest m_request;
    AgentTalk m_talk;
    std::function<void(const EditOutcome&)> m_finished;
    std::unique_ptr<ServiceCall> m_call;
    AsyncHandle m_work;
    bool m_pictureLeftOut = false;
    EditOutcome m_outcome;
};

// What the offline agent makes of a request. Any thread.
tl::expected<EditProposal, EditFailure> editOffline(const EditRequest& request);

} // namespace raskadr
