#pragma once

// One long text on its way to a file; internal to this module.

#include "core/providers/answersplitter.h"

#include <QFile>

namespace raskadr {

// Takes the inside of a JSON string, piece by piece, undoes its escapes, decodes it if its
// beginning is base64 or a data URI, and writes what comes out. Holds no more than a piece. What is
// not finished is removed.
class BlobWriter
{
public:
    explicit BlobWriter(const QString& path);
    ~BlobWriter();
    BlobWriter(const BlobWriter&) = delete;
    BlobWriter& operator=(const BlobWriter&) = delete;

    Result<> take(QByteArrayView escaped);
    Result<> takePlain(QByteArrayView text);
    Result<AnswerBlob> finish();

private:
    enum class Kind { Undecided, Base64, Text };

    void unescape(QByteArrayView escaped, QByteArray& plain);
    void takeUnit(uint unit, QByteArray& plain);
    void decide(const QByteArray& beginning);
    Result<> pass(QByteArrayView plain);
    void decode(QByteArrayView text);
    Result<> flush(bool all);

    QFile m_file;
    AnswerBlob m_blob;
    Kind m_kind = Kind::Undecided;
    QByteArray m_beginning; // until the kind is known
    qsizetype m_head = 0; // of a data URI, up to its content
    QByteArray m_out;
    bool m_isOpen = false;
    bool m_isFinished = false;

    QByteArray m_escape; // an escape that is not whole yet, without its backslash
    bool m_inEscape = false;
    uint m_highSurrogate = 0;

    uint m_bits = 0;
    int m_bitCount = 0;
    int m_quantum = 0; // characters of the group of four
    bool m_padded = false;
};

} // namespace raskadr
