#pragma once

// A text that NovelAI hides in the transparency of a PNG; internal to this module.

#include "core/media/sourcefile.h"

#include <optional>
#include <stop_token>

namespace raskadr {

// The lowest bits of the alpha channel, read column by column, spell "stealth_pngcomp" (packed by
// gzip) or "stealth_pnginfo", the length in bits and the text. Nothing if the picture has no such
// channel, hides nothing or more than `limit` bytes. Only the first rows are unpacked to find that
// out.
std::optional<QByteArray> readStealthText(const SourceFile& png, qint64 limit,
                                          const std::stop_token& stop);

} // namespace raskadr
