#include "core/providers/manifestproblem.h"

#include <array>

namespace raskadr {

namespace {

struct Entry
{
    ManifestFault fault;
    const char* name;
    const char* text;
};

constexpr std::array entries = std::to_array<Entry>({
    {ManifestFault::NotJson, "not_json", "not JSON: %1"},
    {ManifestFault::NewerVersion, "newer_version", "this program knows version %1"},
    {ManifestFault::NotAnObject, "not_an_object", "not an object"},
    {ManifestFault::NotAnArray, "not_an_array", "not an array"},
    {ManifestFault::NotAText, "not_a_text", "not a text"},
    {ManifestFault::NotAFlag, "not_a_flag", "not true or false"},
    {ManifestFault::NotANumber, "not_a_number", "not a number"},
    {ManifestFault::NotAWholeNumber, "not_a_whole_number", "not a whole number"},
    {ManifestFault::OutOfRange, "out_of_range", "outside of %1"},
    {ManifestFault::Missing, "missing", "missing"},
    {ManifestFault::UnknownKey, "unknown_key", "unknown key"},
    {ManifestFault::UnknownDirective, "unknown_directive", "unknown directive %1"},
    {ManifestFault::NotOneOf, "not_one_of", "none of %1"},
    {ManifestFault::Empty, "empty", "empty"},
    {ManifestFault::TooMuch, "too_much", "more than %1"},
    {ManifestFault::TooDeep, "too_deep", "nested too deep"},
    {ManifestFault::BadId, "bad_id", "not letters, digits, dots and dashes"},
    {ManifestFault::BadUrl, "bad_url", "not an address"},
    {ManifestFault::BadHeader, "bad_header", "not a header"},
    {ManifestFault::BadPointer, "bad_pointer", "not a JSON pointer"},
    {ManifestFault::BadPattern, "bad_pattern", "a broken pattern: %1"},
    {ManifestFault::BadPatch, "bad_patch", "a patch that does not fit its base"},
    {ManifestFault::BadVariable, "bad_variable", "a variable that cannot be read"},
    {ManifestFault::SecretHere, "secret_here", "a secret outside of the headers of auth"},
    {ManifestFault::Twice, "twice", "there is one of this name already"},
    {ManifestFault::NoSuchParameter, "no_such_parameter", "names no parameter"},
    {ManifestFault::NoSuchInput, "no_such_input", "names no input"},
    {ManifestFault::NoSuchStep, "no_such_step", "names no step"},
    {ManifestFault::NoSuchVariable, "no_such_variable", "a variable that nothing saves"},
    {ManifestFault::NoSuchSetting, "no_such_setting", "names no setting"},
    {ManifestFault::NoSuchSecret, "no_such_secret", "names no secret"},
    {ManifestFault::BadReference, "bad_reference", "a reference that leads to no object here"},
    {ManifestFault::CircularReference, "circular_reference", "the reference runs in a circle"},
    {ManifestFault::Contradiction, "contradiction", "said twice, and differently"},
    {ManifestFault::DoesNotFit, "does_not_fit", "does not fit its parameter"},
    {ManifestFault::OtherProvider, "other_provider", "not the provider of this manifest"},
});

const Entry& entryOf(ManifestFault fault)
{
    return entries.at(static_cast<std::size_t>(fault));
}

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (static_cast<std::size_t>(entries[i].fault) != i) {
            return false;
        }
    }
    return static_cast<std::size_t>(ManifestFault::OtherProvider) + 1 == entries.size();
}
static_assert(inOrder());

} // namespace

QString manifestFaultName(ManifestFault fault)
{
    return QString::fromLatin1(entryOf(fault).name);
}

QString manifestProblemText(const ManifestProblem& problem)
{
    const QString text = QString::fromLatin1(entryOf(problem.fault).text);
    return text.contains(QLatin1String("%1")) ? text.arg(problem.expected) : text;
}

Error errorOf(const ManifestProblem& problem)
{
    return Error{ErrorKind::InvalidInput, manifestProblemText(problem), problem.place, 0};
}

} // namespace raskadr
