#include "core/providers/grammar.h"
#include "core/providers/jsonpointer.h"

#include <array>

namespace raskadr::grammar {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr const char* conversions[]{"string", "integer", "number"};
constexpr const char* fileFacts[]{"name", "hashName", "content", "mime", "size", "sha1", "sha256"};
constexpr const char* clocks[]{"s", "ms"};
constexpr const char* transports[]{"refused", "unreachable", "dns", "tls", "timeout", "reset"};

Checked<> conversion(const json& value, const QString& place, Scope&)
{
    return checkChoice(value, place, conversions);
}

Checked<> fileFact(const json& value, const QString& place, Scope&)
{
    return checkChoice(value, place, fileFacts);
}

Checked<> clock(const json& value, const QString& place, Scope&)
{
    return checkChoice(value, place, clocks);
}

Checked<> transport(const json& value, const QString& place, Scope&)
{
    return checkChoice(value, place, transports);
}

Checked<> onlyTrue(const json& value, const QString& place, Scope&)
{
    return value == true ? Checked<>() : refused(place, ManifestFault::NotOneOf, u"true"_s);
}

Checked<> inputName(const json& value, const QString& place, Scope& scope)
{
    if (auto done = filledText(value, place, scope); !done) {
        return done;
    }
    scope.references.append(
        {ReferenceKind::Input, QString::fromStdString(value.get_ref<const std::string&>()), place});
    return {};
}

Checked<> variableName(const json& value, const QString& place, Scope& scope)
{
    if (auto done = filledText(value, place, scope); !done) {
        return done;
    }
    scope.references.append({ReferenceKind::Variable,
                             QString::fromStdString(value.get_ref<const std::string&>()), place});
    return {};
}

Checked<> settingName(const json& value, const QString& place, Scope& scope)
{
    if (auto done = filledText(value, place, scope); !done) {
        return done;
    }
    scope.references.append({ReferenceKind::Setting,
                             QString::fromStdString(value.get_ref<const std::string&>()), place});
    return {};
}

constexpr const char* patchVerbs[]{"add", "remove", "replace", "copy", "move", "test"};

Checked<> patchVerb(const json& value, const QString& place, Scope&)
{
    return checkChoice(value, place, patchVerbs);
}

Checked<> plainPointer(const json& value, const QString& place, Scope&)
{
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    return isPointer(QString::fromStdString(value.get<std::string>()))
        ? Checked<>()
        : refused(place, ManifestFault::BadPointer);
}

Checked<> patchOperation(const json& value, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"op", patchVerb, true},
                                {"path", plainPointer, true},
                                {"from", plainPointer},
                                {"value", grammar::value}};
    return checkObject(value, place, scope, keys);
}

// The base stands as it is, and every place that is patched has to be there.
Checked<> patch(const json& patch, const QString& place, Scope& scope)
{
    static constexpr Key keys[]{{"base", anything, true}, {"ops", list<patchOperation>, true}};
    if (auto done = checkObject(patch, place, scope, keys); !done) {
        return done;
    }
    json document = patch["base"];
    for (std::size_t i = 0; i < patch["ops"].size(); ++i) {
        try {
            document = document.patch(json::array({patch["ops"][i]}));
        } catch (const json::exception&) {
            return refused(place + u"/ops/%1"_s.arg(i), ManifestFault::BadPatch);
        }
    }
    return {};
}

struct Directive
{
    const char* name;
    std::span<const Key> keys;
};

constexpr Key parameterKeys[]{{"$param", parameterName, true},
                              {"default", scalar},
                              {"map", members<scalar>},
                              {"as", conversion}};
constexpr Key inputKeys[]{{"$input", inputName, true}, {"index", count<0, 99>}, {"all", flag}};
constexpr Key eachKeys[]{{"$each", value, true}, {"do", value, true}};
constexpr Key ifKeys[]{{"$if", condition, true}, {"then", value, true}, {"else", value}};
constexpr Key variableKeys[]{{"$var", variableName, true}, {"as", conversion}};
constexpr Key itemKeys[]{{"$item", plainPointer, true}};
constexpr Key fileKeys[]{{"$file", fileFact, true}};
constexpr Key concatKeys[]{{"$concat", list<value>, true}};
constexpr Key patchKeys[]{{"$patch", patch, true}};
constexpr Key nowKeys[]{{"$now", count<-1'000'000'000, 1'000'000'000>, true}, {"unit", clock}};
constexpr Key uuidKeys[]{{"$uuid", onlyTrue, true}};
constexpr Key settingKeys[]{{"$setting", settingName, true}, {"as", conversion}};
constexpr Key textKeys[]{{"$text", templated, true}};

constexpr std::array directives = std::to_array<Directive>({
    {"$param", parameterKeys},
    {"$input", inputKeys},
    {"$each", eachKeys},
    {"$if", ifKeys},
    {"$var", variableKeys},
    {"$item", itemKeys},
    {"$file", fileKeys},
    {"$concat", concatKeys},
    {"$patch", patchKeys},
    {"$now", nowKeys},
    {"$uuid", uuidKeys},
    {"$setting", settingKeys},
    {"$text", textKeys},
});

// A pointer into the answer, or a directive.
Checked<> operand(const json& value, const QString& place, Scope& scope)
{
    return value.is_object() ? grammar::value(value, place, scope) : pointer(value, place, scope);
}

// A pair whose second is of the kind that `second` checks.
Checked<> operandAnd(const json& value, const QString& place, Scope& scope, Check second)
{
    if (!value.is_array()) {
        return refused(place, ManifestFault::NotAnArray);
    }
    if (value.size() != 2) {
        return refused(place, ManifestFault::OutOfRange, u"2"_s);
    }
    if (auto done = operand(value[0], place + u"/0"_s, scope); !done) {
        return done;
    }
    return second(value[1], place + u"/1"_s, scope);
}

Checked<> equals(const json& value, const QString& place, Scope& scope)
{
    return operandAnd(value, place, scope, anything);
}

Checked<> among(const json& value, const QString& place, Scope& scope)
{
    return operandAnd(value, place, scope, filledList<anything>);
}

Checked<> contains(const json& value, const QString& place, Scope& scope)
{
    return operandAnd(value, place, scope, grammar::value);
}

Checked<> matches(const json& value, const QString& place, Scope& scope)
{
    return operandAnd(value, place, scope, pattern);
}

Checked<> headerCondition(const json& value, const QString& place, Scope& scope)
{
    if (auto done = checkList(value, place, scope, filledText, 2, false); !done) {
        return done;
    }
    if (auto done = headerName(value[0], place + u"/0"_s, scope); !done) {
        return done;
    }
    return value.size() == 2 ? pattern(value[1], place + u"/1"_s, scope) : Checked<>();
}

constexpr Key conditionKeys[]{
    {"exists", operand},
    {"nonEmpty", operand},
    {"equals", equals},
    {"in", among},
    {"contains", contains},
    {"matches", matches},
    {"http", filledList<count<100, 599>>},
    {"header", headerCondition},
    {"transport", filledList<transport>},
    {"emptyBody", flag},
    {"all", filledList<condition>},
    {"any", filledList<condition>},
    {"not", condition},
};

} // namespace

Checked<> value(const json& value, const QString& place, Scope& scope)
{
    const SecretsBanned banned(scope);
    if (value.is_array()) {
        return checkList(value, place, scope, grammar::value, 1000);
    }
    if (!value.is_object()) {
        return value.is_string() ? text(value, place, scope) : Checked<>();
    }
    for (const auto& [name, member] : value.items()) {
        if (!name.starts_with('$')) {
            continue;
        }
        for (const Directive& directive : directives) {
            if (name == directive.name) {
                return checkObject(value, place, scope, directive.keys);
            }
        }
        const QString stranger = QString::fromStdString(name);
        return refused(place + pointerStep(stranger), ManifestFault::UnknownDirective, stranger);
    }
    return checkMembers(value, place, scope, grammar::value);
}

Checked<> condition(const json& value, const QString& place, Scope& scope)
{
    if (auto done = checkObject(value, place, scope, conditionKeys); !done) {
        return done;
    }
    // Two in one object would leave it open whether both have to hold.
    return value.size() == 1 ? Checked<>() : refused(place, ManifestFault::OutOfRange, u"1"_s);
}

Checked<> source(const json& value, const QString& place, Scope& scope)
{
    if (value.is_string()) {
        return pointer(value, place, scope);
    }
    static constexpr Key keys[]{{"pointer", pointer},
                                {"header", headerName},
                                {"parseJson", plainPointer},
                                {"regex", pattern},
                                {"optional", flag}};
    if (auto done = checkObject(value, place, scope, keys); !done) {
        return done;
    }
    return value.contains("pointer") != value.contains("header")
        ? Checked<>()
        : refused(place + u"/pointer"_s, ManifestFault::Missing);
}

} // namespace raskadr::grammar
