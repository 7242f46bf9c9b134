#include "sync-server/http/server.h"
#include "sync-server/options.h"

#include <iostream>
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

int serve(const Options& options)
{
    raiseDescriptorLimit();
    Router router;
    EventHub events;
    RateLimits rates;
    if (!options.rates) {
        rates.setOff();
    }
    AccessLog log(options.accessLog ? STDOUT_FILENO : -1);
    Server server(settingsOf(options), router, events, rates, log);
    if (const std::string problem = server.start(); !problem.empty()) {
        std::cerr << problem << "\n";
        return 1;
    }
    const bool v6 = options.address.find(':') != std::string::npos;
    std::cerr << "listening on http://" << (v6 ? "[" : "") << options.address << (v6 ? "]" : "") << ":"
              << server.port() << std::endl;
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
    return serve(options);
}
