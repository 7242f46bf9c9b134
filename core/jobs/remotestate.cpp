#include "core/jobs/remotestate.h"

#include "core/media/temporaryfile.h"
#include "core/providers/jsonlimits.h"

namespace raskadr {

using nlohmann::json;

namespace {

json textOf(const HeldAnswer& answer)
{
    json headers = json::array();
    for (const auto& [name, value] : answer.headers) {
        if (name.compare("set-cookie", Qt::CaseInsensitive) != 0) {
            headers.push_back({QString::fromLatin1(name).toStdString(),
                               QString::fromLatin1(value).toStdString()});
        }
    }
    return {{"file", answer.path.toStdString()}, {"status", answer.status}, {"headers", headers}};
}

HeldAnswer answerFrom(const json& kept)
{
    HeldAnswer answer{QString::fromStdString(kept.at("file").get<std::string>()),
                      kept.at("status").get<int>(),
                      {}};
    for (const json& header : kept.at("headers")) {
        answer.headers.append({QString::fromStdString(header.at(0).get<std::string>()).toLatin1(),
                               QString::fromStdString(header.at(1).get<std::string>()).toLatin1()});
    }
    return answer;
}

} // namespace

RemoteState RemoteState::fromText(const QByteArray& text)
{
    const auto parsed = parseLimitedJson(text);
    if (!parsed || !parsed->is_object()) {
        return {};
    }
    try {
        RemoteState state;
        state.run = parsed->value("run", json());
        state.item = parsed->value("item", json());
        state.result = QString::fromStdString(parsed->value("result", std::string()));
        if (const json retries = parsed->value("retries", json()); retries.is_object()) {
            for (const auto& [errorClass, count] : retries.items()) {
                state.retries.insert(QString::fromStdString(errorClass), count.get<int>());
            }
        }
        state.file = QString::fromStdString(parsed->value("file", std::string()));
        if (parsed->contains("answer")) {
            state.answer = answerFrom(parsed->at("answer"));
            if (!isTemporaryName(state.answer->path)) {
                return {};
            }
        }
        state.downloads = parsed->value("downloads", 0);
        if (parsed->contains("cost")) {
            state.costCharged = parsed->at("cost").get<double>();
        }
        if (parsed->contains("seed")) {
            state.seedReturned = parsed->at("seed").get<quint64>();
        }
        return state;
    } catch (const json::exception&) {
        return {};
    }
}

QByteArray RemoteState::toText() const
{
    json kept = json::object();
    if (!run.is_null()) {
        kept["run"] = run;
    }
    if (!item.is_null()) {
        kept["item"] = item;
    }
    if (!result.isEmpty()) {
        kept["result"] = result.toStdString();
    }
    for (auto count = retries.cbegin(); count != retries.cend(); ++count) {
        kept["retries"][count.key().toStdString()] = *count;
    }
    if (!file.isEmpty()) {
        kept["file"] = file.toStdString();
    }
    if (answer) {
        kept["answer"] = textOf(*answer);
    }
    if (downloads > 0) {
        kept["downloads"] = downloads;
    }
    if (costCharged) {
        kept["cost"] = *costCharged;
    }
    if (seedReturned) {
        kept["seed"] = *seedReturned;
    }
    return QByteArray::fromStdString(kept.dump(-1, ' ', false, json::error_handler_t::replace));
}

} // namespace raskadr
