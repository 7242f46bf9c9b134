#pragma once

#include <QByteArray>

namespace raskadr::flows {

// A service that the program has never heard of: its manifest, and how it behaves on loopback. It
// wants a key, takes orders at one port, gives results at another, and publishes its parameters.
inline const QByteArray lanternKey = "lantern-canary-55d1";

QByteArray lanternManifest(int port);
// For FakeService; the listeners are "api" and "files".
QByteArray lanternScript(const QByteArray& png);

} // namespace raskadr::flows
