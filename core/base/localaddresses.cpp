#include "core/base/localaddresses.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace raskadr {

namespace {

QString textOf(const sockaddr_in& address)
{
    char text[INET_ADDRSTRLEN] = {};
    inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
    return QString::fromLatin1(text);
}

// The address that a packet to the world would carry. Connecting a datagram socket sends nothing.
QString addressTowardsWorld()
{
    sockaddr_in world{};
    world.sin_family = AF_INET;
    world.sin_port = htons(9);
    inet_pton(AF_INET, "192.0.2.1", &world.sin_addr); // for documentation: nobody has it
    const int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        return {};
    }
    QString text;
    sockaddr_in own{};
    socklen_t size = sizeof own;
    if (connect(descriptor, reinterpret_cast<const sockaddr*>(&world), sizeof world) == 0
        && getsockname(descriptor, reinterpret_cast<sockaddr*>(&own), &size) == 0) {
        text = textOf(own);
    }
    close(descriptor);
    return text;
}

} // namespace

QStringList localAddresses()
{
    QStringList addresses;
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) {
        return addresses;
    }
    for (const ifaddrs* entry = first; entry != nullptr; entry = entry->ifa_next) {
        const bool isUp = (entry->ifa_flags & IFF_UP) != 0 && (entry->ifa_flags & IFF_RUNNING) != 0
            && (entry->ifa_flags & IFF_LOOPBACK) == 0;
        if (isUp && entry->ifa_addr != nullptr && entry->ifa_addr->sa_family == AF_INET) {
            addresses.append(textOf(*reinterpret_cast<const sockaddr_in*>(entry->ifa_addr)));
        }
    }
    freeifaddrs(first);
    const QString main = addressTowardsWorld();
    if (addresses.removeAll(main) > 0) {
        addresses.prepend(main);
    }
    return addresses;
}

} // namespace raskadr
