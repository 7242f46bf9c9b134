#pragma once

#include "core/base/result.h"

#include <QString>

namespace raskadr {

// What may be wrong with a manifest, in the terms that its author acts on. The window has a
// sentence for each; `ManifestProblem::expected` fills its gap.
enum class ManifestFault {
    NotJson, // expected: what the reader says
    NewerVersion, // expected: the version that is known
    NotAnObject,
    NotAnArray,
    NotAText,
    NotAFlag,
    NotANumber,
    NotAWholeNumber,
    OutOfRange, // expected: "1…64"
    Missing,
    UnknownKey,
    UnknownDirective, // expected: its name
    NotOneOf, // expected: the choices
    Empty,
    TooMuch, // expected: how much is allowed
    TooDeep,
    BadId,
    BadUrl,
    BadHeader,
    BadPointer,
    BadPattern, // expected: what the reader of patterns says
    BadPatch,
    BadVariable, // a "{…}" that cannot be read
    SecretHere, // a secret where none may be: anywhere but in the headers of `auth`
    Twice,
    NoSuchParameter,
    NoSuchInput,
    NoSuchStep,
    NoSuchVariable,
    NoSuchSetting,
    NoSuchSecret,
    BadReference, // a $ref that leads nowhere, or outside
    CircularReference,
    Contradiction, // said twice, and differently
    DoesNotFit, // a default, a choice or a constant that its parameter forbids
    OtherProvider,
};

QString manifestFaultName(ManifestFault fault); // "unknown_key"

// Why a manifest is refused: the place as a JSON pointer and the reason.
struct ManifestProblem
{
    QString place;
    ManifestFault fault = ManifestFault::NotJson;
    QString expected;

    bool operator==(const ManifestProblem&) const = default;
};

// The reason in English, for the log and the command line.
QString manifestProblemText(const ManifestProblem& problem);
// InvalidInput with the place as subject and the reason as detail.
Error errorOf(const ManifestProblem& problem);

// A value, or why there is none.
template <class T = void>
class [[nodiscard]] Checked : public tl::expected<T, ManifestProblem>
{
public:
    using tl::expected<T, ManifestProblem>::expected;
};

inline tl::unexpected<ManifestProblem> refused(QString place, ManifestFault fault,
                                               QString expected = {})
{
    return tl::unexpected<ManifestProblem>(
        ManifestProblem{std::move(place), fault, std::move(expected)});
}

inline tl::unexpected<ManifestProblem> refused(ManifestProblem problem)
{
    return tl::unexpected<ManifestProblem>(std::move(problem));
}

} // namespace raskadr
