#include "core/providers/schemashapes.h"

#include "core/providers/jsonpointer.h"
#include "core/providers/schemaproperty.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

bool isConstant(const json& description, const SchemaRoots& roots, const std::string& value)
{
    const auto resolved = resolvedReference(description, roots, {});
    if (!resolved || !(*resolved)->is_object()) {
        return false;
    }
    const json& property = **resolved;
    return property.value("const", json()) == value
        || property.value("enum", json()) == json::array({value});
}

// A schema that is one of several, as the body of one address for many models: the one in which
// some parameter can only be `variant`.
Checked<const json*> variantOf(const json& schema, const SchemaRoots& roots, const QString& variant,
                               const QString& place)
{
    const char* key = schema.is_object() && schema.contains("oneOf") ? "oneOf" : "anyOf";
    if (variant.isEmpty() || !schema.is_object() || !schema.contains(key)
        || !schema[key].is_array()) {
        return &schema;
    }
    const QString here = place + u'/' + QString::fromLatin1(key);
    if (schema[key].size() > maxProperties) {
        return refused(here, ManifestFault::TooMuch, QString::number(maxProperties));
    }
    for (std::size_t i = 0; i < schema[key].size(); ++i) {
        const auto one = resolvedReference(schema[key][i], roots, here + u"/%1"_s.arg(i));
        if (!one) {
            return refused(one.error());
        }
        const json properties = (*one)->is_object() ? (*one)->value("properties", json()) : json();
        if (properties.is_object()
            && std::any_of(properties.begin(), properties.end(), [&](const json& property) {
                   return isConstant(property, roots, variant.toStdString());
               })) {
            return *one;
        }
    }
    return refused(here, ManifestFault::NotOneOf, variant);
}

Checked<json> fromSchema(const json& schema, const SchemaRoots& roots, const QString& place)
{
    if (!schema.is_object() || !schema.contains("properties")) {
        return refused(place + u"/properties"_s, ManifestFault::Missing);
    }
    const json& described = schema["properties"];
    if (!described.is_object()) {
        return refused(place + u"/properties"_s, ManifestFault::NotAnObject);
    }
    if (described.size() > maxProperties) {
        return refused(place + u"/properties"_s, ManifestFault::TooMuch,
                       QString::number(maxProperties));
    }
    json published{{"properties", json::object()}, {"required", json::array()}};
    SchemaPropertyReader reader(roots);
    for (const auto& [name, description] : described.items()) {
        auto property = reader.read(
            description, place + u"/properties"_s + pointerStep(QString::fromStdString(name)));
        if (!property) {
            return refused(property.error());
        }
        if (!property->is_null()) {
            published["properties"][name] = std::move(*property);
        }
    }
    if (const auto required = schema.find("required");
        required != schema.end() && required->is_array()) {
        for (const json& name : *required) {
            if (name.is_string()) {
                published["required"].push_back(name);
            }
        }
    }
    return published;
}

// --- OpenAPI: the body of the one call that a model is

const json* bodyOf(const json& operation)
{
    const json* body = lookUp(operation, u"/post/requestBody/content/application~1json/schema"_s);
    return body && body->is_object() ? body : nullptr;
}

Checked<json> fromOpenApi(const json& document, const SchemaRoots& roots, const QString& match,
                          const QString& place)
{
    // "/v1/videos#small": the address, and which of several bodies it takes.
    const QString address = match.section(u'#', 0, 0);
    const json* paths = lookUp(document, u"/paths"_s);
    if (!paths || !paths->is_object()) {
        return refused(place + u"/paths"_s, ManifestFault::Missing);
    }
    const json* found = nullptr;
    QString foundAt;
    for (const auto& [path, operation] : paths->items()) {
        const QString text = QString::fromStdString(path);
        const json* body = bodyOf(operation);
        if (body && (address.isEmpty() || text.endsWith(address)) && !found) {
            found = body;
            foundAt = place + u"/paths"_s + pointerStep(text);
        }
    }
    if (!found) {
        return refused(place + u"/paths"_s, ManifestFault::Missing);
    }
    auto schema = resolvedReference(*found, roots, foundAt);
    if (schema) {
        schema = variantOf(**schema, roots, match.section(u'#', 1), foundAt);
    }
    return schema ? fromSchema(**schema, roots, foundAt) : refused(schema.error());
}

// --- ComfyUI's description of a node: [type or choices, {"default", "min", "max", "step"}]

json fromNodeInput(const json& input)
{
    if (!input.is_array() || input.empty()) {
        return nullptr;
    }
    json schema = json::object();
    if (input[0].is_array()) {
        schema["enum"] = input[0];
    } else if (input[0] == "INT") {
        schema["type"] = "integer";
    } else if (input[0] == "FLOAT") {
        schema["type"] = "number";
    } else if (input[0] == "STRING") {
        schema["type"] = "string";
    } else if (input[0] == "BOOLEAN") {
        schema["type"] = "boolean";
    } else {
        return nullptr; // the output of another node
    }
    if (input.size() > 1 && input[1].is_object()) {
        for (const auto& [from, to] :
             {std::pair{"default", "default"}, {"min", "minimum"}, {"max", "maximum"}}) {
            if (input[1].contains(from)) {
                schema[to] = input[1][from];
            }
        }
    }
    return schema;
}

json nodeSchema(const json& node)
{
    json schema{{"properties", json::object()}, {"required", json::array()}};
    for (const char* group : {"required", "optional"}) {
        if (!node.is_object() || !node.contains(group) || !node[group].is_object()) {
            continue;
        }
        for (const auto& [name, input] : node[group].items()) {
            json property = fromNodeInput(input);
            if (property.is_null()) {
                continue;
            }
            schema["properties"][name] = std::move(property);
            if (std::string_view(group) == "required") {
                schema["required"].push_back(name);
            }
        }
    }
    return schema;
}

// --- SwarmUI's list of parameters

json listedSchema(const json& list)
{
    static const std::map<std::string, const char*> types{
        {"integer", "integer"}, {"decimal", "number"},  {"boolean", "boolean"},
        {"text", "string"},     {"dropdown", "string"}, {"model", "string"}};
    json schema{{"properties", json::object()}, {"required", json::array()}};
    int order = 0;
    for (const json& entry : list) {
        const auto type =
            entry.is_object() ? types.find(textIn(entry, "type").toStdString()) : types.end();
        const std::string id = entry.is_object() ? textIn(entry, "id").toStdString() : "";
        if (id.empty() || type == types.end()) {
            continue;
        }
        json property{{"type", type->second}, {"x-order", ++order}};
        for (const auto& [from, to] : {std::pair{"name", "title"},
                                       {"description", "description"},
                                       {"default", "default"},
                                       {"min", "minimum"},
                                       {"max", "maximum"},
                                       {"values", "enum"}}) {
            if (entry.contains(from) && !entry[from].is_null()) {
                property[to] = entry[from];
            }
        }
        schema["properties"][id] = std::move(property);
    }
    return schema;
}

// --- a list of models that each say what they support

// "supported_durations": [5, 10] is a choice of "duration".
std::string parameterOf(const std::string& key)
{
    static const std::string prefix = "supported_";
    if (!key.starts_with(prefix)) {
        return {};
    }
    std::string name = key.substr(prefix.size());
    if (name.ends_with('s')) {
        name.pop_back();
    }
    return name;
}

json modelsSchema(const json& list, const QString& match)
{
    json schema{{"properties", json::object()}, {"required", json::array()}};
    json& properties = schema["properties"];
    for (const json& model : list) {
        const QString id = model.is_object() ? textIn(model, "id") : QString();
        if (id.isEmpty() || (!match.isEmpty() && id != match)) {
            continue;
        }
        if (match.isEmpty()) {
            properties["model"]["enum"].push_back(id.toStdString());
            const QString name = textIn(model, "name");
            properties["model"]["x-enumTitles"].push_back(
                (name.isEmpty() ? id : name).toStdString());
        }
        json own = json::object();
        for (const auto& [key, values] : model.items()) {
            const std::string parameter = parameterOf(key);
            if (parameter.empty() || !values.is_array()) {
                continue;
            }
            for (const json& value : values) {
                json& choices = properties[parameter]["enum"];
                if (!value.is_primitive() || value.is_null()) {
                    continue;
                }
                if (std::find(choices.begin(), choices.end(), value) == choices.end()) {
                    choices.push_back(value);
                }
                own[parameter]["enum"].push_back(value);
            }
        }
        schema["rules"].push_back({{"model", id.toStdString()}, {"properties", std::move(own)}});
    }
    return schema;
}

} // namespace

Checked<json> publishedSchema(const json& source, const json& answer)
{
    const QString pointer = textIn(source, "pointer");
    const QString match = textIn(source, "match");
    const std::string format = source["format"].get<std::string>();
    const json* document = lookUp(answer, pointer);
    if (!document) {
        return refused(pointer, ManifestFault::Missing);
    }
    const SchemaRoots roots{answer, pointer};
    if (format == "json_schema") {
        auto schema = resolvedReference(*document, roots, pointer);
        if (schema) {
            schema = variantOf(**schema, roots, match, pointer);
        }
        return schema ? fromSchema(**schema, roots, pointer) : refused(schema.error());
    }
    if (format == "openapi") {
        return fromOpenApi(*document, roots, match, pointer);
    }
    if (format == "object_info") {
        return fromSchema(nodeSchema(*document), roots, pointer);
    }
    if (!document->is_array()) {
        return refused(pointer, ManifestFault::NotAnArray);
    }
    if (document->size() > maxPublishedModels) {
        return refused(pointer, ManifestFault::TooMuch, QString::number(maxPublishedModels));
    }
    if (format == "param_list") {
        return fromSchema(listedSchema(*document), roots, pointer);
    }
    const json models = modelsSchema(*document, match);
    auto published = fromSchema(models, roots, pointer);
    if (published && match.isEmpty() && models.contains("rules")) {
        (*published)["rules"] = models["rules"];
    }
    return published;
}

Checked<json> publishedChoices(const QString& pointer, const json& answer)
{
    const json* list = lookUp(answer, pointer);
    if (!list) {
        return refused(pointer, ManifestFault::Missing);
    }
    if (!list->is_array()) {
        return refused(pointer, ManifestFault::NotAnArray);
    }
    json choices{{"enum", json::array()}};
    json titles = json::array();
    bool isNamed = false;
    for (const json& entry : *list) {
        if (entry.is_primitive() && !entry.is_null()) {
            choices["enum"].push_back(entry);
            titles.push_back(entry.is_string() ? entry : json(entry.dump()));
        } else if (entry.is_object()) {
            QString id;
            for (const char* key : {"id", "name", "title", "model_name", "key"}) {
                id = id.isEmpty() ? textIn(entry, key) : id;
            }
            if (id.isEmpty()) {
                continue;
            }
            const QString name = textIn(entry, "name");
            isNamed = isNamed || (!name.isEmpty() && name != id);
            choices["enum"].push_back(id.toStdString());
            titles.push_back((name.isEmpty() ? id : name).toStdString());
        }
    }
    if (choices["enum"].size() > maxChoices) {
        return refused(pointer, ManifestFault::TooMuch, QString::number(maxChoices));
    }
    if (isNamed) {
        choices["x-enumTitles"] = std::move(titles);
    }
    return choices;
}

} // namespace raskadr
