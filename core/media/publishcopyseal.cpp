#include "core/media/publishcopywriter.h"
#include "core/media/temporaryfile.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <limits>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 headBytes = 8;
constexpr qint64 blockBytes = 1024 * 1024;
// The index of four hours is a tenth of this.
constexpr qint64 maxIndexBytes = 256 * 1024 * 1024;

struct OwnBox
{
    QByteArray name;
    qint64 begin = 0;
    qint64 end = 0;
};

// The index of a film whose samples move by `shift` bytes, without what only says something about
// it. Nothing if the bytes are no boxes.
class IndexCopy
{
public:
    explicit IndexCopy(qint64 shift)
        : m_shift(shift)
    {
    }

    // Of the boxes that lie in these bytes one after another.
    QByteArray of(const QByteArray& boxes)
    {
        QByteArray result;
        for (qsizetype offset = 0; offset < boxes.size();) {
            const qint64 left = boxes.size() - offset;
            const qint64 size =
                left < headBytes ? 0 : qint64(qFromBigEndian<quint32>(boxes.constData() + offset));
            if (size < headBytes || size > left) {
                m_failed = true;
                return {};
            }
            result += box(boxes.mid(offset + 4, 4),
                          boxes.mid(offset + headBytes, qsizetype(size - headBytes)));
            offset += qsizetype(size);
        }
        return result;
    }
    bool failed() const { return m_failed; }

private:
    QByteArray box(const QByteArray& name, QByteArray contents)
    {
        static constexpr std::array nested{"moov", "trak", "mdia", "minf", "stbl"};
        if (std::any_of(nested.begin(), nested.end(),
                        [&name](const char* n) { return name == n; })) {
            contents = of(contents);
        } else if (name == "udta" || name == "meta") {
            return {};
        } else if (name == "hdlr") {
            constexpr qsizetype nameAt = 24;
            const qsizetype behind = std::max<qsizetype>(0, contents.size() - nameAt);
            contents.replace(nameAt, behind, QByteArray(behind, '\0'));
        } else if (name == "stco") {
            move<quint32>(contents);
        } else if (name == "co64") {
            move<quint64>(contents);
        }
        QByteArray head(4, '\0');
        qToBigEndian(quint32(contents.size() + headBytes), head.data());
        return head + name + contents;
    }
    template <class Number>
    void move(QByteArray& table)
    {
        for (qsizetype at = headBytes; at + qsizetype(sizeof(Number)) <= table.size();
             at += sizeof(Number)) {
            char* entry = table.data() + at;
            const qint64 moved = qint64(qFromBigEndian<Number>(entry)) + m_shift;
            m_failed = m_failed || moved < 0 || quint64(moved) > std::numeric_limits<Number>::max();
            qToBigEndian(Number(moved), entry);
        }
    }

    qint64 m_shift;
    bool m_failed = false;
};

QList<OwnBox> topBoxes(QFile& file)
{
    QList<OwnBox> boxes;
    for (qint64 offset = 0; offset < file.size();) {
        QByteArray head(16, '\0');
        if (!file.seek(offset) || file.read(head.data(), head.size()) < headBytes) {
            return {};
        }
        qint64 size = qFromBigEndian<quint32>(head.constData());
        if (size == 1) {
            size = qFromBigEndian<qint64>(head.constData() + headBytes);
        }
        if (size < headBytes || size > file.size() - offset) {
            return {};
        }
        boxes.append({head.mid(4, 4), offset, offset + size});
        offset += size;
    }
    return boxes;
}

bool copyRange(QFile& from, qint64 begin, qint64 end, QFile& to)
{
    if (!from.seek(begin)) {
        return false;
    }
    while (begin < end) {
        const QByteArray block = from.read(std::min(blockBytes, end - begin));
        if (block.isEmpty() || to.write(block) != block.size()) {
            return false;
        }
        begin += block.size();
    }
    return true;
}

Result<> strange()
{
    return failure(ErrorKind::NotClean, u"the written film has an unexpected structure"_s);
}

} // namespace

Result<> sealFilm(const QString& path)
{
    QFile film(path);
    if (!film.open(QIODevice::ReadOnly)) {
        return failure(ErrorKind::Storage, u"the written film cannot be opened"_s);
    }
    OwnBox type;
    OwnBox samples;
    OwnBox index;
    for (const OwnBox& box : topBoxes(film)) {
        if (box.name == "ftyp") {
            type = box;
        } else if (box.name == "mdat") {
            samples = box;
        } else if (box.name == "moov") {
            index = box;
        }
    }
    if (type.end == 0 || samples.end == 0 || index.end == 0
        || index.end - index.begin > maxIndexBytes || !film.seek(index.begin)) {
        return strange();
    }
    const QByteArray written = film.read(index.end - index.begin);
    // How long it gets does not depend on how far the samples move.
    const qint64 length = IndexCopy(0).of(written).size();
    IndexCopy copy(type.end + length - samples.begin);
    const QByteArray sealed = copy.of(written);
    if (copy.failed() || sealed.isEmpty()) {
        return strange();
    }
    FileRemover temporary(temporaryPathIn(QFileInfo(path).absolutePath()));
    QFile target(temporary.path());
    const bool done = target.open(QIODevice::WriteOnly | QIODevice::NewOnly)
        && copyRange(film, type.begin, type.end, target) && target.write(sealed) == sealed.size()
        && copyRange(film, samples.begin, samples.end, target) && target.flush();
    if (!done) {
        return failure(storageError(target));
    }
    target.close();
    if (auto renamed = renameOver(temporary.path(), path); !renamed) {
        return renamed;
    }
    temporary.keep();
    return {};
}

} // namespace raskadr
