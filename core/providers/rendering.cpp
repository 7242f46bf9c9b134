#include "core/providers/jsonpointer.h"
#include "core/providers/parametercheck.h"
#include "core/providers/surroundings.h"
#include "core/providers/texttemplate.h"

#include <QRegularExpression>

#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

using Rendered = std::optional<json>;

QString nameIn(const json& directive, const char* key)
{
    return QString::fromStdString(directive[key].get_ref<const std::string&>());
}

Rendered converted(json value, const json& directive)
{
    if (!directive.contains("as")) {
        return value;
    }
    const std::string as = directive["as"].get<std::string>();
    const auto text = plainText(value);
    if (!text) {
        return std::nullopt;
    }
    if (as == "string") {
        return json(text->toStdString());
    }
    if (value.is_number() && as == "number") {
        return value;
    }
    bool isNumber = false;
    if (as == "number") {
        const double number = text->toDouble(&isNumber);
        return isNumber && std::isfinite(number) ? Rendered(number) : std::nullopt;
    }
    if (const qint64 whole = text->toLongLong(&isNumber); isNumber) {
        return json(whole);
    }
    const quint64 large = text->toULongLong(&isNumber);
    return isNumber ? Rendered(large) : std::nullopt;
}

Rendered parameter(const json& directive, const Surroundings& at)
{
    const auto value = at.parameters.find(directive["$param"].get<std::string>());
    json chosen;
    if (value != at.parameters.end() && !value->is_null()) {
        chosen = *value;
    } else if (directive.contains("default")) {
        chosen = directive["default"];
    } else {
        return std::nullopt;
    }
    if (directive.contains("map")) {
        const auto mapped = directive["map"].find(jsonText(chosen).toStdString());
        if (mapped != directive["map"].end()) {
            chosen = *mapped;
        }
    }
    return converted(std::move(chosen), directive);
}

json valueOf(int index, const Surroundings& at)
{
    const PlannedInput& input = at.inputs.at(index);
    const bool isSpokenFor = input.form == InputForm::Url || input.form == InputForm::Upload
        || input.form == InputForm::Relay;
    return isSpokenFor ? input.value : markerFor({index, input.form});
}

Rendered input(const json& directive, const Surroundings& at)
{
    const QString slot = nameIn(directive, "$input");
    json all = json::array();
    for (int i = 0; i < at.inputs.size(); ++i) {
        if (at.inputs.at(i).input.slot == slot) {
            all.push_back(valueOf(i, at));
        }
    }
    if (all.empty()) {
        return std::nullopt;
    }
    if (directive.value("all", false)) {
        return all;
    }
    const auto index = directive.value("index", std::size_t(0));
    return index < all.size() ? Rendered(all[index]) : std::nullopt;
}

Rendered each(const json& directive, const Surroundings& at)
{
    const Rendered list = rendered(directive["$each"], at);
    if (!list || !list->is_array()) {
        return std::nullopt;
    }
    json result = json::array();
    for (const json& item : *list) {
        if (Rendered one = rendered(directive["do"], at.at(item))) {
            result.push_back(std::move(*one));
        }
    }
    return result.empty() ? std::nullopt : Rendered(std::move(result));
}

Rendered chosen(const json& directive, const Surroundings& at)
{
    if (holds(directive["$if"], at)) {
        return rendered(directive["then"], at);
    }
    return directive.contains("else") ? rendered(directive["else"], at) : std::nullopt;
}

Rendered variable(const json& directive, const Surroundings& at)
{
    const auto value = at.variables.find(directive["$var"].get<std::string>());
    return value == at.variables.end() || value->is_null() ? std::nullopt
                                                           : converted(*value, directive);
}

Rendered setting(const json& directive, const Surroundings& at)
{
    const QString value = at.model.setting(nameIn(directive, "$setting"));
    return value.isEmpty() ? std::nullopt : converted(value.toStdString(), directive);
}

QString suffixOf(const QString& mime)
{
    static const QRegularExpression plain(u"^[a-z]+/([a-z0-9]{2,5})$"_s);
    const QString name = plain.match(mime).captured(1);
    return mime == u"image/jpeg"_s     ? u".jpg"_s
        : mime == u"video/quicktime"_s ? u".mov"_s
        : name.isEmpty()               ? QString()
                                       : u'.' + name;
}

Rendered fileFact(const json& directive, const Surroundings& at)
{
    if (at.file < 0) {
        return std::nullopt;
    }
    const ServiceInput& file = at.inputs.at(at.file).input;
    const QString fact = nameIn(directive, "$file");
    if (fact == u"content"_s) {
        return markerFor({at.file, InputForm::File});
    }
    if (fact == u"size"_s) {
        return json(file.size);
    }
    QString text = file.name;
    if (fact == u"mime"_s) {
        text = file.mime;
    } else if (fact == u"sha1"_s) {
        text = file.sha1;
    } else if (fact == u"sha256"_s) {
        text = file.sha256;
    } else if (fact == u"hashName"_s) {
        text = file.sha256 + suffixOf(file.mime);
    }
    return text.isEmpty() ? std::nullopt : Rendered(text.toStdString());
}

Rendered joined(const json& parts, const Surroundings& at)
{
    QString text;
    for (const json& part : parts) {
        if (const Rendered value = rendered(part, at)) {
            const auto piece = plainText(*value);
            if (!piece) {
                return std::nullopt;
            }
            text += *piece;
        }
    }
    return text.isEmpty() ? std::nullopt : Rendered(text.toStdString());
}

Rendered templated(const QString& text, const Surroundings& at)
{
    // Bodies have no keys, so that nothing stays named in what is expanded.
    const auto expanded = expandedHeader(text, at);
    return expanded && expanded->isPublic() && !expanded->pieces.isEmpty()
        ? Rendered(expanded->pieces.first().text.toStdString())
        : std::nullopt;
}

// Operations whose value comes to nothing are left out.
Rendered patched(const json& directive, const Surroundings& at)
{
    json operations = json::array();
    for (const json& operation : directive["ops"]) {
        json copy = operation;
        if (operation.contains("value")) {
            Rendered value = rendered(operation["value"], at);
            if (!value) {
                continue;
            }
            copy["value"] = std::move(*value);
        }
        operations.push_back(std::move(copy));
    }
    try {
        return directive["base"].patch(operations);
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

Rendered now(const json& directive, const Surroundings& at)
{
    const qint64 ms = at.moment.nowMs + directive["$now"].get<qint64>() * 1000;
    return json(directive.value("unit", std::string("s")) == "ms" ? ms : ms / 1000);
}

// Whether the values of this directive stand in an array in its place.
bool isSpliced(const json& value)
{
    return value.is_object()
        && (value.contains("$each") || (value.contains("$input") && value.value("all", false)));
}

Rendered renderedArray(const json& array, const Surroundings& at)
{
    json result = json::array();
    for (const json& element : array) {
        Rendered one = rendered(element, at);
        if (!one) {
            continue;
        }
        if (isSpliced(element) && one->is_array()) {
            result.insert(result.end(), one->begin(), one->end());
        } else {
            result.push_back(std::move(*one));
        }
    }
    return result;
}

Rendered renderedObject(const json& object, const Surroundings& at)
{
    json result = json::object();
    for (const auto& [key, member] : object.items()) {
        if (Rendered one = rendered(member, at)) {
            result[key] = std::move(*one);
        }
    }
    return result;
}

} // namespace

json markerFor(const InputMarker& marker)
{
    const auto index = static_cast<unsigned>(marker.input);
    return json::binary({std::uint8_t(index & 0xff), std::uint8_t(index >> 8 & 0xff)},
                        static_cast<std::uint8_t>(marker.form));
}

std::optional<InputMarker> markerIn(const json& value)
{
    if (!value.is_binary()) {
        return std::nullopt;
    }
    const auto& bytes = value.get_binary();
    return InputMarker{bytes[0] | bytes[1] << 8, static_cast<InputForm>(bytes.subtype())};
}

std::optional<json> rendered(const json& value, const Surroundings& at)
{
    if (value.is_array()) {
        return renderedArray(value, at);
    }
    if (!value.is_object()) {
        return value;
    }
    using Carry = Rendered (*)(const json&, const Surroundings&);
    static constexpr std::pair<const char*, Carry> directives[]{
        {"$param", parameter}, {"$input", input},     {"$each", each},     {"$if", chosen},
        {"$var", variable},    {"$setting", setting}, {"$file", fileFact}, {"$now", now},
    };
    for (const auto& [name, carry] : directives) {
        if (value.contains(name)) {
            return carry(value, at);
        }
    }
    if (value.contains("$item")) {
        const json* target = at.item ? lookUp(*at.item, nameIn(value, "$item")) : nullptr;
        return target && !target->is_null() ? Rendered(*target) : std::nullopt;
    }
    if (value.contains("$concat")) {
        return joined(value["$concat"], at);
    }
    if (value.contains("$patch")) {
        return patched(value["$patch"], at);
    }
    if (value.contains("$uuid")) {
        return json(at.moment.newUuid().toStdString());
    }
    if (value.contains("$text")) {
        return templated(nameIn(value, "$text"), at);
    }
    return renderedObject(value, at);
}

} // namespace raskadr
