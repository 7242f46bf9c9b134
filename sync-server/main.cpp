#include "sync-server/api/accounts.h"
#include "sync-server/api/orderwatch.h"
#include "sync-server/api/routes.h"
#include "sync-server/api/serverdata.h"
#include "sync-server/api/upkeep.h"
#include "sync-server/http/server.h"
#include "sync-server/options.h"
#include "sync-server/secrets/secrets.h"

#include <filesystem>
#include <iostream>
#include <limits>
#include <memory>
#include <mutex>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

namespace raskadr::server {

namespace {

// Every connection takes a descriptor, and the soft limit is meant for programs of another age.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

ServerSettings settingsOf(const Options& options)
{
    ServerSettings settings;
    settings.address = options.address;
    settings.port = options.port;
    settings.takePassedSocket = true;
    settings.handleSignals = true;
    settings.threads = options.threads;
    settings.publicUrl = options.publicUrl;
    settings.trustedProxies = options.trustedProxies;
    settings.limits = options.limits;
    return settings;
}

constexpr std::int64_t megabyte = 1024 * 1024;

ApiSettings apiSettingsOf(const Options& options)
{
    ApiSettings settings;
    settings.publicUrl = options.publicUrl;
    while (settings.publicUrl.ends_with('/')) {
        settings.publicUrl.pop_back();
    }
    settings.quota = std::int64_t(options.quotaMb) * megabyte;
    if (!options.rates) {
        settings.commentsPerDay = std::numeric_limits<std::int64_t>::max();
    }
    return settings;
}

int orderAccount(const Options& options)
{
    std::string password;
    std::getline(std::cin, password);
    const AccountOrder order =
        options.command[1] == "add" ? AccountOrder::Add : AccountOrder::SetPassword;
    const std::string problem =
        orderAccount(options.dataFolder, order, options.command[2], password);
    if (!problem.empty()) {
        std::cerr << problem << "\n";
        return 1;
    }
    return 0;
}

// A folder that is gone with its owner: to list what would be answered needs no data.
class PassingFolder final
{
public:
    PassingFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "raskadr-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) {
            m_path = name;
        }
    }
    ~PassingFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

int serve(const Options& options)
{
    raiseDescriptorLimit();
    const auto passing = options.listRoutes ? std::make_unique<PassingFolder>() : nullptr;
    const std::filesystem::path folder =
        passing ? passing->path() : std::filesystem::path(options.dataFolder);
    auto data = ServerData::open(folder, std::int64_t(options.minFreeMb) * megabyte);
    if (!data) {
        std::cerr << data.error().text << "\n";
        return 1;
    }
    Router router;
    EventHub events;
    RateLimits rates;
    if (!options.rates) {
        rates.setOff();
    }
    Services services(data->store(), data->media(), events, rates, apiSettingsOf(options),
                      wallClock);
    std::mutex taking;
    services.takeInAccounts = [&] {
        const std::lock_guard lock(taking);
        for (const std::string& account : takeInAccounts(folder, data->store(), wallClock())) {
            events.publish("account:" + account);
        }
    };
    addApiRoutes(router, services);
    const Upkeep upkeep(services, services.takeInAccounts);
    const OrderWatch watch(orderFolder(folder), services.takeInAccounts);
    AccessLog log(options.accessLog ? STDOUT_FILENO : -1);
    Server server(settingsOf(options), router, events, rates, log);
    server.setReadyCheck(
        [&services] { return services.store.hasBlob(std::string(64, '0')).has_value(); });
    if (options.listRoutes) {
        std::cout << router.list();
        return 0;
    }
    if (const std::string problem = server.start(); !problem.empty()) {
        std::cerr << problem << "\n";
        return 1;
    }
    const bool v6 = options.address.find(':') != std::string::npos;
    std::cerr << "listening on http://" << (v6 ? "[" : "") << options.address << (v6 ? "]" : "")
              << ":" << server.port() << std::endl;
    server.wait();
    return 0;
}

} // namespace

} // namespace raskadr::server

int main(int argc, char** argv)
{
    using namespace raskadr::server;
    const auto parsed = parseOptions(std::vector<std::string>(argv + 1, argv + argc));
    if (const auto* error = std::get_if<UsageError>(&parsed)) {
        std::cerr << error->text << "\n" << helpText();
        return 2;
    }
    const Options& options = std::get<Options>(parsed);
    if (options.showVersion) {
        std::cout << "raskadr-sync-server " << RASKADR_VERSION << "\n";
        return 0;
    }
    if (options.showHelp) {
        std::cout << helpText();
        return 0;
    }
    if (!startSecrets()) {
        std::cerr << "this machine gives no random numbers\n";
        return 1;
    }
    return options.command.empty() ? serve(options) : orderAccount(options);
}
