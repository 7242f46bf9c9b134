#pragma once

// What a signed manifest of C2PA says in plain words; internal to this module.

#include <QByteArray>
#include <QMap>
#include <QString>

namespace raskadr {

// "c2pa.generator", "c2pa.agent" and "c2pa.digitalSourceType" as far as they stand in these bytes
// of a manifest. Nothing is verified: a signature proves something only to who checks it.
QMap<QString, QString> contentCredentials(const QByteArray& manifest);

} // namespace raskadr
