#pragma once

// The films of a clean copy; internal to this module.

#include "core/base/result.h"
#include "core/media/publishcopy.h"

#include <QList>
#include <QSize>
#include <QString>
#include <stop_token>

namespace raskadr {

// One film that is to be made of another.
struct FilmCopy
{
    QString path;
    QSize box; // the longer and the shorter side at most; the source is never enlarged
    bool sound = true;
    double maxRate = 60; // pictures a second
    qint64 maxMs = 0; // from the beginning; 0: all
    int crf = 23;
    int maxBitRate = 0; // of the pictures; 0: as they need
    QString preset;
    int gop = 48;
    // What came out.
    QSize size = {};
    qint64 durationMs = 0;
};

// The size that a film of this size gets in a box: even, upright, not enlarged.
QSize filmCopySize(const QSize& shown, const QSize& box);

// Makes all of them in one pass over the source, in the calling thread. Errors: those of probing,
// FileDamaged, NotClean, DiskFull, Cancelled. What was written of an unfinished film is removed.
Result<> makeFilmCopies(const QString& sourcePath, QList<FilmCopy>& copies,
                        const CopyProgress& progress, const std::stop_token& stop);

} // namespace raskadr
