#pragma once

#include <optional>
#include <string>
#include <string_view>

// Random names and secrets, and what keeps them. Any thread; call `startSecrets` first.
namespace raskadr::server {

bool startSecrets(); // false: this machine has no source of randomness

std::string randomId(); // 128 bits as wire id
std::string randomToken(); // 256 bits, base64url
bool isToken(std::string_view text);

std::string base64Url(std::string_view bytes);
// Standard base64 with padding, as tus sends it; none if malformed.
std::optional<std::string> fromBase64(std::string_view text);

// Argon2id with 19 MiB, t = 2; tens of milliseconds. However many threads ask, two are served at
// once, in the order in which they came. None without memory.
std::optional<std::string> passwordHash(const std::string& password);
bool isPasswordOf(const std::string& hash, const std::string& password);
// Whether the hash was made with other parameters than today's.
bool isOutdatedHash(const std::string& hash);

// Seals a text under a secret that only its sender has, for the answer that is kept for a
// repetition.
std::string sealUnder(std::string_view secret, std::string_view text);
std::optional<std::string> unsealUnder(std::string_view secret, std::string_view sealedText);

// Proof that a text was made by whoever has the key; base64url.
std::string signatureOf(std::string_view key, std::string_view text);
bool isSame(std::string_view one, std::string_view other); // in constant time

} // namespace raskadr::server
