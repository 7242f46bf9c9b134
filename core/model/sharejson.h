#pragma once

#include "core/model/comment.h"
#include "core/model/share.h"

#include <QJsonObject>

namespace raskadr {

// Links and what is said about them as JSON: one spelling for passports and the command line.
QJsonObject toJson(const Share& share);
QJsonObject toJson(const Comment& comment);

} // namespace raskadr
