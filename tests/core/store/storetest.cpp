#include "core/store/store.h"
#include "core/model/names.h"
#include "tests/support/rows.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class StoreTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
    Account m_vera = rows::account(u"vera"_s);
    Account m_oleg = rows::account(u"oleg"_s);
    Project m_film;
    QList<Shot> m_shots;

    QString databasePath() const { return m_folder.filePath(u"library.db"_s); }

    // How much SQLite's machine has to do to turn the order of so many shots around.
    qint64 workOfReversing(int count) const
    {
        Connection connection(databasePath(), Connection::Mode::ReadWrite);
        ChangeSet changes;
        Repositories r(RepositoryContext{connection, m_vera.id, changes});
        const Project project = rows::project(m_vera.id, u"Сериал"_s);
        r.projects.insert(project);
        QList<ShotId> order;
        for (int i = 0; i < count; ++i) {
            const Shot shot = rows::shot(project.id, i, {});
            r.shots.insert(shot);
            order.prepend(shot.id);
        }
        qint64 work = 0;
        sqlite3* handle = connection.database().getHandle();
        const auto count100 = [](void* sum) {
            ++*static_cast<qint64*>(sum);
            return 0;
        };
        sqlite3_progress_handler(handle, 100, count100, &work);
        r.shots.setOrder(project.id, order);
        sqlite3_progress_handler(handle, 0, nullptr, nullptr);
        return r.shots.order(project.id) == order ? work : 0;
    }

private Q_SLOTS:
    void init()
    {
        m_film = rows::project(m_vera.id, u"Последний маяк"_s);
        m_shots.clear();
        for (int i = 0; i < 5; ++i) {
            m_shots.append(rows::shot(m_film.id, i, u"Шот %1"_s.arg(i + 1)));
        }
        auto opened = Store::open(databasePath(), Store::Mode::ReadWrite);
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
        m_store = std::move(*opened);
        QVERIFY(m_store
                    ->write(m_vera.id,
                            [this](Repositories& r) -> Result<> {
                                r.accounts.insert(m_vera);
                                r.accounts.insert(m_oleg);
                                r.projects.insert(m_film);
                                for (const Shot& shot : m_shots) {
                                    r.shots.insert(shot);
                                }
                                return {};
                            })
                    .wait());
        QCoreApplication::processEvents();
    }

    void cleanup()
    {
        m_store.reset();
        QDir(m_folder.path()).removeRecursively();
        QDir().mkpath(m_folder.path());
    }

    void givesBackWhatWasWritten()
    {
        const auto project = m_store->read(
            m_vera.id, [&](const Repositories& r) { return r.projects.find(m_film.id); });
        QCOMPARE(*project, std::optional(m_film));
        const auto shots = m_store->read(
            m_vera.id, [&](const Repositories& r) { return r.shots.ofProject(m_film.id); });
        QCOMPARE(*shots, m_shots);
    }

    void keepsOrderWhenShotIsMovedToEnd()
    {
        QList<ShotId> order;
        for (int i : {1, 2, 3, 4, 0}) {
            order.append(m_shots[i].id);
        }
        QVERIFY(m_store
                    ->write(m_vera.id,
                            [&](Repositories& r) -> Result<> {
                                r.shots.setOrder(m_film.id, order);
                                return {};
                            })
                    .wait());
        const auto found = m_store->read(
            m_vera.id, [&](const Repositories& r) { return r.shots.ofProject(m_film.id); });
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(found->at(i).id, order.at(i));
            QCOMPARE(found->at(i).position, i);
        }
    }

    void numbersFourTimesAsManyShotsWithLittleMoreThanFourTimesTheWork()
    {
        m_store.reset();
        const qint64 few = workOfReversing(200);
        const qint64 many = workOfReversing(800);
        QVERIFY(few > 0);
        QVERIFY2(many < 6 * few, qPrintable(u"%1 after %2"_s.arg(many).arg(few)));
    }

    void announcesCommitsInOrderAndOnlyCommits()
    {
        QSignalSpy changes(m_store.get(), &Store::changed);
        QStringList told;
        for (int i = 0; i < 3; ++i) {
            m_store
                ->write(m_vera.id,
                        [this, i](Repositories& r) -> Result<> {
                            Shot shot = m_shots[i];
                            shot.title = u"Новый %1"_s.arg(i);
                            r.shots.update(shot);
                            if (i == 1) {
                                return failure(ErrorKind::InvalidInput);
                            }
                            return {};
                        })
                .then(this, [&told, i](const Result<>& result) {
                    told.append(u"%1%2"_s.arg(i).arg(result ? u"+"_s : u"-"_s));
                });
        }
        QTRY_COMPARE(told, (QStringList{u"0+"_s, u"1-"_s, u"2+"_s}));
        QTRY_COMPARE(changes.count(), 2);
        const auto first = changes.at(0).at(0).value<ChangeSet>();
        QCOMPARE(first.shots.updated, QSet<ShotId>{m_shots[0].id});
        const auto second = m_store->read(
            m_vera.id, [&](const Repositories& r) { return r.shots.find(m_shots[1].id)->title; });
        QCOMPARE(*second, m_shots[1].title);
    }

    void showsNothingOfAnotherAccount()
    {
        const Media picture = rows::media(u"a"_s);
        const Asset asset = rows::asset(m_shots[0].id, picture.sha256);
        Generation generation;
        generation.id = GenerationId::create();
        generation.shotId = m_shots[0].id;
        generation.providerId = u"draft"_s;
        generation.modelId = u"draft.image"_s;
        generation.parameters = "{}";
        Job job;
        job.generationId = generation.id;
        ComposerDraft draft{m_shots[0].id, u"draft.image"_s, u"маяк"_s, "{}", {}, 1, 1};
        ImportRun run;
        run.id = ImportRunId::create();
        run.projectId = m_film.id;
        QVERIFY(m_store
                    ->write(m_vera.id,
                            [&](Repositories& r) -> Result<> {
                                r.media.insert(picture);
                                r.assets.insert(asset);
                                r.generations.insert(generation);
                                r.jobs.insert(job);
                                r.drafts.put(draft);
                                r.imports.insert(run, {ImportItem{}});
                                r.settings.setValue(u"k"_s, u"v"_s);
                                r.catalog.putModel({u"own"_s, u"draft"_s, m_vera.id, 1, "{}"});
                                return {};
                            })
                    .wait());
        const auto check = [&](const AccountId& account, bool visible) {
            QList<bool> seen;
            const auto done = m_store->read(account, [&](const Repositories& r) {
                seen = {
                    !r.projects.all().isEmpty(),
                    !r.projects.summaries().isEmpty(),
                    r.projects.find(m_film.id).has_value(),
                    !r.projects.findByTail(m_film.id.tail()).isEmpty(),
                    !r.shots.ofProject(m_film.id).isEmpty(),
                    !r.shots.board(m_film.id).isEmpty(),
                    r.shots.boardRow(m_shots[0].id).has_value(),
                    !r.shots.order(m_film.id).isEmpty(),
                    r.shots.find(m_shots[0].id).has_value(),
                    !r.shots.findByTail(m_shots[0].id.tail()).isEmpty(),
                    r.shots.countOfProject(m_film.id) > 0,
                    r.assets.find(asset.id).has_value(),
                    !r.assets.ofShot(m_shots[0].id).isEmpty(),
                    !r.assets.feed(m_shots[0].id).isEmpty(),
                    r.assets.row(asset.id).has_value(),
                    !r.assets.ofProject(m_film.id).isEmpty(),
                    !r.assets.hashesOfProject(m_film.id).isEmpty(),
                    !r.assets.findByTail(asset.id.tail()).isEmpty(),
                    r.generations.find(generation.id).has_value(),
                    !r.generations.ofShot(m_shots[0].id).isEmpty(),
                    r.generations.newestOfModel(u"draft.image"_s).has_value(),
                    r.jobs.find(generation.id).has_value(),
                    !r.jobs.queue(10).isEmpty(),
                    r.jobs.queueRow(generation.id).has_value(),
                    !r.jobs.withoutResultOfShot(m_shots[0].id).isEmpty(),
                    r.drafts.find(m_shots[0].id, u"draft.image"_s).has_value(),
                    r.drafts.newest(m_shots[0].id).has_value(),
                    r.imports.find(run.id).has_value(),
                    !r.imports.unfinished().isEmpty(),
                    !r.imports.items(run.id).isEmpty(),
                    r.settings.value(u"k"_s).has_value(),
                    !r.catalog.models().isEmpty(),
                };
                return true;
            });
            QVERIFY(done);
            for (int i = 0; i < seen.size(); ++i) {
                QVERIFY2(seen[i] == visible, qPrintable(u"query %1"_s.arg(i)));
            }
        };
        check(m_vera.id, true);
        check(m_oleg.id, false);
    }

    void refusesToWriteIntoAnotherAccount()
    {
        const Media picture = rows::media(u"b"_s);
        const auto refused = [&](auto fn) {
            const Result<> result = m_store
                                        ->write(m_oleg.id,
                                                [fn](Repositories& r) -> Result<> {
                                                    fn(r);
                                                    return {};
                                                })
                                        .wait();
            QVERIFY(!result);
            QCOMPARE(result.error().kind, ErrorKind::NotFound);
        };
        refused([&](Repositories& r) { r.projects.update(m_film); });
        refused([&](Repositories& r) { r.projects.touch(m_film.id, 9); });
        refused([&](Repositories& r) { r.shots.update(m_shots[0]); });
        refused([&](Repositories& r) { r.shots.insert(rows::shot(m_film.id, 9)); });
        refused([&](Repositories& r) {
            r.media.insert(picture);
            r.assets.insert(rows::asset(m_shots[0].id, picture.sha256));
        });
        refused([&](Repositories& r) {
            r.drafts.put({m_shots[0].id, u"m"_s, u"p"_s, "{}", {}, 1, 1});
        });
    }

    void neverChangesAGeneration()
    {
        Generation generation;
        generation.id = GenerationId::create();
        generation.shotId = m_shots[0].id;
        generation.providerId = u"draft"_s;
        generation.modelId = u"draft.image"_s;
        generation.parameters = "{\"prompt\":\"маяк\"}";
        generation.seedSent = 18446744073709551615ULL;
        QVERIFY(m_store
                    ->write(m_vera.id,
                            [&](Repositories& r) -> Result<> {
                                r.generations.insert(generation);
                                return {};
                            })
                    .wait());
        const auto found = m_store->read(
            m_vera.id, [&](const Repositories& r) { return r.generations.find(generation.id); });
        QCOMPARE(*found, std::optional(generation));
        SQLite::Database raw(databasePath().toStdString(), SQLite::OPEN_READWRITE);
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, raw.exec("UPDATE generation SET prompt = 'x'"));
    }

    void showsTheNewestAssetUntilAHeadlinerIsChosen()
    {
        const Media older = rows::media(u"c"_s);
        const Media newer = rows::media(u"d"_s);
        Asset first = rows::asset(m_shots[0].id, older.sha256);
        Asset second = rows::asset(m_shots[0].id, newer.sha256);
        second.createdMs = 6;
        QVERIFY(m_store
                    ->write(m_vera.id,
                            [&](Repositories& r) -> Result<> {
                                r.media.insert(older);
                                r.media.insert(newer);
                                r.assets.insert(first);
                                r.assets.insert(second);
                                return {};
                            })
                    .wait());
        const auto cover = [&] {
            return **m_store->read(
                m_vera.id, [&](const Repositories& r) { return r.shots.boardRow(m_shots[0].id); });
        };
        QCOMPARE(cover().coverSha256, newer.sha256);
        QVERIFY(!cover().coverIsHeadliner);
        Shot chosen = m_shots[0];
        chosen.headlinerId = first.id;
        QVERIFY(m_store
                    ->write(m_vera.id,
                            [&](Repositories& r) -> Result<> {
                                r.shots.update(chosen);
                                return {};
                            })
                    .wait());
        QCOMPARE(cover().coverSha256, older.sha256);
        QVERIFY(cover().coverIsHeadliner);
    }

    void tellsAProjectInStoryOrderOldestFirst()
    {
        const Media media = rows::media(u"c"_s);
        // Made in one millisecond, except for the last; inserted against every order.
        QList<Asset> assets;
        for (const int shot : {0, 0, 0, 1, 1}) {
            assets.append(rows::asset(m_shots[shot].id, media.sha256));
            assets.last().createdMs = 5;
        }
        assets[4].createdMs = 4;
        assets[1].parentId = assets[3].id;
        QVERIFY(m_store
                    ->write(m_vera.id,
                            [&](Repositories& r) -> Result<> {
                                r.media.insert(media);
                                for (const int i : {4, 3, 2, 0, 1}) {
                                    r.assets.insert(assets[i]);
                                }
                                return {};
                            })
                    .wait());
        const QList<AssetId> story{assets[0].id, assets[1].id, assets[2].id, assets[4].id,
                                   assets[3].id};
        QList<AssetId> told;
        QList<AssetId> outlined;
        QList<AssetId> parents;
        int until = 2;
        QList<AssetId> begun;
        const auto read = m_store->read(m_vera.id, [&](const Repositories& r) {
            r.assets.visitProject(m_film.id, [&](const AssetRow& row) {
                told.append(row.asset.id);
                return true;
            });
            r.assets.visitOutlines(m_film.id, [&](const AssetOutline& asset) {
                outlined.append(asset.id);
                if (asset.parentMimeType == media.mimeType) {
                    parents.append(asset.id);
                }
            });
            r.assets.visitProject(m_film.id, [&](const AssetRow& row) {
                begun.append(row.asset.id);
                return --until > 0;
            });
            return true;
        });
        QVERIFY(read.has_value());
        QCOMPARE(told, story);
        QCOMPARE(outlined, story);
        QCOMPARE(parents, QList<AssetId>{assets[3].id});
        QCOMPARE(begun, story.first(2));
    }

    void refusesALibraryOfANewerVersionUntouched()
    {
        m_store.reset();
        {
            SQLite::Database raw(databasePath().toStdString(), SQLite::OPEN_READWRITE);
            raw.exec("PRAGMA user_version = 999");
        }
        QFile file(databasePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        const auto opened = Store::open(databasePath(), Store::Mode::ReadWrite);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::NewerVersion);
        QVERIFY(file.seek(0));
        QCOMPARE(file.readAll(), before);
    }

    void namesADamagedDatabase()
    {
        m_store.reset();
        QFile file(databasePath());
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(200, 'x'));
        file.close();
        const auto opened = Store::open(databasePath(), Store::Mode::ReadWrite);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::LibraryDamaged);
    }

    void readsBesideAWriterWithoutCheckpointing()
    {
        auto reader = Store::open(databasePath(), Store::Mode::ReadOnly);
        QVERIFY(reader.has_value());
        const auto count = (*reader)->read(
            m_vera.id, [&](const Repositories& r) { return r.shots.countOfProject(m_film.id); });
        QCOMPARE(*count, 5);
    }

    void idsSortByTheTimeTheyWereMade()
    {
        ShotId last = ShotId::create();
        for (int i = 0; i < 1000; ++i) {
            const ShotId next = ShotId::create();
            QVERIFY(last.toString() < next.toString());
            QCOMPARE(next.toString().at(14), u'7');
            last = next;
        }
    }

    void bringsTextsBackByteForByte()
    {
        Shot shot = m_shots[0];
        shot.script = u"Ёж \u202e 🎬 \n конец"_s + QString(1'000'000, u'ы');
        QVERIFY(m_store
                    ->write(m_vera.id,
                            [&](Repositories& r) -> Result<> {
                                r.shots.update(shot);
                                return {};
                            })
                    .wait());
        const auto found =
            m_store->read(m_vera.id, [&](const Repositories& r) { return r.shots.find(shot.id); });
        QCOMPARE((*found)->script, shot.script);
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "storetest.moc"
