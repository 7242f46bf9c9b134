#include "core/media/contentcredentials.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestText = 500;

// CBOR: a text of up to 65,535 bytes at this place; empty for everything else.
QByteArray cborText(const QByteArray& bytes, qsizetype at)
{
    const auto byte = [&bytes](qsizetype i) {
        return i < bytes.size() ? int(quint8(bytes[i])) : -1;
    };
    const int head = byte(at);
    qsizetype length = -1;
    qsizetype start = at + 1;
    if (head >= 0x60 && head < 0x78) {
        length = head - 0x60;
    } else if (head == 0x78 && byte(at + 1) >= 0) {
        length = byte(at + 1);
        start = at + 2;
    } else if (head == 0x79 && byte(at + 2) >= 0) {
        length = byte(at + 1) << 8 | byte(at + 2);
        start = at + 3;
    }
    return length > 0 && start + length <= bytes.size() ? bytes.mid(start, length) : QByteArray();
}

QByteArray cborKey(const QByteArray& name)
{
    return char(0x60 + name.size()) + name;
}

// The text behind a key, or the name in the object behind it.
QString valueOf(const QByteArray& bytes, const QByteArray& name)
{
    const QByteArray key = cborKey(name);
    const qsizetype found = bytes.indexOf(key);
    if (found < 0) {
        return {};
    }
    const qsizetype behind = found + key.size();
    QByteArray text = cborText(bytes, behind);
    if (text.isEmpty()) {
        static const QByteArray inner = cborKey("name");
        const qsizetype at = bytes.indexOf(inner, behind);
        static constexpr qsizetype near = 64; // an object begins with its name, or it has none
        if (at >= 0 && at - behind < near) {
            text = cborText(bytes, at + inner.size());
        }
    }
    return QString::fromUtf8(text).left(longestText);
}

} // namespace

QMap<QString, QString> contentCredentials(const QByteArray& manifest)
{
    QMap<QString, QString> found;
    const auto add = [&](const QString& key, const QString& value) {
        if (!value.isEmpty()) {
            found.insert(key, value);
        }
    };
    add(u"c2pa.generator"_s, valueOf(manifest, "claim_generator"));
    if (!found.contains(u"c2pa.generator"_s)) {
        add(u"c2pa.generator"_s, valueOf(manifest, "claim_generator_info"));
    }
    add(u"c2pa.agent"_s, valueOf(manifest, "softwareAgent"));
    add(u"c2pa.digitalSourceType"_s, valueOf(manifest, "digitalSourceType"));
    return found;
}

} // namespace raskadr
