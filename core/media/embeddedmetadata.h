#pragma once

#include "core/base/result.h"
#include "core/media/mediaformat.h"

#include <QMap>
#include <QString>
#include <stop_token>

namespace raskadr {

// The texts that programs left in a file, as they are, by where they were: "png.parameters",
// "exif.UserComment", "xmp", "jpeg.comment", "gif.comment", "film.comment"; "png.stealth" is one
// that was hidden in the pixels, which are searched if there is nothing else. Nothing is
// interpreted here, a signed manifest apart, of which only what it says in words is kept
// ("c2pa.generator"). A text over 1 MiB and everything beyond 4 MiB or 200 texts is left out;
// compressed texts are not unpacked beyond that. A damaged text is left out and is no error. Any
// thread.
Result<QMap<QString, QString>> readEmbeddedMetadata(const QString& path, MediaFormat format,
                                                    std::stop_token stop = {});

// The same as a JSON object, as `media.embedded` keeps it; empty if there is none.
QString embeddedMetadataJson(const QMap<QString, QString>& texts);

} // namespace raskadr
