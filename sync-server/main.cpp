#include "sync-server/api/health.h"
#include "sync-server/http/server.h"
#include "sync-server/options.h"

#include <iostream>

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
    const std::string problem = serve(options, route, [](const std::string& address, std::uint16_t port) {
        std::cerr << "listening on http://" << address << ":" << port << std::endl;
    });
    if (!problem.empty()) {
        std::cerr << problem << "\n";
        return 1;
    }
    return 0;
}
