#pragma once

#include "core/model/asset.h"
#include "core/model/job.h"
#include "core/model/media.h"
#include "core/model/share.h"
#include "core/model/shot.h"

#include <QList>
#include <QString>

namespace raskadr::ui {

// The words and glyphs for the model's enumerators, in the language of the loaded translation. Each
// thing has one word everywhere. Any thread.

// The shape that stands for a status; colour only supports it.
enum class StatusGlyph { Wait, Work, Done, Error, Cancel, Warn };

QString glyphIcon(StatusGlyph glyph); // a name for ui/common/icons.h
StatusGlyph glyphOf(ShotStatus status);
StatusGlyph glyphOf(JobState state);

QString statusText(ShotStatus status);
QString statusText(JobState state);
// Why a queued job does not start; empty for None.
QString waitReasonText(WaitReason reason);

QString labelText(ShotLabel label); // the colour's name; empty for None
// The index of a label in Theme::labels, or -1 for None.
int labelIndex(ShotLabel label);
QList<ShotLabel> allLabels(); // without None

QString kindText(AssetKind kind);
QString kindIcon(AssetKind kind);
QString originText(AssetOrigin origin);
QString sourceText(FactSource source);
QString mediaStateText(MediaState state); // empty for Present
QString verdictText(Verdict verdict); // «Решение снято» for None

} // namespace raskadr::ui
