#pragma once

// Internal to this module.

#include <QByteArray>
#include <optional>

namespace raskadr {

enum class Wrapping { Zlib, Gzip };

// Unpacks at most `limit` bytes; nothing if the data is damaged or longer. Any thread.
std::optional<QByteArray> inflated(const QByteArray& packed, qint64 limit,
                                   Wrapping wrapping = Wrapping::Zlib);

} // namespace raskadr
