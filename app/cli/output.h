#pragma once

#include "core/base/error.h"

#include <QElapsedTimer>
#include <QJsonValue>
#include <QString>

namespace raskadr::cli {

// How the program ends.
enum ExitStatus {
    Done = 0,
    Failed = 1,
    WrongUsage = 2,
    NotLoggedIn = 3,
    LibraryInUse = 4,
};

// What the program says: results on the standard output, as text or as one JSON document;
// everything else on the standard error. Main thread.
class Output
{
public:
    explicit Output(bool json);
    ~Output();

    bool isJson() const { return m_json; }

    // The result of the command; to be called once.
    void result(const QJsonValue& json, const QString& text);
    // A sentence for the user, on standard error.
    void note(const QString& sentence);
    // The sentence for a failure; returns the exit status that goes with it.
    int fail(const Error& error);
    int fail(const QString& sentence, int status = Failed);
    // Shows how far something is: on a terminal in place, else now and then as a line.
    void progress(const QString& what, double fraction);
    // Whether everything that was printed has arrived.
    bool flush();

private:
    void endProgress();

    const bool m_json;
    const bool m_terminal;
    bool m_progressShown = false;
    QElapsedTimer m_lastProgress;
};

} // namespace raskadr::cli
