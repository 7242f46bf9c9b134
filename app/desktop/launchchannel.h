#pragma once

#include "app/desktop/options.h"

#include <QLocalServer>
#include <QObject>

class QLocalSocket;

namespace raskadr::desktop {

// How a second start of the program on the same library reaches the window that has it open. The
// right to the library is the library's lock; this only carries wishes. Main thread.
class LaunchChannel final : public QObject
{
    Q_OBJECT

public:
    explicit LaunchChannel(QObject* parent = nullptr);

    // Takes calls for this library from now on; to be called by who holds its lock. Of two that are
    // asked one after another the later one counts.
    void listen(const QString& libraryPath);

    // Asks the window that has this library open to come to the front. Blocks for at most two
    // seconds; for the start of the program only. False: nobody answered.
    static bool call(const QString& libraryPath, const Options& wishes);

Q_SIGNALS:
    void called(const raskadr::desktop::Options& wishes);

private:
    void read(QLocalSocket* socket);

    QLocalServer m_server;
};

} // namespace raskadr::desktop
