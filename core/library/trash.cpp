#include "core/library/trash.h"

#include "core/base/failpoint.h"
#include "core/library/emptiedmedia.h"

#include <QHash>
#include <QSet>

namespace raskadr {

namespace {

constexpr qsizetype assetsPerSlice = 50; // that one transaction deletes, in well under 50 ms

// With what is needed elsewhere, which goes to where it is needed.
void removeShot(Repositories& r, const ShotId& shot, MediaNames& names, EmptiedTrash& emptied)
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
                           MediaNames names;
                           fn(r, names, after);
                           after.bytes += freeMedia(r, names);
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
        return piece([assets](Repositories& r, MediaNames& names, EmptiedTrash& emptied) {
            names = namesOf(r, assets);
            for (const AssetId& asset : assets) {
                r.trash.removeAsset(asset);
                ++emptied.assets;
            }
        });
    }

    Result<> removeShots(const QList<ShotId>& shots)
    {
        return piece([shots](Repositories& r, MediaNames& names, EmptiedTrash& emptied) {
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
        return piece([project](Repositories& r, MediaNames&, EmptiedTrash& emptied) {
            r.trash.removeProject(project);
            ++emptied.projects;
        });
    }

    Library& m_library;
    const AccountId m_account;
    std::stop_token m_stop;
    EmptiedTrash m_emptied;
};

} // namespace

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
    const auto handed = handOver(library, account, takeAway, stop);
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
        const auto handed = handOver(library, account.id, takeAway, stop);
        if (!handed) {
            return failure(handed.error());
        }
        left += handed->left;
    }
    return left;
}

} // namespace raskadr
