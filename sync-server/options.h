#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace raskadr::server {

// What the server is started with.
struct Options
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 8787; // 0: any free one
    std::string dataFolder = "raskadr-server-data";
    std::string publicUrl;
    // How long a client may take for a request's headers, or say nothing between two requests.
    std::chrono::milliseconds requestTimeout{15'000};
    bool showVersion = false;
    bool showHelp = false;
};

// A sentence that says what is wrong with the command line.
struct UsageError
{
    std::string text;
};

std::variant<Options, UsageError> parseOptions(const std::vector<std::string>& arguments);
std::string helpText();

} // namespace raskadr::server
