#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace raskadr {

// The certificates in a text as PEM in the form that libcurl reads, whatever a form or a chat has
// done to its line breaks. Nothing if there is none, or one that cannot be. Whether they are any
// good is seen when they are used.
std::optional<QByteArray> certificatesIn(const QString& text);

} // namespace raskadr
