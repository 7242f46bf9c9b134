#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raskadr::server {

// An IP address as 16 bytes; those of version 4 are mapped. `Unix` stands for a peer without one.
struct Address
{
    std::array<std::uint8_t, 16> bytes{};
    bool isUnix = false;

    static std::optional<Address> parse(std::string_view text);
    bool isV4() const;
    bool isLoopback() const;
    std::string text() const;
    std::string network() const; // the address itself, of version 6 only its /64
    bool operator==(const Address&) const = default;
};

// The proxies whose word about a client's address is taken.
class TrustedProxies final
{
public:
    // Adds "10.0.0.1", "10.0.0.0/8", "::1" …; false if that is no address.
    bool add(std::string_view text);
    bool contains(const Address& address) const;
    // The rightmost address of X-Forwarded-For that is no trusted proxy, if the peer is one.
    Address client(const Address& peer, std::string_view forwardedFor) const;

private:
    struct Network
    {
        Address address;
        int bits = 128;
    };
    std::vector<Network> m_networks;
};

} // namespace raskadr::server
