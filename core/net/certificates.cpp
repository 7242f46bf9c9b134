#include "core/net/certificates.h"

#include <QRegularExpression>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostCertificates = 16;
constexpr qsizetype largestCertificate = 64 << 10;
constexpr qsizetype lineLength = 64;
constexpr char derSequence = 0x30;

std::optional<QByteArray> wrapped(const QString& block)
{
    QString text = block;
    text.removeIf([](QChar c) { return c.isSpace(); });
    const auto der =
        QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!der || der.decoded.isEmpty() || der.decoded.size() > largestCertificate
        || der.decoded.front() != derSequence) {
        return std::nullopt;
    }
    const QByteArray base64 = der.decoded.toBase64();
    QByteArray pem = "-----BEGIN CERTIFICATE-----\n";
    for (qsizetype at = 0; at < base64.size(); at += lineLength) {
        pem += base64.mid(at, lineLength) + '\n';
    }
    return pem + "-----END CERTIFICATE-----\n";
}

} // namespace

std::optional<QByteArray> certificatesIn(const QString& text)
{
    static const QRegularExpression block(
        u"-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----"_s);
    QByteArray all;
    int count = 0;
    for (const QRegularExpressionMatch& match : block.globalMatch(text)) {
        const auto one = wrapped(match.captured(1));
        if (!one || ++count > mostCertificates) {
            return std::nullopt;
        }
        all += *one;
    }
    return count > 0 ? std::optional(all) : std::nullopt;
}

} // namespace raskadr
