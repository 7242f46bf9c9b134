#include "sync-server/http/addresses.h"

#include "sync-server/http/message.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

namespace raskadr::server {

namespace {

constexpr std::array<std::uint8_t, 12> mappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

// "[::1]:80", "1.2.3.4:80" and the addresses alone: proxies write all of them.
std::string_view withoutPort(std::string_view text)
{
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        return end == std::string_view::npos ? std::string_view() : text.substr(1, end - 1);
    }
    return std::ranges::count(text, ':') == 1 ? text.substr(0, text.find(':')) : text;
}

} // namespace

std::optional<Address> Address::parse(std::string_view text)
{
    const std::string terminated(text);
    Address address;
    if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) {
        return address;
    }
    std::ranges::copy(mappedPrefix, address.bytes.begin());
    if (::inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + mappedPrefix.size()) == 1) {
        return address;
    }
    return std::nullopt;
}

bool Address::isV4() const
{
    return !isUnix && std::equal(mappedPrefix.begin(), mappedPrefix.end(), bytes.begin());
}

bool Address::isLoopback() const
{
    static constexpr std::array<std::uint8_t, 16> one{0, 0, 0, 0, 0, 0, 0, 0,
                                                      0, 0, 0, 0, 0, 0, 0, 1};
    return !isUnix && (isV4() ? bytes[12] == 127 : bytes == one);
}

std::string Address::text() const
{
    if (isUnix) {
        return "unix";
    }
    char buffer[INET6_ADDRSTRLEN] = {};
    const bool v4 = isV4();
    ::inet_ntop(v4 ? AF_INET : AF_INET6, bytes.data() + (v4 ? mappedPrefix.size() : 0), buffer,
                sizeof(buffer));
    return buffer;
}

std::string Address::network() const
{
    if (isUnix || isV4()) {
        return text();
    }
    Address shortened = *this;
    std::fill(shortened.bytes.begin() + 8, shortened.bytes.end(), std::uint8_t(0));
    return shortened.text() + "/64";
}

bool TrustedProxies::add(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::optional<Address> address = Address::parse(text.substr(0, slash));
    if (!address) {
        return false;
    }
    Network network{*address, 128};
    if (slash != std::string_view::npos) {
        const std::string_view bits = text.substr(slash + 1);
        const int most = address->isV4() ? 32 : 128;
        int count = 0;
        const auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), count);
        if (error != std::errc() || end != bits.data() + bits.size() || count < 0 || count > most) {
            return false;
        }
        network.bits = 128 - most + count;
    }
    m_networks.push_back(network);
    return true;
}

bool TrustedProxies::contains(const Address& address) const
{
    if (address.isUnix) {
        return true; // who may open the socket is decided by its file
    }
    return std::ranges::any_of(m_networks, [&](const Network& network) {
        for (int bit = 0; bit < network.bits; bit += 8) {
            const int left = std::min(8, network.bits - bit);
            const auto mask = static_cast<std::uint8_t>(0xff00 >> left);
            const auto i = static_cast<std::size_t>(bit / 8);
            if ((address.bytes[i] & mask) != (network.address.bytes[i] & mask)) {
                return false;
            }
        }
        return true;
    });
}

Address TrustedProxies::client(const Address& peer, std::string_view forwardedFor) const
{
    Address client = peer;
    while (contains(client) && !forwardedFor.empty()) {
        const std::size_t comma = forwardedFor.rfind(',');
        const std::size_t start = comma == std::string_view::npos ? 0 : comma + 1;
        const std::optional<Address> hop =
            Address::parse(withoutPort(trimmed(forwardedFor.substr(start))));
        if (!hop) {
            break;
        }
        client = *hop;
        forwardedFor =
            comma == std::string_view::npos ? std::string_view() : forwardedFor.substr(0, comma);
    }
    return client;
}

} // namespace raskadr::server
