#include "core/sharing/shareaccess.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

bool leadsInside(const HttpUrl& url)
{
    return url.hostAddress() ? addressKind(*url.hostAddress()) != AddressKind::Public
                             : isInsideName(url.host());
}

QString addressText(const HttpUrl& address)
{
    QString text = QString::fromLatin1(address.toEncoded());
    while (text.endsWith(u'/')) {
        text.chop(1);
    }
    return text;
}

bool isLoopback(const HttpUrl& address)
{
    const auto& ip = address.hostAddress();
    if (!ip) {
        return address.host() == "localhost" || address.host().endsWith(".localhost");
    }
    return ip->v6 ? *ip == *IpAddress::fromText("::1") : ip->bytes[0] == 127;
}

ShareResult<ShareAccess> accessTo(const QString& typedAddress, bool isConfirmed)
{
    QString text = typedAddress.trimmed();
    if (!text.contains(u"://"_s)) {
        text.prepend(u"https://"_s);
    }
    while (text.endsWith(u'/')) {
        text.chop(1);
    }
    const auto url = HttpUrl::parse(text);
    if (!url || text.contains(u'?') || text.contains(u'#')) {
        return shareFailure(ShareFault::AddressInvalid,
                            url ? u"there is more than an address in it"_s : url.error().detail);
    }
    ShareAccess access{*url, false, std::nullopt, Secret()};
    const bool inside = leadsInside(access.address);
    if (!access.address.isEncrypted() && !inside) {
        return shareFailure(ShareFault::NotEncrypted, access.address.toDisplay());
    }
    if (inside && !isConfirmed && !isLoopback(access.address)) {
        return shareFailure(ShareFault::LocalUnconfirmed, access.address.toDisplay(),
                            access.address.toDisplay());
    }
    // A name of the world that leads into the own network is found out when it is asked.
    access.isLocal = inside || isConfirmed;
    return access;
}

} // namespace raskadr
