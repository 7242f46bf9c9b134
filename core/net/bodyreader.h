#pragma once

// A part of the client, internal to this module.

#include "core/net/httprequest.h"

#include <QFile>
#include <memory>

namespace raskadr {

// Reads the pieces of a body one after the other, from memory and files, so that curl can send it
// without its being in memory. The length is fixed at the beginning: a file that changes meanwhile
// is an error and no other body.
class BodyReader
{
public:
    explicit BodyReader(HttpBody body);

    // Looks at the files. FileUnreadable with the reason.
    Result<> open();
    qint64 length() const { return m_length; }
    qint64 position() const { return m_position; }
    bool hasBody() const { return !m_body.pieces.isEmpty(); }
    const QByteArray& contentType() const { return m_body.contentType; }

    // The next bytes, at most so many; 0 at the end, -1 if a file is not what it was.
    qint64 read(char* into, qint64 most);
    bool seek(qint64 position);

private:
    bool openPiece();
    qint64 readPiece(char* into, qint64 most);
    qint64 readEncoded(char* into, qint64 most);

    HttpBody m_body;
    QList<qint64> m_sizes; // of each piece, as it is sent
    qint64 m_length = 0;
    qint64 m_position = 0;
    qsizetype m_piece = 0;
    qint64 m_inPiece = 0;
    std::unique_ptr<QFile> m_file;
    QByteArray m_encoded; // base64 that did not fit
};

} // namespace raskadr
