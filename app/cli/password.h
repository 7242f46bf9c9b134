#pragma once

#include "core/vault/secretbytes.h"

#include <QString>
#include <optional>

namespace raskadr::cli {

// The password from RASKADR_PASSWORD, else typed at the terminal without showing it; standard input
// is left alone. Nothing: there is neither, or nothing was typed.
std::optional<QString> askPassword(const QString& login);
// The same for a new password: at the terminal it is typed twice, and nothing also means that the
// two differed.
std::optional<QString> askNewPassword(const QString& login);

// A key of a provider from standard input, or typed at the terminal without showing it if that is
// the standard input. Empty: nothing came.
SecretBytes readKey(const QString& question);

} // namespace raskadr::cli
