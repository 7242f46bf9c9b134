#pragma once

#include "sync-server/http/limits.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace raskadr::server {

// What the server is started with: the words of the command line, over those of the file of
// --config.
struct Options
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 8787; // 0: any free one
    std::string dataFolder = "raskadr-server-data";
    std::string publicUrl;
    std::vector<std::string> trustedProxies;
    std::size_t threads = 0; // 0: by the processors
    bool accessLog = true; // on standard output
    bool rates = true; // off only to measure
    std::uint64_t minFreeMb = 512; // of the disk, kept for comments
    std::uint64_t quotaMb = 0; // of an account; 0: none
    Limits limits;

    std::vector<std::string>
        command; // "account add LOGIN" or "account password LOGIN"; empty: serve
    bool listRoutes = false;
    bool showVersion = false;
    bool showHelp = false;
};

// A sentence that says what is wrong with the command line or the file of settings.
struct UsageError
{
    std::string text;
};

std::variant<Options, UsageError> parseOptions(const std::vector<std::string>& arguments);
std::string helpText();

} // namespace raskadr::server
