#include "core/net/httpproxy.h"

#include "core/net/httpurl.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

Result<HttpProxy> HttpProxy::parse(const QString& text)
{
    const QByteArray typed = text.trimmed().toUtf8();
    const qsizetype slashes = typed.indexOf("://");
    const QByteArray scheme = typed.left(slashes).toLower();
    if (slashes < 0 || (scheme != "http" && scheme != "socks5h")) {
        return failure(ErrorKind::InvalidInput, u"a proxy begins with http:// or socks5h://"_s);
    }
    QByteArray rest = typed.mid(slashes + 3);
    HttpProxy proxy;
    if (const qsizetype at = rest.lastIndexOf('@'); at >= 0) {
        const QByteArray credentials = rest.left(at);
        const qsizetype colon = credentials.indexOf(':');
        proxy.m_name =
            QByteArray::fromPercentEncoding(colon < 0 ? credentials : credentials.left(colon));
        if (colon >= 0) {
            proxy.m_password = Secret(QByteArray::fromPercentEncoding(credentials.mid(colon + 1)));
        }
        rest = rest.mid(at + 1);
    }
    if (rest.endsWith('/')) {
        rest.chop(1);
    }
    const auto url = HttpUrl::parse("http://" + rest);
    if (!url) {
        return failure(url.error());
    }
    const QByteArray port = ':' + QByteArray::number(url->origin().port);
    if (!rest.endsWith(port) || url->toEncoded().count('/') != 3
        || url->toEncoded().contains('?')) {
        return failure(ErrorKind::InvalidInput, u"a proxy is a host and a port"_s);
    }
    proxy.m_address = scheme + "://" + url->host() + port;
    return proxy;
}

} // namespace raskadr
