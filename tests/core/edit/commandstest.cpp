#include "core/edit/assetcommands.h"
#include "core/edit/commandstack.h"
#include "core/edit/compositecommand.h"
#include "core/edit/headlinercommands.h"
#include "core/edit/importcommand.h"
#include "core/edit/projectcommands.h"
#include "core/edit/shotcommands.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

class HandClock final : public Clock
{
public:
    qint64 nowMs() const override { return now; }
    qint64 now = 1'000'000;
};

QString textOf(const std::optional<ProvenanceField>& field)
{
    return field ? u"%1/%2/%3"_s.arg(field->value).arg(int(field->source)).arg(field->confidence)
                 : QString();
}

// Everything that commands may change, as text by entity. The time of a project's last change is
// left out: taking a step back is a change, too.
struct Dump
{
    QMap<QString, QString> rows;
    QSet<QString> hidden; // in the trash, or inside of something that is

    bool operator==(const Dump& other) const { return rows == other.rows; }
};

Dump dumpOf(const Repositories& r)
{
    Dump dump;
    for (const Project& p : r.projects.all()) {
        const QString project = u"project "_s + p.id.toString();
        dump.rows[project] = u"%1|%2:%3|%4|%5|%6|%7|%8|%9"_s.arg(p.title)
                                 .arg(p.aspect.width)
                                 .arg(p.aspect.height)
                                 .arg(p.fps)
                                 .arg(p.budget.value_or(-1))
                                 .arg(p.archived)
                                 .arg(p.trashedMs)
                                 .arg(p.musicSha256)
                                 .arg(p.musicOffsetMs);
        if (p.trashedMs > 0) {
            dump.hidden.insert(project);
        }
        for (const Shot& s : r.shots.ofProject(p.id) + r.shots.trashedOfProject(p.id)) {
            const QString shot = u"shot "_s + s.id.toString();
            dump.rows[shot] = u"%1|%2|%3|%4|%5|%6|%7|%8|%9"_s.arg(p.id.tail())
                                  .arg(s.position)
                                  .arg(s.title, s.script)
                                  .arg(int(s.status))
                                  .arg(int(s.label))
                                  .arg(s.plannedDurationMs)
                                  .arg(s.headlinerId.toString())
                                  .arg(s.trashedMs);
            if (s.trashedMs > 0 || dump.hidden.contains(project)) {
                dump.hidden.insert(shot);
            }
            for (const AssetRow& row : r.assets.feed(s.id) + r.assets.feed(s.id, true)) {
                const Asset& a = row.asset;
                const QString asset = u"asset "_s + a.id.toString();
                const Provenance& f = a.provenance;
                const QStringList facts{textOf(f.prompt), textOf(f.negativePrompt), textOf(f.model),
                                        textOf(f.seed),   textOf(f.service),        textOf(f.link)};
                dump.rows[asset] = u"%1|%2|%3|%4|%5|%6|%7|%8|%9"_s.arg(s.id.toString(), a.sha256)
                                       .arg(a.parentId.toString(), a.generationId.toString())
                                       .arg(a.favourite)
                                       .arg(a.rejected)
                                       .arg(a.note, facts.join(u';'))
                                       .arg(u"%1 %2"_s.arg(a.trashedMs).arg(a.createdMs));
                if (a.trashedMs > 0 || dump.hidden.contains(shot)) {
                    dump.hidden.insert(asset);
                }
            }
        }
    }
    return dump;
}

// What is there besides `before`, or differs from it, apart from new rows that nobody sees.
QStringList visibleDifference(const Dump& before, const Dump& now)
{
    QStringList difference;
    for (auto row = before.rows.begin(); row != before.rows.end(); ++row) {
        if (now.rows.value(row.key()) != *row) {
            difference.append(row.key() + u": "_s + *row + u" -> "_s + now.rows.value(row.key()));
        }
    }
    for (auto row = now.rows.begin(); row != now.rows.end(); ++row) {
        if (!before.rows.contains(row.key()) && !now.hidden.contains(row.key())) {
            difference.append(row.key() + u" is new: "_s + *row);
        }
    }
    return difference;
}

Shot named(const QString& title)
{
    Shot shot;
    shot.title = title;
    return shot;
}

} // namespace

class CommandsTest : public QObject
{
    Q_OBJECT

private:
    using Factory = std::function<std::unique_ptr<Command>()>;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    HandClock m_clock;
    AccountId m_vera;
    ProjectId m_film;
    ProjectId m_other;
    QList<ShotId> m_shots; // of the film, in story order
    QList<ShotId> m_trashed; // of the film
    QList<ShotId> m_otherShots;
    QList<QList<AssetId>> m_assets; // of m_shots, oldest first
    AssetId m_trashedAsset; // in m_shots[1]
    QString m_hash = u"a"_s.repeated(64);

    template <class Fn>
    auto read(Fn fn) const
    {
        return *m_store->read(m_vera, fn);
    }
    Dump dump() const
    {
        return read([](const Repositories& r) { return dumpOf(r); });
    }
    QList<ShotId> order() const
    {
        return read([this](const Repositories& r) { return r.shots.order(m_film); });
    }
    Shot shot(const ShotId& id) const
    {
        return *read([&](const Repositories& r) { return r.shots.find(id); });
    }
    Asset asset(const AssetId& id) const
    {
        return *read([&](const Repositories& r) { return r.assets.find(id); });
    }
    Result<> write(std::function<Result<>(Repositories&)> fn)
    {
        return m_store->write(m_vera, std::move(fn)).wait();
    }
    void mustApply(Command& command)
    {
        const auto done = write([&](Repositories& r) -> Result<> {
            const auto effect = command.apply(r, m_clock.now);
            return effect ? Result<>() : Result<>(failure(effect.error()));
        });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    void mustRevert(Command& command)
    {
        const auto done = write([&](Repositories& r) { return command.revert(r, m_clock.now); });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }

    QList<std::pair<const char*, Factory>> allCommands() const
    {
        const auto changes = [](auto set) {
            ShotChanges result;
            set(result);
            return result;
        };
        const auto make = [](auto command) -> Factory { return command; };
        QList<std::pair<const char*, Factory>> all;
        all.append(
            {"add shots", make([this] {
                 return std::make_unique<AddShots>(m_film, 2, QList{named(u"Новый"_s), Shot{}});
             })});
        all.append({"rename", make([this, changes] {
                        return std::make_unique<EditShots>(
                            m_shots.mid(0, 3),
                            changes([](ShotChanges& c) { c.title = u"Мост"_s; }));
                    })});
        all.append({"script", make([this, changes] {
                        return std::make_unique<EditShots>(
                            m_shots.mid(1, 1),
                            changes([](ShotChanges& c) { c.script = u"Ночь."_s; }));
                    })});
        all.append({"status", make([this, changes] {
                        return std::make_unique<EditShots>(
                            m_shots, changes([](ShotChanges& c) { c.status = ShotStatus::Done; }));
                    })});
        all.append({"label", make([this, changes] {
                        return std::make_unique<EditShots>(
                            m_shots, changes([](ShotChanges& c) { c.label = ShotLabel::Teal; }));
                    })});
        all.append({"duration", make([this, changes] {
                        return std::make_unique<EditShots>(
                            m_shots.mid(4),
                            changes([](ShotChanges& c) { c.plannedDurationMs = 4100; }));
                    })});
        all.append({"several fields", make([this, changes] {
                        return std::make_unique<EditShots>(m_shots, changes([](ShotChanges& c) {
                                                               c.title = u"А"_s;
                                                               c.plannedDurationMs = 900;
                                                           }));
                    })});
        all.append(
            {"move shots", make([this] {
                 return std::make_unique<MoveShots>(m_film, QList{m_shots[0], m_shots[3]}, 4);
             })});
        all.append(
            {"duplicate shots", make([this] {
                 return std::make_unique<DuplicateShots>(m_film, QList{m_shots[2], m_shots[0]});
             })});
        all.append(
            {"trash shots", make([this] {
                 return std::make_unique<TrashShots>(QList{m_shots[1], m_shots[4], m_shots[1]});
             })});
        all.append(
            {"restore shots", make([this] { return std::make_unique<RestoreShots>(m_trashed); })});
        all.append({"set headliner", make([this] {
                        return std::make_unique<SetHeadliner>(m_shots[0], m_assets[0][2]);
                    })});
        all.append({"clear headliner", make([this] {
                        return std::make_unique<SetHeadliner>(m_shots[1], AssetId());
                    })});
        all.append({"newest as headliner",
                    make([this] { return std::make_unique<HeadlinersFromNewest>(m_shots); })});
        all.append({"favourite", make([this] {
                        return std::make_unique<SetFavourite>(m_assets[0] + m_assets[2], true);
                    })});
        all.append({"no favourite",
                    make([this] { return std::make_unique<SetFavourite>(m_assets[3], false); })});
        all.append(
            {"reject", make([this] { return std::make_unique<SetRejected>(m_assets[1], true); })});
        all.append({"unreject",
                    make([this] { return std::make_unique<SetRejected>(m_assets[4], false); })});
        all.append({"note", make([this] {
                        return std::make_unique<EditNote>(m_assets[0][0], u"взять небо"_s);
                    })});
        all.append({"provenance", make([this] {
                        ProvenanceChanges facts;
                        facts.prompt = u"мост в тумане"_s;
                        facts.seed = u""_s;
                        return std::make_unique<EditProvenance>(m_assets[0] + m_assets[1], facts);
                    })});
        all.append({"provenance from the file", make([this] {
                        return std::make_unique<ReadFileProvenance>(m_assets[0] + m_assets[1]);
                    })});
        all.append({"move assets", make([this] {
                        return std::make_unique<MoveAssets>(m_assets[1] + m_assets[2], m_shots[5]);
                    })});
        all.append({"move assets to another project", make([this] {
                        return std::make_unique<MoveAssets>(m_assets[1], m_otherShots[0]);
                    })});
        all.append({"copy assets", make([this] {
                        return std::make_unique<CopyAssets>(m_assets[1], m_otherShots[0]);
                    })});
        all.append({"trash assets", make([this] {
                        return std::make_unique<TrashAssets>(m_assets[1] + m_assets[3]);
                    })});
        all.append({"restore assets", make([this] {
                        return std::make_unique<RestoreAssets>(QList{m_trashedAsset});
                    })});
        all.append({"take assets back that were added", make([this] {
                        return std::make_unique<AddImported>(m_film, QList<ShotId>{}, m_assets[1]);
                    })});
        all.append({"create project", make([] {
                        Project project;
                        project.title = u"Маяк"_s;
                        project.aspect = {239, 100};
                        return std::make_unique<CreateProject>(project);
                    })});
        all.append({"rename project", make([this] {
                        ProjectChanges to;
                        to.title = u"Последний маяк"_s;
                        return std::make_unique<EditProject>(m_film, to);
                    })});
        all.append({"edit project", make([this] {
                        ProjectChanges to;
                        to.aspect = Aspect{1, 1};
                        to.budget = std::optional<double>(5000);
                        to.musicSha256 = m_hash;
                        to.musicOffsetMs = 1200;
                        return std::make_unique<EditProject>(m_film, to);
                    })});
        all.append({"archive", make([this] {
                        return std::make_unique<SetProjectsArchived>(QList{m_film, m_other}, true);
                    })});
        all.append({"unarchive", make([this] {
                        return std::make_unique<SetProjectsArchived>(QList{m_other}, false);
                    })});
        all.append({"trash project",
                    make([this] { return std::make_unique<TrashProjects>(QList{m_film}); })});
        all.append({"restore project",
                    make([this] { return std::make_unique<RestoreProjects>(QList{m_other}); })});
        all.append({"duplicate project", make([this] {
                        return std::make_unique<DuplicateProject>(m_film, u"Копия"_s);
                    })});
        all.append({"import", make([this] {
                        return std::make_unique<AddImported>(m_film, m_shots.mid(4, 2),
                                                             m_assets[4] + m_assets[1]);
                    })});
        return all;
    }

    // Any command on anything that is there.
    static std::unique_ptr<Command> randomCommand(const Repositories& r, QRandomGenerator& random)
    {
        QList<ProjectId> projects;
        QList<ShotId> shots;
        QList<AssetId> assets;
        QHash<ShotId, QList<AssetId>> inShot;
        for (const Project& project : r.projects.all()) {
            projects.append(project.id);
            for (const Shot& s :
                 r.shots.ofProject(project.id) + r.shots.trashedOfProject(project.id)) {
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

private Q_SLOTS:
    void init()
    {
        m_clock.now = 1'000'000;
        m_folder = std::make_unique<QTemporaryDir>();
        m_shots.clear();
        m_trashed.clear();
        m_otherShots.clear();
        m_assets.clear();
        auto opened = Store::open(m_folder->filePath(u"library.db"_s), Store::Mode::ReadWrite);
        QVERIFY(opened);
        m_store = std::move(*opened);
        Account vera;
        vera.id = m_vera = AccountId::create();
        vera.login = u"vera"_s;
        vera.keyByPassword = "a";
        vera.keyByRecoveryCode = "b";
        m_film = ProjectId::create();
        m_other = ProjectId::create();
        const auto filled = write([&](Repositories& r) -> Result<> {
            r.accounts.insert(vera);
            Media media;
            media.sha256 = m_hash;
            media.mimeType = u"image/png"_s;
            media.embedded
                = uR"({"png.parameters":"мост\nSteps: 20, Sampler: Euler, Seed: 42, Model: sdxl"})"_s;
            r.media.insert(media);
            for (const ProjectId& id : {m_film, m_other}) {
                Project project;
                project.id = id;
                project.title = u"Фильм"_s;
                project.archived = id == m_other;
                project.trashedMs = id == m_other ? 77 : 0;
                r.projects.insert(project);
            }
            const auto insertShot = [&](const ProjectId& project, int position, qint64 trashed) {
                Shot s;
                s.id = ShotId::create();
                s.projectId = project;
                s.position = position;
                s.title = u"Шот %1"_s.arg(position);
                s.trashedMs = trashed;
                r.shots.insert(s);
                return s;
            };
            for (int i = 0; i < 6; ++i) {
                Shot s = insertShot(m_film, i, 0);
                m_shots.append(s.id);
                QList<AssetId> assets;
                for (int n = 0; n < 3; ++n) {
                    Asset a;
                    a.id = AssetId::create();
                    a.shotId = s.id;
                    a.sha256 = m_hash;
                    a.createdMs = 10 + n;
                    a.favourite = i == 3;
                    a.rejected = i == 4;
                    a.parentId = n > 0 ? assets.first() : AssetId();
                    a.provenance.seed = ProvenanceField{u"42"_s, FactSource::File, 0.5};
                    r.assets.insert(a);
                    assets.append(a.id);
                }
                m_assets.append(assets);
                if (i % 2 == 1) {
                    s.headlinerId = assets[1];
                    r.shots.update(s);
                }
            }
            Asset gone = *r.assets.find(m_assets[1][0]);
            gone.id = m_trashedAsset = AssetId::create();
            gone.trashedMs = 50;
            r.assets.insert(gone);
            m_trashed = {insertShot(m_film, 9, 60).id, insertShot(m_film, 2, 61).id};
            m_otherShots = {insertShot(m_other, 0, 0).id};
            return {};
        });
        QVERIFY(filled);
    }

    void cleanup()
    {
        m_store.reset();
        QCoreApplication::processEvents();
    }

    void everyCommandGivesEqualStateWhenRevertedAndReapplied_data()
    {
        QTest::addColumn<int>("index");
        const auto all = allCommands();
        for (int i = 0; i < all.size(); ++i) {
            QTest::newRow(all[i].first) << i;
        }
    }

    void everyCommandGivesEqualStateWhenRevertedAndReapplied()
    {
        QFETCH(int, index);
        const auto command = allCommands()[index].second();
        const bool wasDoneBefore = dynamic_cast<AddImported*>(command.get());
        const Dump before = dump();
        mustApply(*command);
        const Dump applied = dump();
        QVERIFY(wasDoneBefore == (applied == before));
        QVERIFY(command->count() > 0);
        for (int round = 0; round < 3; ++round) {
            m_clock.now += 1000;
            mustRevert(*command);
            if (wasDoneBefore) {
                QVERIFY(!visibleDifference(before, dump()).isEmpty());
            } else {
                QCOMPARE(visibleDifference(before, dump()), QStringList());
            }
            m_clock.now += 1000;
            mustApply(*command);
            QCOMPARE(visibleDifference(applied, dump()), QStringList());
        }
        const auto projects = read([](const Repositories& r) { return r.projects.all(); });
        QCOMPARE(projects.first().changedMs, m_clock.now);
    }

    void everyKindOfCommandIsTried()
    {
        QSet<int> tried;
        for (const auto& [name, factory] : allCommands()) {
            tried.insert(int(factory()->kind()));
        }
        for (int kind = int(CommandKind::AddShots); kind <= int(CommandKind::Import); ++kind) {
            QVERIFY2(tried.contains(kind), qPrintable(QString::number(kind)));
        }
    }

    void takingBackAnySequenceGivesTheStart()
    {
        for (quint32 seed = 1; seed <= 500; ++seed) {
            const bool inDetail = seed % 10 == 0; // looks after every step, which takes long
            QStringList difference;
            int applied = 0;
            // Given up at the end, so that every round has the same start.
            const auto done = write([&](Repositories& r) -> Result<> {
                QRandomGenerator random(seed);
                const Dump start = dumpOf(r);
                std::vector<std::unique_ptr<Command>> commands;
                std::vector<Dump> states;
                qint64 now = 2000;
                for (int i = 0; i < 12; ++i) {
                    auto command = randomCommand(r, random);
                    const Dump before = inDetail ? dumpOf(r) : Dump{};
                    const auto effect = command->apply(r, ++now);
                    if (effect && *effect == Effect::Changed) {
                        states.push_back(before);
                        commands.push_back(std::move(command));
                    } else if (!effect && effect.error().kind != ErrorKind::InvalidInput) {
                        return failure(effect.error());
                    } else if (inDetail && dumpOf(r) != before) {
                        difference.append(u"changed without an effect"_s);
                    }
                }
                applied = int(commands.size());
                // A few steps back and forth on the way.
                const Dump end = dumpOf(r);
                // What an import added was there from the start here, so nothing earlier than it
                // can do without.
                int back = applied > 0 ? int(random.bounded(applied)) : 0;
                for (int i = 0; i < back; ++i) {
                    if (dynamic_cast<AddImported*>(commands[applied - 1 - i].get())) {
                        back = i;
                    }
                }
                for (int i = applied - 1; i >= applied - back; --i) {
                    if (auto reverted = commands[i]->revert(r, ++now); !reverted) {
                        return reverted;
                    }
                }
                for (int i = applied - back; i < applied; ++i) {
                    if (const auto again = commands[i]->apply(r, ++now); !again) {
                        return failure(again.error());
                    }
                }
                difference += visibleDifference(end, dumpOf(r));
                for (int i = applied - 1; i >= 0; --i) {
                    if (auto reverted = commands[i]->revert(r, ++now); !reverted) {
                        return reverted;
                    }
                    if (!dynamic_cast<AddImported*>(commands[i].get())) {
                        if (inDetail) {
                            difference += visibleDifference(states[i], dumpOf(r));
                        }
                    } else if (auto back2 = commands[i]->apply(r, now); !back2) {
                        return failure(back2.error());
                    }
                }
                difference += visibleDifference(start, dumpOf(r));
                return failure(ErrorKind::Cancelled);
            });
            QVERIFY2(done.error().kind == ErrorKind::Cancelled,
                     qPrintable(u"seed %1: %2"_s.arg(seed).arg(done.error().detail)));
            QVERIFY2(difference.isEmpty(),
                     qPrintable(u"seed %1:\n%2"_s.arg(seed).arg(difference.join(u'\n'))));
        }
    }

    void movesTogetherInStoryOrder_data()
    {
        QTest::addColumn<QList<int>>("moved");
        QTest::addColumn<int>("target");
        QTest::addColumn<QList<int>>("order");
        QTest::newRow("to the beginning") << QList{4} << 0 << QList{4, 0, 1, 2, 3, 5};
        QTest::newRow("to the end") << QList{0} << 5 << QList{1, 2, 3, 4, 5, 0};
        QTest::newRow("far behind the end") << QList{1} << 99 << QList{0, 2, 3, 4, 5, 1};
        QTest::newRow("before the beginning") << QList{1} << -3 << QList{1, 0, 2, 3, 4, 5};
        QTest::newRow("several, named backwards") << QList{5, 0, 3} << 1 << QList{1, 0, 3, 5, 2, 4};
        QTest::newRow("nowhere") << QList{2} << 2 << QList{0, 1, 2, 3, 4, 5};
    }

    void movesTogetherInStoryOrder()
    {
        QFETCH(QList<int>, moved);
        QFETCH(int, target);
        QFETCH(QList<int>, order);
        QList<ShotId> ids;
        QList<ShotId> wanted;
        for (int i : moved) {
            ids.append(m_shots[i]);
        }
        for (int i : order) {
            wanted.append(m_shots[i]);
        }
        MoveShots command(m_film, ids, target);
        mustApply(command);
        QCOMPARE(this->order(), wanted);
        for (int i = 0; i < wanted.size(); ++i) {
            QCOMPARE(shot(wanted[i]).position, i);
        }
    }

    void undoneMoveKeepsShotsThatCameMeanwhile()
    {
        MoveShots command(m_film, {m_shots[0]}, 5);
        mustApply(command);
        AddShots others(m_film, 1, {named(u"Импорт"_s)}); // 1 X 2 3 4 5 0
        mustApply(others);
        mustRevert(command);
        const ShotId added = others.shotIds().first();
        QCOMPARE(
            order(),
            (QList{m_shots[0], m_shots[1], added, m_shots[2], m_shots[3], m_shots[4], m_shots[5]}));
        QCOMPARE(shot(m_shots[5]).position, 6);
    }

    void undoLeavesWhatOthersWroteIntoTheSameRow()
    {
        ShotChanges title;
        title.title = u"Другое"_s;
        EditShots rename({m_shots[0]}, title);
        mustApply(rename);
        SetHeadliner headliner(m_shots[0], m_assets[0][1]);
        mustApply(headliner);
        mustRevert(rename);
        QCOMPARE(shot(m_shots[0]).title, u"Шот 0"_s);
        QCOMPARE(shot(m_shots[0]).headlinerId, m_assets[0][1]);
    }

    void duplicatesStandBehindTheLastWithTheirHeadliners()
    {
        DuplicateShots command(m_film, {m_shots[3], m_shots[1]});
        mustApply(command);
        const auto now = order();
        QCOMPARE(now.size(), 8);
        QCOMPARE(now.mid(0, 4), m_shots.mid(0, 4));
        QCOMPARE(now.mid(6), m_shots.mid(4));
        const Shot copy = shot(now[4]);
        QCOMPARE(copy.title, u"Шот 1"_s);
        const auto assets = read([&](const Repositories& r) { return r.assets.ofShot(copy.id); });
        QCOMPARE(assets.size(), 3); // not the one in the trash
        QCOMPARE(copy.headlinerId, assets[1].id);
        QCOMPARE(assets[0].parentId, assets[2].id);
        QVERIFY(!m_assets[1].contains(assets[2].id));
    }

    void restoredShotsReturnToTheirPlaces()
    {
        TrashShots trash({m_shots[2], m_shots[4]});
        mustApply(trash);
        QCOMPARE(order(), (QList{m_shots[0], m_shots[1], m_shots[3], m_shots[5]}));
        QCOMPARE(shot(m_shots[5]).position, 3);
        RestoreShots restore({m_shots[4], m_shots[2]});
        mustApply(restore);
        QCOMPARE(order(), m_shots);
    }

    void shotsTrashedOneByOneReturnToTheirPlaces()
    {
        TrashShots first({m_shots[2]});
        mustApply(first);
        ++m_clock.now;
        TrashShots second({m_shots[3]});
        mustApply(second);
        RestoreShots restore({m_shots[2], m_shots[3]});
        mustApply(restore);
        QCOMPARE(order(), m_shots);
    }

    void headlinerThatLeavesIsNoHeadliner()
    {
        const AssetId star = m_assets[1][1];
        MoveAssets move({star}, m_shots[0]);
        mustApply(move);
        QVERIFY(shot(m_shots[1]).headlinerId.isNull());
        QVERIFY(shot(m_shots[0]).headlinerId.isNull());
        mustRevert(move);
        QCOMPARE(shot(m_shots[1]).headlinerId, star);
        TrashAssets trash({star});
        mustApply(trash);
        QVERIFY(shot(m_shots[1]).headlinerId.isNull());
        RestoreAssets restore({star});
        mustApply(restore); // an explicit act makes a headliner, nothing else
        QVERIFY(shot(m_shots[1]).headlinerId.isNull());
        mustRevert(restore);
        mustRevert(trash);
        QCOMPARE(shot(m_shots[1]).headlinerId, star);
    }

    void headlinerHasToBeInTheShot()
    {
        SetHeadliner foreign(m_shots[0], m_assets[1][0]);
        SetHeadliner trashed(m_shots[1], m_trashedAsset);
        for (Command* command :
             {static_cast<Command*>(&foreign), static_cast<Command*>(&trashed)}) {
            const auto done = write(
                [&](Repositories& r) -> Result<> { return failure(command->apply(r, 1).error()); });
            QCOMPARE(done.error().kind, ErrorKind::InvalidInput);
        }
    }

    void newestAsHeadlinerPassesRejectedOnesBy()
    {
        HeadlinersFromNewest command(m_shots);
        mustApply(command);
        QCOMPARE(shot(m_shots[0]).headlinerId, m_assets[0][2]);
        QVERIFY(shot(m_shots[4]).headlinerId.isNull()); // all rejected
        QCOMPARE(command.count(), 5);
    }

    void typedFactsSayThatTheyWereTyped()
    {
        ProvenanceChanges facts;
        facts.model = u"flux"_s;
        facts.seed = u"42"_s;
        EditProvenance command({m_assets[0][0]}, facts);
        mustApply(command);
        const Provenance now = asset(m_assets[0][0]).provenance;
        QCOMPARE(now.model->source, FactSource::Typed);
        QCOMPARE(now.seed->source, FactSource::File); // says the same as before
        facts.seed = u""_s;
        EditProvenance removal({m_assets[0][0]}, facts);
        mustApply(removal);
        QVERIFY(!asset(m_assets[0][0]).provenance.seed);
    }

    void readingTheFileAgainLeavesWhatWasTyped()
    {
        const QList<AssetId> one{m_assets[0][0]};
        ProvenanceChanges facts;
        facts.prompt = u"мой промт"_s;
        EditProvenance typing(one, facts);
        mustApply(typing);
        ReadFileProvenance reading(one);
        mustApply(reading);
        const Provenance read = asset(one.first()).provenance;
        QCOMPARE(read.prompt->value, u"мой промт"_s);
        QCOMPARE(read.prompt->source, FactSource::Typed);
        QCOMPARE(read.model->value, u"sdxl"_s);
        QCOMPARE(read.model->source, FactSource::File);
        // Typed as the file has it, it is the file's again.
        facts.prompt = u"мост"_s;
        EditProvenance back(one, facts);
        mustApply(back);
        QCOMPARE(asset(one.first()).provenance.prompt->source, FactSource::File);
    }

    void undoneImportTakesShotsAndAssetsAwayAndRedoBringsThemBack()
    {
        AddImported command(m_film, {m_shots[2], m_shots[3]}, m_assets[3] + QList{m_assets[1][1]});
        mustApply(command);
        QCOMPARE(command.count(), 4);
        mustRevert(command);
        QCOMPARE(order(), (QList{m_shots[0], m_shots[1], m_shots[4], m_shots[5]}));
        QVERIFY(asset(m_assets[1][1]).trashedMs > 0);
        QVERIFY(shot(m_shots[1]).headlinerId.isNull());
        QCOMPARE(asset(m_assets[3][0]).trashedMs, 0); // is found in its shot when that is restored
        mustApply(command);
        QCOMPARE(order(), m_shots);
        QCOMPARE(shot(m_shots[1]).headlinerId, m_assets[1][1]);
    }

    void duplicatedProjectHasItsOwnRows()
    {
        DuplicateProject command(m_film, u"Копия"_s);
        mustApply(command);
        const auto copies =
            read([&](const Repositories& r) { return r.shots.ofProject(command.projectId()); });
        QCOMPARE(copies.size(), 6);
        const auto rows =
            read([&](const Repositories& r) { return r.assets.ofProject(command.projectId()); });
        QCOMPARE(rows.size(), 18);
        QVERIFY(copies[1].headlinerId != m_assets[1][1]);
        QCOMPARE(rows[4].asset.id, copies[1].headlinerId);
        QCOMPARE(read([&](const Repositories& r) { return r.assets.ofProject(m_film); }).size(),
                 18);
    }

    // --- the stack

    void recordsWhatChangedAndDropsWhatDidNot()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        QVERIFY(!stack.canUndo());
        ShotChanges same;
        same.title = u"Шот 0"_s;
        QVERIFY(stack.run(std::make_unique<EditShots>(QList{m_shots[0]}, same)).wait());
        QCoreApplication::processEvents();
        QVERIFY(!stack.canUndo());
        QVERIFY(stack.run(std::make_unique<MoveShots>(m_film, m_shots.mid(0, 3), 3)).wait());
        QCoreApplication::processEvents();
        QVERIFY(stack.canUndo());
        QCOMPARE(stack.undoKind(), CommandKind::MoveShots);
        QCOMPARE(stack.undoCount(), 3);
        QVERIFY(stack.undo().wait());
        QCoreApplication::processEvents();
        QCOMPARE(stack.redoKind(), CommandKind::MoveShots);
        QVERIFY(!stack.canUndo());
        QCOMPARE(order(), m_shots);
    }

    void fastUndoTakesBackWhatWasAskedForLast()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        const Dump start = dump();
        // Nothing is delivered in between: all of it is pressed before the first answer.
        stack.run(std::make_unique<MoveShots>(m_film, QList{m_shots[0]}, 5));
        stack.run(std::make_unique<TrashShots>(QList{m_shots[1]}));
        QVERIFY(stack.canUndo());
        stack.undo();
        QVERIFY(stack.undo().wait());
        QCOMPARE(visibleDifference(start, dump()), QStringList());
        stack.redo();
        stack.redo();
        stack.undo();
        stack.undo();
        stack.undo(); // one more than there is
        stack.redo();
        QVERIFY(stack.redo().wait());
        QCOMPARE(order(), (QList{m_shots[2], m_shots[3], m_shots[4], m_shots[5], m_shots[0]}));
        QCoreApplication::processEvents();
        QCOMPARE(stack.undoKind(), CommandKind::TrashShots);
        QVERIFY(!stack.canRedo());
    }

    void randomStepsThroughTheStackEndWhereTheyStarted()
    {
        for (quint32 seed = 1; seed <= 25; ++seed) {
            QRandomGenerator random(seed);
            CommandStack stack(*m_store, m_vera, m_clock);
            const Dump start = dump();
            for (int i = 0; i < 10; ++i) {
                switch (random.bounded(5)) {
                case 0:
                    stack.undo();
                    break;
                case 1:
                    stack.redo();
                    break;
                default:
                    m_store->flush();
                    auto command = read([&](const Repositories& r) {
                        return std::shared_ptr<Command>(randomCommand(r, random));
                    });
                    if (dynamic_cast<AddImported*>(command.get())) {
                        break; // its start is not the state before it
                    }
                    auto composite = std::make_unique<CompositeCommand>(command->kind());
                    struct Shared final : Command
                    {
                        std::shared_ptr<Command> inner;
                        Result<Effect> apply(Repositories& r, qint64 now) override
                        {
                            return inner->apply(r, now);
                        }
                        Result<> revert(Repositories& r, qint64 now) override
                        {
                            return inner->revert(r, now);
                        }
                        CommandKind kind() const override { return inner->kind(); }
                        int count() const override { return inner->count(); }
                    };
                    auto shared = std::make_unique<Shared>();
                    shared->inner = command;
                    composite->add(std::move(shared));
                    stack.run(std::move(composite));
                }
            }
            for (int i = 0; i < 10; ++i) {
                stack.undo();
            }
            m_store->flush();
            QVERIFY2(visibleDifference(start, dump()).isEmpty(),
                     qPrintable(u"seed %1"_s.arg(seed)));
            QCoreApplication::processEvents();
            QVERIFY(!stack.canUndo());
        }
    }

    void failedStepIsToldAndNotRecorded()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        QSignalSpy failed(&stack, &CommandStack::failed);
        const auto good = stack.run(std::make_unique<TrashShots>(QList{m_shots[1]}));
        const auto bad = stack.run(std::make_unique<MoveAssets>(m_assets[0], ShotId::create()));
        std::optional<Result<>> told;
        bad.then(this, [&](const Result<>& result) { told = result; });
        const auto undo = stack.undo(); // takes the good one back
        QVERIFY(good.wait());
        QCOMPARE(bad.wait().error().kind, ErrorKind::NotFound);
        QVERIFY(undo.wait());
        QCOMPARE(order(), m_shots);
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 1);
        QVERIFY(told && !*told);
        QCOMPARE(stack.redoKind(), CommandKind::TrashShots);
    }

    void failedCompositeLeavesNothingBehind()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        auto both = std::make_unique<CompositeCommand>(CommandKind::TrashShots);
        both->add(std::make_unique<TrashShots>(QList{m_shots[0]}));
        both->add(std::make_unique<TrashShots>(QList{ShotId::create()}));
        QVERIFY(!stack.run(std::move(both)).wait());
        QCOMPARE(order(), m_shots);
    }

    void newStepForgetsWhatWasUndone()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        stack.run(std::make_unique<TrashShots>(QList{m_shots[1]}));
        stack.undo();
        stack.run(std::make_unique<TrashShots>(QList{m_shots[2]}));
        stack.redo();
        m_store->flush();
        QCoreApplication::processEvents();
        QVERIFY(!stack.canRedo());
        QVERIFY(order().contains(m_shots[1]));
        QVERIFY(!order().contains(m_shots[2]));
    }

    void quickChangesOfTheDurationAreOneStep()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        for (int tenth = 31; tenth <= 40; ++tenth) {
            ShotChanges longer;
            longer.plannedDurationMs = tenth * 100;
            stack.run(std::make_unique<EditShots>(QList{m_shots[0]}, longer));
            m_clock.now += 100;
        }
        m_clock.now += 5000;
        ShotChanges later;
        later.plannedDurationMs = 9000;
        stack.run(std::make_unique<EditShots>(QList{m_shots[0]}, later));
        stack.undo();
        m_store->flush();
        QCOMPARE(shot(m_shots[0]).plannedDurationMs, 4000);
        stack.undo();
        m_store->flush();
        QCOMPARE(shot(m_shots[0]).plannedDurationMs, 0);
        stack.redo();
        m_store->flush();
        QCOMPARE(shot(m_shots[0]).plannedDurationMs, 4000);
        QCoreApplication::processEvents();
        QVERIFY(
            !(stack.undo(), m_store->flush(), QCoreApplication::processEvents(), stack.canUndo()));
    }

    void remembersTwoHundredSteps()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        for (int i = 0; i < 205; ++i) {
            ShotChanges next;
            next.title = QString::number(i);
            stack.run(std::make_unique<EditShots>(QList{m_shots[0]}, next));
        }
        for (int i = 0; i < 205; ++i) {
            stack.undo();
        }
        m_store->flush();
        QCOMPARE(shot(m_shots[0]).title, u"4"_s);
    }

    void stepWhoseRowsAreGoneIsDropped()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        QSignalSpy failed(&stack, &CommandStack::failed);
        stack.run(std::make_unique<TrashShots>(QList{m_shots[1]}));
        stack.run(std::make_unique<SetFavourite>(QList{m_trashedAsset}, true));
        m_store->flush();
        {
            SQLite::Database other(m_folder->filePath(u"library.db"_s).toStdString(),
                                   SQLite::OPEN_READWRITE);
            other.exec("DELETE FROM asset WHERE trashed = 50");
        }
        QCOMPARE(stack.undo().wait().error().kind, ErrorKind::NotFound);
        QVERIFY(stack.undo().wait());
        QCOMPARE(order(), m_shots);
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 1);
    }

    void anotherAccountTakesNothingBack()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        stack.run(std::make_unique<TrashShots>(QList{m_shots[1]}));
        stack.setAccount(AccountId::create());
        stack.undo();
        m_store->flush();
        QCoreApplication::processEvents();
        QVERIFY(!stack.canUndo());
        QVERIFY(!order().contains(m_shots[1]));
    }

    void callbackIsDroppedWithItsContext()
    {
        CommandStack stack(*m_store, m_vera, m_clock);
        bool called = false;
        {
            QObject context;
            stack.run(std::make_unique<TrashShots>(QList{m_shots[1]}))
                .then(&context, [&](const Result<>&) { called = true; });
        }
        m_store->flush();
        QCoreApplication::processEvents();
        QVERIFY(!called);
        QVERIFY(stack.canUndo());
    }
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "commandstest.moc"
