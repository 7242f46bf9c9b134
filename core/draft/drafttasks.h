#pragma once

// The two models of the draft engine; internal to this module.

#include "core/providers/builtinengine.h"

class QJsonObject;

namespace raskadr::draft {

// Paints what the prompt says as a PNG.
Result<BuiltinResult> makePicture(const BuiltinRequest& request, const QJsonObject& parameters,
                                  const std::function<void(double)>& progress,
                                  const std::stop_token& stop);

// Moves a camera over the picture in the slot "start", as H.264 in MP4.
Result<BuiltinResult> makeFilm(const BuiltinRequest& request, const QJsonObject& parameters,
                               const std::function<void(double)>& progress,
                               const std::stop_token& stop);

} // namespace raskadr::draft
