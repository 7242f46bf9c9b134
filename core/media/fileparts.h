#pragma once

// The parts that a file of the user's consists of, read without decoding; internal to this module.

#include "core/base/result.h"
#include "core/media/mediaformat.h"
#include "core/media/sourcefile.h"

#include <QByteArray>
#include <QtEndian>
#include <functional>

namespace raskadr {

inline constexpr int maxParts = 100'000;

// The parts of a picture file from its beginning. `visit` gets the part's name ("tEXt", "APP1",
// "EXIF"), the offset and the length of its contents, and stops the walk by returning false. The
// walk ends at the first part that does not fit. A JPEG is walked to the start of its pixels, where
// the part "DA" is the last. GIF has "IMG" for a frame's compressed pixels, "COM" for a comment,
// "EXT" for other extensions, "END" for the trailer.
using PartVisitor = std::function<bool(const QByteArray& name, qint64 offset, qint64 length)>;
void walkParts(const SourceFile& file, MediaFormat format, const PartVisitor& visit);

// Small reads at growing offsets without a system call for each.
class ByteWindow
{
public:
    // Reads `size` bytes at once.
    ByteWindow(const SourceFile& file, qint64 size)
        : m_file(file)
        , m_size(size)
    {
    }

    // The byte at this offset, or -1 beyond the end.
    int at(qint64 offset);
    // The bytes from `offset` on; fewer at the end of the file.
    QByteArray bytes(qint64 offset, qsizetype length);

private:
    void fill(qint64 offset);

    const SourceFile& m_file;
    const qint64 m_size;
    qint64 m_start = 0;
    QByteArray m_bytes;
};

inline quint32 big32(const QByteArray& bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

inline quint32 big16(const QByteArray& bytes, qsizetype offset)
{
    return qFromBigEndian<quint16>(bytes.constData() + offset);
}

inline quint32 little32(const QByteArray& bytes, qsizetype offset)
{
    return qFromLittleEndian<quint32>(bytes.constData() + offset);
}

inline quint32 little16(const QByteArray& bytes, qsizetype offset)
{
    return qFromLittleEndian<quint16>(bytes.constData() + offset);
}

inline tl::unexpected<Error> damaged(const SourceFile& file, const QString& detail)
{
    return failure(ErrorKind::FileDamaged, detail, file.name());
}

} // namespace raskadr
