#pragma once

// The properties of an XMP packet; internal to this folder.

#include <QMap>
#include <QString>

namespace raskadr {

// By name with the usual prefix ("dc:description"), those of other vocabularies left out. The parts
// of a list stand below each other. A packet that is damaged gives what stands before the damage.
QMap<QString, QString> xmpProperties(const QString& packet);

} // namespace raskadr
