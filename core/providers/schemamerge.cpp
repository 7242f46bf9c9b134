#include "core/providers/schemamerge.h"

#include "core/providers/jsonpointer.h"
#include "core/providers/parameterschema.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int orderOfNew = 50; // behind what the manifest arranges
constexpr const char* bounds[]{"minimum",    "maximum",   "exclusiveMinimum", "exclusiveMaximum",
                               "multipleOf", "minLength", "maxLength",        "items",
                               "minItems",   "maxItems"};

QString place(const std::string& name)
{
    return u"/properties"_s + pointerStep(QString::fromStdString(name));
}

std::optional<ManifestProblem> problemOf(const json& property)
{
    const json schema{{"type", "object"}, {"properties", {{"it", property}}}};
    const auto read = ParameterSchema::read(schema);
    return read ? std::nullopt : std::optional(read.error());
}

// The titles of choices that stay, by the choice.
void retitle(json& property, const json& before, const json& published)
{
    for (const char* key : {"x-enumTitles", "x-enumTitlesRu"}) {
        property.erase(key);
        const bool hadTitles = before.contains(key) && before.contains("enum")
            && before[key].size() == before["enum"].size();
        const json& titles = std::string_view(key) == "x-enumTitles" && published.contains(key)
            ? published[key]
            : json();
        if (!hadTitles && titles.is_null()) {
            continue;
        }
        for (std::size_t i = 0; i < property["enum"].size(); ++i) {
            const json& choice = property["enum"][i];
            json title = titles.is_array() && i < titles.size() && titles[i].is_string() ? titles[i]
                : choice.is_string()                                                     ? choice
                                     : json(choice.dump());
            for (std::size_t old = 0; hadTitles && old < before["enum"].size(); ++old) {
                if (before["enum"][old] == choice) {
                    title = before[key][old];
                }
            }
            property[key].push_back(std::move(title));
        }
    }
}

void takeChoices(json& property, const json& before, const json& published)
{
    if (!published.contains("enum")) {
        return;
    }
    if (property.contains("enum") && property["enum"] == published["enum"]) {
        return; // with the titles that it has
    }
    property["enum"] = published["enum"];
    retitle(property, before, published);
}

// The default that the manifest chose, if it still fits; else that of the service; else none.
Checked<> settleDefault(json& property, const json& published, const QString& at)
{
    if (!problemOf(property)) {
        return {};
    }
    property.erase("default");
    if (published.contains("default")) {
        json with = property;
        with["default"] = published["default"];
        if (!problemOf(with)) {
            property = std::move(with);
            return {};
        }
    }
    const auto problem = problemOf(property);
    return problem ? refused(at, problem->fault, problem->expected) : Checked<>();
}

Checked<> mergeProperty(json& property, const json& published, const QString& at)
{
    const json before = property;
    const bool sameType = !published.contains("type") || !before.contains("type")
        || before["type"] == published["type"];
    if (!sameType) {
        for (const char* key : bounds) {
            property.erase(key);
        }
        property.erase("enum");
        property.erase("pattern");
    }
    if (published.contains("type")) {
        property["type"] = published["type"];
    }
    if (published.contains("enum")) {
        // Bounds would say the same again, or something else.
        for (const char* key : bounds) {
            property.erase(key);
        }
        property.erase("pattern");
        takeChoices(property, before, published);
    } else {
        for (const char* key : bounds) {
            if (published.contains(key)) {
                property[key] = published[key];
            }
        }
    }
    if (property.contains("enum") != property.contains("x-enumTitles")
        && !property.contains("enum")) {
        property.erase("x-enumTitles");
        property.erase("x-enumTitlesRu");
    }
    for (const char* key : {"title", "description"}) {
        if (!property.contains(key) && published.contains(key)) {
            property[key] = published[key];
        }
    }
    if (!property.contains("default") && published.contains("default")) {
        json with = property;
        with["default"] = published["default"];
        if (!problemOf(with)) {
            property = std::move(with);
        }
    }
    return settleDefault(property, published, at);
}

// --- where a request holds the parameters by their own names

bool isPlainMember(const std::string& key, const json& value)
{
    return value.is_object() && value.contains("$param") && value["$param"] == key
        && !value.contains("map");
}

void findHolder(json& value, json*& best, std::size_t& most)
{
    if (value.is_object()) {
        std::size_t count = 0;
        for (const auto& [key, member] : value.items()) {
            count += isPlainMember(key, member) ? 1 : 0;
        }
        if (count > most) {
            most = count;
            best = &value;
        }
    }
    if (value.is_structured()) {
        for (json& part : value) {
            findHolder(part, best, most);
        }
    }
}

int usesOf(const json& value, const std::string& name)
{
    int uses = 0;
    if (value.is_string()) {
        return value.get_ref<const std::string&>().find("{param." + name + "}")
            != std::string::npos;
    }
    if (value.is_object() && value.contains("$param") && value["$param"] == name) {
        ++uses;
    }
    if (value.is_structured()) {
        for (const json& part : value) {
            uses += usesOf(part, name);
        }
    }
    return uses;
}

// Whether anything but its own member of the request needs the parameter.
bool isNeeded(const json& record, const json& property, const std::string& name)
{
    if (property.contains("x-widget") || property.contains("x-enumFrom")) {
        return true;
    }
    json others = record;
    others.erase("params");
    const bool isCounted = record.contains("price") && record["price"].is_object()
        && record["price"].value("outputs", std::string()) == name;
    const json seed = record.value("seed", json());
    const bool isSeed =
        seed == name || (seed.is_object() && seed.value("sent", std::string()) == name);
    return isCounted || isSeed || usesOf(others, name) > 1;
}

void addNew(json& record, json& holder, const json& published)
{
    json& properties = record["params"]["properties"];
    int order = orderOfNew;
    for (const auto& [name, description] : published["properties"].items()) {
        // A member of this name is something else: an input, a constant.
        if (properties.contains(name) || holder.contains(name) || problemOf(description)) {
            continue;
        }
        json property = description;
        property["x-order"] = orderOfNew + property.value("x-order", order - orderOfNew);
        ++order;
        properties[name] = std::move(property);
        holder[name] = json{{"$param", name}};
    }
}

void removeGone(json& record, json& holder, const json& published)
{
    json& properties = record["params"]["properties"];
    std::vector<std::string> gone;
    for (const auto& [name, member] : holder.items()) {
        if (isPlainMember(name, member) && properties.contains(name)
            && !published["properties"].contains(name)
            && !isNeeded(record, properties[name], name)) {
            gone.push_back(name);
        }
    }
    for (const std::string& name : gone) {
        properties.erase(name);
        holder.erase(name);
    }
}

void settleRequired(json& record, const json& holder, const json& published)
{
    json& params = record["params"];
    const json before = params.value("required", json::array());
    const json& wanted = published["required"];
    const auto has = [](const json& names, const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    json required = json::array();
    for (const auto& [name, property] : params["properties"].items()) {
        const bool isPlain = holder.contains(name) && isPlainMember(name, holder[name]);
        const bool isSaid =
            isPlain && published["properties"].contains(name) && !property.contains("x-widget");
        if (isSaid ? has(wanted, name) : has(before, name)) {
            required.push_back(name);
        }
    }
    // The order of the manifest where it says the same.
    const auto sorted = [](json names) {
        std::sort(names.begin(), names.end());
        return names;
    };
    if (sorted(required) != sorted(before)) {
        params["required"] = std::move(required);
    }
}

// What each model of a list leaves of the choices, as rules of the schema.
void takeRules(json& record, const json& holder, const json& rules)
{
    json& params = record["params"];
    json list = json::array();
    for (const json& rule : rules) {
        json then = json::object();
        for (const auto& [name, choices] : rule["properties"].items()) {
            const bool isOwn = holder.contains(name) && isPlainMember(name, holder[name])
                && params["properties"].contains(name)
                && params["properties"][name].contains("enum");
            if (isOwn && choices["enum"].size() < params["properties"][name]["enum"].size()) {
                then[name] = {{"enum", choices["enum"]}};
            }
        }
        if (!then.empty()) {
            list.push_back({{"if",
                             {{"properties", {{"model", {{"const", rule["model"]}}}}},
                              {"required", json::array({"model"})}}},
                            {"then", {{"properties", std::move(then)}}}});
        }
    }
    if (list.empty()) {
        params.erase("allOf");
    } else {
        params["allOf"] = std::move(list);
    }
}

} // namespace

Checked<> mergeParameters(json& record, const json& published, bool restrictOnly, const QString& at)
{
    if (!record.contains("params") || !record["params"].contains("properties")) {
        return refused(u"/params"_s, ManifestFault::Missing);
    }
    json* holder = nullptr;
    std::size_t most = 0;
    if (record.contains("steps")) {
        findHolder(record["steps"], holder, most);
    }
    for (auto& [name, property] : record["params"]["properties"].items()) {
        const bool isOwnName =
            holder && holder->contains(name) && isPlainMember(name, (*holder)[name]);
        if (isOwnName && published["properties"].contains(name)) {
            if (auto done =
                    mergeProperty(property, published["properties"][name], at + place(name));
                !done) {
                return done;
            }
        }
    }
    if (holder && published.contains("rules") && record["params"]["properties"].contains("model")) {
        takeRules(record, *holder, published["rules"]);
    }
    if (holder && !restrictOnly) {
        addNew(record, *holder, published);
        removeGone(record, *holder, published);
        settleRequired(record, *holder, published);
    }
    return {};
}

Checked<> mergeChoices(json& record, const QString& parameter, const json& choices)
{
    const std::string name = parameter.toStdString();
    if (choices["enum"].empty() || !record.contains("params")
        || !record["params"]["properties"].contains(name)) {
        return {};
    }
    json& property = record["params"]["properties"][name];
    const json before = property;
    for (const char* key : bounds) {
        property.erase(key);
    }
    takeChoices(property, before, choices);
    return settleDefault(property, json::object(), u"/params"_s + place(name));
}

} // namespace raskadr
