#include "tests/support/canaryfiles.h"
#include "tests/support/samples.h"

#include <QDirIterator>
#include <QProcess>

#include <algorithm>
#include <array>
#include <zlib.h>

namespace raskadr::canaries {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxDepth = 3;
constexpr qsizetype maxUnpacked = 4 * 1024 * 1024;

QByteArray utf16(const QByteArray& word, bool bigEndian)
{
    QByteArray bytes;
    for (const char c : word) {
        bytes += bigEndian ? QByteArray(1, '\0') + c : QByteArray(1, c) + '\0';
    }
    return bytes;
}

QByteArray backwards(QByteArray word)
{
    std::reverse(word.begin(), word.end());
    return word;
}

// What base64 makes of the word wherever it begins in the text, without the characters at its edges
// that also depend on its neighbours.
QByteArray base64(const QByteArray& word, int shift)
{
    const QByteArray coded =
        (QByteArray(shift, 'x') + word).toBase64(QByteArray::OmitTrailingEquals);
    return coded.mid(shift == 0 ? 0 : shift + 1, coded.size() - shift - 4);
}

// The contents of a zlib or gzip stream that begins here; empty if none does.
QByteArray unpacked(const QByteArray& bytes, qsizetype offset)
{
    z_stream stream = {};
    constexpr int eitherHead = 15 + 32;
    if (inflateInit2(&stream, eitherHead) != Z_OK) {
        return {};
    }
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.constData() + offset));
    stream.avail_in = uInt(bytes.size() - offset);
    QByteArray result;
    std::array<char, 16384> block;
    int code = Z_OK;
    while (code == Z_OK && result.size() < maxUnpacked) {
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = uInt(block.size());
        code = inflate(&stream, Z_NO_FLUSH);
        result.append(block.data(), qsizetype(block.size()) - stream.avail_out);
        if (stream.avail_out == block.size()) {
            break;
        }
    }
    inflateEnd(&stream);
    return result;
}

bool isPackedHead(const QByteArray& bytes, qsizetype offset)
{
    const int first = quint8(bytes[offset]);
    const int second = quint8(bytes[offset + 1]);
    return (first == 0x1F && second == 0x8B) || (first == 0x78 && (first * 256 + second) % 31 == 0);
}

QString findAt(const QByteArray& bytes, const QByteArray& word, int depth)
{
    const std::pair<const char*, QByteArray> forms[] = {
        {"plain", word},
        {"UTF-16 LE", utf16(word, false)},
        {"UTF-16 BE", utf16(word, true)},
        {"base64", base64(word, 0)},
        {"base64", base64(word, 1)},
        {"base64", base64(word, 2)},
        {"hex", word.toHex()},
        {"HEX", word.toHex().toUpper()},
        {"backwards", backwards(word)},
    };
    for (const auto& [name, form] : forms) {
        if (bytes.contains(form)) {
            return QString::fromLatin1(name);
        }
    }
    for (qsizetype offset = 0; depth < maxDepth && offset + 6 < bytes.size(); ++offset) {
        if (!isPackedHead(bytes, offset)) {
            continue;
        }
        const QByteArray inside = unpacked(bytes, offset);
        const QString hit = inside.isEmpty() ? QString() : findAt(inside, word, depth + 1);
        if (!hit.isEmpty()) {
            return u"packed, "_s + hit;
        }
    }
    return {};
}

} // namespace

QString find(const QByteArray& bytes, const QByteArray& word)
{
    return findAt(bytes, word, 0);
}

QStringList findInFolder(const QString& folder, const QByteArray& word)
{
    QStringList hits;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString name = path.mid(folder.size() + 1);
        if (const QString form = find(samples::read(path), word); !form.isEmpty()) {
            hits += name + u": "_s + form;
        }
        if (name.contains(QString::fromLatin1(word))) {
            hits += name + u": the name"_s;
        }
    }
    QProcess exiftool;
    exiftool.start(u"exiftool"_s,
                   {u"-a"_s, u"-G1"_s, u"-u"_s, u"-U"_s, u"-ee3"_s, u"-api"_s,
                    u"largefilesupport=1"_s, u"-r"_s, u"-q"_s, folder});
    exiftool.closeWriteChannel();
    if (!exiftool.waitForFinished(120'000) || exiftool.exitStatus() != QProcess::NormalExit) {
        return hits + QStringList{u"exiftool does not run"_s};
    }
    QString file;
    for (const QByteArray& line : exiftool.readAllStandardOutput().split('\n')) {
        if (line.startsWith("======== ")) {
            file = QString::fromUtf8(line.mid(9)).mid(folder.size() + 1);
        } else if (line.contains(word) && !line.startsWith("[System]")) {
            hits += file + u": "_s + QString::fromUtf8(line.left(120));
        }
    }
    return hits;
}

} // namespace raskadr::canaries
