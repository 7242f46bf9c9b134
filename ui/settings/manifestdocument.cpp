#include "ui/settings/manifestdocument.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace raskadr::ui {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

struct ManifestDocumentWords
{
    Q_DECLARE_TR_FUNCTIONS(ManifestDocument)
};

std::string text(const QString& words)
{
    return words.toStdString();
}

constexpr std::array<std::string_view, 44> orderOfKeys{"manifestVersion",
                                                       "provider",
                                                       "model",
                                                       "models",
                                                       "id",
                                                       "name",
                                                       "nameRu",
                                                       "local",
                                                       "free",
                                                       "baseUrl",
                                                       "origins",
                                                       "auth",
                                                       "kind",
                                                       "secrets",
                                                       "settings",
                                                       "headers",
                                                       "produces",
                                                       "flow",
                                                       "seed",
                                                       "params",
                                                       "type",
                                                       "required",
                                                       "title",
                                                       "x-titleRu",
                                                       "default",
                                                       "properties",
                                                       "inputs",
                                                       "steps",
                                                       "upload",
                                                       "submit",
                                                       "poll",
                                                       "cancel",
                                                       "method",
                                                       "url",
                                                       "query",
                                                       "body",
                                                       "save",
                                                       "status",
                                                       "rejectOn",
                                                       "outputs",
                                                       "usage",
                                                       "price",
                                                       "error",
                                                       "limits"};

std::size_t rankOfKey(const std::string& key)
{
    return std::size_t(std::find(orderOfKeys.begin(), orderOfKeys.end(), key)
                       - orderOfKeys.begin());
}

// What the names of parameters, variables and services are stays as it comes: only the grammar has
// an order.
ordered_json inOrder(const json& value)
{
    if (value.is_array()) {
        ordered_json items = ordered_json::array();
        for (const json& item : value) {
            items.push_back(inOrder(item));
        }
        return items;
    }
    if (!value.is_object()) {
        return ordered_json::parse(value.dump());
    }
    std::vector<std::string> keys;
    for (const auto& member : value.items()) {
        keys.push_back(member.key());
    }
    std::stable_sort(keys.begin(), keys.end(), [](const std::string& a, const std::string& b) {
        return rankOfKey(a) < rankOfKey(b);
    });
    ordered_json object = ordered_json::object();
    for (const std::string& key : keys) {
        object[key] = inOrder(value[key]);
    }
    return object;
}

QByteArray document(const json& provider, const json& models)
{
    json root{{"manifestVersion", 1}, {"provider", provider}};
    if (models.size() == 1) {
        root["model"] = models.front();
    } else {
        root["models"] = models;
    }
    return QByteArray::fromStdString(inOrder(root).dump(2)) + '\n';
}

// A picture from words, as most services take it.
json newModel(const std::string& id)
{
    json model = json::parse(R"({
        "name": "New model",
        "produces": "image", "flow": "sync", "seed": null,
        "params": {"type": "object", "required": ["prompt"], "properties": {
            "prompt": {"type": "string", "minLength": 1, "title": "Prompt",
                       "x-widget": "prompt"},
            "size": {"type": "string", "enum": ["1024x1024", "1536x1024", "1024x1536"],
                     "default": "1024x1024", "title": "Size"}}},
        "steps": {"submit": {"method": "POST", "url": "{base}/images/generations", "retrySafe": false,
            "body": {"type": "json", "value": {"model": "new-model", "prompt": {"$param": "prompt"},
                                               "size": {"$param": "size"}}}}},
        "outputs": [{"from": "submit", "each": ["/data"], "value": "/b64_json", "as": "base64",
                     "mime": "sniff"}]})");
    model["id"] = id;
    model["nameRu"] = text(ManifestDocumentWords::tr("New model"));
    json& properties = model["params"]["properties"];
    properties["prompt"]["x-titleRu"] = text(ManifestDocumentWords::tr("Prompt"));
    properties["size"]["x-titleRu"] = text(ManifestDocumentWords::tr("Size"));
    return model;
}

} // namespace

QByteArray manifestDocument(const QByteArray& provider, const QList<QByteArray>& models)
{
    const auto read = [](const QByteArray& bytes) {
        return json::parse(bytes.constBegin(), bytes.constEnd(), nullptr, false);
    };
    json owner = read(provider);
    if (!owner.is_object()) {
        return {};
    }
    owner.erase("manifestVersion");
    json list = json::array();
    for (const QByteArray& bytes : models) {
        json model = read(bytes);
        if (!model.is_object()) {
            return {};
        }
        // The document itself says whose they are.
        model.erase("provider");
        model.erase("manifestVersion");
        list.push_back(std::move(model));
    }
    return document(owner, list);
}

QByteArray newModelDocument(const QByteArray& provider)
{
    json owner = json::parse(provider.constBegin(), provider.constEnd(), nullptr, false);
    if (!owner.is_object() || !owner.contains("id") || !owner["id"].is_string()) {
        return newProviderDocument();
    }
    owner.erase("manifestVersion");
    return document(owner, json::array({newModel(owner["id"].get<std::string>() + ".new-model")}));
}

QByteArray newProviderDocument()
{
    json provider = json::parse(R"({
        "id": "my-service", "name": "My service",
        "baseUrl": "https://api.example.com/v1",
        "auth": {"kind": "header", "name": "Authorization", "value": "Bearer {secret.key}",
                 "secrets": ["key"]},
        "error": {"message": ["/error/message"], "rules": [
            {"when": {"http": [401]}, "class": "auth_invalid"},
            {"when": {"http": [402]}, "class": "insufficient_funds"},
            {"when": {"http": [429]}, "class": "rate_limited"},
            {"when": {"http": [400, 422]}, "class": "invalid_input"}]},
        "limits": {"concurrency": 2}})");
    provider["nameRu"] = text(ManifestDocumentWords::tr("My service"));
    return document(provider, json::array({newModel("my-service.new-model")}));
}

} // namespace raskadr::ui
