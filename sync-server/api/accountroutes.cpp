#include "sync-server/api/routes.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"
#include "sync-server/api/accounts.h"
#include "sync-server/api/answers.h"
#include "sync-server/api/gates.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"

#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr Millis tokenLife = Millis(180) * 24 * 60 * 60 * 1000;
const Rate triesPerLogin{10, std::chrono::minutes(1)};
const Rate triesPerAddress{30, std::chrono::minutes(1)};

// A hash like any other that no password has: an unknown login takes as long as a wrong password.
const std::string& nobodysHash()
{
    static const std::string hash = passwordHash(randomToken()).value_or(std::string());
    return hash;
}

struct Login
{
    std::string login;
    std::string password;
};

wire::Result<Login> parseLogin(const std::string& body)
{
    const auto document = wire::parseMessage(body, wire::limits::messageBytes);
    if (!document) {
        return tl::unexpected(document.error());
    }
    wire::Fields fields(*document, {});
    fields.knowOnly({"login", "password"});
    Login login{fields.text("login", loginLength), fields.text("password", wire::limits::password)};
    if (fields.refusal()) {
        return tl::unexpected(*fields.refusal());
    }
    return login;
}

StoreResult<std::optional<Account>> accountOf(Services& services, const std::string& login)
{
    auto account = services.store.accountByLogin(login);
    if (account && !*account) {
        services.takeInAccounts();
        account = services.store.accountByLogin(login);
    }
    return account;
}

Response logIn(Services& services, const Request& request)
{
    const auto login = parseLogin(request.body);
    if (!login) {
        return refused(request, login.error());
    }
    if (const auto wait =
            services.rates.take("login-address:" + request.clientNetwork, triesPerAddress)) {
        return tooMany(request, "too_many_tries", *wait);
    }
    const std::string bucket = "login:" + sha256Hex(login->login);
    if (const auto wait = services.rates.take(bucket, triesPerLogin)) {
        return tooMany(request, "too_many_tries", *wait);
    }
    const auto account = accountOf(services, login->login);
    if (!account) {
        return storeFailed(request, account.error());
    }
    const bool known = *account && !(*account)->disabled;
    const bool right =
        isPasswordOf(known ? (*account)->passwordHash : nobodysHash(), login->password);
    if (!known || !right) {
        return problem(request, 401, "wrong_login", "the login or the password is wrong");
    }
    if (isOutdatedHash((*account)->passwordHash)) {
        if (const auto hash = passwordHash(login->password)) {
            static_cast<void>(services.store.setPassword((*account)->id, *hash, false).has_value());
        }
    }
    services.rates.forget(bucket);
    const std::string token = randomToken();
    const Millis now = services.now();
    if (const auto added =
            services.store.addToken(sha256Hex(token), (*account)->id, now, now + tokenLife);
        !added) {
        return storeFailed(request, added.error());
    }
    return json(200, {{"token", token}, {"expiresAt", now + tokenLife}});
}

Response logOut(Services& services, const Request& request)
{
    const std::string token = request.bearerToken().value_or(std::string());
    if (const auto removed = services.store.removeToken(sha256Hex(token)); !removed) {
        return storeFailed(request, removed.error());
    }
    services.events.publish("account:" + bearerOf(request).account.id);
    return noContent();
}

Response me(const Request& request)
{
    const Bearer& bearer = bearerOf(request);
    nlohmann::json answer{{"login", bearer.account.login}, {"version", RASKADR_VERSION}};
    if (bearer.expiresAt) {
        answer["expiresAt"] = *bearer.expiresAt;
    }
    return json(200, answer);
}

} // namespace

void addAccountRoutes(Router& router, Services& services)
{
    nobodysHash();
    router.add({.method = "POST",
                .pattern = "/api/v1/login",
                .access = Access::Public,
                .handler = [&services](const Request& request) { return logIn(services, request); },
                .maxBody = wire::limits::messageBytes,
                .work = Work::Password,
                .mediaTypes = {"application/json"}});
    router.add(
        {.method = "POST",
         .pattern = "/api/v1/logout",
         .access = Access::Producer,
         .handler = [&services](const Request& request) { return logOut(services, request); },
         .maxBody = wire::limits::messageBytes});
    router.add(
        {.method = "GET", .pattern = "/api/v1/me", .access = Access::Producer, .handler = me});
}

} // namespace raskadr::server
