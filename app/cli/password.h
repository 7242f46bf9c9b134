#pragma once

#include <QString>
#include <optional>

namespace raskadr::cli {

// The password from RASKADR_PASSWORD, else typed at the terminal without showing it; standard input
// is left alone. Nothing: there is neither, or nothing was typed.
std::optional<QString> askPassword(const QString& login);
// The same for a new password: at the terminal it is typed twice, and nothing also means that the
// two differed.
std::optional<QString> askNewPassword(const QString& login);

} // namespace raskadr::cli
