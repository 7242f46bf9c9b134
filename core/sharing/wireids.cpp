#include "core/sharing/wireids.h"

#include <QRandomGenerator>
#include <QStringList>

namespace raskadr {

namespace {

bool turnsDirection(char32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

} // namespace

QByteArray randomWireId()
{
    QByteArray bytes(16, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); i += 4) {
        const quint32 number = QRandomGenerator::system()->generate();
        memcpy(bytes.data() + i, &number, 4);
    }
    return bytes.toHex();
}

QString plainText(const QString& text, int maxCharacters, bool manyLines)
{
    QString unified = text;
    unified.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    QList<char32_t> plain;
    const QList<uint> characters = unified.toUcs4();
    for (const uint c : characters) {
        if (plain.size() == maxCharacters) {
            break;
        }
        if (c == '\n' || c == '\t') {
            plain.append(manyLines ? c : U' ');
        } else if (!isControl(c) && !turnsDirection(c)) {
            plain.append(c);
        }
    }
    return QString::fromUcs4(plain.constData(), plain.size()).trimmed();
}

} // namespace raskadr
