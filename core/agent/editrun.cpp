#include "core/agent/editrun.h"

#include "core/agent/offlineagent.h"
#include "core/providers/errorclass.h"

#include <QUuid>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

EditFailure failureOf(const Error& error)
{
    EditFailure failed;
    failed.service.errorClass = errorClassOf(error);
    failed.service.message = error.detail;
    return failed;
}

EditFailure failureOf(const BudgetStop& stop)
{
    EditFailure failed;
    failed.kind = EditFailure::Kind::Budget;
    failed.stop = stop;
    return failed;
}

EditFailure accessFailure(const Error& error)
{
    EditFailure failed = failureOf(error);
    if (error.kind == ErrorKind::AccountLocked || error.kind == ErrorKind::NotFound
        || error.kind == ErrorKind::Unauthorized) {
        failed.service.errorClass = ErrorClass::AuthInvalid;
    }
    return failed;
}

// How the model's answer can be held to a schema: json_schema, tool, ollama_format; json_object,
// none.
std::string structureOf(const ServiceModel& model)
{
    const json* way = model.directive("structured");
    return way && way->is_string() ? way->get<std::string>() : "none";
}

} // namespace

EditRun::EditRun(ServiceSender& sender, const Connections& connections, Store& store,
                 const AccountId& account, EditAgent agent, EditRequest request, QObject* parent)
    : QObject(parent)
    , m_sender(sender)
    , m_connections(connections)
    , m_store(store)
    , m_account(account)
    , m_agent(std::move(agent))
    , m_request(std::move(request))
    , m_talk(m_request)
    , m_outcome{tl::unexpected(EditFailure()), {}}
{
}

EditRun::~EditRun()
{
    if (m_question && !m_call) {
        m_store.write(
            m_account,
            [question = *m_question, now = m_sender.moment().nowMs](Repositories& r) -> Result<> {
                question.takeOut(r, now);
                return {};
            });
    }
}

void EditRun::start(std::function<void(const EditOutcome&)> finished)
{
    m_finished = std::move(finished);
    if (m_agent.isOffline()) {
        m_work = runAsync(
            m_sender.pool(), this,
            [request = m_request](const std::stop_token&) { return editOffline(request); },
            [this](const tl::expected<EditProposal, EditFailure>& result) { end(result); });
        return;
    }
    if (m_request.picture && !m_agent.seesPictures()) {
        m_request.picture.reset();
        m_pictureLeftOut = true;
    }
    m_talk = AgentTalk(m_request);
    ask(m_talk.begin());
}

void EditRun::ask(const AgentMessage& message)
{
    const auto access = m_connections.access(m_account, m_agent.provider.id);
    if (!access) {
        QMetaObject::invokeMethod(
            this, [this, error = access.error()] { end(tl::unexpected(accessFailure(error))); },
            Qt::QueuedConnection);
        return;
    }
    ServiceTask task{ServiceRoute::of(m_account, m_agent.provider, m_agent.model, *access),
                     json::object(),
                     {},
                     QUuid::createUuid().toString(QUuid::WithoutBraces),
                     json::object(),
                     json(),
                     ServiceTask::Start::Begin};
    QString instruction = message.instruction;
    const std::string structure = structureOf(task.route.model);
    if (structure == "none" || structure == "json_object") {
        instruction += u"\n\nThe JSON Schema of your answer:\n"_s
            + QString::fromStdString(message.schema.dump());
    }
    if (structure != "none") {
        task.given["responseSchema"] = message.schema;
    }
    const ParameterSchema& schema = m_agent.model.parameters;
    json parameters = schema.withDefaults(m_agent.parameters);
    QString text = message.text;
    if (schema.field(agentInstructionParameter)) {
        parameters[agentInstructionParameter.data()] = instruction.toStdString();
    } else {
        text = instruction + u"\n\n"_s + text;
    }
    if (const ParameterField* prompt = schema.fieldOfWidget(u"prompt"_s)) {
        parameters[prompt->name.toStdString()] = text.toStdString();
    }
    task.parameters = parameters;
    if (m_request.picture) {
        ServiceFile picture = *m_request.picture;
        picture.input.slot = m_agent.pictureSlot()->name;
        if (planInputs(task.route.model, {picture.input})) {
            task.files.append(picture);
        } else {
            m_pictureLeftOut = true;
        }
    }
    m_call.reset();
    m_question = EditQuestion::of(m_agent, m_request, message, m_request.shotId);
    if (m_question) {
        enterAndSend(task);
    } else {
        send(task);
    }
}

void EditRun::enterAndSend(const ServiceTask& task)
{
    m_store
        .write(m_account,
               [question = *m_question, now = m_sender.moment().nowMs](Repositories& r) {
                   return question.enter(r, now);
               })
        .then(this, [this, task](const Result<std::optional<BudgetStop>>& entered) {
            if (entered && !*entered) {
                send(task);
                return;
            }
            m_question.reset();
            end(tl::unexpected(entered ? failureOf(**entered) : failureOf(entered.error())));
        });
}

void EditRun::send(const ServiceTask& task)
{
    m_call = askForText(m_sender, task, [this](const auto& answer) {
        // The call may not be replaced while it tells.
        QMetaObject::invokeMethod(
            this, [this, answer] { hear(answer); }, Qt::QueuedConnection);
    });
}

// Without a charge, what was estimated stays where the agent may have worked.
void EditRun::settle(const tl::expected<TextAnswer, ServiceFailure>& answer)
{
    const auto question = std::exchange(m_question, std::nullopt);
    const std::optional<Charge> charge = answer ? answer->charge : answer.error().charge;
    if (!question || (!charge && (answer || mayHaveCost(answer.error())))) {
        return;
    }
    m_store.write(
        m_account,
        [question = *question, charge, now = m_sender.moment().nowMs](Repositories& r) -> Result<> {
            if (charge) {
                question.settle(r, *charge, now);
            } else {
                question.takeOut(r, now);
            }
            return {};
        });
}

void EditRun::hear(const tl::expected<TextAnswer, ServiceFailure>& answer)
{
    settle(answer);
    m_outcome.record = answer ? answer->record : m_call ? m_call->record() : QByteArray();
    if (!answer) {
        EditFailure failed;
        failed.service = answer.error();
        if (failed.service.errorClass == ErrorClass::AgentRefusal) {
            failed.kind = EditFailure::Kind::Refusal;
            failed.said = failed.service.message;
        }
        end(tl::unexpected(failed));
        return;
    }
    AgentTalk::Next next = m_talk.hear(answer->text);
    if (const auto* message = std::get_if<AgentMessage>(&next)) {
        ask(*message);
        Q_EMIT repairing();
    } else if (const auto* proposal = std::get_if<EditProposal>(&next)) {
        end(*proposal);
    } else {
        end(tl::unexpected(std::get<EditFailure>(next)));
    }
}

void EditRun::end(tl::expected<EditProposal, EditFailure> result)
{
    if (result) {
        result->pictureLeftOut = m_pictureLeftOut;
    }
    m_outcome.result = std::move(result);
    const auto finished = std::exchange(m_finished, nullptr);
    const EditOutcome outcome = m_outcome;
    if (finished) {
        finished(outcome); // may destroy this
    }
}

tl::expected<EditProposal, EditFailure> editOffline(const EditRequest& request)
{
    const OfflineEdit edit = OfflineEdit::of(request.prompt, request.negativePrompt,
                                             request.takesNegativePrompt(), request.words);
    EditProposal proposal;
    proposal.prompt = edit.prompt;
    proposal.negativePrompt = edit.negativePrompt;
    proposal.parameters = request.parameters;
    proposal.changes = changesOf(request, proposal);
    proposal.notUnderstood = edit.notUnderstood;
    if (!proposal.changes.isEmpty()) {
        return proposal;
    }
    EditFailure failed;
    const bool understood = edit.notUnderstood.isEmpty() && !edit.alreadySo.isEmpty();
    failed.kind = understood ? EditFailure::Kind::Unchanged : EditFailure::Kind::NotUnderstood;
    failed.parts =
        !edit.notUnderstood.isEmpty() ? edit.notUnderstood : QStringList{request.words.trimmed()};
    return tl::unexpected(failed);
}

} // namespace raskadr
