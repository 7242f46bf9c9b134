#pragma once

// The grammar of manifests: every directive, and what may stand where; internal to this module.
// A check refuses with the place and the reason; after it the engine may rely on the shape.

#include "core/providers/manifestproblem.h"

#include <QList>
#include <QString>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>
#include <vector>

namespace raskadr::grammar {

enum class ReferenceKind { Parameter, Input, Step, Variable, Setting, Secret };

// A name that has to exist somewhere else in the manifest.
struct Reference
{
    ReferenceKind kind = ReferenceKind::Parameter;
    QString name;
    QString place;
};

// What the checks learn on their way.
struct Scope
{
    QList<Reference> references;
    QStringList variables; // that steps save
    bool secretsAllowed = false;
};

// Secrets stand in headers, never in addresses and bodies, not even where headers may have them.
class SecretsBanned
{
public:
    explicit SecretsBanned(Scope& scope)
        : m_scope(scope)
        , m_outer(std::exchange(scope.secretsAllowed, false))
    {
    }
    ~SecretsBanned() { m_scope.secretsAllowed = m_outer; }
    Q_DISABLE_COPY_MOVE(SecretsBanned)

private:
    Scope& m_scope;
    const bool m_outer;
};

using Check = Checked<> (*)(const nlohmann::json& value, const QString& place, Scope& scope);

struct Key
{
    const char* name;
    Check check;
    bool required = false;
};

// --- shapes

Checked<> checkObject(const nlohmann::json& value, const QString& place, Scope& scope,
                      std::span<const Key> keys);
Checked<> checkList(const nlohmann::json& value, const QString& place, Scope& scope, Check item,
                    std::size_t most = 200, bool mayBeEmpty = true);
Checked<> checkMembers(const nlohmann::json& value, const QString& place, Scope& scope,
                       Check member);
Checked<> checkChoice(const nlohmann::json& value, const QString& place,
                      std::span<const char* const> choices);
Checked<> checkCount(const nlohmann::json& value, const QString& place, qint64 least, qint64 most);

template <qint64 Least, qint64 Most>
Checked<> count(const nlohmann::json& value, const QString& place, Scope&)
{
    return checkCount(value, place, Least, Most);
}

template <Check Item>
Checked<> list(const nlohmann::json& value, const QString& place, Scope& scope)
{
    return checkList(value, place, scope, Item);
}

template <Check Item>
Checked<> filledList(const nlohmann::json& value, const QString& place, Scope& scope)
{
    return checkList(value, place, scope, Item, 200, false);
}

template <Check Item>
Checked<> oneOrMany(const nlohmann::json& value, const QString& place, Scope& scope)
{
    return value.is_array() ? checkList(value, place, scope, Item, 50, false)
                            : Item(value, place, scope);
}

template <Check Member>
Checked<> members(const nlohmann::json& value, const QString& place, Scope& scope)
{
    return checkMembers(value, place, scope, Member);
}

// --- words

Checked<> anything(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> text(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> filledText(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> flag(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> number(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> scalar(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> id(const nlohmann::json& value, const QString& place, Scope& scope);
// A pointer, in whose steps variables may stand: "/{job}/outputs".
Checked<> pointer(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> pattern(const nlohmann::json& value, const QString& place, Scope& scope);
// A text with variables: "Bearer {secret.key}".
Checked<> templated(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> url(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> origin(const nlohmann::json& value, const QString& place, Scope& scope);
// A page for people, opened in a browser: https, and nothing to fill in.
Checked<> webPage(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> headerName(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> headers(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> errorClass(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> parameterName(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> stepName(const nlohmann::json& value, const QString& place, Scope& scope);

// --- directives

// A value in which directives may stand: {"$param":"prompt"}.
Checked<> value(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> condition(const nlohmann::json& value, const QString& place, Scope& scope);
// What is read from an answer: a pointer, {"header":…}, or a pointer with parseJson or regex.
Checked<> source(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> step(const nlohmann::json& value, const QString& place, Scope& scope);
Checked<> steps(const nlohmann::json& value, const QString& place, Scope& scope);

// --- the two records

// What a provider and a model have in common: a model may say anything of its provider anew.
std::span<const Key> sharedKeys();
std::vector<Key> joined(std::span<const Key> first, std::span<const Key> second);
std::span<const Key> providerKeys();
std::span<const Key> modelKeys();
std::span<const char* const> flowNames(); // in the order of Flow

} // namespace raskadr::grammar
