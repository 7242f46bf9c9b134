#pragma once

// Which machines an address leads to: those of the world, or those of the user's own network.

#include <QByteArray>
#include <array>
#include <optional>

struct sockaddr;

namespace raskadr {

// An IPv4 or IPv6 address as bytes; the former stands in the first four.
struct IpAddress
{
    bool v6 = false;
    std::array<quint8, 16> bytes{};

    // The four numbers or the colon form, without brackets; a zone after '%' is left out.
    static std::optional<IpAddress> fromText(const QByteArray& text);
    // Nothing for other families than IPv4 and IPv6.
    static std::optional<IpAddress> fromSocket(const sockaddr* address);
    QByteArray toText() const;

    bool operator==(const IpAddress&) const = default;
};

enum class AddressKind {
    Public,
    Inside, // loopback, private, link-local, shared, metadata, reserved: the user's word is needed
    Never, // multicast and broadcast: no HTTP server
};

// By the registries of special-purpose addresses (IANA). Addresses that carry an IPv4 address
// inside count as that one, unless it takes a tunnel of the own network to reach them. Unknown:
// Inside.
AddressKind addressKind(const IpAddress& address);

// Names that a resolver of the own network answers: without a dot, or ending as in .local.
bool isInsideName(const QByteArray& host);

} // namespace raskadr
