#pragma once

#include "core/base/clock.h"
#include "core/base/runasync.h"
#include "core/library/check.h"
#include "core/library/library.h"

#include <QObject>
#include <QThreadPool>
#include <atomic>

namespace raskadr::ui {

// How big the open library is and whether it is sound. No widgets; lives in the main thread, the work
// runs in a pool thread. Destroying it stops the work and waits for that.
class LibraryCare final : public QObject
{
    Q_OBJECT

public:
    struct Sizes
    {
        qint64 libraryBytes = -1; // with the cache; -1: no telling
        qint64 cacheBytes = -1;
        qint64 freeBytes = -1;
    };

    // Both outlive it.
    LibraryCare(Library& library, const Clock& clock, QObject* parent = nullptr);
    ~LibraryCare() override;

    void measure();

    // Reads every original. What it found is noted in the library.
    void check();
    void cancelCheck();
    bool isChecking() const { return m_isChecking; }

    // Thumbnails and proxies go; they are made again when they are looked at.
    void clearCache();

Q_SIGNALS:
    void measured(const raskadr::ui::LibraryCare::Sizes& sizes);
    void checkProgressed(const raskadr::CheckProgress& progress);
    void checkFinished(const raskadr::Result<raskadr::CheckReport>& report);
    void cacheCleared();

private:
    void noteCheck(const CheckReport& report);

    Library& m_library;
    const Clock& m_clock;
    bool m_isChecking = false;
    AsyncHandle m_measuring;
    AsyncHandle m_checking;
    AsyncHandle m_clearing;
    QThreadPool m_pool;
};

} // namespace raskadr::ui
