#include "core/library/trash.h"

#include "core/base/failpoint.h"
#include "core/base/logging.h"
#include "core/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QSet>
#include <QStandardPaths>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype assetsPerSlice = 50; // that one transaction deletes, in well under 50 ms
constexpr qsizetype longestName = 80; // characters before the suffix

using Names = QHash<QString, QString>; // by SHA-256

// How a person knows the file of an asset outside of the library.
QString fileName(const AssetRow& row)
{
    QString base = QFileInfo(row.asset.sourceName).completeBaseName().left(longestName);
    for (QChar& c : base) {
        if (c == u'/' || c == u'\\' || c.category() == QChar::Other_Control) {
            c = u'_';
        }
    }
    if (base.isEmpty() || base.startsWith(u'.')) {
        base = row.media.sha256.left(12);
    }
    const QString suffix = QMimeDatabase().mimeTypeForName(row.media.mimeType).preferredSuffix();
    return suffix.isEmpty() ? base : base + u'.' + suffix;
}

Names namesOf(const Repositories& r, const QList<AssetId>& assets)
{
    Names names;
    for (const AssetId& id : assets) {
        if (const auto row = r.assets.row(id)) {
            names.insert(row->media.sha256, fileName(*row));
        }
    }
    return names;
}

// The files that are still to be handed over, kept as a setting of the account that they belonged
// to: one line each, the hash and the name.
Names pendingOf(const Repositories& r)
{
    Names pending;
    const QStringList lines =
        readSetting(r.settings, settings::emptiedMedia).split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        pending.insert(line.section(u' ', 0, 0), line.section(u' ', 1));
    }
    return pending;
}

void keepPending(Repositories& r, const Names& pending)
{
    QStringList lines;
    for (auto at = pending.cbegin(); at != pending.cend(); ++at) {
        lines.append(at.key() + u' ' + at.value());
    }
    writeSetting(r.settings, settings::emptiedMedia, lines.join(u'\n'));
}

void free(Repositories& r, const Names& names, EmptiedTrash& emptied)
{
    Names pending = pendingOf(r);
    for (const FreedMedia& media : r.trash.freeMedia(names)) {
        pending.insert(media.sha256, media.name);
        emptied.bytes += media.size;
    }
    keepPending(r, pending);
}

// With what is needed elsewhere, which goes to where it is needed.
void removeShot(Repositories& r, const ShotId& shot, Names& names, EmptiedTrash& emptied)
{
    struct Kept
    {
        Generation generation;
        std::optional<Job> job;
        QList<Output> outputs;
    };
    QList<Kept> kept;
    const auto needed = r.trash.neededElsewhere(shot);
    for (auto at = needed.cbegin(); at != needed.cend(); ++at) {
        if (auto generation = r.generations.find(at.key())) {
            generation->shotId = at.value();
            kept.append({*generation, r.jobs.find(at.key()), r.jobs.outputs(at.key())});
        }
    }
    const QList<AssetId> assets = r.trash.assetsOfShot(shot);
    names.insert(namesOf(r, assets));
    r.trash.removeShot(shot);
    emptied.assets += static_cast<int>(assets.size());
    ++emptied.shots;
    for (const Kept& one : kept) {
        r.generations.insert(one.generation);
        if (one.job) {
            r.jobs.insert(*one.job);
        }
        for (Output output : one.outputs) {
            if (r.trash.usesOf(output.sha256) == 0) {
                output.sha256.clear();
            }
            r.jobs.putOutput(output);
        }
    }
}

class Emptying
{
public:
    Emptying(Library& library, const AccountId& account, std::stop_token stop)
        : m_library(library)
        , m_account(account)
        , m_stop(std::move(stop))
    {
    }

    Result<EmptiedTrash> run(const TrashPick& pick)
    {
        const auto deletable = m_library.store().read(
            m_account, [&](const Repositories& r) { return r.trash.deletable(pick); });
        if (!deletable) {
            return failure(deletable.error());
        }
        m_emptied.busy = static_cast<int>(pick.projects.size() - deletable->projects.size()
                                          + pick.shots.size() - deletable->shots.size());
        for (qsizetype from = 0; from < deletable->assets.size(); from += assetsPerSlice) {
            if (auto removed = removeAssets(deletable->assets.mid(from, assetsPerSlice));
                !removed) {
                return failure(removed.error());
            }
        }
        for (const ShotId& shot : deletable->shots) {
            if (auto removed = removeShots({shot}); !removed) {
                return failure(removed.error());
            }
        }
        for (const ProjectId& project : deletable->projects) {
            if (auto removed = removeProject(project); !removed) {
                return failure(removed.error());
            }
        }
        return m_emptied;
    }

private:
    // One transaction, whose count counts only if it was committed.
    template <class Fn>
    Result<> piece(Fn fn)
    {
        if (m_stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const auto emptied =
            m_library.store()
                .write(m_account,
                       [fn, before = m_emptied](Repositories& r) -> Result<EmptiedTrash> {
                           EmptiedTrash after = before;
                           Names names;
                           fn(r, names, after);
                           free(r, names, after);
                           return after;
                       })
                .wait();
        if (!emptied) {
            return failure(emptied.error());
        }
        m_emptied = *emptied;
        failpoint("trash-rows-removed");
        return {};
    }

    Result<> removeAssets(const QList<AssetId>& assets)
    {
        return piece([assets](Repositories& r, Names& names, EmptiedTrash& emptied) {
            names = namesOf(r, assets);
            for (const AssetId& asset : assets) {
                r.trash.removeAsset(asset);
                ++emptied.assets;
            }
        });
    }

    Result<> removeShots(const QList<ShotId>& shots)
    {
        return piece([shots](Repositories& r, Names& names, EmptiedTrash& emptied) {
            for (const ShotId& shot : shots) {
                removeShot(r, shot, names, emptied);
            }
        });
    }

    Result<> removeProject(const ProjectId& project)
    {
        const auto shots = m_library.store().read(
            m_account, [&](const Repositories& r) { return r.trash.shotsOfProject(project); });
        if (!shots) {
            return failure(shots.error());
        }
        for (const ShotId& shot : *shots) {
            if (auto removed = removeShots({shot}); !removed) {
                return removed;
            }
        }
        return piece([project](Repositories& r, Names&, EmptiedTrash& emptied) {
            r.trash.removeProject(project);
            ++emptied.projects;
        });
    }

    Library& m_library;
    const AccountId m_account;
    std::stop_token m_stop;
    EmptiedTrash m_emptied;
};

// Takes the files of one account's pending contents away.
class HandOver
{
public:
    HandOver(Library& library, const AccountId& account, const TakeAway& takeAway)
        : m_library(library)
        , m_account(account)
        , m_takeAway(takeAway)
    {
    }

    struct Outcome
    {
        int taken = 0;
        int left = 0;
    };

    Result<Outcome> run(const std::stop_token& stop)
    {
        const auto pending =
            m_library.store().read(m_account, [](const Repositories& r) { return pendingOf(r); });
        if (!pending) {
            return failure(pending.error());
        }
        Outcome outcome;
        QSet<QString> settled;
        for (auto at = pending->cbegin(); at != pending->cend() && !stop.stop_requested(); ++at) {
            const auto taken = take(at.key(), at.value());
            if (!taken) {
                return failure(taken.error());
            }
            ++(*taken ? outcome.taken : outcome.left);
            if (*taken) {
                settled.insert(at.key());
            }
        }
        if (settled.isEmpty()) {
            return outcome;
        }
        const auto noted = m_library.store()
                               .write(m_account,
                                      [settled](Repositories& r) -> Result<> {
                                          Names names = pendingOf(r);
                                          names.removeIf([&](const auto& entry) {
                                              return settled.contains(entry.key());
                                          });
                                          keepPending(r, names);
                                          return {};
                                      })
                               .wait();
        if (!noted) {
            return failure(noted.error());
        }
        return outcome;
    }

private:
    // In the store thread, so that it is known whether the content came in again meanwhile.
    Result<bool> isKnown(const QString& sha256)
    {
        return m_library.store()
            .write(AccountId(),
                   [sha256](Repositories& r) -> Result<bool> {
                       return r.media.find(sha256).has_value();
                   })
            .wait();
    }

    Result<bool> take(const QString& sha256, const QString& name)
    {
        const QString original = m_library.media().path(sha256);
        // Under its readable name first: that is what the system's trash shows.
        const QString folder = m_library.cache().path() + u"/emptied/"_s + sha256.left(16);
        const QString staged = folder + u'/' + name;
        auto known = isKnown(sha256);
        if (!known) {
            return failure(known.error());
        }
        if (!*known && QFileInfo::exists(original)) {
            QDir().mkpath(folder);
            if (!QFile::rename(original, staged)) {
                return false;
            }
            failpoint("trash-file-staged");
            QFile::remove(m_library.media().sidecarPath(sha256));
            known = isKnown(sha256);
            if (!known) {
                return failure(known.error());
            }
        }
        if (*known) {
            // It is wanted again: a file that is already on its way comes back.
            if (!QFileInfo::exists(original)) {
                QFile::rename(staged, original);
            }
            QFile::remove(staged);
            removeFolders(folder);
            return true;
        }
        if (!QFileInfo::exists(original)) {
            QFile::remove(m_library.media().sidecarPath(sha256));
        }
        if (QFileInfo::exists(staged) && !m_takeAway(staged)) {
            qCWarning(logLibrary) << "the system's trash did not take" << staged;
            return false;
        }
        removeFolders(folder);
        m_library.cache().remove(sha256);
        return true;
    }

    static void removeFolders(const QString& folder)
    {
        QDir().rmdir(folder);
        QDir().rmdir(QFileInfo(folder).path());
    }

    Library& m_library;
    const AccountId m_account;
    const TakeAway& m_takeAway;
};

} // namespace

bool toSystemTrash(const QString& path)
{
    // Qt 6.4 makes the trash, but not the folder that it lies in, and without a trash it moves
    // files into the working directory.
    const QString home = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const QFileInfo trash(home + u"/Trash"_s);
    const bool possible =
        QDir().mkpath(home) && QFileInfo(trash.exists() ? trash.filePath() : home).isWritable();
    return possible && QFile::moveToTrash(path);
}

Result<TrashSize> measureTrash(const Store& store, const AccountId& account, const TrashPick& pick)
{
    return store.read(account, [&](const Repositories& r) {
        const TrashPick deletable = r.trash.deletable(pick);
        TrashSize size;
        size.projects = static_cast<int>(deletable.projects.size());
        size.busy = static_cast<int>(pick.projects.size() - deletable.projects.size()
                                     + pick.shots.size() - deletable.shots.size());
        QSet<ShotId> shots(deletable.shots.begin(), deletable.shots.end());
        for (const ProjectId& project : deletable.projects) {
            const QList<ShotId> inside = r.trash.shotsOfProject(project);
            shots.unite({inside.begin(), inside.end()});
        }
        QSet<AssetId> assets(deletable.assets.begin(), deletable.assets.end());
        for (const ShotId& shot : std::as_const(shots)) {
            const QList<AssetId> inside = r.trash.assetsOfShot(shot);
            assets.unite({inside.begin(), inside.end()});
        }
        size.shots = static_cast<int>(shots.size());
        size.assets = static_cast<int>(assets.size());
        QHash<QString, int> uses;
        for (const AssetId& asset : std::as_const(assets)) {
            ++uses[r.trash.contentOf(asset)];
        }
        for (auto at = uses.cbegin(); at != uses.cend(); ++at) {
            const auto media = r.media.find(at.key());
            if (media && r.trash.usesOf(at.key()) == at.value()) {
                size.bytes += media->size;
            }
        }
        return size;
    });
}

Result<EmptiedTrash> emptyTrash(Library& library, const AccountId& account, const TrashPick& pick,
                                std::stop_token stop, const TakeAway& takeAway)
{
    auto emptied = Emptying(library, account, stop).run(pick);
    if (!emptied) {
        return emptied;
    }
    const auto handed = HandOver(library, account, takeAway).run(stop);
    if (!handed) {
        return failure(handed.error());
    }
    emptied->files = handed->taken;
    emptied->filesLeft = handed->left;
    return emptied;
}

Result<int> finishEmptying(Library& library, std::stop_token stop, const TakeAway& takeAway)
{
    const auto accounts =
        library.store().read(AccountId(), [](const Repositories& r) { return r.accounts.all(); });
    if (!accounts) {
        return failure(accounts.error());
    }
    int left = 0;
    for (const Account& account : *accounts) {
        const auto handed = HandOver(library, account.id, takeAway).run(stop);
        if (!handed) {
            return failure(handed.error());
        }
        left += handed->left;
    }
    return left;
}

} // namespace raskadr
