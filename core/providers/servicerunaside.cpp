// What goes on beside the steps of a run: canceling, progress, events, its state between processes.

#include "core/providers/answererror.h"
#include "core/providers/jobstatus.h"
#include "core/providers/requestbuilder.h"
#include "core/providers/surroundings.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype longestStreamed = 4 << 20;
constexpr const char* phaseNames[]{"uploading", "submitting", "polling", "fetching"};

} // namespace

QList<ServiceRequest> ServiceRun::cancelRequests(const RunMoment& moment) const
{
    const json* step = m_model.step(u"cancel"_s);
    if (!step) {
        return {};
    }
    QList<ServiceRequest> requests;
    const json links = step->contains("chain") ? (*step)["chain"] : json::array({*step});
    for (const json& link : links) {
        if (auto request = requestFor(link, u"cancel"_s, surroundings(moment))) {
            requests.append(std::move(*request));
        }
    }
    return requests;
}

std::optional<ServiceRequest> ServiceRun::progressRequest(const RunMoment& moment) const
{
    const json* step = m_model.step(u"progress"_s);
    if (!step || m_model.manifest().flow != Flow::SyncProgress) {
        return std::nullopt;
    }
    auto request = requestFor(*step, u"progress"_s, surroundings(moment));
    return request ? std::optional(std::move(*request)) : std::nullopt;
}

std::optional<double> ServiceRun::progressIn(const ServiceAnswer& answer,
                                             const RunMoment& moment) const
{
    const json* status = m_model.directive("status");
    if (!status || !status->contains("progress") || !answer.isSuccess()) {
        return std::nullopt;
    }
    return raskadr::progressIn((*status)["progress"], surroundings(moment).with(answer));
}

EventMeaning ServiceRun::event(const json& event, const RunMoment& moment)
{
    const json* directive = m_model.directive("events");
    if (!directive || !m_sent) {
        return {};
    }
    ServiceAnswer answer;
    answer.status = 200;
    answer.form = ServiceAnswer::Form::Json;
    answer.body = event;
    const Surroundings at = surroundings(moment).with(answer);
    if (directive->contains("job")) {
        const auto job = sourced((*directive)["job"], at);
        if (!job || !m_variables.contains("job") || *job != m_variables["job"]) {
            return {}; // of somebody else's work
        }
    }
    if (directive->contains("append")) {
        const auto part = sourced((*directive)["append"], at);
        const auto text = part ? plainText(*part) : std::nullopt;
        if (text && m_streamed.size() + text->size() > longestStreamed) {
            return {std::nullopt,
                    broken({ErrorKind::BadResponse, u"a stream without an end"_s, {}, 0})};
        }
        m_streamed += text.value_or(QString());
    }
    EventMeaning meaning;
    for (const json& rule : (*directive)["rules"]) {
        if (!holds(rule["when"], at)) {
            continue;
        }
        if (rule.contains("progress")) {
            meaning.progress = raskadr::progressIn(rule["progress"], at);
        }
        if (!rule.contains("is")) {
            break;
        }
        const auto state = stateNamed(rule["is"].get<std::string>());
        if (m_model.manifest().flow == Flow::WebSocket) {
            meaning.isOver =
                state != JobStatus::State::Queued && state != JobStatus::State::Running;
            break;
        }
        if (state == JobStatus::State::Done) {
            meaning.next = finishedByEvent(answer, moment);
        } else if (state == JobStatus::State::Failed || state == JobStatus::State::Expired) {
            Surroundings inside = at;
            const json* part =
                rule.contains("errorAt") ? pointedAt(rule["errorAt"], event, at) : nullptr;
            inside.document = part ? part : &event;
            meaning.next = reportedFailure(m_sent->step, inside, ErrorClass::ProviderFailed);
        } else if (state == JobStatus::State::Canceled) {
            meaning.next = CanceledStep{};
        }
        break;
    }
    return meaning;
}

QString ServiceRun::socketAddress(const RunMoment& moment) const
{
    const json* directive = m_model.directive("events");
    if (m_model.manifest().flow != Flow::WebSocket || !directive || !directive->contains("url")) {
        return {};
    }
    return expandedAddress(QString::fromStdString((*directive)["url"].get<std::string>()),
                           surroundings(moment))
        .value_or(QString());
}

// The last event of a stream is the answer.
NextStep ServiceRun::finishedByEvent(ServiceAnswer& answer, const RunMoment& moment)
{
    const json& directive = *m_model.directive("events");
    if (directive.contains("append")) {
        try {
            answer.body[json::json_pointer(directive["append"].get<std::string>())] =
                m_streamed.toStdString();
        } catch (const json::exception&) {
            return broken({ErrorKind::BadResponse, u"no place for the text"_s, {}, 0});
        }
    }
    const Surroundings at = surroundings(moment).with(answer);
    if (auto failure = rejectionOf(m_sent->step, at)) {
        return *failure;
    }
    return collect(u"submit"_s, at, moment);
}

QList<int> ServiceRun::inputsToRelay() const
{
    QList<int> waiting;
    for (int i = 0; i < m_inputs.size(); ++i) {
        if (m_inputs.at(i).form == InputForm::Relay && isWaiting(i)) {
            waiting.append(i);
        }
    }
    return waiting;
}

void ServiceRun::relayed(int input, const QString& url)
{
    if (input >= 0 && input < m_inputs.size()) {
        m_inputs[input].value = url.toStdString();
    }
}

void ServiceRun::give(const QString& variable, json value)
{
    m_given[variable.toStdString()] = value;
    m_variables[variable.toStdString()] = std::move(value);
}

json ServiceRun::saved() const
{
    json values = json::array();
    for (const PlannedInput& input : m_inputs) {
        values.push_back(input.value);
    }
    json variables = m_variables;
    for (const auto& [name, value] : m_given.items()) {
        variables.erase(name); // some are credentials, and who gives them has them anew
    }
    return {{"phase", phaseNames[int(m_phase)]},
            {"variables", variables},
            {"values", values},
            {"upload", static_cast<unsigned>(m_upload)},
            {"chain", static_cast<unsigned>(m_chain)},
            {"polls", static_cast<unsigned>(m_polls)}};
}

bool ServiceRun::restore(const json& saved)
{
    const auto isCount = [&](const char* key, qint64 most) {
        return saved.contains(key) && saved[key].is_number_unsigned()
            && saved[key].get<quint64>() <= quint64(most);
    };
    const bool isWhole = saved.is_object() && saved.contains("phase") && saved["phase"].is_string()
        && saved.contains("variables") && saved["variables"].is_object() && saved.contains("values")
        && saved["values"].is_array() && saved["values"].size() == std::size_t(m_inputs.size())
        && isCount("upload", m_inputs.size()) && isCount("chain", 50)
        && isCount("polls", 1'000'000'000);
    if (!isWhole) {
        return false;
    }
    for (int i = 0; i < int(std::size(phaseNames)); ++i) {
        if (saved["phase"] != phaseNames[i]) {
            continue;
        }
        m_phase = static_cast<RunPhase>(i);
        m_variables = saved["variables"];
        m_variables.update(m_given);
        m_upload = saved["upload"].get<int>();
        m_chain = saved["chain"].get<int>();
        m_polls = saved["polls"].get<int>();
        for (std::size_t k = 0; k < saved["values"].size(); ++k) {
            m_inputs[qsizetype(k)].value = saved["values"][k];
        }
        return true;
    }
    return false;
}

} // namespace raskadr
