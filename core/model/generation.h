#pragma once

#include "core/base/id.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

struct GenerationInput
{
    QString slot;
    AssetId assetId;
    QString sha256;

    bool operator==(const GenerationInput&) const = default;
};

// One run of a model with one result. It is written once and never changes: what was asked for.
// What became of it is the Job.
struct Generation
{
    GenerationId id;
    ShotId shotId;
    QString providerId;
    QString modelId;
    int modelRevision = 1;
    QString prompt;
    QString negativePrompt;
    QByteArray parameters; // JSON object with every parameter, defaults included
    QList<GenerationInput> inputs;
    std::optional<quint64> seedSent;
    QString editRequest; // the human words of a smart edit
    QString agentModel;
    GenerationId parentId; // null: none
    std::optional<double> costEstimated;
    QString costUnit;
    qint64 createdMs = 0;

    bool operator==(const Generation&) const = default;
};

} // namespace raskadr
