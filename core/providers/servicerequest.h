#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <functional>
#include <optional>

namespace raskadr {

// A header value in which keys are only named. Who sends it fills them in at the last moment, so
// that no key is in a request that is kept, logged or compared.
struct SecretText
{
    enum class Kind {
        Literal,
        Secret, // a key that the user entered, by its name
        Credential, // what is made of keys: "jwt", "token"
    };
    struct Piece
    {
        Kind kind = Kind::Literal;
        QString text;

        bool operator==(const Piece&) const = default;
    };

    QList<Piece> pieces;
    qsizetype base64From = -1; // from this piece on the text is sent as base64, as Basic wants it

    bool isPublic() const;
    bool operator==(const SecretText&) const = default;
};

// Gives a key or a credential; nothing if there is none.
using SecretSource = std::function<std::optional<QByteArray>(const SecretText::Piece&)>;

// Unauthorized with the name of what is missing, or of what no header can carry.
Result<QByteArray> filledIn(const SecretText& text, const SecretSource& secrets);

// A piece of a request's body. Files are named by their place among the inputs of the run.
struct RequestPiece
{
    enum class Kind { Text, File, FileAsBase64 };

    Kind kind = Kind::Text;
    QByteArray text;
    int input = -1;
    qint64 length = 0; // of what is sent, in bytes

    bool operator==(const RequestPiece&) const = default;
};

struct RequestHeader
{
    QByteArray name;
    SecretText value;

    bool operator==(const RequestHeader&) const = default;
};

// One HTTP request as a value: everything but the keys and the contents of the files.
struct ServiceRequest
{
    QString step; // of the manifest; empty for the download of a result
    QByteArray method = "GET";
    QString url;
    QList<RequestHeader> headers;
    QList<RequestPiece> body;
    QList<int> expected; // empty: any 2xx
    qint64 timeoutMs = 60'000;
    // It may be sent again after a lost connection.
    bool retrySafe = true;
    bool carriesSecrets() const;
    qint64 bodyLength() const;
    QByteArray publicHeader(const QByteArray& name) const; // empty: none, or a secret one

    bool operator==(const ServiceRequest&) const = default;
};

} // namespace raskadr
