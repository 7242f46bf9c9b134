#pragma once

#include "core/net/secret.h"

#include <QList>
#include <QString>

namespace raskadr {

// Takes secrets out of a text before anyone sees or stores it: those it was told, in the spellings
// in which they travel (percent signs, base64, JSON), and whatever looks like one: headers with
// keys, bearer tokens, keys and signatures in queries, fields of JSON named after a key. "***"
// stands in their place. The whole text has to be given: a part of a secret is not known again.
// Pure.
class Redactor
{
public:
    Redactor() = default;
    // Values of headers ("Bearer …", "Key id:secret") count in whole and in their parts.
    explicit Redactor(const QList<Secret>& secrets);

    QString redacted(const QString& text) const;
    QString redacted(const QByteArray& utf8) const { return redacted(QString::fromUtf8(utf8)); }

private:
    QList<Secret> m_spellings; // the longest first
};

} // namespace raskadr
