#include "ui/settings/proxywords.h"

#include <QCoreApplication>

namespace raskadr::ui {

namespace {

struct ProxyWords
{
    Q_DECLARE_TR_FUNCTIONS(Proxy)
};

} // namespace

QString proxySentence()
{
    return ProxyWords::tr("The proxy is written as http://host:port or socks5h://host:port, with "
                          "name:password@ before the host if it asks for them.");
}

QString proxyMissingSentence()
{
    return ProxyWords::tr("Enter the address of the proxy, or choose another way.");
}

QString proxyExample()
{
    return QStringLiteral("socks5h://127.0.0.1:1080");
}

QString withoutPassword(const QString& proxy)
{
    const qsizetype at = proxy.lastIndexOf(u'@');
    const qsizetype scheme = proxy.indexOf(QLatin1String("://"));
    if (at < 0 || scheme < 0) {
        return proxy;
    }
    const qsizetype colon = proxy.indexOf(u':', scheme + 3);
    return colon < 0 || colon > at ? proxy : proxy.left(colon) + proxy.mid(at);
}

} // namespace raskadr::ui
