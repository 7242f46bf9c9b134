#pragma once

#include "sync-server/storage/store.h"

#include <filesystem>
#include <string>
#include <vector>

namespace raskadr::server {

// Accounts are made by the operator, at the machine. A server that runs owns the database alone;
// what the operator orders meanwhile is left in a folder beside it, which the server watches.

inline constexpr size_t loginLength = 64; // bytes

enum class AccountOrder { Add, SetPassword };

// Carries the order out, or leaves it for the running server and waits until that has taken it.
// Returns an empty text when it is in effect, or why it is not.
std::string orderAccount(const std::filesystem::path& dataFolder, AccountOrder order,
                         const std::string& login, const std::string& password);

// Where orders wait.
std::filesystem::path orderFolder(const std::filesystem::path& dataFolder);
// Carries out what waits, in the order in which it was given; for whoever owns the database, one at
// a time. What cannot be carried out now stays. Returns the accounts whose tokens were taken back.
std::vector<std::string> takeInAccounts(const std::filesystem::path& dataFolder, Store& store,
                                        Millis now);

} // namespace raskadr::server
