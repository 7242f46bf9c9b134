#pragma once

#include <QString>

namespace raskadr::ui {

// What is said about the address of a proxy that is none, and where there is none yet.
QString proxySentence();
QString proxyMissingSentence();
// How one is written.
QString proxyExample();
// The same address without the password in it.
QString withoutPassword(const QString& proxy);

} // namespace raskadr::ui
