#include "core/providers/catalog.h"
#include "core/providers/errorclass.h"
#include "core/providers/jsonlimits.h"

#include <QSet>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const char* const whole = R"({"manifestVersion":1,
 "provider":{"id":"lamp","name":"Lamp","nameRu":"Лампа","local":true,"limits":{"concurrency":3}},
 "models":[{"id":"lamp.still","name":"Still","produces":"image","flow":"builtin","seed":"seed",
  "params":{"type":"object","required":["prompt"],"properties":{
   "prompt":{"type":"string","minLength":1,"x-widget":"prompt"},
   "seed":{"type":"integer","minimum":0,"maximum":18446744073709551615,"x-widget":"seed"}}},
  "inputs":[{"name":"first","title":"First","titleRu":"Первый","media":"image","min":1,"max":2}]}]})";

// The manifest with one place changed by a JSON patch.
QByteArray changed(const char* patch)
{
    return QByteArray::fromStdString(json::parse(whole).patch(json::parse(patch)).dump());
}

} // namespace

class ProvidersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- manifests

    void readsAManifest()
    {
        const auto manifest = parseManifest(whole);
        QVERIFY2(manifest, manifest ? "" : qPrintable(manifest.error().detail));
        QCOMPARE(manifest->provider.id, u"lamp"_s);
        QCOMPARE(manifest->provider.name.ru, u"Лампа"_s);
        QCOMPARE(manifest->provider.concurrency, 3);
        QVERIFY(manifest->provider.local);
        QVERIFY(!manifest->provider.free);
        QCOMPARE(manifest->models.size(), 1);
        const ModelManifest& model = manifest->models.first();
        QCOMPARE(model.providerId, u"lamp"_s);
        QCOMPARE(model.produces, Produces::Image);
        QCOMPARE(model.seedParameter, u"seed"_s);
        QCOMPARE(model.parameters.fields().size(), 2);
        QCOMPARE(model.parameters.fieldOfWidget(u"prompt"_s)->name, u"prompt"_s);
        QCOMPARE(model.inputs.first().title.ru, u"Первый"_s);
        QCOMPARE(model.inputs.first().max, 2);
    }

    void givesBackWhatItWasSplitInto()
    {
        const auto pieces = splitManifest(whole);
        QVERIFY(pieces);
        QCOMPARE(pieces->size(), 2);
        QVERIFY(pieces->at(0).isProvider);
        const auto provider = parseProvider(pieces->at(0).json);
        const auto model = parseModel(pieces->at(1).json);
        QVERIFY(provider && model);
        QCOMPARE(provider->id, u"lamp"_s);
        QCOMPARE(model->id, pieces->at(1).id);
        QCOMPARE(model->providerId, u"lamp"_s);
    }

    void takesOneModelAsWellAsMany()
    {
        QVERIFY(parseManifest(changed(R"([{"op":"move","from":"/models/0","path":"/model"}])")));
    }

    void refusesWhatItDoesNotKnowWithPlaceAndReason_data()
    {
        QTest::addColumn<QByteArray>("manifest");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* patch, const char* place) {
            QTest::newRow(name) << changed(patch) << QString::fromLatin1(place);
        };
        row("format of the future", R"([{"op":"replace","path":"/manifestVersion","value":2}])",
            "/manifestVersion");
        row("format as text", R"([{"op":"replace","path":"/manifestVersion","value":"1"}])",
            "/manifestVersion");
        row("unknown key", R"([{"op":"add","path":"/extras","value":{}}])", "/extras");
        row("key with a slash", R"([{"op":"add","path":"/a~1b","value":1}])", "/a~1b");
        row("no provider", R"([{"op":"remove","path":"/provider"}])", "/provider");
        row("auth without an address",
            R"([{"op":"add","path":"/provider/auth","value":{"kind":"none"}}])",
            "/provider/baseUrl");
        row("id of a path", R"([{"op":"replace","path":"/provider/id","value":"../x"}])",
            "/provider/id");
        row("empty id", R"([{"op":"replace","path":"/provider/id","value":""}])", "/provider/id");
        row("id as number", R"([{"op":"replace","path":"/provider/id","value":7}])",
            "/provider/id");
        row("local as text", R"([{"op":"replace","path":"/provider/local","value":"yes"}])",
            "/provider/local");
        row("no job at once",
            R"([{"op":"replace","path":"/provider/limits/concurrency","value":0}])",
            "/provider/limits/concurrency");
        row("two and a half jobs",
            R"([{"op":"replace","path":"/provider/limits/concurrency","value":2.5}])",
            "/provider/limits/concurrency");
        row("2^64 jobs",
            R"([{"op":"replace","path":"/provider/limits/concurrency","value":18446744073709551615}])",
            "/provider/limits/concurrency");
        row("limits as list", R"([{"op":"replace","path":"/provider/limits","value":[]}])",
            "/provider/limits");
        row("models as object", R"([{"op":"replace","path":"/models","value":{}}])", "/models");
        row("model as text", R"([{"op":"replace","path":"/models/0","value":"x"}])", "/models/0");
        row("steps without the first", R"([{"op":"add","path":"/models/0/steps","value":{}}])",
            "/models/0/steps/submit");
        row("unknown flow", R"([{"op":"replace","path":"/models/0/flow","value":"telepathy"}])",
            "/models/0/flow");
        row("produces sound", R"([{"op":"replace","path":"/models/0/produces","value":"audio"}])",
            "/models/0/produces");
        row("seed that is no parameter",
            R"([{"op":"replace","path":"/models/0/seed","value":"sid"}])", "/models/0/seed");
        row("another provider", R"([{"op":"add","path":"/models/0/provider","value":"other"}])",
            "/models/0/provider");
        row("the same model twice", R"([{"op":"copy","from":"/models/0","path":"/models/1"}])",
            "/models/1/id");
        row("single model", R"([{"op":"move","from":"/models/0","path":"/model"},
                                {"op":"replace","path":"/model/flow","value":"x"}])",
            "/model/flow");
        row("keyword of a parameter",
            R"([{"op":"add","path":"/models/0/params/properties/prompt/maxlength","value":1}])",
            "/models/0/params/properties/prompt/maxlength");
        row("broken reference",
            R"([{"op":"replace","path":"/models/0/params/properties/prompt","value":{"$ref":"#/$defs/none"}}])",
            "/models/0/params/properties/prompt/$ref");
        row("broken pointer",
            R"([{"op":"replace","path":"/models/0/params/properties/prompt","value":{"$ref":"#/a~2"}}])",
            "/models/0/params/properties/prompt/$ref");
        row("inputs as object", R"([{"op":"replace","path":"/models/0/inputs","value":{}}])",
            "/models/0/inputs");
        row("sound as input",
            R"([{"op":"replace","path":"/models/0/inputs/0/media","value":"audio"}])",
            "/models/0/inputs/0/media");
        row("less than nothing", R"([{"op":"replace","path":"/models/0/inputs/0/min","value":-1}])",
            "/models/0/inputs/0/min");
        row("most below least", R"([{"op":"replace","path":"/models/0/inputs/0/max","value":0}])",
            "/models/0/inputs/0/max");
        row("the same slot twice",
            R"([{"op":"copy","from":"/models/0/inputs/0","path":"/models/0/inputs/1"}])",
            "/models/0/inputs/1/name");
        row("transcoding", R"([{"op":"add","path":"/models/0/inputs/0/transcode","value":"png"}])",
            "/models/0/inputs/0/transcode");
    }
    void refusesWhatItDoesNotKnowWithPlaceAndReason()
    {
        QFETCH(QByteArray, manifest);
        QFETCH(QString, place);
        const auto parsed = parseManifest(manifest);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(parsed.error().subject, place);
        QVERIFY(!parsed.error().detail.isEmpty());
    }

    void survivesEveryDamageToAManifest()
    {
        const QByteArray bytes(whole);
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            QVERIFY(!parseManifest(bytes.left(i)));
            for (const char replacement : {'"', '{', '0', '\0', '\xff'}) {
                QByteArray damaged = bytes;
                damaged[i] = replacement;
                if (const auto parsed = parseManifest(damaged); !parsed) {
                    QCOMPARE(parsed.error().kind, ErrorKind::InvalidInput);
                }
            }
        }
    }

    // --- the catalogue

    void seedsLibrariesWithWhatItReads()
    {
        const QList<QByteArray> manifests = seedManifests();
        QVERIFY(!manifests.isEmpty());
        QSet<QString> models;
        for (const QByteArray& bytes : manifests) {
            const auto manifest = parseManifest(bytes);
            QVERIFY2(manifest,
                     manifest ? ""
                              : qPrintable(manifest.error().subject + manifest.error().detail));
            for (const ModelManifest& model : manifest->models) {
                models.insert(model.id);
                const auto violations =
                    model.parameters.check(model.parameters.withDefaults(json::object()));
                for (const Violation& violation : violations) {
                    // Only what the user has to say.
                    QCOMPARE(violation.reason, ViolationReason::Missing);
                }
            }
        }
        QVERIFY(models.contains(u"draft.image"_s));
        QVERIFY(models.contains(u"draft.video"_s));
    }

    void offersServicesOnceThereIsAConnection()
    {
        QList<ManifestRecord> providers;
        QList<ManifestRecord> models;
        for (const QByteArray& bytes : seedManifests()) {
            const auto pieces = splitManifest(bytes);
            QVERIFY(pieces);
            for (const ManifestPiece& piece : *pieces) {
                (piece.isProvider ? providers : models)
                    .append({piece.id,
                             piece.isProvider ? QString() : piece.providerId,
                             {},
                             1,
                             piece.json});
            }
        }
        QVERIFY(providers.size() >= 20);
        const Catalog alone = Catalog::fromRecords(providers, models);
        for (const CatalogModel& model : alone.models()) {
            QCOMPARE(model.manifest.flow, Flow::Builtin); // no button that could only fail
        }
        QCOMPARE(alone.models().size(), 3);
        QVERIFY(!alone.provider(u"runway"_s));
        const Catalog connected = Catalog::fromRecords(providers, models, {u"runway"_s});
        QVERIFY(connected.model(u"runway.gen4_turbo.i2v"_s));
        QVERIFY(!connected.model(u"kling.image2video"_s));
        QVERIFY(connected.provider(u"runway"_s));
    }

    void leavesOutRecordsThatCannotBeRead()
    {
        const auto pieces = splitManifest(whole);
        const ManifestRecord provider{u"lamp"_s, {}, {}, 1, pieces->at(0).json};
        const ManifestRecord model{u"lamp.still"_s, u"lamp"_s, {}, 7, pieces->at(1).json};
        const ManifestRecord broken{u"lamp.broken"_s, u"lamp"_s, {}, 1, "{\"id\":\"lamp.broken\"}"};
        const Catalog catalog = Catalog::fromRecords({provider}, {broken, model});
        QCOMPARE(catalog.models().size(), 1);
        QCOMPARE(catalog.model(u"lamp.still"_s)->revision, 7);
        QVERIFY(!catalog.model(u"lamp.broken"_s));
        QCOMPARE(catalog.provider(u"lamp"_s)->concurrency, 3);
        QVERIFY(!catalog.provider(u"other"_s));
    }

    // --- documents from outside

    void readsAsDeepAsAllowedAndNoDeeper()
    {
        const auto nested = [](int depth) {
            return QByteArray(depth, '[') + QByteArray(depth, ']');
        };
        QVERIFY(parseLimitedJson(nested(64)));
        QVERIFY(!parseLimitedJson(nested(65)));
        QVERIFY(parseLimitedJson(nested(8), 100, 8));
        QVERIFY(!parseLimitedJson(nested(9), 100, 8));
        QVERIFY(!parseLimitedJson(QByteArray(3'000'000, '[')));
        QVERIFY(!parseLimitedJson(QByteArray("{\"a\":").repeated(500'000)));
        // Brackets inside of texts are no depth.
        QVERIFY(parseLimitedJson('"' + QByteArray("\\\"[{").repeated(1000) + '"'));
    }

    void readsAsMuchAsAllowedAndNoMore()
    {
        const QByteArray text = '"' + QByteArray(98, 'a') + '"';
        QVERIFY(parseLimitedJson(text, 100));
        QVERIFY(!parseLimitedJson(text, 99));
    }

    void refusesWhatIsNotQuiteJson_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* bytes :
             {"", "{", "{\"a\":1,}", "{'a':1}", "nul", "[1 2]", "\"\xff\"", "{\"a\":1} x",
              "// c\n1", "NaN", "{\"a\":1,\"a\":2}", "{\"b\":{\"a\":1,\"a\":1}}", "\"\\ud800\""}) {
            QTest::newRow(bytes) << QByteArray(bytes);
        }
        QTest::newRow("zero byte") << QByteArray("{\"a\":1}\0", 8);
    }
    void refusesWhatIsNotQuiteJson()
    {
        QFETCH(QByteArray, bytes);
        const auto parsed = parseLimitedJson(bytes);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!parsed.error().detail.isEmpty());
    }

    void takesTheSameKeyInDifferentObjects()
    {
        QVERIFY(parseLimitedJson(R"([{"a":1},{"a":{"a":[{"a":2}]}}])"));
    }

    // --- classes of errors

    void givesEveryClassANameOfItsOwn()
    {
        QSet<QString> names;
        for (int i = 0; i <= int(ErrorClass::Internal); ++i) {
            const QString name = errorClassName(ErrorClass(i));
            QCOMPARE(errorClassFromName(name), ErrorClass(i));
            names.insert(name);
        }
        QCOMPARE(names.size(), int(ErrorClass::Internal) + 1);
        QCOMPARE(errorClassFromName(u"of the future"_s), ErrorClass::Internal);
    }
};

QTEST_GUILESS_MAIN(ProvidersTest)
#include "providerstest.moc"
