#pragma once

#include "core/net/secret.h"
#include "core/providers/enteredconnection.h"

#include <QHash>
#include <QString>
#include <variant>

namespace raskadr::ui {

enum class KeyPlace { Library, Keychain };

// What the user wants of a provider, as the settings tell it.
struct EnterKeys
{
    QString providerId;
    QHash<QString, Secret> keys; // by name, without white space around them
    KeyPlace place = KeyPlace::Library;
};
struct RemoveKey
{
    QString providerId;
    QString name;
};
struct EnterConnection
{
    QString providerId;
    EnteredConnection entered;
};
struct ConfirmAddress
{
    QString providerId;
};
struct CheckProvider
{
    QString providerId;
};
struct ResumeProvider
{
    QString providerId;
};
// To change a model; without one a new one is begun, without a provider a new one of both.
struct EditModel
{
    QString providerId;
    QString modelId;
};
struct RefreshModel
{
    QString modelId;
};
struct ImportManifest
{
};
struct ExportManifest
{
    QString providerId;
    QString modelId; // empty: all of the provider
};

// What the user added or changed is to go; what came with the program is in force again.
struct RemoveManifest
{
    QString providerId;
    QString modelId; // empty: the provider
};

using ProviderWish = std::variant<EnterKeys, RemoveKey, EnterConnection, ConfirmAddress,
                                  CheckProvider, ResumeProvider, EditModel, RefreshModel,
                                  ImportManifest, ExportManifest, RemoveManifest>;

} // namespace raskadr::ui
