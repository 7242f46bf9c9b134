#pragma once

#include "core/base/clock.h"
#include "core/base/runasync.h"
#include "core/library/check.h"
#include "core/library/library.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

namespace raskadr::ui {

// Where a user finds a medium: the first of the account's shots that shows it.
struct MediaPlace
{
    QString project;
    int shotNumber = 0;
    QString fileName; // of what was imported; empty: generated here

    bool operator==(const MediaPlace&) const = default;
};

struct LibraryCheck
{
    CheckReport report;
    QHash<QString, MediaPlace>
        places; // of faulty media, by SHA-256, as far as the account has them

    int faults() const;
};

// How big the open library is and whether it is sound. No widgets; lives in the main thread, the
// work runs in a pool thread. Destroying it stops the work and waits for that.
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
    LibraryCare(Library& library, const Clock& clock, const AccountId& account,
                QObject* parent = nullptr);
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
    // Cancelled as an error, too.
    void checkFinished(const raskadr::Result<raskadr::ui::LibraryCheck>& check);
    void cacheCleared();

private:
    void noteAndTell(const LibraryCheck& check);
    void tellFinished(const Result<LibraryCheck>& check);

    Library& m_library;
    const Clock& m_clock;
    const AccountId m_account;
    bool m_isChecking = false;
    AsyncHandle m_measuring;
    AsyncHandle m_checking;
    AsyncHandle m_clearing;
    QThreadPool m_pool;
};

} // namespace raskadr::ui
