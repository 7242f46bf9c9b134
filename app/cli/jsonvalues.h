#pragma once

#include "core/model/modeljson.h"
#include "core/providers/manifest.h"
#include "core/store/repositories.h"

namespace raskadr::cli {

// The entities as `--json` shows them, made of the JSON of the model.
using raskadr::toJson;

QJsonObject toJson(const Account& account);
QJsonObject toJson(const ProjectSummary& summary);
QJsonObject numbered(const Shot& shot);
QJsonObject toJson(const BoardRow& row);
// `shot` says whether it is the headliner.
QJsonObject toJson(const Asset& asset, const Shot& shot);
QJsonObject toJson(const AssetRow& row, const Shot& shot);
// With the state of its job, the error in words included.
QJsonObject withOutcome(const Generation& generation, const std::optional<Job>& job);
QJsonObject toJson(const QueueRow& row);
QJsonObject toJson(const ProviderManifest& provider);
QJsonObject toJson(const ModelManifest& model, int revision);
QJsonObject toJson(const ParameterField& field);

} // namespace raskadr::cli
