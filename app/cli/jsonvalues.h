#pragma once

#include "core/providers/manifest.h"
#include "core/store/repositories.h"

#include <QJsonArray>
#include <QJsonObject>

namespace raskadr::cli {

// The entities as `--json` shows them: the names of the model in camelCase, times in ISO 8601
// (UTC), what is not there as null.

QJsonObject toJson(const Account& account);
QJsonObject toJson(const Project& project);
QJsonObject toJson(const ProjectSummary& summary);
QJsonObject toJson(const Shot& shot);
QJsonObject toJson(const BoardRow& row);
// `shot` says whether it is the headliner.
QJsonObject toJson(const Asset& asset, const Shot& shot);
QJsonObject toJson(const AssetRow& row, const Shot& shot);
QJsonObject toJson(const Provenance& provenance);
QJsonObject toJson(const Generation& generation, const std::optional<Job>& job);
QJsonObject toJson(const QueueRow& row);
QJsonObject toJson(const ProviderManifest& provider);
QJsonObject toJson(const ModelManifest& model, int revision);
QJsonObject toJson(const ParameterField& field);

template <class EntityId>
QJsonValue idOrNull(const EntityId& id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toString());
}

// nlohmann's value as Qt's.
QJsonValue toQt(const nlohmann::json& value);

} // namespace raskadr::cli
