#pragma once

#include "core/base/result.h"

#include <QMetaType>
#include <QString>
#include <stop_token>

namespace raskadr {

// What is made from an original so that it can be shown at once.
//   Thumbnails: the levels of an import and the palette. LargeThumbnails: the levels beyond, made
//   when they are first looked at. HoverProxy: the small copy of a film, its first and last
//   picture.
enum class PreviewKind { Thumbnails, LargeThumbnails, HoverProxy };

// One piece of work, as a value: files in, files out, so that it may run anywhere.
struct PreviewJob
{
    QString sha256;
    PreviewKind kind = PreviewKind::Thumbnails;
    QString sourcePath;
    QString cachePath;
    bool needsPalette = false;

    bool operator==(const PreviewJob&) const = default;
};

struct PreviewResult
{
    QString sha256;
    PreviewKind kind = PreviewKind::Thumbnails;
    bool video = false;
    bool made = false; // false: everything was there already
    QString palette; // as text; empty if it was not asked for or there is none

    bool operator==(const PreviewResult&) const = default;
};

// Makes what the job asks for, as far as the cache does not hold it. Errors: those of probing and
// decoding, DiskFull, Cancelled. Blocks; any thread, several at once.
Result<PreviewResult> runPreviewJob(const PreviewJob& job, std::stop_token stop = {});

} // namespace raskadr
