#include "core/providers/servicerequest.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

bool SecretText::isPublic() const
{
    return std::all_of(pieces.begin(), pieces.end(),
                       [](const Piece& piece) { return piece.kind == Kind::Literal; });
}

Result<QByteArray> filledIn(const SecretText& text, const SecretSource& secrets)
{
    QByteArray plain;
    QByteArray tail;
    for (qsizetype i = 0; i < text.pieces.size(); ++i) {
        const SecretText::Piece& piece = text.pieces.at(i);
        QByteArray& out = text.base64From >= 0 && i >= text.base64From ? tail : plain;
        if (piece.kind == SecretText::Kind::Literal) {
            out += piece.text.toUtf8();
            continue;
        }
        const auto secret = secrets(piece);
        // A line break in a key would begin a header of its own.
        const bool fits = secret && !secret->isEmpty()
            && std::none_of(secret->begin(), secret->end(), [](char c) {
                              return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
                          });
        if (!fits) {
            return failure(ErrorKind::Unauthorized,
                           secret ? u"not fit for a header"_s : u"there is no such key"_s,
                           piece.text);
        }
        out += *secret;
    }
    return plain + tail.toBase64();
}

bool ServiceRequest::carriesSecrets() const
{
    return std::any_of(headers.begin(), headers.end(),
                       [](const RequestHeader& header) { return !header.value.isPublic(); });
}

qint64 ServiceRequest::bodyLength() const
{
    qint64 length = 0;
    for (const RequestPiece& piece : body) {
        length += piece.length;
    }
    return length;
}

QByteArray ServiceRequest::publicHeader(const QByteArray& name) const
{
    for (const RequestHeader& header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0 && header.value.isPublic()) {
            const auto value = filledIn(header.value, {});
            return value ? *value : QByteArray();
        }
    }
    return {};
}

} // namespace raskadr
