#pragma once

#include "core/model/asset.h"
#include "core/model/comment.h"
#include "core/model/importrun.h"
#include "core/model/job.h"
#include "core/model/project.h"
#include "core/model/share.h"
#include "core/model/shot.h"

#include <QString>
#include <optional>

namespace raskadr {

// The one spelling of every enumerator in SQL, JSON and on the command line. Reading a text that is
// no name gives nothing.
QString nameOf(ShotStatus status);
QString nameOf(ShotLabel label);
QString nameOf(MediaState state);
QString nameOf(AssetKind kind);
QString nameOf(AssetOrigin origin);
QString nameOf(FactSource source);
QString nameOf(JobState state);
QString nameOf(WaitReason reason);
QString nameOf(OutputState state);
QString nameOf(ImportGrouping grouping);
QString nameOf(ImportItemState state);
QString nameOf(ShareWay way);
QString nameOf(ShareState state);
QString nameOf(ShareScope scope);
QString nameOf(Verdict verdict);
QString nameOf(CommentKind kind);
QString nameOf(CommentDelivery delivery);
QString nameOf(const Aspect& aspect); // "16:9"

template <class Value>
std::optional<Value> fromName(const QString& name);

template <>
std::optional<ShotStatus> fromName(const QString& name);
template <>
std::optional<ShotLabel> fromName(const QString& name);
template <>
std::optional<MediaState> fromName(const QString& name);
template <>
std::optional<AssetKind> fromName(const QString& name);
template <>
std::optional<AssetOrigin> fromName(const QString& name);
template <>
std::optional<FactSource> fromName(const QString& name);
template <>
std::optional<JobState> fromName(const QString& name);
template <>
std::optional<WaitReason> fromName(const QString& name);
template <>
std::optional<OutputState> fromName(const QString& name);
template <>
std::optional<ImportGrouping> fromName(const QString& name);
template <>
std::optional<ImportItemState> fromName(const QString& name);
template <>
std::optional<ShareWay> fromName(const QString& name);
template <>
std::optional<ShareState> fromName(const QString& name);
template <>
std::optional<ShareScope> fromName(const QString& name);
template <>
std::optional<Verdict> fromName(const QString& name);
template <>
std::optional<CommentKind> fromName(const QString& name);
template <>
std::optional<CommentDelivery> fromName(const QString& name);
template <>
std::optional<Aspect> fromName(const QString& name);

} // namespace raskadr
