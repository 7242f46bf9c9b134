#pragma once

#include "core/base/result.h"
#include "core/vault/secretbytes.h"

namespace raskadr {

// What Argon2id may cost. Tests take less.
struct PasswordCost
{
    unsigned long long passes = 3;
    size_t memoryBytes = 64u << 20;
};

// The hash as one string with its parameters, to be stored. Any thread; takes about a third of a
// second. Errors: Internal if the memory cannot be had.
Result<QString> hashPassword(const QString& password, const PasswordCost& cost = {});
bool verifyPassword(const QString& hash, const QString& password);
// The hash was made with other parameters than these.
bool needsRehash(const QString& hash, const PasswordCost& cost = {});

} // namespace raskadr
