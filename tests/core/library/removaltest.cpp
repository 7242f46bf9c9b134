#include "core/library/manifestremoval.h"
#include "core/library/ownmanifests.h"
#include "core/providers/catalog.h"
#include "tests/support/rows.h"

#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

// A file with one model; the name tells the versions apart.
QByteArray file(const QByteArray& provider, const QByteArray& name)
{
    QByteArray manifest =
        R"({"manifestVersion": 1, "provider": {"id": "PROVIDER", "baseUrl": "https://one.example",)"
        R"( "auth": {"kind": "header", "name": "X-Key", "value": "{secret.key}", "secrets": ["key"]}},)"
        R"( "model": {"id": "PROVIDER.still", "name": "NAME", "produces": "image", "flow": "sync",)"
        R"( "params": {"type": "object", "properties": {"prompt": {"type": "string"}}},)"
        R"( "steps": {"submit": {"method": "POST", "url": "{base}/make", "retrySafe": false,)"
        R"( "body": {"type": "json", "value": {"p": {"$param": "prompt"}}}}},)"
        R"( "outputs": [{"from": "submit", "value": "/image", "as": "base64"}]}})";
    return manifest.replace("PROVIDER", provider).replace("NAME", name);
}

} // namespace

// What an account added to its catalogue or changed in it, taken out again.
class RemovalTest final : public QObject
{
    Q_OBJECT

private:
    struct Desk
    {
        Desk()
        {
            store =
                std::move(*Store::open(folder.filePath(u"library.db"_s), Store::Mode::ReadWrite));
            write({}, [this](Repositories& r) {
                r.accounts.insert(anna);
                r.accounts.insert(boris);
                // What came with the program.
                const auto pieces = splitManifest(file("common", "Seeded"));
                for (const ManifestPiece& piece : *pieces) {
                    ManifestRecord record{piece.id, piece.providerId, {}, 1, piece.json};
                    piece.isProvider ? r.catalog.putProvider(record) : r.catalog.putModel(record);
                }
            });
        }
        void write(const AccountId& account, const std::function<void(Repositories&)>& fn)
        {
            QVERIFY(rows::write(*store, account, fn));
        }
        void put(const QByteArray& provider, const QByteArray& name)
        {
            QVERIFY(putManifest(*store, anna.id, file(provider, name)).wait());
        }
        // Empty: there is no such model.
        QString nameOf(const QString& model, const AccountId& account) const
        {
            return *store->read(account, [&](const Repositories& r) {
                const Catalog all = Catalog::ofAll(r.catalog.providers(), r.catalog.models());
                return all.model(model) ? all.model(model)->manifest.name.en : QString();
            });
        }
        GenerationId generate(const QString& provider, JobState state)
        {
            const Project project = rows::project(anna.id);
            const Shot shot = rows::shot(project.id, 0);
            Generation generation = rows::generation(shot.id);
            generation.providerId = provider;
            generation.modelId = provider + u".still"_s;
            generation.modelRevision = 1;
            Job job;
            job.generationId = generation.id;
            job.state = state;
            write(anna.id, [&](Repositories& r) {
                r.projects.insert(project);
                r.shots.insert(shot);
                r.generations.insert(generation);
                r.jobs.insert(job);
            });
            return generation.id;
        }

        QTemporaryDir folder;
        std::unique_ptr<Store> store;
        Account anna = rows::account(u"anna"_s);
        Account boris = rows::account(u"boris"_s);
    };

private Q_SLOTS:
    void aProviderGoesWithItsModelsAndKeys()
    {
        Desk desk;
        desk.put("mine", "Mine");
        desk.write(desk.anna.id, [](Repositories& r) {
            r.secrets.put({u"mine"_s, u"key"_s, "sealed", 1});
            r.secrets.put({u"common"_s, u"key"_s, "sealed", 1});
            r.secrets.setEnteredText(u"mine"_s, "{}");
        });
        desk.generate(u"mine"_s, JobState::Done);
        const auto removal = removeProvider(*desk.store, desk.anna.id, u"mine"_s).wait();
        QVERIFY(removal);
        QVERIFY(!removal->restores);
        QCOMPARE(removal->models, QStringList{u"mine.still"_s});
        QCOMPARE(removal->keys, QStringList{u"key"_s});
        QCOMPARE(removal->generations, 1);
        QCOMPARE(desk.nameOf(u"mine.still"_s, desk.anna.id), QString());
        const auto left = desk.store->read(desk.anna.id, [](const Repositories& r) {
            return std::pair(r.secrets.all().size(), r.secrets.enteredText(u"mine"_s));
        });
        QCOMPARE(left->first, 1);
        QVERIFY(left->second.isEmpty());
    }

    void whatItMadeGoesOnNamingIt()
    {
        Desk desk;
        desk.put("mine", "Mine");
        desk.generate(u"mine"_s, JobState::Done);
        QVERIFY(removeProvider(*desk.store, desk.anna.id, u"mine"_s).wait());
        const auto known = desk.store->read(desk.anna.id, [](const Repositories& r) {
            return std::tuple(r.catalog.withdrawnProviders(), r.catalog.withdrawnModels(),
                              r.catalog.model(u"mine.still"_s, 1));
        });
        const auto& [providers, models, ran] = *known;
        const Catalog past = Catalog::ofAll(providers, models);
        QVERIFY(past.model(u"mine.still"_s));
        QCOMPARE(past.model(u"mine.still"_s)->manifest.name.en, u"Mine"_s);
        QVERIFY(ran);
        QVERIFY(parseModel(ran->manifest));
        // Nobody else sees anything of it.
        QVERIFY(
            desk.store
                ->read(desk.boris.id,
                       [](const Repositories& r) { return r.catalog.withdrawnModels().isEmpty(); })
                .value());
        // It can come back, and is past no longer.
        desk.put("mine", "Mine again");
        QCOMPARE(desk.nameOf(u"mine.still"_s, desk.anna.id), u"Mine again"_s);
        QVERIFY(
            desk.store
                ->read(desk.anna.id,
                       [](const Repositories& r) { return r.catalog.withdrawnModels().isEmpty(); })
                .value());
    }

    void whatCameWithTheProgramIsThereAgain()
    {
        Desk desk;
        QCOMPARE(removeModel(*desk.store, desk.anna.id, u"common.still"_s).wait().error().kind,
                 ErrorKind::NotFound);
        desk.put("common", "Changed");
        QCOMPARE(desk.nameOf(u"common.still"_s, desk.anna.id), u"Changed"_s);
        QCOMPARE(desk.nameOf(u"common.still"_s, desk.boris.id), u"Seeded"_s);
        const auto own =
            desk.store->read(desk.anna.id, [](const Repositories& r) { return ownManifests(r); });
        QCOMPARE(own->models, (QHash<QString, bool>{{u"common.still"_s, true}}));
        const auto removal = removeModel(*desk.store, desk.anna.id, u"common.still"_s).wait();
        QVERIFY(removal && removal->restores);
        QCOMPARE(desk.nameOf(u"common.still"_s, desk.anna.id), u"Seeded"_s);
        QVERIFY(desk.store
                    ->read(desk.anna.id,
                           [](const Repositories& r) {
                               return ownManifests(r).models.isEmpty()
                                   && r.catalog.withdrawnModels().isEmpty();
                           })
                    .value());
    }

    void whatIsUnderWayKeepsIt_data()
    {
        QTest::addColumn<JobState>("state");
        QTest::newRow("waiting") << JobState::Queued;
        QTest::newRow("running") << JobState::Running;
        QTest::newRow("unknown") << JobState::Unknown;
    }
    void whatIsUnderWayKeepsIt()
    {
        QFETCH(JobState, state);
        Desk desk;
        desk.put("mine", "Mine");
        const GenerationId id = desk.generate(u"mine"_s, state);
        for (const bool provider : {true, false}) {
            const auto refused = provider
                ? removeProvider(*desk.store, desk.anna.id, u"mine"_s).wait()
                : removeModel(*desk.store, desk.anna.id, u"mine.still"_s).wait();
            QCOMPARE(refused.error().kind, ErrorKind::InvalidInput);
            QCOMPARE(refused.error().subject, u"unfinished"_s);
            QCOMPARE(refused.error().amount, 1);
        }
        QCOMPARE(desk.nameOf(u"mine.still"_s, desk.anna.id), u"Mine"_s);
        desk.write(desk.anna.id, [&](Repositories& r) {
            Job job = *r.jobs.find(id);
            job.state = state == JobState::Unknown ? state : JobState::Failed;
            job.forgotten = true;
            r.jobs.update(job);
        });
        QVERIFY(removeProvider(*desk.store, desk.anna.id, u"mine"_s).wait());
    }

    void nobodyTakesOutWhatIsAnothers()
    {
        Desk desk;
        desk.put("mine", "Mine");
        QCOMPARE(removeProvider(*desk.store, desk.boris.id, u"mine"_s).wait().error().kind,
                 ErrorKind::NotFound);
        QCOMPARE(desk.nameOf(u"mine.still"_s, desk.anna.id), u"Mine"_s);
    }
};

QTEST_GUILESS_MAIN(RemovalTest)

#include "removaltest.moc"
