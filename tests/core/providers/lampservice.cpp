#include "lampservice.h"

namespace raskadr::test {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// A service of the test's own, whose submit step is patched by each test.
const char* const service = R"({"manifestVersion":1,
 "provider":{"id":"lamp","baseUrl":"https://lamp.example/v1/","auth":{"kind":"header","name":"X-Key","value":"{secret.key}","secrets":["key"]},
  "settings":[{"name":"folder","default":"a b"}]},
 "model":{"id":"lamp.still","produces":"image","flow":"sync",
  "params":{"type":"object","properties":{"prompt":{"type":"string"},"size":{"type":"string"},"n":{"type":"integer"},
   "loud":{"type":"boolean"},"words":{"type":"array","items":{"type":"string"}},"seed":{"type":"integer"}}},
  "inputs":[{"name":"first","media":"image","encode":[{"as":"dataUri","maxEncodedBytes":40},{"as":"url"}]},
            {"name":"refs","media":"image","max":3,"encode":[{"as":"base64"}]},
            {"name":"raw","media":"image","accept":["image/png"],"maxBytes":9,"minSide":300,"maxSide":4000,"ratio":[0.4,2.5]}],
  "steps":{"submit":{"method":"POST","url":"{base}/make","retrySafe":false,"body":{"type":"json","value":{}}}},
  "outputs":[{"from":"submit","value":"/image","as":"base64"}]}})";

} // namespace

ServiceModel modelWith(const json& patch)
{
    const json manifest = json::parse(service).patch(patch);
    const auto parsed = parseManifest(QByteArray::fromStdString(manifest.dump()));
    if (!parsed) {
        qFatal("%s %s", qPrintable(parsed.error().subject), qPrintable(parsed.error().detail));
    }
    return ServiceModel(parsed->provider, parsed->models.first(), {{}, {}, {u"key"_s}});
}

json replaced(const char* path, const json& value)
{
    return json::array({{{"op", "add"}, {"path", path}, {"value", value}}});
}

QByteArray lampManifest()
{
    return service;
}

ServiceInput picture(const QString& slot, qint64 size)
{
    ServiceInput input;
    input.slot = slot;
    input.name = u"a\"b.png"_s;
    input.mime = u"image/png"_s;
    input.size = size;
    input.sha256 = u"cafe"_s;
    return input;
}

// What goes over the wire for these values.
json sent(const json& patch, const json& parameters, const QList<ServiceInput>& inputs)
{
    const ServiceModel model = modelWith(patch);
    const auto planned = planInputs(model, inputs);
    if (!planned) {
        return "no plan";
    }
    ServiceRun run(model, parameters, *planned, u"job-1"_s);
    const NextStep next = run.begin(moment());
    if (const auto* failure = std::get_if<ServiceFailure>(&next)) {
        return failure->message.toStdString();
    }
    QList<QByteArray> contents;
    for (const ServiceInput& input : inputs) {
        contents.append(QByteArray(input.size, 'x'));
    }
    return onTheWire(std::get<SendStep>(next).request, contents);
}

json rendered(const json& value, const json& parameters, const QList<ServiceInput>& inputs)
{
    const json wire =
        sent(replaced("/model/steps/submit/body/value", {{"v", value}}), parameters, inputs);
    return wire.contains("json") ? wire["json"].value("v", json("nothing")) : wire;
}

} // namespace raskadr::test
