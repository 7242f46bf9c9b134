#include "core/net/httprequest.h"

#include <QRandomGenerator>

namespace raskadr {

namespace {

// As browsers write names into Content-Disposition.
QByteArray quoted(QByteArray name)
{
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22");
    return '"' + name + '"';
}

QByteArray boundary()
{
    quint32 random[6];
    QRandomGenerator::system()->fillRange(random);
    return "raskadr-" + QByteArray(reinterpret_cast<const char*>(random), sizeof random).toHex();
}

BodyPiece bytesPiece(const QByteArray& bytes)
{
    return {BodyPiece::Kind::Bytes, bytes, {}};
}

BodyPiece filePiece(const QString& path)
{
    return {BodyPiece::Kind::File, {}, path};
}

} // namespace

std::optional<QByteArray> headerValue(const HttpHeaders& headers, const QByteArray& name)
{
    for (const HttpHeader& header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0) {
            return header.value;
        }
    }
    return std::nullopt;
}

HttpBody bytesBody(const QByteArray& bytes, const QByteArray& contentType)
{
    return {contentType, {bytesPiece(bytes)}};
}

HttpBody fileBody(const QString& path, const QByteArray& contentType)
{
    return {contentType, {filePiece(path)}};
}

HttpBody multipartBody(const QList<FormPart>& parts)
{
    const QByteArray mark = boundary();
    HttpBody body{"multipart/form-data; boundary=" + mark, {}};
    QByteArray text;
    for (const FormPart& part : parts) {
        text += "--" + mark + "\r\nContent-Disposition: form-data; name=" + quoted(part.name);
        if (!part.fileName.isEmpty()) {
            text += "; filename=" + quoted(part.fileName);
        }
        if (!part.contentType.isEmpty()) {
            QByteArray type = part.contentType;
            text += "\r\nContent-Type: " + type.replace('\r', "").replace('\n', "");
        }
        text += "\r\n\r\n";
        if (part.path.isEmpty()) {
            text += part.value;
        } else {
            body.pieces += {bytesPiece(text), filePiece(part.path)};
            text.clear();
        }
        text += "\r\n";
    }
    body.pieces += bytesPiece(text + "--" + mark + "--\r\n");
    return body;
}

} // namespace raskadr
