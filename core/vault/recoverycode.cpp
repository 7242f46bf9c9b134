#include "core/vault/recoverycode.h"

#include <QHash>
#include <sodium.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView alphabet = u"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
constexpr int groups = 6;
constexpr int groupLength = 4;

} // namespace

QString makeRecoveryCode()
{
    QString code;
    for (int i = 0; i < groups * groupLength; ++i) {
        if (i > 0 && i % groupLength == 0) {
            code += u'-';
        }
        code += alphabet.at(randombytes_uniform(static_cast<uint32_t>(alphabet.size())));
    }
    return code;
}

QString normalisedRecoveryCode(const QString& typed)
{
    static const QHash<QChar, QChar> lookAlikes{
        {u'А', u'A'}, {u'В', u'B'}, {u'Е', u'E'}, {u'К', u'K'}, {u'М', u'M'}, {u'Н', u'H'},
        {u'Р', u'P'}, {u'С', u'C'}, {u'Т', u'T'}, {u'У', u'Y'}, {u'Х', u'X'}, {u'З', u'3'},
        {u'О', u'Q'}, {u'0', u'Q'}, {u'O', u'Q'}, {u'1', u'J'}, {u'I', u'J'}, {u'L', u'J'}};
    QString code;
    for (const QChar letter : typed.toUpper()) {
        const QChar meant = lookAlikes.value(letter, letter);
        if (alphabet.contains(meant)) {
            code += meant;
        }
    }
    return code;
}

} // namespace raskadr
