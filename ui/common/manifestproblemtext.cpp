#include "ui/common/manifestproblemtext.h"

#include <QCoreApplication>

namespace raskadr::ui {

namespace {

struct ManifestProblemWords
{
    Q_DECLARE_TR_FUNCTIONS(ManifestProblem)
};

} // namespace

QString manifestProblemSentence(const ManifestProblem& problem)
{
    switch (problem.fault) {
    case ManifestFault::NotJson:
        return ManifestProblemWords::tr(
            "This is not JSON: a comma, a bracket or a quotation mark is out of place.");
    case ManifestFault::NewerVersion:
        return ManifestProblemWords::tr("This program knows version %1 of manifests only.")
            .arg(problem.expected);
    case ManifestFault::NotAnObject:
        return ManifestProblemWords::tr("An object in braces belongs here.");
    case ManifestFault::NotAnArray:
        return ManifestProblemWords::tr("A list in square brackets belongs here.");
    case ManifestFault::NotAText:
        return ManifestProblemWords::tr("A text in quotation marks belongs here.");
    case ManifestFault::NotAFlag:
        return ManifestProblemWords::tr("Only true or false fits here.");
    case ManifestFault::NotANumber:
        return ManifestProblemWords::tr("A number belongs here.");
    case ManifestFault::NotAWholeNumber:
        return ManifestProblemWords::tr("A whole number belongs here.");
    case ManifestFault::OutOfRange:
        return ManifestProblemWords::tr("The number has to be within %1.").arg(problem.expected);
    case ManifestFault::Missing:
        return ManifestProblemWords::tr(
            "This key is missing. Without it the model cannot be called.");
    case ManifestFault::UnknownKey:
        return ManifestProblemWords::tr("There is no such key. Check how it is spelled.");
    case ManifestFault::UnknownDirective:
        return ManifestProblemWords::tr("There is no directive “%1”. Check how it is spelled.")
            .arg(problem.expected);
    case ManifestFault::NotOneOf:
        return ManifestProblemWords::tr("Only one of these fits here: %1.").arg(problem.expected);
    case ManifestFault::Empty:
        return ManifestProblemWords::tr("This may not be empty.");
    case ManifestFault::TooMuch:
        return ManifestProblemWords::tr("This is too much: at most %1.").arg(problem.expected);
    case ManifestFault::TooDeep:
        return ManifestProblemWords::tr("This is nested too deep.");
    case ManifestFault::BadId:
        return ManifestProblemWords::tr("An id has Latin letters, digits, dots and dashes only.");
    case ManifestFault::BadUrl:
        return ManifestProblemWords::tr(
            "This is no address. It begins with https:// or with {base}.");
    case ManifestFault::BadHeader:
        return ManifestProblemWords::tr("This is no header of a request.");
    case ManifestFault::BadPointer:
        return ManifestProblemWords::tr(
            "This is no JSON pointer. It begins with “/”, for example /data/0/url.");
    case ManifestFault::BadPattern:
        return ManifestProblemWords::tr("The regular expression is broken: %1.")
            .arg(problem.expected);
    case ManifestFault::BadPatch:
        return ManifestProblemWords::tr(
            "The change does not fit its base: there is no such place.");
    case ManifestFault::BadVariable:
        return ManifestProblemWords::tr("The variable in braces cannot be read.");
    case ManifestFault::SecretHere:
        return ManifestProblemWords::tr(
            "A key may stand in “auth” only, so that it goes nowhere else.");
    case ManifestFault::Twice:
        return ManifestProblemWords::tr("There is one of this name already.");
    case ManifestFault::NoSuchParameter:
        return ManifestProblemWords::tr("The model has no parameter of this name.");
    case ManifestFault::NoSuchInput:
        return ManifestProblemWords::tr("The model has no input of this name.");
    case ManifestFault::NoSuchStep:
        return ManifestProblemWords::tr("There is no step of this name.");
    case ManifestFault::NoSuchVariable:
        return ManifestProblemWords::tr("No step saves a variable of this name.");
    case ManifestFault::NoSuchSetting:
        return ManifestProblemWords::tr("The provider has no setting of this name.");
    case ManifestFault::NoSuchSecret:
        return ManifestProblemWords::tr("The provider has no key of this name in “secrets”.");
    case ManifestFault::BadReference:
        return ManifestProblemWords::tr("The reference leads nowhere inside of this manifest.");
    case ManifestFault::CircularReference:
        return ManifestProblemWords::tr("The reference runs in a circle.");
    case ManifestFault::Contradiction:
        return ManifestProblemWords::tr("This is said twice, and differently.");
    case ManifestFault::DoesNotFit:
        return ManifestProblemWords::tr("The value does not fit what the parameter itself allows.");
    case ManifestFault::OtherProvider:
        return ManifestProblemWords::tr(
            "This model names another provider than this manifest has.");
    }
    Q_UNREACHABLE();
}

} // namespace raskadr::ui
