#include "sync-server/options.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <span>

namespace raskadr::server {

namespace {

struct TimeOption
{
    std::string_view name;
    Limits::Time Limits::*field;
};

struct CountOption
{
    std::string_view name;
    std::size_t Limits::*field;
};

constexpr std::uint64_t maxMegabytes = 1'000'000'000;

constexpr TimeOption timeOptions[] = {
    {"header-timeout-ms", &Limits::header},  {"body-timeout-ms", &Limits::bodyRead},
    {"body-window-ms", &Limits::bodyWindow}, {"write-timeout-ms", &Limits::write},
    {"idle-timeout-ms", &Limits::idle},      {"request-timeout-ms", &Limits::request},
    {"linger-ms", &Limits::linger},          {"long-poll-ms", &Limits::longPoll},
    {"heartbeat-ms", &Limits::heartbeat},    {"stream-life-ms", &Limits::streamLife},
    {"drain-delay-ms", &Limits::drainDelay}, {"drain-ms", &Limits::drain},
};

constexpr CountOption countOptions[] = {
    {"connections", &Limits::connections},
    {"connections-per-address", &Limits::connectionsPerAddress},
    {"streams", &Limits::streams},
    {"database-threads", &Limits::databaseThreads},
    {"database-queue", &Limits::databaseQueue},
    {"password-queue", &Limits::passwordQueue},
};

template <class Number>
std::optional<Number> parseNumber(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r";
    const std::size_t first = text.find_first_not_of(space);
    return first == std::string_view::npos
        ? std::string_view()
        : text.substr(first, text.find_last_not_of(space) - first + 1);
}

// "127.0.0.1:8787", "[::1]:8787"
bool readListen(Options& options, std::string_view value)
{
    const std::size_t colon = value.rfind(':');
    const auto port = colon == std::string_view::npos
        ? std::nullopt
        : parseNumber<std::uint16_t>(value.substr(colon + 1));
    if (!port) {
        return false;
    }
    std::string_view address = value.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
    }
    options.address = address;
    options.port = *port;
    return true;
}

// One setting, from the command line or a file. The text says what is wrong.
std::optional<std::string> readSetting(Options& options, std::string_view name,
                                       std::string_view value)
{
    const std::string subject(name);
    if (name == "listen") {
        return readListen(options, value) ? std::nullopt
                                          : std::optional<std::string>("listen needs ADDRESS:PORT");
    }
    if (name == "data") {
        options.dataFolder = value;
        return std::nullopt;
    }
    if (name == "public-url") {
        options.publicUrl = value;
        return std::nullopt;
    }
    if (name == "trusted-proxy") {
        options.trustedProxies.emplace_back(value);
        return std::nullopt;
    }
    if (name == "access-log" || name == "rates") {
        (name == "rates" ? options.rates : options.accessLog) = value == "on";
        return value == "on" || value == "off" ? std::nullopt
                                               : std::optional(subject + " is on or off");
    }
    if (name == "min-free-mb" || name == "quota-mb") {
        const auto number = parseNumber<std::uint64_t>(value);
        (name == "quota-mb" ? options.quotaMb : options.minFreeMb) = number.value_or(0);
        return number && *number <= maxMegabytes ? std::nullopt
                                                 : std::optional(subject + " needs a number");
    }
    if (name == "threads") {
        const auto number = parseNumber<std::size_t>(value);
        options.threads = number.value_or(0);
        return number && *number <= 64
            ? std::nullopt
            : std::optional<std::string>("threads needs a number up to 64");
    }
    if (const auto* option = std::ranges::find(timeOptions, name, &TimeOption::name);
        option != std::end(timeOptions)) {
        const auto number = parseNumber<std::int64_t>(value);
        const bool mayBeZero = name == "drain-delay-ms" || name == "drain-ms";
        if (!number || *number < (mayBeZero ? 0 : 1) || *number > 86'400'000) {
            return subject + " needs a number of milliseconds";
        }
        options.limits.*option->field = std::chrono::milliseconds(*number);
        return std::nullopt;
    }
    if (const auto* option = std::ranges::find(countOptions, name, &CountOption::name);
        option != std::end(countOptions)) {
        const auto number = parseNumber<std::size_t>(value);
        if (!number || *number < 1 || *number > 1'000'000) {
            return subject + " needs a positive number";
        }
        options.limits.*option->field = *number;
        return std::nullopt;
    }
    return "unknown setting: " + subject;
}

std::optional<UsageError> readFile(Options& options, const std::string& path)
{
    std::ifstream file(path);
    if (!file) {
        return UsageError{"cannot read " + path};
    }
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const std::string_view text = trimmed(line);
        if (text.empty() || text.starts_with('#')) {
            continue;
        }
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) {
            return UsageError{path + ":" + std::to_string(number) + ": a line is NAME = VALUE"};
        }
        if (auto wrong = readSetting(options, trimmed(text.substr(0, equals)),
                                     trimmed(text.substr(equals + 1)))) {
            return UsageError{path + ":" + std::to_string(number) + ": " + *wrong};
        }
    }
    return std::nullopt;
}

bool readFlag(Options& options, std::string_view name)
{
    bool* const flag = name == "--version" ? &options.showVersion
        : name == "--help" || name == "-h" ? &options.showHelp
        : name == "--list-routes"          ? &options.listRoutes
                                           : nullptr;
    if (flag != nullptr) {
        *flag = true;
    }
    return flag != nullptr;
}

std::optional<UsageError> checkCommand(const std::vector<std::string>& command)
{
    const bool account = command.size() == 3 && command[0] == "account"
        && (command[1] == "add" || command[1] == "password");
    if (command.empty() || account) {
        return std::nullopt;
    }
    return UsageError{"unknown command: " + command.front()
                      + " (there is: account add|password LOGIN)"};
}

} // namespace

std::variant<Options, UsageError> parseOptions(const std::vector<std::string>& arguments)
{
    Options options;
    // The file first, so that the command line has the last word.
    const auto config = std::ranges::find(arguments, "--config");
    if (config != arguments.end() && config + 1 != arguments.end()) {
        if (auto wrong = readFile(options, *(config + 1))) {
            return *wrong;
        }
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (readFlag(options, name)) {
            continue;
        }
        if (!name.starts_with("-")) {
            options.command.push_back(name);
            continue;
        }
        if (!name.starts_with("--")) {
            return UsageError{"unknown argument: " + name};
        }
        if (++i == arguments.size()) {
            return UsageError{name + " needs a value, or is unknown"};
        }
        if (name == "--config") {
            continue;
        }
        if (auto wrong = readSetting(options, std::string_view(name).substr(2), arguments[i])) {
            return UsageError{*wrong};
        }
    }
    if (auto wrong = checkCommand(options.command)) {
        return *wrong;
    }
    return options;
}

std::string helpText()
{
    std::string text =
        "raskadr-sync-server [--config FILE] [--listen ADDRESS:PORT] [--data FOLDER] [--public-url "
        "URL]\n"
        "                    [--trusted-proxy ADDRESS]... [--threads N] [--access-log on|off]\n"
        "                    [--min-free-mb N] [--quota-mb N] [--rates on|off]\n"
        "raskadr-sync-server [--data FOLDER] account add|password LOGIN\n"
        "                    the password comes from standard input\n"
        "raskadr-sync-server --list-routes | --version | --help\n"
        "\n"
        "Publishes the pages of Raskadr's managers. Listens on 127.0.0.1:8787 unless told "
        "otherwise, or on\n"
        "the socket that systemd passes. A file of settings has lines NAME = VALUE, the names as "
        "above\n"
        "without dashes; what stands on the command line goes before it.\n"
        "\n"
        "Limits, each --NAME N:\n";
    std::string line = " ";
    const auto add = [&](std::string_view name) {
        if (line.size() + name.size() > 98) {
            text += line + "\n";
            line = " ";
        }
        line.append(" ").append(name);
    };
    for (const TimeOption& option : timeOptions) {
        add(option.name);
    }
    for (const CountOption& option : countOptions) {
        add(option.name);
    }
    return text + line + "\n";
}

} // namespace raskadr::server
