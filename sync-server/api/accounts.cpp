#include "sync-server/api/accounts.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"
#include "sync-server/api/serverdata.h"
#include "sync-server/http/descriptor.h"
#include "sync-server/secrets/secrets.h"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace raskadr::server {

namespace {

namespace fs = std::filesystem;

constexpr size_t loginLength = 64;
constexpr size_t shortestPassword = 8;
constexpr size_t orderBytes = 4096;
constexpr const char* waitingFolder = "accounts-waiting";

struct Order
{
    AccountOrder kind = AccountOrder::Add;
    std::string login;
    std::string hash;
};

std::string carryOut(Store& store, const Order& order, Millis now)
{
    if (order.kind == AccountOrder::Add) {
        const auto added = store.addAccount({randomId(), order.login, order.hash}, now);
        if (!added) {
            return "cannot write to the database: " + added.error().detail;
        }
        return *added ? std::string() : "there is an account " + order.login + " already";
    }
    const auto account = store.accountByLogin(order.login);
    if (!account) {
        return "cannot read the database: " + account.error().detail;
    }
    if (!*account) {
        return "there is no account " + order.login;
    }
    const auto set = store.setPassword((*account)->id, order.hash, true);
    return set ? std::string() : "cannot write to the database: " + set.error().detail;
}

// Whole or not at all, and in the order in which it was given.
std::string leave(const fs::path& dataFolder, const Order& order, Millis now)
{
    const fs::path folder = dataFolder / waitingFolder;
    ::mkdir(folder.c_str(), 0700);
    const std::string name = std::to_string(now) + "-" + randomId();
    const fs::path part = folder / (name + ".part");
    const std::string text = nlohmann::json{
        {"order", order.kind == AccountOrder::Add ? "add" : "password"},
        {"login", order.login},
        {"hash", order.hash}}.dump();
    const Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    const bool written = file.isOpen()
        && ::write(file.number(), text.data(), text.size()) == ssize_t(text.size())
        && ::fsync(file.number()) == 0
        && ::rename(part.c_str(), (folder / (name + ".json")).c_str()) == 0;
    return written ? std::string() : "cannot write to " + folder.string();
}

std::optional<Order> read(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text(orderBytes, '\0');
    file.read(text.data(), std::streamsize(text.size()));
    text.resize(static_cast<size_t>(file.gcount()));
    const auto document = wire::parseMessage(text, orderBytes);
    if (!document) {
        return std::nullopt;
    }
    wire::Fields fields(*document, {});
    const std::string kind = fields.text("order", 16);
    Order order{kind == "add" ? AccountOrder::Add : AccountOrder::SetPassword,
                fields.text("login", loginLength), fields.text("hash", 256)};
    return fields.refusal() ? std::nullopt : std::optional(order);
}

// What the running server knows, without a word to it.
std::string refuseBesideServer(const fs::path& dataFolder, const Order& order)
{
    const auto known = readLogin(dataFolder, order.login);
    if (order.kind == AccountOrder::Add && known) {
        return "there is an account " + order.login + " already";
    }
    if (order.kind == AccountOrder::SetPassword && !known) {
        return "there is no account " + order.login;
    }
    return {};
}

// Root orders, the server runs as somebody else: what root made here belongs to the folder's owner.
void giveToOwner(const fs::path& dataFolder)
{
    struct stat owner = {};
    if (::geteuid() != 0 || ::stat(dataFolder.c_str(), &owner) != 0 || owner.st_uid == 0) {
        return;
    }
    std::error_code ignored;
    constexpr int deepest = 1; // media are not made here
    auto entry = fs::recursive_directory_iterator(dataFolder, ignored);
    for (; !ignored && entry != fs::recursive_directory_iterator(); entry.increment(ignored)) {
        struct stat made = {};
        if (::lstat(entry->path().c_str(), &made) == 0 && made.st_uid == 0) {
            static_cast<void>(::lchown(entry->path().c_str(), owner.st_uid, owner.st_gid) == 0);
        }
        if (entry.depth() == deepest) {
            entry.disable_recursion_pending();
        }
    }
}

std::string carryOutOrLeave(const fs::path& dataFolder, const Order& order)
{
    auto data = ServerData::open(dataFolder, 0);
    if (data) {
        takeInAccounts(dataFolder, data->store(), wallClock());
        return carryOut(data->store(), order, wallClock());
    }
    if (!data.error().inUse) {
        return data.error().text;
    }
    if (const std::string refusal = refuseBesideServer(dataFolder, order); !refusal.empty()) {
        return refusal;
    }
    return leave(dataFolder, order, wallClock());
}

} // namespace

std::string orderAccount(const fs::path& dataFolder, AccountOrder kind, const std::string& login,
                         const std::string& password)
{
    if (login.empty() || !wire::isPlainText(login, loginLength, wire::Lines::One)) {
        return "a login has 1 to 64 plain characters";
    }
    const size_t length = wire::codePoints(password);
    if (length < shortestPassword
        || !wire::isPlainText(password, wire::limits::password, wire::Lines::One)) {
        return "a password has 8 to 256 plain characters";
    }
    const auto hash = passwordHash(password);
    if (!hash) {
        return "not enough memory to hash the password";
    }
    const std::string problem = carryOutOrLeave(dataFolder, {kind, login, *hash});
    giveToOwner(dataFolder);
    return problem;
}

void takeInAccounts(const fs::path& dataFolder, Store& store, Millis now)
{
    std::vector<fs::path> waiting;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(dataFolder / waitingFolder, ignored)) {
        if (entry.path().extension() == ".json") {
            waiting.push_back(entry.path());
        }
    }
    std::sort(waiting.begin(), waiting.end());
    for (const fs::path& path : waiting) {
        if (const auto order = read(path)) {
            carryOut(store, *order, now);
        }
        fs::remove(path, ignored);
    }
}

} // namespace raskadr::server
