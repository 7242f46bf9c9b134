#pragma once

// Under which addresses this computer is reached in its own network.

#include <QStringList>

namespace raskadr {

// IPv4 addresses of networks that are up, without the loopback; the one that leads to the world
// comes first. Asks the system and no network. Any thread.
QStringList localAddresses();

} // namespace raskadr
