#pragma once

#include <QString>
#include <optional>

namespace raskadr {

// What a library notes in its cache when it was closed in good order: what its database looked like
// then, and when every page of it was last looked through. As long as the database is still like
// that, opening it does not have to look through it again. Without the note, or after anybody else
// changed the file, every page is looked at.
class ClosingMark
{
public:
    ClosingMark(QString databasePath, QString cachePath);

    // When the database was last looked through (UTC, milliseconds), if it is as it was closed.
    std::optional<qint64> lookedThroughMs() const;
    // To be called when nobody writes to the database any more. Does nothing while it has a log.
    void set(qint64 lookedThroughMs) const;
    void remove() const;

private:
    const QString m_databasePath;
    const QString m_path;
};

} // namespace raskadr
