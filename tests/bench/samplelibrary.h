#pragma once

#include "core/library/library.h"

#include <QStringList>
#include <memory>

namespace raskadr::bench {

// A library filled for measuring: one account and projects with shots and assets, each shot with a
// headliner. Media rows have thumbnails in the cache if pictures are given; originals are not
// there.
struct SampleLibrary
{
    std::unique_ptr<Library> library;
    AccountId account;
    QList<ProjectId> projects;
};

struct SampleSize
{
    int projects = 1;
    int shots = 150; // of a project
    int assets = 4; // of a shot
};

// Errors end in a null library. Its records are not written.
SampleLibrary makeSampleLibrary(const QString& path, const SampleSize& size,
                                const QStringList& thumbnailSources = {});

// The same without thumbnails, kept beside the program from run to run: for those that take long to
// make.
SampleLibrary keptSampleLibrary(const SampleSize& size);

} // namespace raskadr::bench
