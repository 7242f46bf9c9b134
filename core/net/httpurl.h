#pragma once

#include "core/base/result.h"
#include "core/net/address.h"

#include <QByteArray>
#include <optional>

namespace raskadr {

// Where a secret may go, and where it may not.
struct Origin
{
    QByteArray scheme; // "http" or "https"
    QByteArray host; // lower case, IDN in its ASCII form, IPv6 in brackets
    int port = 0;

    // "https://api.example.com", with the port if it is not the usual one.
    QByteArray toText() const;
    bool operator==(const Origin&) const = default;
};

// An address of http or https in the one spelling that everything afterwards sees: the checks, the
// secrets' origins and curl. Numbers in any notation, percent signs, full-width digits and final
// dots in a host are resolved here; a name and password in an address are refused. Valid by
// construction.
class HttpUrl
{
public:
    // InvalidInput with the reason.
    static Result<HttpUrl> parse(const QByteArray& text);
    static Result<HttpUrl> parse(const QString& text) { return parse(text.toUtf8()); }
    // Where a Location header leads from here.
    Result<HttpUrl> resolved(const QByteArray& location) const;

    const Origin& origin() const { return m_origin; }
    const QByteArray& host() const { return m_origin.host; }
    bool isEncrypted() const { return m_origin.scheme == "https"; }
    // The host if it is an address and no name.
    const std::optional<IpAddress>& hostAddress() const { return m_hostAddress; }

    // The whole address. Its query may hold a key: for the wire alone.
    const QByteArray& toEncoded() const { return m_encoded; }
    // Without query: for the log and for «Подробности».
    QString toDisplay() const;

    bool operator==(const HttpUrl& other) const { return m_encoded == other.m_encoded; }

private:
    HttpUrl() = default;

    QByteArray m_encoded;
    QByteArray m_path;
    Origin m_origin;
    std::optional<IpAddress> m_hostAddress;
};

} // namespace raskadr
