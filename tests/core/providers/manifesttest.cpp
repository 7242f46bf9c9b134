#include "core/providers/catalog.h"
#include "core/providers/jsonlimits.h"

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// What the published schema says about each of these documents; nothing without python3-jsonschema.
std::optional<QList<bool>> judgedBySchema(const QList<json>& documents)
{
    QByteArray lines;
    const auto schema = parseLimitedJson(manifestSchema());
    for (const json& document : documents) {
        lines += QByteArray::fromStdString(json::array({*schema, document}).dump()) + '\n';
    }
    QProcess oracle;
    oracle.start(u"python3"_s,
                 {qEnvironmentVariable("RASKADR_SOURCE") + u"/tests/core/providers/oracle.py"_s});
    oracle.write(lines);
    oracle.closeWriteChannel();
    if (!oracle.waitForFinished(250'000) || oracle.exitCode() != 0) {
        return std::nullopt;
    }
    QList<bool> verdicts;
    for (const QByteArray& line : oracle.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty()) {
            verdicts.append(line == "1");
        }
    }
    return verdicts;
}

} // namespace

// The grammar of manifests, against a corpus of faults and against the schema that is published.
class ManifestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const QByteArray& bytes : seedManifests()) {
            json manifest = *parseLimitedJson(bytes);
            const auto id = manifest["provider"]["id"].get<std::string>();
            m_seeds.emplace(id, std::move(manifest));
        }
        QFile file(qEnvironmentVariable("RASKADR_SOURCE")
                   + u"/tests/core/providers/badmanifests.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_bad = *parseLimitedJson(file.readAll());
        QVERIFY(m_bad.size() > 100);
    }

    void refusesWithPlaceAndReason_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_bad.size(); ++i) {
            QTest::newRow(m_bad[i]["name"].get<std::string>().c_str()) << int(i);
        }
    }
    void refusesWithPlaceAndReason()
    {
        QFETCH(int, index);
        const json& bad = m_bad[std::size_t(index)];
        const QByteArray bytes = QByteArray::fromStdString(damaged(bad).dump());
        const auto problem = manifestProblem(bytes);
        QVERIFY(problem);
        QCOMPARE(problem->place, QString::fromStdString(bad["place"].get<std::string>()));
        QCOMPARE(manifestFaultName(problem->fault),
                 QString::fromStdString(bad["fault"].get<std::string>()));
        const auto parsed = parseManifest(bytes);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().subject, problem->place);
        QVERIFY(!parsed.error().detail.contains(u"%1"_s));
    }

    void meetsEveryFault()
    {
        QSet<QString> met{u"not_json"_s, u"too_deep"_s, u"too_much"_s, u"not_a_text"_s,
                          u"contradiction"_s};
        for (const json& bad : m_bad) {
            met.insert(QString::fromStdString(bad["fault"].get<std::string>()));
        }
        for (int i = 0; i <= int(ManifestFault::OtherProvider); ++i) {
            const QString name = manifestFaultName(ManifestFault(i));
            QVERIFY2(met.contains(name), qPrintable(name));
        }
    }

    void agreesWithThePublishedSchema()
    {
        QList<json> documents;
        QList<bool> wanted;
        for (const auto& [id, manifest] : m_seeds) {
            documents.append(manifest);
            wanted.append(true);
        }
        for (const json& bad : m_bad) {
            documents.append(damaged(bad));
            wanted.append(bad.value("beyondSchema", false));
        }
        const auto verdicts = judgedBySchema(documents);
        if (!verdicts) {
            QSKIP("python3-jsonschema is not there");
        }
        QCOMPARE(verdicts->size(), wanted.size());
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            const qsizetype bad = i - qsizetype(m_seeds.size());
            const std::string name =
                bad < 0 ? "a seed" : m_bad[std::size_t(bad)]["name"].get<std::string>();
            QVERIFY2(verdicts->at(i) == wanted.at(i), name.c_str());
        }
    }

    void survivesEveryPieceBeingSomethingElse()
    {
        const json replacements[]{nullptr,
                                  true,
                                  -1,
                                  1e300,
                                  "",
                                  "{",
                                  "$",
                                  json::array(),
                                  json::object(),
                                  json::array({json::object()}),
                                  {{"$param", 1}}};
        for (const auto& [id, manifest] : m_seeds) {
            const json flat = manifest.flatten();
            int step = 0;
            for (const auto& [path, leaf] : flat.items()) {
                if (++step % 8 != 0) {
                    continue;
                }
                // The leaf with one of them, and what is above it with another.
                json changed = manifest;
                const json::json_pointer pointer(path);
                changed[pointer] = replacements[std::size_t(step) % std::size(replacements)];
                parseManifest(QByteArray::fromStdString(changed.dump())).has_value();
                changed[pointer.parent_pointer()] =
                    replacements[std::size_t(step / 3) % std::size(replacements)];
                parseManifest(QByteArray::fromStdString(changed.dump())).has_value();
            }
            QVERIFY(step > 20);
        }
    }

private:
    json damaged(const json& bad) const
    {
        return m_seeds.at(bad["manifest"].get<std::string>()).patch(bad["patch"]);
    }

    std::map<std::string, json> m_seeds;
    json m_bad;
};

QTEST_GUILESS_MAIN(ManifestTest)
#include "manifesttest.moc"
