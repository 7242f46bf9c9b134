#pragma once

#include "core/model/asset.h"
#include "core/model/generation.h"
#include "core/model/job.h"
#include "core/model/media.h"
#include "core/model/project.h"
#include "core/model/shot.h"

#include <QJsonArray>
#include <QJsonObject>
#include <optional>

namespace raskadr {

// The entities as JSON: one spelling for records, sidecars, passports and the command line. Each
// gives what it knows itself; who needs more adds to it.

// ISO 8601 in UTC with milliseconds; null for 0.
QJsonValue momentJson(qint64 ms);
QJsonValue numberJson(const std::optional<double>& number);
// A number where readers of JSON keep every digit, a text beyond.
QJsonValue seedJson(const std::optional<quint64>& seed);
template <class AnyId>
QJsonValue idJson(const AnyId& id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toString());
}

QJsonObject toJson(const Project& project);
// Without its number, which is no property of the shot but of the order.
QJsonObject toJson(const Shot& shot);
QJsonObject toJson(const Asset& asset); // without provenance
QJsonObject toJson(const Media& media); // facts, without what the file carried
QJsonObject toJson(const Provenance& provenance);
Provenance provenanceFromJson(const QJsonObject& json);
QJsonArray toJson(const QList<GenerationInput>& inputs);
QList<GenerationInput> inputsFromJson(const QJsonArray& json);
QJsonObject toJson(const Generation& generation);
// With what came back: seed and cost. Without a job both are null.
QJsonObject toJson(const Generation& generation, const std::optional<Job>& job);

} // namespace raskadr
