#include "core/media/structurescan.h"

#include "core/media/fileparts.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstring>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxJpegScans = 200;

class PngScan final : public StructureScan
{
public:
    PngScan(qint64 fileSize, Sums sums)
        : StructureScan(8)
        , m_fileSize(fileSize)
        , m_sums(sums)
    {
    }

    QString problem() const override
    {
        if (m_spoilt) {
            return u"the checksum of %1 is wrong"_s.arg(QString::fromLatin1(m_name));
        }
        return m_pixels && m_ended ? QString() : u"PNG ends before IEND"_s;
    }

protected:
    qint64 step(const char* bytes, qint64 length) override
    {
        switch (m_at) {
        case Place::Head:
            return length < 8 ? 0 : enter(bytes);
        case Place::Contents: {
            const qint64 count = std::min(length, m_left);
            m_sum = libdeflate_crc32(m_sum, bytes, size_t(count));
            m_left -= count;
            m_at = m_left > 0 ? Place::Contents : Place::Sum;
            return count;
        }
        case Place::Sum:
            if (length < 4) {
                return 0;
            }
            m_spoilt = qFromBigEndian<quint32>(bytes) != m_sum;
            if (m_spoilt) {
                finish();
            } else {
                leave();
            }
            return 4;
        }
        Q_UNREACHABLE();
    }

private:
    enum class Place { Head, Contents, Sum };

    qint64 enter(const char* head)
    {
        m_left = qFromBigEndian<quint32>(head);
        if (++m_parts > maxParts || next() + 12 + m_left > m_fileSize) {
            finish();
            return 8;
        }
        m_name = QByteArray(head + 4, 4);
        m_pixels = m_pixels || m_name == "IDAT";
        // libpng reads over a wrong checksum of a part that it can do without.
        const bool needed = m_name[0] >= 'A' && m_name[0] <= 'Z';
        if (m_sums == Sums::Ignored || !needed) {
            leave();
            return 12 + m_left;
        }
        m_sum = libdeflate_crc32(0, head + 4, 4);
        m_at = m_left > 0 ? Place::Contents : Place::Sum;
        return 8;
    }

    void leave()
    {
        m_at = Place::Head;
        m_ended = m_name == "IEND";
        if (m_ended) {
            finish();
        }
    }

    const qint64 m_fileSize;
    const Sums m_sums;
    Place m_at = Place::Head;
    QByteArray m_name; // of the part
    qint64 m_left = 0; // of its contents
    quint32 m_sum = 0; // of its name and contents so far
    int m_parts = 0;
    bool m_pixels = false;
    bool m_ended = false;
    bool m_spoilt = false;
};

// Parameters end at the first scan; from there only markers count until the end marker.
class JpegScan final : public StructureScan
{
public:
    explicit JpegScan(qint64 fileSize)
        : StructureScan(2)
        , m_fileSize(fileSize)
    {
    }

    QString problem() const override
    {
        if (m_scans == 0) {
            return u"JPEG without a scan"_s;
        }
        if (m_scans > maxJpegScans) {
            return u"JPEG with too many scans"_s;
        }
        return m_ended ? QString() : u"JPEG ends before its end marker"_s;
    }

protected:
    qint64 step(const char* bytes, qint64 length) override
    {
        return m_scans == 0 ? passParameter(bytes, length) : passPixels(bytes, length);
    }

private:
    static bool standsAlone(int marker)
    {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    }

    qint64 passParameter(const char* bytes, qint64 length)
    {
        if (length < 4) {
            return 0;
        }
        const int marker = quint8(bytes[1]);
        const qint64 size = qFromBigEndian<quint16>(bytes + 2);
        if (++m_parts > maxParts || quint8(bytes[0]) != 0xFF) {
            finish();
            return 4;
        }
        if (marker == 0xFF) { // padding
            return 1;
        }
        if (standsAlone(marker)) {
            return 2;
        }
        if (marker == 0xD9 || size < 2 || next() + 2 + size > m_fileSize) {
            finish();
            return 4;
        }
        m_scans += marker == 0xDA;
        return 2 + size;
    }

    qint64 passPixels(const char* bytes, qint64 length)
    {
        qint64 at = 0;
        while (at < length) {
            const void* found = std::memchr(bytes + at, 0xFF, size_t(length - at));
            if (!found) {
                return length;
            }
            at = static_cast<const char*>(found) - bytes;
            if (length - at < 2) {
                return at;
            }
            const int marker = quint8(bytes[at + 1]);
            if (marker == 0xFF) {
                ++at;
            } else if (marker == 0x00 || standsAlone(marker)) {
                at += 2;
            } else if (marker == 0xD9) {
                m_ended = true;
                finish();
                return at + 2;
            } else if (length - at < 4) {
                return at;
            } else {
                m_scans += marker == 0xDA;
                if (m_scans > maxJpegScans) {
                    finish();
                }
                at += 2 + std::max<qint64>(2, qFromBigEndian<quint16>(bytes + at + 2));
                if (isOver()) {
                    return at;
                }
            }
        }
        return at;
    }

    const qint64 m_fileSize;
    int m_parts = 0;
    int m_scans = 0;
    bool m_ended = false;
};

} // namespace

std::unique_ptr<StructureScan> StructureScan::of(MediaFormat format, qint64 fileSize, Sums sums)
{
    switch (format) {
    case MediaFormat::Png:
        return std::make_unique<PngScan>(fileSize, sums);
    case MediaFormat::Jpeg:
        return std::make_unique<JpegScan>(fileSize);
    default:
        return nullptr;
    }
}

void StructureScan::add(qint64 offset, const char* bytes, qint64 length)
{
    const qint64 end = offset + length;
    if (offset <= m_next) {
        m_kept.clear();
    }
    while (!m_over && m_next < end) {
        if (m_kept.isEmpty()) {
            const char* from = bytes + (m_next - offset);
            const qint64 used = step(from, end - m_next);
            if (used == 0) {
                m_kept = QByteArray(from, end - m_next);
                return;
            }
            m_next += used;
            continue;
        }
        const QByteArray joined = m_kept + QByteArray(bytes, std::min(length, longestHead));
        const qint64 used = step(joined.constData(), joined.size());
        if (used == 0) {
            m_kept = joined;
            return;
        }
        m_next += used;
        m_kept.remove(0, std::min<qsizetype>(used, m_kept.size()));
    }
}

} // namespace raskadr
