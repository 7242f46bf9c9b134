#pragma once

#include <QString>

namespace raskadr::desktop {

// What the program warns of, written to a file as well, with the time. The file of the start before
// is kept once it has grown large. Messages of all threads; one object at a time.
class LogFile final
{
public:
    // Under the user's state folder.
    static QString usualPath();

    // Begins to write behind what is there. A file that cannot be written is done without.
    explicit LogFile(const QString& path);
    ~LogFile();
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;
};

} // namespace raskadr::desktop
