#pragma once

#include "core/library/providerconnections.h"

#include <QList>
#include <QString>
#include <optional>

namespace raskadr::ui {

struct ParameterLine
{
    QString name;
    QString kind;
    QString values;
    QString initial;

    bool operator==(const ParameterLine&) const = default;
};

// Whose description is in force: that of the program, one that the user added, or the user's
// version of one of the program.
enum class Ownership { Program, Added, Changed };

struct ModelLine
{
    QString id;
    QString name;
    QString task; // text to picture, picture to video
    QString price; // free, unknown
    QList<ParameterLine> parameters;
    int revision = 1;
    bool refreshable = false; // the service tells what it takes
    Ownership ownership = Ownership::Program;

    bool operator==(const ModelLine&) const = default;
};

// How it stands with a provider: what the user has to do about it, if anything.
enum class ProviderStanding {
    Builtin, // runs inside of the program
    Connected,
    NeedsKey,
    NeedsSetting,
    NeedsConfirmation, // of its address
    KeyWaiting, // the system keychain has not answered
    KeyUnreadable,
    Paused, // its generations wait until the user lets it go on
};

struct KeyLine
{
    QString name; // in the manifest
    QString title;
    KeyState state = KeyState::Missing;

    bool isThere() const { return state != KeyState::Missing; }
    bool operator==(const KeyLine&) const = default;
};

struct EnteredLine
{
    QString name;
    QString title;
    QString value; // empty: the initial one
    QString initial;
    QStringList choices;
    bool required = false;

    bool operator==(const EnteredLine&) const = default;
};

// A provider as the settings show it. There is no key in it.
struct ProviderLine
{
    QString id;
    QString name;
    QString remark; // one line under the name in the list
    QList<ModelLine> models;
    ProviderStanding standing = ProviderStanding::Builtin;
    QString pauseReason; // a sentence, if it is paused
    bool local = false;
    bool checkable = false; // there is something to ask the service
    Ownership ownership = Ownership::Program;

    QList<KeyLine> keys;
    bool keysOptional = false;
    QList<EnteredLine> settings;
    QString address; // where it is called
    QString usualAddress; // that of the manifest
    bool confirmed = false;
    int usualConcurrency = 1;
    // What was entered, to be changed and handed back.
    EnteredConnection entered;

    bool isBuiltin() const { return standing == ProviderStanding::Builtin; }
    bool operator==(const ProviderLine&) const = default;
};

// How a check of a provider goes, or went.
struct CheckLine
{
    enum class Kind { None, Running, Good, Bad };

    Kind kind = Kind::None;
    QString text;
    QString details; // what the service itself said

    bool operator==(const CheckLine&) const = default;
};

} // namespace raskadr::ui

Q_DECLARE_METATYPE(raskadr::ui::ProviderLine)
