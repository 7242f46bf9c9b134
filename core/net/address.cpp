#include "core/net/address.h"

#include <QList>

#include <algorithm>
#include <cstring>

#ifdef Q_OS_WIN
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace raskadr {

namespace {

struct Block
{
    const char* prefix;
    int bits;
    AddressKind kind;
};

// What is not said here of IPv4 is public.
constexpr Block v4Blocks[] = {
    {"0.0.0.0", 8, AddressKind::Inside},
    {"10.0.0.0", 8, AddressKind::Inside},
    {"100.64.0.0", 10, AddressKind::Inside}, // shared by providers of access
    {"127.0.0.0", 8, AddressKind::Inside},
    {"168.63.129.16", 32, AddressKind::Inside}, // metadata of Azure
    {"169.254.0.0", 16, AddressKind::Inside},
    {"172.16.0.0", 12, AddressKind::Inside},
    {"192.0.0.0", 24, AddressKind::Inside},
    {"192.0.2.0", 24, AddressKind::Inside},
    {"192.88.99.0", 24, AddressKind::Inside},
    {"192.168.0.0", 16, AddressKind::Inside},
    {"198.18.0.0", 15, AddressKind::Inside},
    {"198.51.100.0", 24, AddressKind::Inside},
    {"203.0.113.0", 24, AddressKind::Inside},
    {"224.0.0.0", 4, AddressKind::Never},
    {"255.255.255.255", 32, AddressKind::Never},
    {"240.0.0.0", 4, AddressKind::Inside},
};

// The first that fits decides; what is not said here of IPv6 is inside.
constexpr Block v6Blocks[] = {
    {"ff00::", 8, AddressKind::Never},
    {"2001::", 23, AddressKind::Inside}, // protocols, tunnels of Teredo among them
    {"2001:db8::", 32, AddressKind::Inside},
    {"2002::", 16, AddressKind::Inside}, // tunnels of 6to4
    {"3fff::", 20, AddressKind::Inside},
    {"2000::", 3, AddressKind::Public},
};

bool begins(const IpAddress& address, const IpAddress& prefix, int bits)
{
    for (int i = 0; i < bits; ++i) {
        const int mask = 0x80 >> (i % 8);
        if ((address.bytes[i / 8] & mask) != (prefix.bytes[i / 8] & mask)) {
            return false;
        }
    }
    return true;
}

template <size_t size>
AddressKind kindIn(const Block (&blocks)[size], const IpAddress& address, AddressKind otherwise)
{
    for (const Block& block : blocks) {
        if (begins(address, *IpAddress::fromText(block.prefix), block.bits)) {
            return block.kind;
        }
    }
    return otherwise;
}

IpAddress lastFour(const IpAddress& address)
{
    IpAddress inner;
    std::copy_n(address.bytes.begin() + 12, 4, inner.bytes.begin());
    return inner;
}

} // namespace

std::optional<IpAddress> IpAddress::fromText(const QByteArray& text)
{
    const qsizetype zone = text.indexOf('%');
    const QByteArray plain = zone < 0 ? text : text.left(zone);
    IpAddress address;
    if (::inet_pton(AF_INET, plain.constData(), address.bytes.data()) == 1) {
        return address;
    }
    if (::inet_pton(AF_INET6, plain.constData(), address.bytes.data()) == 1) {
        address.v6 = true;
        return address;
    }
    return std::nullopt;
}

std::optional<IpAddress> IpAddress::fromSocket(const sockaddr* address)
{
    IpAddress result;
    if (address->sa_family == AF_INET) {
        sockaddr_in v4;
        std::memcpy(&v4, address, sizeof v4);
        std::memcpy(result.bytes.data(), &v4.sin_addr, 4);
        return result;
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6;
        std::memcpy(&v6, address, sizeof v6);
        std::memcpy(result.bytes.data(), &v6.sin6_addr, 16);
        result.v6 = true;
        return result;
    }
    return std::nullopt;
}

QByteArray IpAddress::toText() const
{
    char text[INET6_ADDRSTRLEN] = "";
    ::inet_ntop(v6 ? AF_INET6 : AF_INET, bytes.data(), text, sizeof text);
    return text;
}

AddressKind addressKind(const IpAddress& address)
{
    if (!address.v6) {
        return kindIn(v4Blocks, address, AddressKind::Public);
    }
    const bool mapped = begins(address, *IpAddress::fromText("::ffff:0:0"), 96);
    const bool translated = begins(address, *IpAddress::fromText("64:ff9b::"), 96);
    if (mapped || translated) {
        return addressKind(lastFour(address));
    }
    return kindIn(v6Blocks, address, AddressKind::Inside);
}

bool isInsideName(const QByteArray& host)
{
    static const QList<QByteArray> endings{".localhost", ".local",    ".localdomain", ".internal",
                                           ".intranet",  ".lan",      ".home",        ".corp",
                                           ".private",   ".home.arpa"};
    return !host.contains('.') || std::any_of(endings.begin(), endings.end(), [&](const auto& end) {
        return host.endsWith(end);
    });
}

} // namespace raskadr
