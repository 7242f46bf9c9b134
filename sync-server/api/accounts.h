#pragma once

#include "sync-server/storage/store.h"

#include <filesystem>
#include <string>

namespace raskadr::server {

// Accounts are made by the operator, at the machine. A server that runs owns the database alone;
// what the operator orders meanwhile waits in a folder beside it, and is taken in at the next
// login.

enum class AccountOrder { Add, SetPassword };

// Reads the password, carries the order out or leaves it for the running server. Returns an empty
// text, or why it could not.
std::string orderAccount(const std::filesystem::path& dataFolder, AccountOrder order,
                         const std::string& login, const std::string& password);

// What waits; for whoever owns the database. Any thread.
void takeInAccounts(const std::filesystem::path& dataFolder, Store& store, Millis now);

} // namespace raskadr::server
