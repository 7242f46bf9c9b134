#pragma once

#include "core/base/result.h"
#include "core/net/secret.h"

#include <QByteArray>

namespace raskadr {

// The user's own way out into the network. Names are resolved behind it. Valid by construction.
class HttpProxy
{
public:
    // "http://host:port" or "socks5h://host:port", both also with "name:password@". InvalidInput.
    static Result<HttpProxy> parse(const QString& text);

    // Without name and password.
    const QByteArray& address() const { return m_address; }
    const QByteArray& name() const { return m_name; }
    const Secret& password() const { return m_password; }

    bool operator==(const HttpProxy&) const = default;

private:
    HttpProxy() = default;

    QByteArray m_address;
    QByteArray m_name;
    Secret m_password;
};

} // namespace raskadr
