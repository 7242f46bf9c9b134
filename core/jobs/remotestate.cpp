#include "core/jobs/remotestate.h"

#include "core/providers/jsonlimits.h"

namespace raskadr {

using nlohmann::json;

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
