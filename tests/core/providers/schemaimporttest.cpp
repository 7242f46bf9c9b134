#include "core/providers/schemaimport.h"
#include "core/providers/catalog.h"
#include "core/providers/money.h"

#include <QFloat16>
#include <QTest>
#include <algorithm>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString today = u"2026-11-29"_s;

RunMoment moment()
{
    return {1'000'000, [] { return u"8d1f8a0e-0000-4000-8000-000000000000"_s; }};
}

// A model that comes with the program, as its two records.
struct Records
{
    QByteArray provider;
    QByteArray model;

    json params(const QByteArray& record) const { return json::parse(record)["params"]; }
};

Records seeded(const QString& modelId)
{
    for (const QByteArray& manifest : seedManifests()) {
        Records records;
        const auto pieces = splitManifest(manifest);
        for (const ManifestPiece& piece : *pieces) {
            if (piece.isProvider) {
                records.provider = piece.json;
            } else if (piece.id == modelId) {
                records.model = piece.json;
                return records;
            }
        }
    }
    return {};
}

QList<SchemaQuestion> questionsOf(const Records& records)
{
    ServiceConnection connection;
    connection.secrets = {u"key"_s};
    return schemaQuestions(
        ServiceModel(*parseProvider(records.provider), *parseModel(records.model), connection),
        moment());
}

Checked<QByteArray> refreshed(const Records& records, const json& document)
{
    QList<SchemaAnswer> answers;
    for (const SchemaQuestion& question : questionsOf(records)) {
        answers.append({question, document});
    }
    return refreshedModel(records.provider, records.model, answers, today);
}

json replicate(const json& properties, const json& required = json::array({"prompt"}),
               const json& others = json::object())
{
    json schemas = others;
    schemas["Input"] = {{"type", "object"}, {"properties", properties}, {"required", required}};
    return {{"latest_version", {{"openapi_schema", {{"components", {{"schemas", schemas}}}}}}}};
}

json fluxProperties()
{
    return {{"prompt", {{"type", "string"}, {"x-order", 0}}},
            {"aspect_ratio",
             {{"allOf", json::array({{{"$ref", "#/components/schemas/aspect_ratio"}}})},
              {"default", "1:1"}}},
            {"guidance",
             {{"type", "number"},
              {"minimum", 0},
              {"maximum", 20},
              {"default", 3.5},
              {"title", "Guidance"}}},
            {"num_outputs", {{"type", "integer"}, {"minimum", 1}, {"maximum", 8}, {"default", 1}}},
            {"output_format", {{"type", "string"}, {"enum", {"webp", "jpg", "png", "avif"}}}},
            {"seed", {{"type", {"integer", "null"}}}},
            {"go_fast",
             {{"type", "boolean"},
              {"default", true},
              {"title", "Go Fast"},
              {"description", "  quick \n run "}}},
            {"image", {{"type", "string"}, {"format", "uri"}}},
            {"extra", {{"type", "object"}}}};
}

} // namespace

// «Обновить схему»: what services publish becomes what the form and the request need, or nothing.
class SchemaImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksWhereTheManifestSays()
    {
        const auto questions = questionsOf(seeded(u"replicate.flux-dev"_s));
        QCOMPARE(questions.size(), 1);
        QCOMPARE(questions[0].request.url,
                 u"https://api.replicate.com/v1/models/black-forest-labs/flux-dev"_s);
        QCOMPARE(questions[0].request.method, QByteArray("GET"));
        QVERIFY(questions[0].request.carriesSecrets());
        const auto choices = questionsOf(seeded(u"comfyui.txt2img"_s));
        QVERIFY(!choices.isEmpty());
        QCOMPARE(choices[0].parameter, u"ckpt"_s);
        QVERIFY(publishesSchema(*parseModel(seeded(u"fal.flux-dev"_s).model)));
        QVERIFY(!publishesSchema(*parseModel(seeded(u"openai.chat"_s).model)));
        QVERIFY(!publishesSchema(*parseModel(seeded(u"draft.image"_s).model)));
    }

    void takesBoundsAndChoicesAndKeepsTheWords()
    {
        const Records records = seeded(u"replicate.flux-dev"_s);
        const auto now = refreshed(
            records,
            replicate(fluxProperties(), {"prompt"},
                      {{"aspect_ratio", {{"type", "string"}, {"enum", {"1:1", "16:9", "32:9"}}}}}));
        QVERIFY(now);
        const json record = json::parse(*now);
        const json& fields = record["params"]["properties"];
        QCOMPARE(record["refreshed"], json("2026-11-29"));
        QCOMPARE(fields["aspect_ratio"]["enum"], json({"1:1", "16:9", "32:9"}));
        QCOMPARE(fields["aspect_ratio"]["default"], json("16:9")); // it still fits
        QCOMPARE(fields["aspect_ratio"]["x-titleRu"], json("Формат"));
        QCOMPARE(fields["guidance"]["maximum"], json(20));
        QCOMPARE(fields["guidance"]["default"], json(3));
        QCOMPARE(fields["seed"]["maximum"], json(4294967295));
        QCOMPARE(fields["output_format"]["enum"].size(), std::size_t(4));
        QCOMPARE(record["params"]["required"], json({"prompt"}));
        // New: in the form, and in the request.
        QCOMPARE(fields["go_fast"]["type"], json("boolean"));
        QCOMPARE(fields["go_fast"]["description"], json("quick run"));
        const json& input = record["steps"]["submit"]["body"]["value"]["input"];
        QCOMPARE(input["go_fast"], json({{"$param", "go_fast"}}));
        // No form holds these.
        QVERIFY(!fields.contains("image"));
        QVERIFY(!fields.contains("extra"));
        QVERIFY(parseModel(*now));
    }

    void sayingTheSameAgainChangesNothing()
    {
        const Records records = seeded(u"replicate.flux-dev"_s);
        const json answer =
            replicate(fluxProperties(), {"prompt"},
                      {{"aspect_ratio", {{"type", "string"}, {"enum", {"1:1", "16:9"}}}}});
        const auto once = refreshed(records, answer);
        QVERIFY(once && *once != records.model);
        const auto twice = refreshed({records.provider, *once}, answer);
        QVERIFY(twice);
        QCOMPARE(*twice, *once);
    }

    void whatIsGoneLeavesTheRequestUnlessItIsNeeded()
    {
        json properties = fluxProperties();
        properties["aspect_ratio"] = {{"type", "string"}, {"enum", {"16:9"}}};
        properties.erase("guidance");
        properties.erase("num_outputs"); // the price counts by it
        properties.erase("seed"); // it makes results repeatable
        const auto now = refreshed(seeded(u"replicate.flux-dev"_s), replicate(properties));
        QVERIFY(now);
        const json record = json::parse(*now);
        QVERIFY(!record["params"]["properties"].contains("guidance"));
        QVERIFY(!record["steps"]["submit"]["body"]["value"]["input"].contains("guidance"));
        QVERIFY(record["params"]["properties"].contains("num_outputs"));
        QVERIFY(record["params"]["properties"].contains("seed"));
    }

    void readsTheBodyOfAnOpenApiCall()
    {
        const json document = json::parse(
            R"({"models":[{"openapi":{)"
            R"("paths":{"/fal-ai/flux/dev":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/In"}}}}}},)"
            R"("/fal-ai/flux/dev/requests/{id}":{"get":{}}},)"
            R"("components":{"schemas":{"In":{"type":"object","required":["prompt"],"properties":{)"
            R"("prompt":{"type":"string"},)"
            R"("image_size":{"anyOf":[{"$ref":"#/components/schemas/Size"},{"type":"string","enum":["square_hd","landscape_16_9","portrait_16_9"]}],"default":"landscape_4_3"},)"
            R"("guidance_scale":{"type":"number","minimum":1,"exclusiveMinimum":true,"maximum":20},)"
            R"("num_inference_steps":{"type":"integer","minimum":1,"maximum":60},)"
            R"("num_images":{"type":"integer","minimum":1,"maximum":4},)"
            R"("seed":{"anyOf":[{"type":"integer"},{"type":"null"}]},)"
            R"("acceleration":{"enum":["none","regular","high"],"default":"none"}}},)"
            R"("Size":{"type":"object","properties":{"width":{"type":"integer"}}}}}}}]})");
        const auto now = refreshed(seeded(u"fal.flux-dev"_s), document);
        QVERIFY(now);
        const json fields = json::parse(*now)["params"]["properties"];
        QCOMPARE(fields["image_size"]["enum"],
                 json({"square_hd", "landscape_16_9", "portrait_16_9"}));
        QCOMPARE(fields["image_size"]["x-enumTitles"], json({"1:1", "16:9", "9:16"}));
        QCOMPARE(fields["num_inference_steps"]["maximum"], json(60));
        QCOMPARE(fields["acceleration"]["type"], json("string"));
        QCOMPARE(fields["guidance_scale"]["exclusiveMinimum"], json(1));
        // The same answer was no price, which was left alone.
        QCOMPARE(json::parse(*now)["price"]["asOf"], json("2025-06"));
    }

    // One address for many models, each with a body of its own.
    void readsTheBodyOfOneOfManyModels()
    {
        const auto body = [](const char* model, int most) {
            return json{{"type", "object"},
                        {"required", {"prompt", "model"}},
                        {"properties",
                         {{"model", {{"type", "string"}, {"const", model}}},
                          {"prompt", {{"type", "string"}}},
                          {"num_inference_steps",
                           {{"type", "integer"}, {"minimum", 1}, {"maximum", most}}}}}};
        };
        const json schema{
            {"oneOf",
             json::array({body("small", 10), {{"$ref", "#/components/schemas/Large"}}, true})}};
        const json document{
            {"models",
             json::array(
                 {{{"openapi",
                    {{"paths",
                      {{"/fal-ai/flux/dev",
                        {{"post",
                          {{"requestBody",
                            {{"content", {{"application/json", {{"schema", schema}}}}}}}}}}}}},
                     {"components", {{"schemas", {{"Large", body("large", 70)}}}}}}}}})}};
        const auto asking = [](const char* match) {
            Records records = seeded(u"fal.flux-dev"_s);
            json model = json::parse(records.model);
            model["schemaSource"]["match"] = match;
            records.model = QByteArray::fromStdString(model.dump());
            return records;
        };
        for (const auto& [match, most] :
             {std::pair{"fal-ai/flux/dev#small", 10}, {"fal-ai/flux/dev#large", 70}}) {
            const auto now = refreshed(asking(match), document);
            QVERIFY(now);
            const json fields = json::parse(*now)["params"]["properties"];
            QCOMPARE(fields["num_inference_steps"]["maximum"], json(most));
        }
        const auto other = refreshed(asking("fal-ai/flux/dev#other"), document);
        QVERIFY(!other);
        QVERIFY(other.error().place.endsWith(u"/oneOf"_s));
        QCOMPARE(other.error().expected, u"other"_s);
    }

    void readsWhatAnyOfAListOfModelsSupports()
    {
        const json document = json::parse(
            R"({"data":[)"
            R"({"id":"google/veo-3.1","name":"Veo 3.1","supported_durations":[4,6,8],"supported_resolutions":["720p","1080p"],"supported_aspect_ratios":["16:9","9:16"]},)"
            R"({"id":"other/film","name":"Film","supported_durations":[5,8],"supported_resolutions":["480p"],"supported_aspect_ratios":["16:9"]}]})");
        const auto now = refreshed(seeded(u"openrouter.video"_s), document);
        QVERIFY(now);
        const json fields = json::parse(*now)["params"]["properties"];
        QCOMPARE(fields["model"]["enum"], json({"google/veo-3.1", "other/film"}));
        QCOMPARE(fields["model"]["x-enumTitles"], json({"Veo 3.1", "Film"}));
        QCOMPARE(fields["model"]["default"], json("google/veo-3.1"));
        QCOMPARE(fields["duration"]["enum"], json({4, 6, 8, 5}));
        QVERIFY(!fields["duration"].contains("minimum"));
        QCOMPARE(fields["resolution"]["enum"], json({"720p", "1080p", "480p"}));
        QVERIFY(fields.contains("generate_audio"));
        // What one model leaves of them is a rule of the form.
        const auto model = parseModel(*now);
        QVERIFY(model);
        const json film{{"prompt", "p"}, {"model", "other/film"}, {"duration", 6}};
        QCOMPARE(model->parameters.check(film).size(), 1);
        QCOMPARE(model->parameters.check(film)[0].parameter, u"duration"_s);
        QVERIFY(model->parameters.check({{"prompt", "p"}, {"model", "other/film"}, {"duration", 5}})
                    .isEmpty());
        QVERIFY(
            model->parameters.check({{"prompt", "p"}, {"model", "google/veo-3.1"}, {"duration", 6}})
                .isEmpty());
        for (const ParameterField& field : model->parameters.fieldsFor(film)) {
            if (field.name == u"resolution"_s) {
                QCOMPARE(field.choices, QList<json>{json("480p")});
            }
        }
        QCOMPARE(*refreshed({seeded(u"openrouter.video"_s).provider, *now}, document), *now);
    }

    void readsChoicesThatALocalServiceHas()
    {
        const json document = json::parse(
            R"({"CheckpointLoaderSimple":{"input":{"required":{"ckpt_name":[["a.safetensors","б.safetensors"]]}}}})");
        const auto now = refreshed(seeded(u"comfyui.txt2img"_s), document);
        QVERIFY(now);
        const json field = json::parse(*now)["params"]["properties"]["ckpt"];
        QCOMPARE(field["enum"], json({"a.safetensors", "б.safetensors"}));
        QVERIFY(field.contains("x-enumFrom"));
        // Nothing installed: what was there stays, and so does the text field.
        const json none =
            json::parse(R"({"CheckpointLoaderSimple":{"input":{"required":{"ckpt_name":[[]]}}}})");
        const Records records = seeded(u"comfyui.txt2img"_s);
        QCOMPARE(*refreshed(records, none), records.model);
    }

    void readsAPriceByItsUnit()
    {
        Records records = seeded(u"replicate.flux-dev"_s);
        json model = json::parse(records.model);
        model.erase("schemaSource");
        model["price"]["source"] = {{"url", "{base}/pricing"},
                                    {"pointer", "/prices/0/unit_price"},
                                    {"unit", "/prices/0/unit"}};
        records.model = QByteArray::fromStdString(model.dump());
        const auto priced = [&](const char* text) { return refreshed(records, json::parse(text)); };
        const auto now = priced(R"({"prices":[{"unit_price":"0.031","unit":"Images"}]})");
        QVERIFY(now);
        const json price = json::parse(*now)["price"];
        QCOMPARE(price["estimate"], json::parse(R"([{"amount":0.031,"per":"output"}])"));
        QCOMPARE(price["asOf"], json("2026-11-29"));
        QVERIFY(!priced(R"({"prices":[{"unit_price":-1,"unit":"image"}]})"));
        QVERIFY(!priced(R"({"prices":[{"unit_price":1,"unit":"GPU hour"}]})"));
        QVERIFY(!priced(R"({"prices":[]})"));
    }

    void readsWhatTokensCostWithEachModel()
    {
        const Records records = seeded(u"openrouter.chat"_s);
        const auto questions = questionsOf(records);
        QCOMPARE(questions.size(), 1);
        QCOMPARE(questions[0].request.url, u"https://openrouter.ai/api/v1/models"_s);
        QVERIFY(publishesSchema(*parseModel(records.model)));
        const json list = json::parse(R"({"data":[
            {"id":"z/large","pricing":{"prompt":"0.000003","completion":"0.000015"}},
            {"id":"a/mini","pricing":{"prompt":"0.00000025","completion":"0.000002","image":"0"}},
            {"id":"a/free","pricing":{"prompt":"0","completion":"0"}},
            {"id":"auto","pricing":{"prompt":"-1","completion":"-1"}},
            {"id":"odd","pricing":{"prompt":"cheap"}}, {"id":7}, null]})");
        const auto now = refreshed(records, list);
        QVERIFY(now);
        const auto provider = parseProvider(records.provider);
        const auto model = parseModel(*now);
        QVERIFY(provider && model);
        const auto ratesOf = [&](const char* name) {
            const auto rates = tokenRates(*provider, *model, {{"model", name}});
            return rates ? std::pair(rates->input.micros, rates->output.micros)
                         : std::pair(-1LL, -1LL);
        };
        QCOMPARE(ratesOf("a/mini"), std::pair(250'000LL, 2'000'000LL));
        QCOMPARE(ratesOf("z/large"), std::pair(3'000'000LL, 15'000'000LL));
        QCOMPARE(ratesOf("a/free"), std::pair(0LL, 0LL));
        QCOMPARE(ratesOf("auto"), std::pair(-1LL, -1LL));
        QCOMPARE(ratesOf("odd"), std::pair(-1LL, -1LL));
        QCOMPARE(json::parse(*now)["price"]["asOf"], json("2026-11-29"));
        // The same list in another order is no news.
        json turned = list;
        std::reverse(turned["data"].begin(), turned["data"].end());
        QCOMPARE(*refreshed({records.provider, *now}, turned), *now);
        QVERIFY(!refreshed(records, json::parse(R"({"data":[]})")));
        QVERIFY(!refreshed(records, json::parse(R"({"data":{"id":"a"}})")));
        QVERIFY(!refreshed(records, json::parse(R"({"models":[]})")));
    }

    void whatIsFaultyIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const char* input, const QString& place) {
            QTest::newRow(name) << QByteArray(input) << place;
        };
        const QString at = u"/latest_version/openapi_schema/components/schemas/Input"_s;
        row("no schema", "null", at + u"/properties"_s);
        row("properties that are none", R"({"properties":[]})", at + u"/properties"_s);
        row("a property that is none", R"({"properties":{"guidance":7}})",
            at + u"/properties/guidance"_s);
        row("choices that are none", R"({"properties":{"guidance":{"enum":"all"}}})",
            at + u"/properties/guidance/enum"_s);
        row("a reference to nowhere", R"({"properties":{"guidance":{"$ref":"#/gone"}}})",
            at + u"/properties/guidance/$ref"_s);
        row("a reference to elsewhere",
            R"({"properties":{"guidance":{"$ref":"https://evil.example/x"}}})",
            at + u"/properties/guidance/$ref"_s);
        row("a circle",
            R"({"properties":{"guidance":{"$ref":"#/components/schemas/Input/properties/guidance"}}})",
            at + u"/properties/guidance/$ref/$ref"_s);
        row("bounds that no value fits",
            R"({"properties":{"guidance":{"type":"number","multipleOf":0}}})",
            u"/latest_version/openapi_schema/components/schemas/Input/properties/guidance"_s);
        row("bounds that are no numbers",
            R"({"properties":{"guidance":{"type":"number","maximum":"much"}}})",
            u"/latest_version/openapi_schema/components/schemas/Input/properties/guidance"_s);
    }
    void whatIsFaultyIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, input);
        QFETCH(QString, place);
        json document = replicate(json::object());
        document["latest_version"]["openapi_schema"]["components"]["schemas"]["Input"] =
            json::parse(input.toStdString());
        const auto refused = refreshed(seeded(u"replicate.flux-dev"_s), document);
        QVERIFY(!refused);
        QCOMPARE(refused.error().place, place);
    }

    void hostileSizesAreRefused()
    {
        const Records records = seeded(u"replicate.flux-dev"_s);
        json many = json::object();
        for (int i = 0; i < 1'000; ++i) {
            many["p" + std::to_string(i)] = {{"type", "string"}};
        }
        QCOMPARE(refreshed(records, replicate(many)).error().fault, ManifestFault::TooMuch);
        json choices = json::array();
        for (int i = 0; i < 10'000; ++i) {
            choices.push_back(i);
        }
        QCOMPARE(refreshed(records, replicate({{"guidance", {{"enum", choices}}}})).error().fault,
                 ManifestFault::TooMuch);
        // References that double at every step.
        json schemas = json::object();
        for (int i = 0; i < 15; ++i) {
            const json next{{"$ref", "#/components/schemas/d" + std::to_string(i + 1)}};
            schemas["d" + std::to_string(i)] = {{"allOf", json::array({next, next, next})}};
        }
        schemas["d15"] = {{"type", "string"}};
        const auto refused =
            refreshed(records,
                      replicate({{"guidance", {{"$ref", "#/components/schemas/d0"}}}},
                                json::array(), schemas));
        QVERIFY(!refused);
    }

    void aPromptOfAnotherTypeIsRefusedAsAWhole()
    {
        // Everything else of the manifest hangs on it.
        const auto refused = refreshed(
            seeded(u"replicate.flux-dev"_s),
            replicate({{"prompt", {{"type", "array"}, {"items", {{"type", "string"}}}}}}));
        if (refused) {
            QVERIFY(parseModel(*refused));
        }
    }
};

QTEST_APPLESS_MAIN(SchemaImportTest)

#include "schemaimporttest.moc"
