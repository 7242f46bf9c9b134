#include "core/agent/editrun.h"

#include "core/agent/offlineagent.h"
#include "core/providers/errorclass.h"

#include <QUuid>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString instructionParameter = u"system"_s;

EditFailure serviceFailure(const Error& error)
{
    EditFailure failed;
    failed.service.errorClass = error.kind == ErrorKind::AccountLocked
            || error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Unauthorized
        ? ErrorClass::AuthInvalid
        : errorClassOf(error);
    failed.service.message = error.detail;
    return failed;
}

const InputSlotDescription* pictureSlot(const ModelManifest& model)
{
    const auto slot =
        std::find_if(model.inputs.begin(), model.inputs.end(), [](const auto& candidate) {
            return candidate.media == AssetKind::Image && candidate.max > 0;
        });
    return slot == model.inputs.end() ? nullptr : &*slot;
}

// How the model's answer can be held to a schema: json_schema, tool, ollama_format; json_object,
// none.
std::string structureOf(const ServiceModel& model)
{
    const json* way = model.directive("structured");
    return way && way->is_string() ? way->get<std::string>() : "none";
}

} // namespace

bool EditAgent::seesPictures() const
{
    return pictureSlot(model) != nullptr;
}

QList<ParameterField> EditAgent::settings() const
{
    QList<ParameterField> fields;
    for (const ParameterField& field : model.parameters.fields()) {
        if (field.widget != u"prompt" && field.widget != u"seed"
            && field.name != instructionParameter) {
            fields.append(field);
        }
    }
    return fields;
}

bool EditAgent::isComplete() const
{
    const QList<Violation> violations =
        model.parameters.check(model.parameters.withDefaults(parameters));
    const ParameterField* prompt = model.parameters.fieldOfWidget(u"prompt"_s);
    return std::all_of(violations.begin(), violations.end(), [&](const Violation& violation) {
        return prompt && violation.parameter == prompt->name;
    });
}

QList<EditAgent> agentsOf(const Catalog& catalog)
{
    QList<EditAgent> agents;
    for (const CatalogModel& entry : catalog.models()) {
        const ProviderManifest* provider = catalog.provider(entry.manifest.providerId);
        if (entry.manifest.produces == Produces::Text && provider) {
            agents.append({*provider, entry.manifest});
        }
    }
    std::stable_sort(agents.begin(), agents.end(), [](const EditAgent& a, const EditAgent& b) {
        return a.isOffline() && !b.isOffline();
    });
    return agents;
}

EditRun::EditRun(ServiceSender& sender, const Connections& connections, const AccountId& account,
                 EditAgent agent, EditRequest request, QObject* parent)
    : QObject(parent)
    , m_sender(sender)
    , m_connections(connections)
    , m_account(account)
    , m_agent(std::move(agent))
    , m_request(std::move(request))
    , m_talk(m_request)
    , m_outcome{tl::unexpected(EditFailure()), {}, {}, 0}
{
}

EditRun::~EditRun() = default;

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
            this, [this, error = access.error()] { end(tl::unexpected(serviceFailure(error))); },
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
    if (schema.field(instructionParameter)) {
        parameters[instructionParameter.toStdString()] = instruction.toStdString();
    } else {
        text = instruction + u"\n\n"_s + text;
    }
    if (const ParameterField* prompt = schema.fieldOfWidget(u"prompt"_s)) {
        parameters[prompt->name.toStdString()] = text.toStdString();
    }
    task.parameters = parameters;
    if (m_request.picture) {
        ServiceFile picture = *m_request.picture;
        picture.input.slot = pictureSlot(m_agent.model)->name;
        if (planInputs(task.route.model, {picture.input})) {
            task.files.append(picture);
        } else {
            m_pictureLeftOut = true;
        }
    }
    m_call = askForText(m_sender, task, [this](const auto& answer) {
        // The call may not be replaced while it tells.
        QMetaObject::invokeMethod(
            this, [this, answer] { hear(answer); }, Qt::QueuedConnection);
    });
}

void EditRun::hear(const tl::expected<TextAnswer, ServiceFailure>& answer)
{
    const std::optional<Charge> charge = answer ? answer->charge : answer.error().charge;
    m_outcome.answers += answer || answer.error().status > 0 ? 1 : 0;
    if (charge && m_outcome.charge && m_outcome.charge->unit == charge->unit) {
        m_outcome.charge->micros += charge->micros;
    } else if (charge) {
        m_outcome.charge = charge;
    }
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
