#pragma once

// How long the processes live that this program starts.

class QProcess;

namespace raskadr {

// The process is asked to end when this program does, however that ends. To be called before it is
// started, which has to happen in the main thread.
void endWithParent(QProcess& process);

} // namespace raskadr
