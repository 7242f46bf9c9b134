#include "ui/common/manifestproblemtext.h"

#include <QCoreApplication>

namespace raskadr::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ManifestProblem)
};

} // namespace

QString manifestProblemSentence(const ManifestProblem& problem)
{
    switch (problem.fault) {
    case ManifestFault::NotJson:
        return Words::tr(
            "This is not JSON: a comma, a bracket or a quotation mark is out of place.");
    case ManifestFault::NewerVersion:
        return Words::tr("This program knows version %1 of manifests only.").arg(problem.expected);
    case ManifestFault::NotAnObject:
        return Words::tr("An object in braces belongs here.");
    case ManifestFault::NotAnArray:
        return Words::tr("A list in square brackets belongs here.");
    case ManifestFault::NotAText:
        return Words::tr("A text in quotation marks belongs here.");
    case ManifestFault::NotAFlag:
        return Words::tr("Only true or false fits here.");
    case ManifestFault::NotANumber:
        return Words::tr("A number belongs here.");
    case ManifestFault::NotAWholeNumber:
        return Words::tr("A whole number belongs here.");
    case ManifestFault::OutOfRange:
        return Words::tr("The number has to be within %1.").arg(problem.expected);
    case ManifestFault::Missing:
        return Words::tr("This key is missing. Without it the model cannot be called.");
    case ManifestFault::UnknownKey:
        return Words::tr("There is no such key. Check how it is spelled.");
    case ManifestFault::UnknownDirective:
        return Words::tr("There is no directive “%1”. Check how it is spelled.")
            .arg(problem.expected);
    case ManifestFault::NotOneOf:
        return Words::tr("Only one of these fits here: %1.").arg(problem.expected);
    case ManifestFault::Empty:
        return Words::tr("This may not be empty.");
    case ManifestFault::TooMuch:
        return Words::tr("This is too much: at most %1.").arg(problem.expected);
    case ManifestFault::TooDeep:
        return Words::tr("This is nested too deep.");
    case ManifestFault::BadId:
        return Words::tr("An id has Latin letters, digits, dots and dashes only.");
    case ManifestFault::BadUrl:
        return Words::tr("This is no address. It begins with https:// or with {base}.");
    case ManifestFault::BadHeader:
        return Words::tr("This is no header of a request.");
    case ManifestFault::BadPointer:
        return Words::tr("This is no JSON pointer. It begins with “/”, for example /data/0/url.");
    case ManifestFault::BadPattern:
        return Words::tr("The regular expression is broken: %1.").arg(problem.expected);
    case ManifestFault::BadPatch:
        return Words::tr("The change does not fit its base: there is no such place.");
    case ManifestFault::BadVariable:
        return Words::tr("The variable in braces cannot be read.");
    case ManifestFault::SecretHere:
        return Words::tr("A key may stand in “auth” only, so that it goes nowhere else.");
    case ManifestFault::Twice:
        return Words::tr("There is one of this name already.");
    case ManifestFault::NoSuchParameter:
        return Words::tr("The model has no parameter of this name.");
    case ManifestFault::NoSuchInput:
        return Words::tr("The model has no input of this name.");
    case ManifestFault::NoSuchStep:
        return Words::tr("There is no step of this name.");
    case ManifestFault::NoSuchVariable:
        return Words::tr("No step saves a variable of this name.");
    case ManifestFault::NoSuchSetting:
        return Words::tr("The provider has no setting of this name.");
    case ManifestFault::NoSuchSecret:
        return Words::tr("The provider has no key of this name in “secrets”.");
    case ManifestFault::BadReference:
        return Words::tr("The reference leads nowhere inside of this manifest.");
    case ManifestFault::CircularReference:
        return Words::tr("The reference runs in a circle.");
    case ManifestFault::Contradiction:
        return Words::tr("This is said twice, and differently.");
    case ManifestFault::DoesNotFit:
        return Words::tr("The value does not fit what the parameter itself allows.");
    case ManifestFault::OtherProvider:
        return Words::tr("This model names another provider than this manifest has.");
    }
    Q_UNREACHABLE();
}

} // namespace raskadr::ui
