#pragma once

#include "core/base/id.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

// An asset that goes into one of the model's slots ("first", "last", …).
struct RequestedInput
{
    QString slot;
    AssetId assetId;

    bool operator==(const RequestedInput&) const = default;
};

// What the composer or the command line asks for.
struct GenerationRequest
{
    ShotId shotId;
    QString modelId;
    QString prompt;
    QString negativePrompt;
    QByteArray parameters; // JSON object; what is left out gets the model's default
    QList<RequestedInput> inputs;
    int variants = 1;
    std::optional<quint64> seed; // typed by the user; none: one is drawn for each variant
    GenerationId parentId; // the generation that this one is an edit of; null: none
    QString editRequest; // the human words of a smart edit
    QString agentModel;

    bool operator==(const GenerationRequest&) const = default;
};

} // namespace raskadr
