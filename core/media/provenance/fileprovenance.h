#pragma once

#include "core/model/asset.h"

#include <QMap>
#include <QString>

namespace raskadr {

// What files say beyond the fields of Provenance.
enum class FileFact {
    Steps,
    Guidance,
    Sampler,
    Scheduler,
    Denoise,
    Size, // that was asked for: 832x1216
    AspectRatio,
    ModelHash,
    Vae,
    Loras,
    Styles,
    ClipSkip,
    SystemVersion,
    Author,
    Credit,
    Rights,
    SourceType, // IPTC's word for how the picture came about: trainedAlgorithmicMedia
};

// How a file says that it was made: every field has source File and a confidence between 0 and 1. A
// field that is the record of a program is sure; one that was found by following a graph, or that
// the name of the file suggests, is not.
struct FileProvenance
{
    Provenance fields;
    QMap<FileFact, QString> facts;

    bool isEmpty() const { return fields.isEmpty() && facts.isEmpty(); }
    bool operator==(const FileProvenance&) const = default;
};

// Reads what programs that make pictures and films left in a file, as readEmbeddedMetadata()
// returns it: Stable Diffusion WebUI, Forge and SD.Next, ComfyUI, VideoHelperSuite, InvokeAI,
// Fooocus, SwarmUI, NovelAI, Draw Things, Midjourney, Easy Diffusion, and XMP with the words of
// IPTC. `fileName` speaks only if nothing else does. What cannot be understood gives nothing and is
// no error; work and depth are bounded whatever the texts say. Any thread.
FileProvenance fileProvenance(const QMap<QString, QString>& texts, const QString& fileName = {});
// The same of what a library keeps in `media.embedded`.
FileProvenance fileProvenance(const QString& embedded, const QString& fileName);

// The word for a fact in JSON.
QString nameOf(FileFact fact);

} // namespace raskadr
