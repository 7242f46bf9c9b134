#include "core/library/expectedfiles.h"

#include "core/library/records.h"
#include "core/model/modeljson.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QString projectFile(const ProjectId& project)
{
    return project.toString() + u"/project.json"_s;
}

QString shotFile(const Shot& shot)
{
    return shot.projectId.toString() + u'/' + shot.id.toString() + u".json"_s;
}

Result<QList<Account>> allAccounts(const Store& store)
{
    return store.read(AccountId(), [](const Repositories& r) { return r.accounts.all(); });
}

QList<AssetRow> assetsOf(const Repositories& r, const ShotId& shot)
{
    return r.assets.feed(shot, false) + r.assets.feed(shot, true);
}

void addGeneration(ExpectedFiles& expected, const AssetRow& row)
{
    GenerationRecords& generations = expected.generations[row.media.sha256];
    if (row.generation) {
        generations.insert(row.generation->id.toString(), toJson(*row.generation, row.job));
    }
}

void addShot(const Repositories& r, const Shot& shot, bool withMedia, ExpectedFiles& expected)
{
    QList<Asset> assets;
    for (const AssetRow& row : assetsOf(r, shot.id)) {
        assets.append(row.asset);
        if (withMedia) {
            addGeneration(expected, row);
        }
    }
    expected.records.append({shotFile(shot), shotRecord(shot, assets)});
}

// What a whole account should have in the files, project by project.
Result<> addAccount(const Store& store, const AccountId& account, ExpectedFiles& expected,
                    const std::stop_token& stop)
{
    const auto projects =
        store.read(account, [](const Repositories& r) { return r.projects.all(); });
    if (!projects) {
        return failure(projects.error());
    }
    for (const Project& project : *projects) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const auto read = store.read(account, [&](const Repositories& r) {
            expected.records.append(
                {projectFile(project.id), projectRecord(project, r.shots.order(project.id))});
            for (const Shot& shot :
                 r.shots.ofProject(project.id) + r.shots.trashedOfProject(project.id)) {
                addShot(r, shot, true, expected);
            }
            return true;
        });
        if (!read) {
            return failure(read.error());
        }
    }
    return {};
}

// What became of these ids in one account; those that were found are taken out of `open`.
void addChanged(const Repositories& r, const RecordChanges& changes, RecordChanges& open,
                ExpectedFiles& expected)
{
    for (const ProjectId& id : changes.projects) {
        if (const auto project = r.projects.find(id)) {
            open.projects.remove(id);
            expected.records.append({projectFile(id), projectRecord(*project, r.shots.order(id))});
        }
    }
    for (const ShotId& id : changes.shots) {
        if (const auto shot = r.shots.find(id)) {
            open.shots.remove(id);
            addShot(r, *shot, false, expected);
        }
    }
    for (const AssetId& id : changes.assets) {
        if (const auto row = r.assets.row(id)) {
            addGeneration(expected, *row);
        }
    }
    for (const GenerationId& id : changes.generations) {
        for (const Asset& asset : r.assets.ofGeneration(id)) {
            if (const auto row = r.assets.row(asset.id)) {
                addGeneration(expected, *row);
            }
        }
    }
}

// Records of shots and projects that the database does not know any more go.
void addRemoved(const QString& recordsPath, const RecordChanges& gone, ExpectedFiles& expected)
{
    for (const ProjectId& id : gone.projects) {
        expected.records.append({projectFile(id), {}});
    }
    if (gone.shots.isEmpty()) {
        return;
    }
    for (const QString& file : recordsIn(recordsPath)) {
        const auto id = ShotId::fromString(file.section(u'/', -1).chopped(5));
        if (gone.shots.contains(id)) {
            expected.records.append({file, {}});
        }
    }
}

} // namespace

Result<ExpectedFiles> expectedOfEverything(const Store& store, const std::stop_token& stop)
{
    const auto accounts = allAccounts(store);
    if (!accounts) {
        return failure(accounts.error());
    }
    ExpectedFiles expected;
    expected.records.append({u"accounts.json"_s, accountsRecord(*accounts)});
    for (const Account& account : *accounts) {
        if (auto added = addAccount(store, account.id, expected, stop); !added) {
            return failure(added.error());
        }
    }
    const auto media = store.read(AccountId(), [](const Repositories& r) { return r.media.all(); });
    if (!media) {
        return failure(media.error());
    }
    for (const Media& medium : *media) {
        expected.generations[medium.sha256]; // used by nobody: its facts alone
    }
    return expected;
}

Result<ExpectedFiles> expectedOf(const Store& store, const QString& recordsPath,
                                 const RecordChanges& changes, const std::stop_token& stop)
{
    const auto accounts = allAccounts(store);
    if (!accounts) {
        return failure(accounts.error());
    }
    ExpectedFiles expected;
    if (changes.accounts) {
        expected.records.append({u"accounts.json"_s, accountsRecord(*accounts)});
    }
    RecordChanges open = changes;
    for (const Account& account : *accounts) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const auto read = store.read(account.id, [&](const Repositories& r) {
            addChanged(r, changes, open, expected);
            return true;
        });
        if (!read) {
            return failure(read.error());
        }
    }
    addRemoved(recordsPath, open, expected);
    for (const QString& sha256 : changes.media) {
        expected.generations[sha256];
    }
    return expected;
}

} // namespace raskadr
