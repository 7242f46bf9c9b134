#include "core/net/bodyreader.h"

#include <QFileInfo>

#include <algorithm>
#include <cstring>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 encodedAtOnce = 48 << 10; // a multiple of three

} // namespace

BodyReader::BodyReader(HttpBody body)
    : m_body(std::move(body))
{
}

Result<> BodyReader::open()
{
    m_sizes.clear();
    m_length = 0;
    for (const BodyPiece& piece : m_body.pieces) {
        qint64 size = piece.bytes.size();
        if (piece.kind != BodyPiece::Kind::Bytes) {
            const QFileInfo file(piece.path);
            if (!file.isFile() || !file.isReadable()) {
                return failure(ErrorKind::FileUnreadable, u"a file of the body cannot be read"_s,
                               file.fileName());
            }
            size = file.size();
            if (piece.kind == BodyPiece::Kind::FileAsBase64) {
                size = (size + 2) / 3 * 4;
            }
        }
        m_sizes += size;
        m_length += size;
    }
    return {};
}

qint64 BodyReader::read(char* into, qint64 most)
{
    while (m_piece < m_sizes.size()) {
        const qint64 left = m_sizes[m_piece] - m_inPiece;
        if (left == 0) {
            if (m_file && (!m_file->atEnd() || !m_encoded.isEmpty())) {
                return -1;
            }
            ++m_piece;
            m_inPiece = 0;
            m_file.reset();
            m_encoded.clear();
            continue;
        }
        if (m_body.pieces[m_piece].kind != BodyPiece::Kind::Bytes && !m_file && !openPiece()) {
            return -1;
        }
        const qint64 taken = readPiece(into, std::min(most, left));
        if (taken <= 0) {
            return -1;
        }
        m_inPiece += taken;
        m_position += taken;
        return taken;
    }
    return 0;
}

bool BodyReader::openPiece()
{
    m_file = std::make_unique<QFile>(m_body.pieces[m_piece].path);
    return m_file->open(QIODevice::ReadOnly);
}

qint64 BodyReader::readPiece(char* into, qint64 most)
{
    const BodyPiece& piece = m_body.pieces[m_piece];
    switch (piece.kind) {
    case BodyPiece::Kind::Bytes:
        std::memcpy(into, piece.bytes.constData() + m_inPiece, size_t(most));
        return most;
    case BodyPiece::Kind::File:
        return m_file->read(into, most);
    case BodyPiece::Kind::FileAsBase64:
        return readEncoded(into, most);
    }
    return -1;
}

qint64 BodyReader::readEncoded(char* into, qint64 most)
{
    if (m_encoded.isEmpty()) {
        m_encoded = m_file->read(encodedAtOnce).toBase64();
    }
    const qint64 taken = std::min<qint64>(most, m_encoded.size());
    std::memcpy(into, m_encoded.constData(), size_t(taken));
    m_encoded.remove(0, taken);
    return taken;
}

bool BodyReader::seek(qint64 position)
{
    m_piece = 0;
    m_inPiece = 0;
    m_position = 0;
    m_file.reset();
    m_encoded.clear();
    char skipped[4096];
    while (m_position < position) {
        if (read(skipped, std::min<qint64>(sizeof skipped, position - m_position)) <= 0) {
            return false;
        }
    }
    return true;
}

} // namespace raskadr
