#include "core/media/publishcopywriter.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// The boxes of a file that our own muxer has just written: small, and sound.
class OwnBoxes
{
public:
    explicit OwnBoxes(const QString& path)
        : m_file(path)
    {
    }

    bool open() { return m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered); }
    Result<> seal()
    {
        sealLevel(0, m_file.size(), 0);
        if (m_failed || !m_merged) {
            return failure(ErrorKind::NotClean, u"the written film has an unexpected structure"_s);
        }
        return {};
    }

private:
    quint32 numberAt(qint64 offset)
    {
        QByteArray bytes(4, '\0');
        m_failed = m_failed || !m_file.seek(offset) || m_file.read(bytes.data(), 4) != 4;
        return qFromBigEndian<quint32>(bytes.constData());
    }
    QByteArray nameAt(qint64 offset)
    {
        QByteArray bytes(4, '\0');
        m_failed = m_failed || !m_file.seek(offset + 4) || m_file.read(bytes.data(), 4) != 4;
        return bytes;
    }
    void put(qint64 offset, const QByteArray& bytes)
    {
        m_failed = m_failed || !m_file.seek(offset) || m_file.write(bytes) != bytes.size();
    }
    void sealLevel(qint64 offset, qint64 end, int depth)
    {
        while (offset + 8 <= end && !m_failed) {
            qint64 size = numberAt(offset);
            const QByteArray name = nameAt(offset);
            if (size == 1) {
                size = qint64(numberAt(offset + 8)) << 32 | numberAt(offset + 12);
            }
            if (size < 8 || size > end - offset) {
                m_failed = true;
                return;
            }
            if (depth == 0 && name == "free" && size == 8) {
                joinWithSamples(offset);
                return; // the samples are the last
            }
            m_merged = m_merged || (depth == 0 && name == "mdat");
            if (name == "moov" || name == "trak" || name == "mdia") {
                sealLevel(offset + 8, offset + size, depth + 1);
            } else if (name == "hdlr" && size > 32) {
                put(offset + 32, QByteArray(size - 32, '\0'));
            }
            offset += size;
        }
    }
    // The muxer keeps eight bytes so that the samples may get a longer head. They get it, and the
    // empty box is gone without moving anything.
    void joinWithSamples(qint64 offset)
    {
        const qint64 size = numberAt(offset + 8);
        if (nameAt(offset + 8) != "mdat" || offset + 8 + size != m_file.size()) {
            m_failed = true;
            return;
        }
        QByteArray head(16, '\0');
        qToBigEndian<quint32>(1, head.data());
        std::copy_n("mdat", 4, head.data() + 4);
        qToBigEndian<quint64>(quint64(size) + 8, head.data() + 8);
        put(offset, head);
        m_merged = true;
    }

    QFile m_file;
    bool m_failed = false;
    bool m_merged = false;
};

} // namespace

Result<> sealFilm(const QString& path)
{
    OwnBoxes boxes(path);
    if (!boxes.open()) {
        return failure(ErrorKind::Storage, u"the written film cannot be opened"_s);
    }
    return boxes.seal();
}

} // namespace raskadr
