#include "core/library/check.h"

#include "core/base/logging.h"
#include "core/library/databasefile.h"
#include "core/library/recordfiles.h"

#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype sliceRows = 500; // states that one transaction sets, in well under 50 ms

class Checker
{
public:
    Checker(Library& library, const CheckOptions& options,
            const std::function<void(const CheckProgress&)>& progress, std::stop_token stop)
        : m_library(library)
        , m_options(options)
        , m_progress(progress)
        , m_stop(std::move(stop))
    {
    }

    Result<CheckReport> run()
    {
        for (const auto& part :
             {&Checker::checkDatabase, &Checker::checkRows, &Checker::checkManifests,
              &Checker::checkMedia, &Checker::checkFiles, &Checker::checkRecords}) {
            if (m_stop.stop_requested()) {
                return failure(ErrorKind::Cancelled);
            }
            if (auto checked = (this->*part)(); !checked) {
                return failure(checked.error());
            }
        }
        return m_report;
    }

private:
    Result<> checkDatabase()
    {
        const auto faults = databaseFaults(m_library.databasePath(), m_stop);
        if (!faults) {
            return failure(faults.error());
        }
        m_report.brokenRows = *faults;
        return {};
    }

    // What keys alone do not guarantee.
    Result<> checkRows()
    {
        const auto accounts = m_library.store().read(
            AccountId(), [](const Repositories& r) { return r.accounts.all(); });
        if (!accounts) {
            return failure(accounts.error());
        }
        for (const Account& account : *accounts) {
            const auto read =
                m_library.store().read(account.id, [&](const Repositories& r) -> Result<> {
                    for (const Project& project : r.projects.all()) {
                        for (const Shot& shot :
                             r.shots.ofProject(project.id) + r.shots.trashedOfProject(project.id)) {
                            if (m_stop.stop_requested()) {
                                return failure(ErrorKind::Cancelled);
                            }
                            checkShot(r, shot);
                        }
                    }
                    return {};
                });
            if (!read && read.error().kind == ErrorKind::Cancelled) {
                return failure(read.error());
            }
            if (!read) {
                m_report.brokenRows.append(read.error().detail);
            }
        }
        return {};
    }

    void checkShot(const Repositories& r, const Shot& shot)
    {
        bool headlinerFound = shot.headlinerId.isNull();
        for (const AssetRow& row : r.assets.feed(shot.id, false) + r.assets.feed(shot.id, true)) {
            headlinerFound = headlinerFound || row.asset.id == shot.headlinerId;
            if (row.generation && !row.job) {
                m_report.brokenRows.append(
                    u"generation %1: no job"_s.arg(row.generation->id.toString()));
            }
            if (row.asset.origin == AssetOrigin::Generated && !row.generation) {
                m_report.brokenRows.append(
                    u"asset %1: no generation"_s.arg(row.asset.id.toString()));
            }
        }
        if (!headlinerFound) {
            m_report.brokenRows.append(
                u"shot %1: its headliner is no asset of it"_s.arg(shot.id.toString()));
        }
    }

    // Nothing else mirrors these texts, and a generation asks for the old ones too.
    Result<> checkManifests()
    {
        const auto records = m_library.store().read(
            AccountId(), [](const Repositories& r) { return r.catalog.everything(); });
        if (!records) {
            m_report.brokenRows.append(records.error().detail);
            return {};
        }
        for (const ManifestRecord& record : *records) {
            if (!nlohmann::json::accept(record.manifest.begin(), record.manifest.end())) {
                m_report.brokenRows.append(
                    u"manifest %1, revision %2: cannot be read"_s.arg(record.id).arg(
                        record.revision));
            }
        }
        return {};
    }

    Result<> checkMedia()
    {
        auto media = m_library.store().read(AccountId(),
                                            [](const Repositories& r) { return r.media.all(); });
        if (!media) {
            return failure(media.error());
        }
        CheckProgress progress;
        for (const Media& medium : *media) {
            m_known.insert(medium.sha256);
            progress.bytesTotal += medium.size;
        }
        m_report.originals = static_cast<int>(media->size());
        m_report.bytes = progress.bytesTotal;
        m_report.hashesVerified = m_options.verifyHashes;
        QHash<QString, MediaState> changed;
        for (const Media& medium : *media) {
            const auto state = stateOf(medium);
            if (!state && state.error().kind == ErrorKind::Cancelled) {
                return failure(state.error());
            }
            if (!state) {
                m_report.unreadable.append(medium.sha256);
            } else {
                note(medium, *state);
                // An altered file of the right size is not found by its size to be well again.
                const bool guessed = !m_options.verifyHashes && *state == MediaState::Present
                    && medium.state == MediaState::Altered;
                if (*state != medium.state && !guessed) {
                    changed.insert(medium.sha256, *state);
                }
            }
            progress.bytesDone += medium.size;
            if (m_progress) {
                m_progress(progress);
            }
        }
        return writeStates(changed);
    }

    Result<MediaState> stateOf(const Media& medium) const
    {
        const QFileInfo file(m_library.media().path(medium.sha256));
        if (!file.exists()) {
            return MediaState::Missing;
        }
        if (!file.isFile() || file.size() != medium.size) {
            return MediaState::Altered;
        }
        return m_options.verifyHashes ? m_library.media().verify(medium.sha256, m_stop)
                                      : Result<MediaState>(MediaState::Present);
    }

    void note(const Media& medium, MediaState state)
    {
        if (state == MediaState::Missing) {
            m_report.missing.append({medium.sha256, medium.size});
        } else if (state == MediaState::Altered) {
            m_report.altered.append({medium.sha256, medium.size});
        }
    }

    Result<> writeStates(const QHash<QString, MediaState>& changed)
    {
        if (m_library.mode() != Library::Mode::ReadWrite) {
            return {};
        }
        const QList<QString> names = changed.keys();
        for (qsizetype from = 0; from < names.size(); from += sliceRows) {
            const QList<QString> slice = names.mid(from, sliceRows);
            const auto written = m_library.store()
                                     .write(AccountId(),
                                            [slice, changed](Repositories& r) -> Result<> {
                                                for (const QString& sha256 : slice) {
                                                    r.media.setState(sha256, changed[sha256]);
                                                }
                                                return {};
                                            })
                                     .wait();
            if (!written) {
                return written;
            }
        }
        return {};
    }

    Result<> checkFiles()
    {
        const auto listing = m_library.media().list(m_stop);
        if (!listing && listing.error().kind == ErrorKind::Cancelled) {
            return failure(listing.error());
        }
        if (!listing) {
            m_report.brokenRows.append(listing.error().detail);
            return {};
        }
        for (const MediaListing::File& file : listing->files) {
            if (!m_known.contains(file.sha256)) {
                m_report.unreferenced.append({file.sha256, file.size});
            }
        }
        for (const QString& sha256 : listing->sidecarsAlone) {
            if (!m_known.contains(sha256)) {
                const QString path = m_library.media().sidecarPath(sha256);
                m_report.unreferenced.append({path, QFileInfo(path).size()});
            }
        }
        for (const QString& path : listing->strangers) {
            m_report.unreferenced.append({path, QFileInfo(path).size()});
        }
        m_report.leftovers = listing->leftovers + unfinishedRecords(m_library.recordsPath());
        return {};
    }

    Result<> checkRecords()
    {
        if (m_library.isSalvaged()) {
            return {}; // what the database forgot is not the records' fault
        }
        const auto lag =
            findRecordLag(m_library.store(), m_library.media(), m_library.recordsPath(), m_stop);
        if (!lag) {
            return failure(lag.error());
        }
        m_report.lag = *lag;
        return {};
    }

    Library& m_library;
    const CheckOptions m_options;
    const std::function<void(const CheckProgress&)>& m_progress;
    std::stop_token m_stop;
    QSet<QString> m_known;
    CheckReport m_report;
};

QJsonArray filesJson(const QList<CheckReport::File>& files)
{
    QJsonArray json;
    for (const CheckReport::File& file : files) {
        json.append(
            QJsonObject{{u"name"_s, file.name}, {u"size"_s, static_cast<double>(file.size)}});
    }
    return json;
}

} // namespace

Result<CheckReport> checkLibrary(Library& library, const CheckOptions& options,
                                 const std::function<void(const CheckProgress&)>& progress,
                                 std::stop_token stop)
{
    return Checker(library, options, progress, std::move(stop)).run();
}

QJsonObject CheckReport::toJson() const
{
    return {
        {u"ok"_s, ok()},
        {u"originals"_s, originals},
        {u"bytes"_s, static_cast<double>(bytes)},
        {u"hashesVerified"_s, hashesVerified},
        {u"missing"_s, filesJson(missing)},
        {u"altered"_s, filesJson(altered)},
        {u"unreadable"_s, QJsonArray::fromStringList(unreadable)},
        {u"brokenRows"_s, QJsonArray::fromStringList(brokenRows)},
        {u"laggingRecords"_s, QJsonArray::fromStringList(lag.records)},
        {u"laggingSidecars"_s, QJsonArray::fromStringList(lag.sidecars)},
        {u"unreferenced"_s, filesJson(unreferenced)},
        {u"leftovers"_s, QJsonArray::fromStringList(leftovers)},
    };
}

} // namespace raskadr
