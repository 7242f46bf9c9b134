#include "sync-server/api/accounts.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"
#include "sync-server/api/serverdata.h"
#include "sync-server/http/descriptor.h"
#include "sync-server/secrets/secrets.h"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace raskadr::server {

namespace {

namespace fs = std::filesystem;

constexpr size_t shortestPassword = 8;
constexpr size_t orderBytes = 4096;
constexpr std::chrono::milliseconds betweenLooks(5);
constexpr std::chrono::seconds longestWait(10); // for the running server

struct Order
{
    AccountOrder kind = AccountOrder::Add;
    std::string login;
    std::string hash;
};

struct Carried
{
    std::string problem = {}; // empty: it is done
    bool laterPerhaps = false; // the database is to blame
    std::string endedSessionsOf = {};
};

Carried databaseFailed(const StoreError& error)
{
    return {"cannot use the database: " + error.detail, true, {}};
}

Carried carryOut(Store& store, const Order& order, Millis now)
{
    if (order.kind == AccountOrder::Add) {
        const auto added = store.addAccount({randomId(), order.login, order.hash}, now);
        if (!added) {
            return databaseFailed(added.error());
        }
        return *added ? Carried() : Carried{"there is an account " + order.login + " already"};
    }
    const auto account = store.accountByLogin(order.login);
    if (!account) {
        return databaseFailed(account.error());
    }
    if (!*account) {
        return {"there is no account " + order.login};
    }
    const auto set = store.setPassword((*account)->id, order.hash, true);
    return set ? Carried{{}, false, (*account)->id} : databaseFailed(set.error());
}

// Root orders, the server runs as somebody else: what root makes belongs to the folder's owner.
std::optional<struct stat> otherOwner(const fs::path& dataFolder)
{
    struct stat owner = {};
    const bool isOther =
        ::geteuid() == 0 && ::stat(dataFolder.c_str(), &owner) == 0 && owner.st_uid != 0;
    return isOther ? std::optional(owner) : std::nullopt;
}

void give(const fs::path& made, const struct stat& owner)
{
    static_cast<void>(::lchown(made.c_str(), owner.st_uid, owner.st_gid) == 0);
}

std::string waitUntilTaken(const fs::path& order)
{
    const auto end = std::chrono::steady_clock::now() + longestWait;
    std::error_code ignored;
    while (fs::exists(order, ignored)) {
        if (std::chrono::steady_clock::now() >= end) {
            return "the running server has not taken the order yet; it stays in "
                + order.parent_path().string();
        }
        std::this_thread::sleep_for(betweenLooks);
    }
    return {};
}

// Whole or not at all, and in the order in which it was given.
std::string leave(const fs::path& dataFolder, const Order& order, Millis now)
{
    const fs::path folder = orderFolder(dataFolder);
    ::mkdir(folder.c_str(), 0700);
    const std::string name = std::to_string(now) + "-" + randomId();
    const fs::path part = folder / (name + ".part");
    const fs::path whole = folder / (name + ".json");
    const std::string text = nlohmann::json{
        {"order", order.kind == AccountOrder::Add ? "add" : "password"},
        {"login", order.login},
        {"hash", order.hash}}.dump();
    const Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    const bool written = file.isOpen()
        && ::write(file.number(), text.data(), text.size()) == ssize_t(text.size())
        && ::fsync(file.number()) == 0;
    if (const auto owner = otherOwner(dataFolder)) {
        give(folder, *owner);
        give(part, *owner);
    }
    return written && ::rename(part.c_str(), whole.c_str()) == 0
        ? waitUntilTaken(whole)
        : "cannot write to " + folder.string();
}

std::optional<Order> parse(const std::string& text)
{
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

// Whether the file has had its say: carried out, refused, or no order at all.
bool takeIn(const fs::path& path, Store& store, Millis now, std::vector<std::string>& ended)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    std::string text(orderBytes, '\0');
    const ssize_t length =
        file.isOpen() ? ::read(file.number(), text.data(), text.size()) : ssize_t(-1);
    if (length < 0) {
        return false;
    }
    text.resize(size_t(length));
    const auto order = parse(text);
    const Carried carried = order ? carryOut(store, *order, now) : Carried();
    if (!carried.endedSessionsOf.empty()) {
        ended.push_back(carried.endedSessionsOf);
    }
    return !carried.laterPerhaps;
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

void giveToOwner(const fs::path& dataFolder)
{
    const auto owner = otherOwner(dataFolder);
    if (!owner) {
        return;
    }
    std::error_code ignored;
    constexpr int deepest = 1; // media are not made here
    auto entry = fs::recursive_directory_iterator(dataFolder, ignored);
    for (; !ignored && entry != fs::recursive_directory_iterator(); entry.increment(ignored)) {
        struct stat made = {};
        if (::lstat(entry->path().c_str(), &made) == 0 && made.st_uid == 0) {
            give(entry->path(), *owner);
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
        return carryOut(data->store(), order, wallClock()).problem;
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

fs::path orderFolder(const fs::path& dataFolder)
{
    return dataFolder / "accounts-waiting";
}

std::vector<std::string> takeInAccounts(const fs::path& dataFolder, Store& store, Millis now)
{
    std::vector<fs::path> waiting;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(orderFolder(dataFolder), ignored)) {
        if (entry.path().extension() == ".json") {
            waiting.push_back(entry.path());
        }
    }
    std::sort(waiting.begin(), waiting.end());
    std::vector<std::string> ended;
    for (const fs::path& path : waiting) {
        if (!takeIn(path, store, now, ended)) {
            break; // what was ordered later comes later
        }
        fs::remove(path, ignored);
    }
    return ended;
}

} // namespace raskadr::server
