#include "everycommand.h"

#include "core/edit/assetcommands.h"
#include "core/edit/compositecommand.h"
#include "core/edit/headlinercommands.h"
#include "core/edit/importcommand.h"
#include "core/edit/projectcommands.h"
#include "core/edit/shotcommands.h"

#include <QRandomGenerator>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

QList<NamedCommand> everyCommand(const Film& film)
{
    const auto changes = [](auto set) {
        ShotChanges result;
        set(result);
        return result;
    };
    QList<NamedCommand> all;
    all.append({"add shots", [&film] {
                    return std::make_unique<AddShots>(film.id, 2, QList{named(u"Новый"_s), Shot{}});
                }});
    all.append({"rename", [&film, changes] {
                    return std::make_unique<EditShots>(
                        film.shots.mid(0, 3), changes([](ShotChanges& c) { c.title = u"Мост"_s; }));
                }});
    all.append({"script", [&film, changes] {
                    return std::make_unique<EditShots>(
                        film.shots.mid(1, 1),
                        changes([](ShotChanges& c) { c.script = u"Ночь."_s; }));
                }});
    all.append({"status", [&film, changes] {
                    return std::make_unique<EditShots>(
                        film.shots, changes([](ShotChanges& c) { c.status = ShotStatus::Done; }));
                }});
    all.append({"label", [&film, changes] {
                    return std::make_unique<EditShots>(
                        film.shots, changes([](ShotChanges& c) { c.label = ShotLabel::Teal; }));
                }});
    all.append({"duration", [&film, changes] {
                    return std::make_unique<EditShots>(
                        film.shots.mid(4),
                        changes([](ShotChanges& c) { c.plannedDurationMs = 4100; }));
                }});
    all.append({"several fields", [&film, changes] {
                    return std::make_unique<EditShots>(film.shots, changes([](ShotChanges& c) {
                                                           c.title = u"А"_s;
                                                           c.plannedDurationMs = 900;
                                                       }));
                }});
    all.append(
        {"move shots", [&film] {
             return std::make_unique<MoveShots>(film.id, QList{film.shots[0], film.shots[3]}, 4);
         }});
    all.append(
        {"duplicate shots", [&film] {
             return std::make_unique<DuplicateShots>(film.id, QList{film.shots[2], film.shots[0]});
         }});
    all.append({"trash shots", [&film] {
                    return std::make_unique<TrashShots>(
                        QList{film.shots[1], film.shots[4], film.shots[1]});
                }});
    all.append({"restore shots", [&film] { return std::make_unique<RestoreShots>(film.trashed); }});
    all.append({"set headliner", [&film] {
                    return std::make_unique<SetHeadliner>(film.shots[0], film.assets[0][2]);
                }});
    all.append({"clear headliner",
                [&film] { return std::make_unique<SetHeadliner>(film.shots[1], AssetId()); }});
    all.append({"newest as headliner",
                [&film] { return std::make_unique<HeadlinersFromNewest>(film.shots); }});
    all.append({"favourite", [&film] {
                    return std::make_unique<SetFavourite>(film.assets[0] + film.assets[2], true);
                }});
    all.append({"no favourite",
                [&film] { return std::make_unique<SetFavourite>(film.assets[3], false); }});
    all.append({"reject", [&film] { return std::make_unique<SetRejected>(film.assets[1], true); }});
    all.append(
        {"unreject", [&film] { return std::make_unique<SetRejected>(film.assets[4], false); }});
    all.append({"note", [&film] {
                    return std::make_unique<EditNote>(film.assets[0][0], u"взять небо"_s);
                }});
    all.append({"provenance", [&film] {
                    ProvenanceChanges facts;
                    facts.prompt = u"мост в тумане"_s;
                    facts.seed = u""_s;
                    return std::make_unique<EditProvenance>(film.assets[0] + film.assets[1], facts);
                }});
    all.append({"provenance from the file", [&film] {
                    return std::make_unique<ReadFileProvenance>(film.assets[0] + film.assets[1]);
                }});
    all.append({"move assets", [&film] {
                    return std::make_unique<MoveAssets>(film.assets[1] + film.assets[2],
                                                        film.shots[5]);
                }});
    all.append({"move assets to another project", [&film] {
                    return std::make_unique<MoveAssets>(film.assets[1], film.otherShots[0]);
                }});
    all.append({"copy assets", [&film] {
                    return std::make_unique<CopyAssets>(film.assets[1], film.otherShots[0]);
                }});
    all.append({"trash assets", [&film] {
                    return std::make_unique<TrashAssets>(film.assets[1] + film.assets[3]);
                }});
    all.append({"restore assets",
                [&film] { return std::make_unique<RestoreAssets>(QList{film.trashedAsset}); }});
    all.append({"take assets back that were added", [&film] {
                    return std::make_unique<AddImported>(film.id, QList<ShotId>{}, film.assets[1]);
                }});
    all.append({"create project", [] {
                    Project project;
                    project.title = u"Маяк"_s;
                    project.aspect = {239, 100};
                    return std::make_unique<CreateProject>(project);
                }});
    all.append({"rename project", [&film] {
                    ProjectChanges to;
                    to.title = u"Последний маяк"_s;
                    return std::make_unique<EditProject>(film.id, to);
                }});
    all.append({"edit project", [&film] {
                    ProjectChanges to;
                    to.aspect = Aspect{1, 1};
                    to.budget = std::optional<double>(5000);
                    to.musicSha256 = film.sha256;
                    to.musicOffsetMs = 1200;
                    return std::make_unique<EditProject>(film.id, to);
                }});
    all.append({"archive", [&film] {
                    return std::make_unique<SetProjectsArchived>(QList{film.id, film.other}, true);
                }});
    all.append({"unarchive", [&film] {
                    return std::make_unique<SetProjectsArchived>(QList{film.other}, false);
                }});
    all.append(
        {"trash project", [&film] { return std::make_unique<TrashProjects>(QList{film.id}); }});
    all.append({"restore project",
                [&film] { return std::make_unique<RestoreProjects>(QList{film.other}); }});
    all.append({"duplicate project",
                [&film] { return std::make_unique<DuplicateProject>(film.id, u"Копия"_s); }});
    all.append({"import", [&film] {
                    return std::make_unique<AddImported>(film.id, film.shots.mid(4, 2),
                                                         film.assets[4] + film.assets[1]);
                }});
    return all;
}

std::unique_ptr<Command> randomCommand(const Repositories& r, QRandomGenerator& random)
{
    QList<ProjectId> projects;
    QList<ShotId> shots;
    QList<AssetId> assets;
    QHash<ShotId, QList<AssetId>> inShot;
    for (const Project& project : r.projects.all()) {
        projects.append(project.id);
        for (const Shot& s : r.shots.ofProject(project.id) + r.shots.trashedOfProject(project.id)) {
            shots.append(s.id);
            for (const AssetRow& row : r.assets.feed(s.id) + r.assets.feed(s.id, true)) {
                assets.append(row.asset.id);
                inShot[s.id].append(row.asset.id);
            }
        }
    }
    const auto below = [&](qsizetype n) { return qsizetype(random.bounded(quint32(n))); };
    const auto one = [&](const auto& list) { return list[below(list.size())]; };
    const auto some = [&](const auto& list) {
        std::decay_t<decltype(list)> picked;
        for (auto n = below(4) + 1; n > 0; --n) {
            picked.append(one(list));
        }
        return picked;
    };
    ShotChanges changes;
    ProjectChanges projectChanges;
    ProvenanceChanges facts;
    const QString word = QString::number(below(5));
    switch (below(23)) {
    case 0:
        return std::make_unique<AddShots>(one(projects), int(below(9)) - 1,
                                          QList<Shot>(below(3), named(word)));
    case 1:
        changes.title = word;
        return std::make_unique<EditShots>(some(shots), changes);
    case 2:
        changes.status = ShotStatus(below(3));
        changes.label = ShotLabel(below(8));
        return std::make_unique<EditShots>(some(shots), changes);
    case 3:
        changes.plannedDurationMs = below(5) * 100;
        return std::make_unique<EditShots>(some(shots), changes);
    case 4:
    case 5:
        return std::make_unique<MoveShots>(one(projects), some(shots), int(below(10)));
    case 6:
        return std::make_unique<DuplicateShots>(one(projects), some(shots));
    case 7:
    case 8:
        return std::make_unique<TrashShots>(some(shots));
    case 9:
    case 10:
        return std::make_unique<RestoreShots>(some(shots));
    case 11: {
        const ShotId s = one(shots);
        const auto candidates = inShot.value(s) + QList{AssetId()};
        return std::make_unique<SetHeadliner>(s, one(candidates));
    }
    case 12:
        return std::make_unique<HeadlinersFromNewest>(some(shots));
    case 13:
        return std::make_unique<SetFavourite>(some(assets), below(2) == 0);
    case 14:
        return std::make_unique<SetRejected>(some(assets), below(2) == 0);
    case 15:
        facts.model = word;
        return std::make_unique<EditProvenance>(some(assets), facts);
    case 16:
        return std::make_unique<MoveAssets>(some(assets), one(shots));
    case 17:
        return std::make_unique<CopyAssets>(some(assets), one(shots));
    case 18:
        return std::make_unique<TrashAssets>(some(assets));
    case 19:
        return std::make_unique<RestoreAssets>(some(assets));
    case 20:
        return std::make_unique<AddImported>(one(projects), some(shots), some(assets));
    case 21:
        projectChanges.title = word;
        return std::make_unique<EditProject>(one(projects), projectChanges);
    default:
        auto both = std::make_unique<CompositeCommand>(CommandKind::EditShots);
        both->add(std::make_unique<TrashShots>(some(shots)));
        both->add(std::make_unique<DuplicateShots>(one(projects), some(shots)));
        both->add(std::make_unique<TrashAssets>(some(assets)));
        return both;
    }
}
