#pragma once

#include "core/providers/manifestproblem.h"
#include "ui/common/parameterform.h"

namespace raskadr::ui {

// A model as the composer will offer it.
struct ModelPreview
{
    QString name;
    QString task;
    QString price;
    QStringList inputs; // names of the slots for pictures
    QString prompt; // the name of the prompt; empty: it takes none
    QList<FormField> fields;
    FieldsBeside beside; // none: no value depends on another
};

// What became of reading a manifest: why it is refused, or what it will look like.
struct ManifestReading
{
    std::optional<ManifestProblem> problem;
    QList<ModelPreview> models;
};

} // namespace raskadr::ui
