#pragma once

#include <QString>

namespace raskadr {

// A fresh recovery code: six groups of four characters that are hard to mistake for each other.
QString makeRecoveryCode();

// What was meant by a typed code: capitals, without spaces and dashes, letters that look alike
// (also Cyrillic ones) brought to the one that is used.
QString normalisedRecoveryCode(const QString& typed);

} // namespace raskadr
