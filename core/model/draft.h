#pragma once

#include "core/base/id.h"
#include "core/model/generation.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace raskadr {

// What stands unsent in the composer of a shot for one model, so that a typed prompt is never lost.
struct ComposerDraft
{
    ShotId shotId;
    QString modelId;
    QString prompt;
    QByteArray parameters; // JSON object
    QList<GenerationInput> inputs;
    int variants = 1;
    qint64 changedMs = 0;

    bool operator==(const ComposerDraft&) const = default;
};

} // namespace raskadr
