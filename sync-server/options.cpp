#include "sync-server/options.h"

#include <charconv>

namespace raskadr::server {

namespace {

template <class Number>
bool parseNumber(const std::string& text, Number& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

} // namespace

std::variant<Options, UsageError> parseOptions(const std::vector<std::string>& arguments)
{
    Options options;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (name == "--version") {
            options.showVersion = true;
            continue;
        }
        if (name == "--help" || name == "-h") {
            options.showHelp = true;
            continue;
        }
        if (name != "--listen" && name != "--data" && name != "--public-url" && name != "--request-timeout-ms") {
            return UsageError{"unknown argument: " + name};
        }
        if (++i == arguments.size()) {
            return UsageError{name + " needs a value"};
        }
        const std::string& value = arguments[i];
        if (name == "--data") {
            options.dataFolder = value;
        } else if (name == "--public-url") {
            options.publicUrl = value;
        } else if (name == "--request-timeout-ms") {
            int milliseconds = 0;
            if (!parseNumber(value, milliseconds) || milliseconds < 1) {
                return UsageError{"--request-timeout-ms needs a positive number"};
            }
            options.requestTimeout = std::chrono::milliseconds(milliseconds);
        } else {
            const size_t colon = value.rfind(':');
            if (colon == std::string::npos || !parseNumber(value.substr(colon + 1), options.port)) {
                return UsageError{"--listen needs ADDRESS:PORT"};
            }
            options.address = value.substr(0, colon);
        }
    }
    return options;
}

std::string helpText()
{
    return "raskadr-sync-server [--listen ADDRESS:PORT] [--data FOLDER] [--public-url URL]\n"
           "                    [--request-timeout-ms N] [--version] [--help]\n"
           "Publishes the pages of Raskadr's managers. Listens on 127.0.0.1:8787 unless told otherwise.\n";
}

} // namespace raskadr::server
