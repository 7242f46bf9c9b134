#pragma once

#include "core/agent/agentcost.h"
#include "core/providers/textcall.h"
#include "core/store/store.h"

#include <QObject>

namespace raskadr {

struct EditOutcome
{
    tl::expected<EditProposal, EditFailure> result;
    QByteArray record; // the last answer, without secrets, for «Подробности»
};

// One edit on its way: asks the agent, asks it once more if its answer cannot be used, and tells
// what came of it. It never starts a generation. A question that costs something is in the books of
// its shot before it is sent, and is not sent where a limit forbids it. Destroying this ends the
// request: nothing is told then, and what was sent keeps its estimate in the books. Lives in the
// thread of the sender and the store; what it is given outlives it.
class EditRun final : public QObject
{
    Q_OBJECT

public:
    EditRun(ServiceSender& sender, const Connections& connections, Store& store,
            const AccountId& account, EditAgent agent, EditRequest request,
            QObject* parent = nullptr);
    ~EditRun() override;

    // `finished` is called once, later.
    void start(std::function<void(const EditOutcome&)> finished);

Q_SIGNALS:
    // The first answer was of no use, and the agent was told why.
    void repairing();

private:
    void ask(const AgentMessage& message);
    void enterAndSend(const ServiceTask& task);
    void send(const ServiceTask& task);
    void settle(const tl::expected<TextAnswer, ServiceFailure>& answer);
    void hear(const tl::expected<TextAnswer, ServiceFailure>& answer);
    void end(tl::expected<EditProposal, EditFailure> result);

    ServiceSender& m_sender;
    const Connections& m_connections;
    Store& m_store;
    const AccountId m_account;
    const EditAgent m_agent;
    EditRequest m_request;
    AgentTalk m_talk;
    std::function<void(const EditOutcome&)> m_finished;
    std::optional<EditQuestion> m_question; // that is not answered yet and costs something
    std::unique_ptr<ServiceCall> m_call; // of it, once it is sent
    AsyncHandle m_work;
    bool m_pictureLeftOut = false;
    EditOutcome m_outcome;
};

// What the offline agent makes of a request. Any thread.
tl::expected<EditProposal, EditFailure> editOffline(const EditRequest& request);

} // namespace raskadr
