#include "core/ingest/importer.h"
#include "tests/support/handclock.h"
#include "tests/support/openlibrary.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"
#include "tests/support/taggedfiles.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// What an import keeps of how files were made.
class ImportProvenanceTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;
    HandClock m_clock;
    Account m_vera = rows::account(u"vera"_s);
    Project m_film;

    QString at(const QString& name) const { return m_folder->filePath(u"in/"_s + name); }
    QMap<QString, AssetRow> import(const QString& name = {})
    {
        ImportRun run;
        run.accountId = m_vera.id;
        run.projectId = m_film.id;
        run.paths = {at(name)};
        const auto confirmed =
            confirmImport(m_library->store(), run, *walkPaths(run.paths), m_clock.nowMs());
        const auto report = confirmed
            ? runImport({m_library->store(), m_library->media(), m_clock}, m_vera.id, confirmed->id)
            : Result<ImportReport>(failure(confirmed.error()));
        QMap<QString, AssetRow> found;
        if (report && report->refused.isEmpty()) {
            const auto rows = m_library->store().read(
                m_vera.id, [this](const Repositories& r) { return r.assets.ofProject(m_film.id); });
            for (const AssetRow& row : *rows) {
                found.insert(row.asset.sourceName, row);
            }
        }
        return found;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkpath(u"in"_s));
        m_library = openLibrary(m_folder->filePath(u"library"_s));
        QVERIFY(m_library);
        m_film = rows::project(m_vera.id);
        QVERIFY(rows::write(m_library->store(), m_vera.id, [this](Repositories& r) {
            r.accounts.insert(m_vera);
            r.projects.insert(m_film);
        }));
    }
    void cleanup() { m_library.reset(); }

    void assetsKeepWhatTheirFilesSay()
    {
        const QString text = u"маяк\nNegative prompt: туман\nSteps: 20, Sampler: Euler, Seed: 42, "
                             "Model: sdxl, Version: v1.10.1"_s;
        QVERIFY(samples::write(at(u"said.png"_s), tagged::png({{u"parameters"_s, text}})));
        QVERIFY(samples::write(at(u"silent.png"_s),
                               samples::encoded(samples::picture(48, 27, 9), "png")));
        const auto rows = import();
        QCOMPARE(rows.size(), 2);
        const Provenance& said = rows[u"said.png"_s].asset.provenance;
        QCOMPARE(said.prompt->value, u"маяк"_s);
        QCOMPARE(said.negativePrompt->value, u"туман"_s);
        QCOMPARE(said.seed->value, u"42"_s);
        QCOMPARE(said.model->value, u"sdxl"_s);
        QCOMPARE(said.model->source, FactSource::File);
        QVERIFY(said.model->confidence > 0.9);
        // The text itself is kept to the letter.
        const QJsonObject raw =
            QJsonDocument::fromJson(rows[u"said.png"_s].media.embedded.toUtf8()).object();
        QCOMPARE(raw.value(u"png.parameters"_s).toString(), text);
        QVERIFY(rows[u"silent.png"_s].asset.provenance.isEmpty());
    }

    void filesBesideAreHeard()
    {
        QVERIFY(samples::film(at(u"clip.mp4"_s), 4).isEmpty());
        QVERIFY(
            samples::write(at(u"clip.swarm.json"_s),
                           R"({"sui_image_params":{"prompt":"a fox","seed":7,"model":"wan"}})"));
        const auto rows = import(u"clip.mp4"_s);
        QCOMPARE(rows.keys(), QStringList{u"clip.mp4"_s});
        const AssetRow& row = rows[u"clip.mp4"_s];
        QCOMPARE(row.asset.provenance.seed->value, u"7"_s);
        QVERIFY(row.media.embedded.contains(u"sidecar.swarm"_s));
    }

    void hostileTextsStopNoImport()
    {
        const QList<QString> texts{u"{\"a\":"_s.repeated(100'000), QString(300'000, u'['),
                                   u"Steps: 1, "_s.repeated(30'000)};
        for (int i = 0; i < texts.size(); ++i) {
            const QByteArray picture = samples::encoded(samples::picture(48, 27, 20 + i), "png");
            QVERIFY(samples::write(at(u"%1.png"_s.arg(i)),
                                   tagged::png({{u"prompt"_s, texts[i]}}, picture)));
        }
        const auto rows = import();
        QCOMPARE(rows.size(), texts.size());
        for (int i = 0; i < texts.size(); ++i) {
            const AssetRow& row = rows[u"%1.png"_s.arg(i)];
            const QJsonObject raw = QJsonDocument::fromJson(row.media.embedded.toUtf8()).object();
            QCOMPARE(raw.value(u"png.prompt"_s).toString(), texts[i]);
            QVERIFY(!row.asset.provenance.prompt);
        }
    }
};

QTEST_GUILESS_MAIN(ImportProvenanceTest)
#include "provenancetest.moc"
