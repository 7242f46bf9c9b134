#include "ui/settings/librarycare.h"

#include "core/settings/settings.h"

#include <QSet>

namespace raskadr::ui {

namespace {

QSet<QString> faultyMedia(const CheckReport& report)
{
    QSet<QString> faulty(report.unreadable.begin(), report.unreadable.end());
    for (const CheckReport::File& file : report.missing + report.altered) {
        faulty.insert(file.name);
    }
    return faulty;
}

QHash<QString, MediaPlace> placesOf(const QSet<QString>& media, const Repositories& r,
                                    const std::stop_token& stop)
{
    QHash<QString, MediaPlace> places;
    for (const Project& project : r.projects.all()) {
        QHash<ShotId, int> numbers;
        for (const ShotId& shot : r.shots.order(project.id)) {
            numbers.insert(shot, static_cast<int>(numbers.size()) + 1);
        }
        r.assets.visitProject(project.id, [&](const AssetRow& row) {
            const QString& sha256 = row.asset.sha256;
            if (media.contains(sha256) && !places.contains(sha256)) {
                places.insert(
                    sha256, {project.title, numbers.value(row.asset.shotId), row.asset.sourceName});
            }
            return !stop.stop_requested() && places.size() < media.size();
        });
    }
    return places;
}

Result<LibraryCheck> checkWithPlaces(Library& library, const AccountId& account,
                                     const std::function<void(const CheckProgress&)>& progress,
                                     const std::stop_token& stop)
{
    auto report = checkLibrary(library, {}, progress, stop);
    if (!report) {
        return failure(report.error());
    }
    LibraryCheck check{std::move(*report), {}};
    const QSet<QString> faulty = faultyMedia(check.report);
    if (!faulty.isEmpty()) {
        // Without the places the report still says everything that matters.
        check.places =
            library.store()
                .read(account, [&](const Repositories& r) { return placesOf(faulty, r, stop); })
                .value_or(QHash<QString, MediaPlace>());
    }
    return check;
}

} // namespace

int LibraryCheck::faults() const
{
    return static_cast<int>(report.missing.size() + report.altered.size() + report.unreadable.size()
                            + report.brokenRows.size());
}

LibraryCare::LibraryCare(Library& library, const Clock& clock, const AccountId& account,
                         QObject* parent)
    : QObject(parent)
    , m_library(library)
    , m_clock(clock)
    , m_account(account)
{
    m_pool.setMaxThreadCount(2); // a check goes on while sizes are measured
}

LibraryCare::~LibraryCare()
{
    m_measuring.stop();
    m_checking.stop();
    m_clearing.stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void LibraryCare::measure()
{
    m_measuring = runAsync(
        m_pool, this,
        [path = m_library.path(), cache = m_library.cache().path()](const std::stop_token& stop) {
            Sizes sizes;
            sizes.libraryBytes = sizeOfFolder(path, stop).value_or(-1);
            sizes.cacheBytes = sizeOfFolder(cache, stop).value_or(-1);
            sizes.freeBytes = freeSpaceAt(path);
            return sizes;
        },
        [this](const Sizes& sizes) { Q_EMIT measured(sizes); });
}

void LibraryCare::check()
{
    if (m_isChecking) {
        return;
    }
    m_isChecking = true;
    const auto tell = [this](const CheckProgress& progress) {
        QMetaObject::invokeMethod(
            this,
            [this, progress] {
                if (m_isChecking) {
                    Q_EMIT checkProgressed(progress);
                }
            },
            Qt::QueuedConnection);
    };
    m_checking = runAsync(
        m_pool, this,
        [&library = m_library, account = m_account, tell](const std::stop_token& stop) {
            return checkWithPlaces(library, account, tell, stop);
        },
        [this](const Result<LibraryCheck>& check) {
            if (check && m_library.mode() == Library::Mode::ReadWrite) {
                noteAndTell(*check);
            } else {
                tellFinished(check);
            }
        });
}

void LibraryCare::cancelCheck()
{
    m_checking.stop();
    tellFinished(failure(ErrorKind::Cancelled));
}

void LibraryCare::clearCache()
{
    m_clearing = runAsync(
        m_pool, this,
        [cache = m_library.cache()](const std::stop_token& stop) { return cache.clear(stop); },
        [this](const Result<qint64>&) {
            Q_EMIT cacheCleared();
            measure();
        });
}

void LibraryCare::noteAndTell(const LibraryCheck& check)
{
    const auto note = [now = m_clock.nowMs(),
                       faults = check.faults()](Repositories& r) -> Result<> {
        writeSetting(r.settings, settings::lastCheckMs, now);
        writeSetting(r.settings, settings::lastCheckFaults, faults);
        return {};
    };
    // That the date of the check cannot be kept is not worth a word beside its result.
    m_library.store().write(AccountId(), note).then(this, [this, check](const Result<>&) {
        tellFinished(check);
    });
}

void LibraryCare::tellFinished(const Result<LibraryCheck>& check)
{
    if (m_isChecking) {
        m_isChecking = false;
        Q_EMIT checkFinished(check);
    }
}

} // namespace raskadr::ui
