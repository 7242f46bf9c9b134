#include "core/media/embeddedmetadata.h"
#include "core/media/probe.h"
#include "core/media/provenance/fileprovenance.h"
#include "core/media/sidecartexts.h"
#include "core/media/sniff.h"
#include "tests/support/samples.h"
#include "tests/support/taggedfiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

QString json(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// Written by hand where a seed needs all 64 bits, which QJsonObject does not keep.
const QString comfyPrompt = uR"({
  "3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "steps": 25, "cfg": 6.5,
        "sampler_name": "dpmpp_2m", "scheduler": "karras", "denoise": 1.0, "model": ["10", 0],
        "positive": ["20", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
  "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd_xl_base_1.0.safetensors"}},
  "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 1216, "height": 832, "batch_size": 1}},
  "6": {"class_type": "CLIPTextEncode", "inputs": {"text": ["21", 0], "clip": ["10", 1]}},
  "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry", "clip": ["10", 1]}},
  "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
  "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "ComfyUI", "images": ["8", 0]},
        "is_changed": [NaN]},
  "10": {"class_type": "LoraLoader", "inputs": {"lora_name": "film.safetensors", "strength_model": 0.8,
         "model": ["4", 0], "clip": ["4", 1]}},
  "20": {"class_type": "FluxGuidance", "inputs": {"guidance": 3.5, "conditioning": ["6", 0]}},
  "21": {"class_type": "StringConcatenate", "inputs": {"string_a": "маяк на скале",
         "string_b": "golden hour", "delimiter": ", "}}})"_s;

const QString comfyWorkflow = uR"({"last_node_id": 9, "version": 0.4, "nodes": [
  {"id": 3, "type": "KSampler", "widgets_values": [42, "randomize", 20, 7, "euler", "normal", 1],
   "inputs": [{"name": "model", "link": 1}, {"name": "positive", "link": 4},
              {"name": "negative", "link": 6}, {"name": "latent_image", "link": 2}]},
  {"id": 4, "type": "CheckpointLoaderSimple", "widgets_values": ["v1-5.ckpt"], "inputs": []},
  {"id": 6, "type": "CLIPTextEncode", "widgets_values": ["a harbour"],
   "inputs": [{"name": "clip", "link": 3}]},
  {"id": 7, "type": "CLIPTextEncode", "widgets_values": ["text"],
   "inputs": [{"name": "clip", "link": 5}]},
  {"id": 9, "type": "SaveImage", "widgets_values": ["ComfyUI"], "inputs": [{"name": "images", "link": 9}]},
  {"id": 8, "type": "VAEDecode", "inputs": [{"name": "samples", "link": 7}]}],
  "links": [[1,4,0,3,0,"MODEL"],[4,6,0,3,1,"CONDITIONING"],[6,7,0,3,2,"CONDITIONING"],
            [3,4,1,6,0,"CLIP"],[5,4,1,7,0,"CLIP"],[7,3,0,8,0,"LATENT"],[9,8,0,9,0,"IMAGE"]]})"_s;

// Flux: a sampler that takes guider, noise and sigmas from nodes of their own.
const QString fluxPrompt = uR"({
  "1": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["2", 0], "guider": ["3", 0],
        "sampler": ["4", 0], "sigmas": ["5", 0], "latent_image": ["6", 0]}},
  "2": {"class_type": "RandomNoise", "inputs": {"noise_seed": ["7", 0]}},
  "3": {"class_type": "BasicGuider", "inputs": {"model": ["8", 0], "conditioning": ["9", 0]}},
  "4": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "euler"}},
  "5": {"class_type": "BasicScheduler", "inputs": {"scheduler": "simple", "steps": 20, "denoise": 1,
        "model": ["8", 0]}},
  "6": {"class_type": "EmptySD3LatentImage", "inputs": {"width": 1024, "height": 1024}},
  "7": {"class_type": "PrimitiveInt", "inputs": {"value": 77}},
  "8": {"class_type": "UNETLoader", "inputs": {"unet_name": "flux1-dev.safetensors"}},
  "9": {"class_type": "CLIPTextEncodeFlux", "inputs": {"clip_l": "", "t5xxl": "a red fox", "guidance": 3.5}},
  "10": {"class_type": "VAEDecode", "inputs": {"samples": ["1", 0]}},
  "11": {"class_type": "SaveImage", "inputs": {"images": ["10", 0]}}})"_s;

const QString videoPrompt = uR"({
  "1": {"class_type": "WanVideoSampler", "inputs": {"seed": 901, "steps": 30, "cfg": 6, "model": ["2", 0],
        "text_embeds": ["3", 0], "scheduler": "unipc"}},
  "2": {"class_type": "WanVideoModelLoader", "inputs": {"model": "wan2.1_t2v_14B.safetensors"}},
  "3": {"class_type": "WanVideoTextEncode", "inputs": {"positive_prompt": "волны бьют о скалы",
        "negative_prompt": "static", "t5": ["5", 0]}},
  "4": {"class_type": "WanVideoDecode", "inputs": {"samples": ["1", 0]}},
  "5": {"class_type": "LoadWanVideoT5TextEncoder", "inputs": {"model_name": "umt5.safetensors"}},
  "6": {"class_type": "VHS_VideoCombine", "inputs": {"images": ["4", 0], "frame_rate": 16}}})"_s;

const QString servicePrompt = uR"({
  "1": {"class_type": "KlingTextToVideoNode", "inputs": {"prompt": "a tram in rain",
        "negative_prompt": "people", "mode": "std"}},
  "2": {"class_type": "SaveVideo", "inputs": {"video": ["1", 0], "filename_prefix": "video"}}})"_s;

const QString infotext =
    u"портрет капитана, (35mm:1.2),\nSteps: this is still the prompt\n"
    "Negative prompt: low quality, {bad}\nhands\n"
    "Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 5.5, Seed: "
    "3234567890, Size: 832x1216, Model hash: 31e35c80fc, Model: juggernautXL_v9, "
    "Lora hashes: \"film: a1b2, grain: c3d4\", Hashes: {\"model\": \"31e35c80fc\", "
    "\"vae\": \"x\"}, Version: v1.10.1"_s;

} // namespace

// What a file says about how it was made, read from real files of each program.
class ProvenanceTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString at(const QString& name) const { return m_folder.filePath(name); }
    FileProvenance readFrom(const QString& name) const
    {
        const auto format = sniffMedia(at(name));
        if (!format || !probeMedia(at(name))) {
            qWarning() << "the file itself is not sound";
            return {};
        }
        const auto texts = readEmbeddedMetadata(at(name), *format);
        return texts ? fileProvenance(*texts, name) : FileProvenance();
    }
    static QString valueOf(const std::optional<ProvenanceField>& field)
    {
        return field ? field->value : QString();
    }

private Q_SLOTS:
    void programsGiveBackPromptSeedAndModel_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("negative");
        QTest::addColumn<QString>("seed");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("service");
        const auto row = [](const char* program, const QString& name, const QByteArray& bytes,
                            const QString& prompt, const QString& negative, const QString& seed,
                            const QString& model, const QString& service) {
            QTest::newRow(program)
                << bytes << name << prompt << negative << seed << model << service;
        };
        const QString infoPrompt =
            u"портрет капитана, (35mm:1.2),\nSteps: this is still the prompt"_s;
        const QString infoNegative = u"low quality, {bad}\nhands"_s;
        const QString webui = u"Stable Diffusion WebUI"_s;
        row("A1111 PNG", u"a.png"_s, tagged::png({{u"parameters"_s, infotext}}), infoPrompt,
            infoNegative, u"3234567890"_s, u"juggernautXL_v9"_s, webui);
        row("A1111 JPEG", u"a.jpg"_s, tagged::jpeg(tagged::exif({}, infotext)), infoPrompt,
            infoNegative, u"3234567890"_s, u"juggernautXL_v9"_s, webui);
        row("A1111 WebP, little endian", u"a.webp"_s,
            tagged::webp(tagged::exif({}, infotext, false)), infoPrompt, infoNegative,
            u"3234567890"_s, u"juggernautXL_v9"_s, webui);
        row("Forge", u"a.png"_s,
            tagged::png(
                {{u"parameters"_s,
                  u"a lighthouse\nSteps: 20, Sampler: Euler, Distilled CFG Scale: 3.5, Seed: 7, "
                  "Model: flux1-dev, Version: f2.0.1v1.10.1-previous-665"_s}}),
            u"a lighthouse"_s, {}, u"7"_s, u"flux1-dev"_s, u"Stable Diffusion WebUI Forge"_s);
        row("SD.Next", u"a.png"_s,
            tagged::png({{u"parameters"_s,
                          u"a lighthouse\nNegative prompt: fog\nSteps: 20, Seed: 8, Size: 512x512, "
                          "Model: \"name, with comma\", App: SD.Next, Version: 4f3e2d1"_s}}),
            u"a lighthouse"_s, u"fog"_s, u"8"_s, u"name, with comma"_s, u"SD.Next"_s);
        const QString words = u"маяк на скале, golden hour"_s;
        const QString base = u"sd_xl_base_1.0.safetensors"_s;
        row("ComfyUI PNG", u"a.png"_s,
            tagged::png({{u"prompt"_s, comfyPrompt}, {u"workflow"_s, comfyWorkflow}}), words,
            u"blurry"_s, u"18446744073709551615"_s, base, u"ComfyUI"_s);
        row("ComfyUI animated PNG", u"a.png"_s,
            samples::withPngChunk(tagged::png({}), "comf",
                                  QByteArray("prompt\0", 7) + fluxPrompt.toLatin1()),
            u"a red fox"_s, {}, u"77"_s, u"flux1-dev.safetensors"_s, u"ComfyUI"_s);
        row("ComfyUI WebP", u"a.webp"_s,
            tagged::webp(tagged::exif({{0x0110, "prompt:" + comfyPrompt.toUtf8()},
                                       {0x010F, "workflow:" + comfyWorkflow.toUtf8()}})),
            words, u"blurry"_s, u"18446744073709551615"_s, base, u"ComfyUI"_s);
        row("other savers' WebP", u"a.webp"_s,
            tagged::webp(tagged::exif({{0x010F, "Prompt: " + fluxPrompt.toUtf8()}})),
            u"a red fox"_s, {}, u"77"_s, u"flux1-dev.safetensors"_s, u"ComfyUI"_s);
        row("ComfyUI workflow alone", u"a.png"_s, tagged::png({{u"workflow"_s, comfyWorkflow}}),
            u"a harbour"_s, u"text"_s, u"42"_s, u"v1-5.ckpt"_s, u"ComfyUI"_s);
        row("ComfyUI service node", u"a.png"_s, tagged::png({{u"prompt"_s, servicePrompt}}),
            u"a tram in rain"_s, u"people"_s, {}, u"KlingTextToVideoNode"_s, u"ComfyUI"_s);
        row("InvokeAI", u"a.png"_s,
            tagged::png(
                {{u"invokeai_metadata"_s,
                  json({{u"positive_prompt"_s, u"маяк"_s},
                        {u"negative_prompt"_s, u"fog"_s},
                        {u"seed"_s, 99},
                        {u"steps"_s, 30},
                        {u"app_version"_s, u"5.1.0"_s},
                        {u"model"_s,
                         QJsonObject{{u"name"_s, u"FLUX Dev"_s}, {u"hash"_s, u"blake3:1"_s}}}})}}),
            u"маяк"_s, u"fog"_s, u"99"_s, u"FLUX Dev"_s, u"InvokeAI"_s);
        row("InvokeAI 2", u"a.png"_s,
            tagged::png({{u"sd-metadata"_s,
                          json({{u"model_weights"_s, u"stable-diffusion-1.5"_s},
                                {u"image"_s,
                                 QJsonObject{{u"seed"_s, 5},
                                             {u"prompt"_s,
                                              QJsonArray{QJsonObject{
                                                  {u"prompt"_s, u"a fox [blue]"_s}}}}}}})}}),
            u"a fox"_s, u"blue"_s, u"5"_s, u"stable-diffusion-1.5"_s, u"InvokeAI"_s);
        row("InvokeAI Dream", u"a.png"_s,
            tagged::png({{u"Dream"_s, u"\"a fox\" -s 30 -S 2784 -W 512 -H 512 -C 7.5 -A k_lms"_s}}),
            u"a fox"_s, {}, u"2784"_s, {}, u"InvokeAI"_s);
        const QJsonObject fooocus{{u"prompt"_s, u"a lighthouse"_s},
                                  {u"negative_prompt"_s, u"fog"_s},
                                  {u"seed"_s, u"123456789012345678"_s},
                                  {u"base_model"_s, u"juggernautXL_v8"_s},
                                  {u"steps"_s, 30},
                                  {u"resolution"_s, u"(1152, 896)"_s},
                                  {u"version"_s, u"Fooocus v2.5.5"_s}};
        row("Fooocus PNG", u"a.png"_s,
            tagged::png({{u"parameters"_s, json(fooocus)}, {u"fooocus_scheme"_s, u"fooocus"_s}}),
            u"a lighthouse"_s, u"fog"_s, u"123456789012345678"_s, u"juggernautXL_v8"_s,
            u"Fooocus"_s);
        row("Fooocus JPEG", u"a.jpg"_s,
            tagged::jpeg(tagged::exif({{0x0131, "Fooocus v2.5.5"}}, json(fooocus))),
            u"a lighthouse"_s, u"fog"_s, u"123456789012345678"_s, u"juggernautXL_v8"_s,
            u"Fooocus"_s);
        row("SwarmUI", u"a.png"_s,
            tagged::png({{u"parameters"_s,
                          json({{u"sui_image_params"_s,
                                 QJsonObject{{u"prompt"_s, u"маяк"_s},
                                             {u"negativeprompt"_s, u""_s},
                                             {u"seed"_s, 1234},
                                             {u"model"_s, u"OfficialStableDiffusion/sd_xl"_s},
                                             {u"cfgscale"_s, 7}}}})}}),
            u"маяк"_s, {}, u"1234"_s, u"OfficialStableDiffusion/sd_xl"_s, u"SwarmUI"_s);
        const QJsonObject novel{{u"prompt"_s, u"1girl, harbour"_s},
                                {u"uc"_s, u"lowres"_s},
                                {u"seed"_s, qint64(3141592653)},
                                {u"steps"_s, 28},
                                {u"scale"_s, 5},
                                {u"sampler"_s, u"k_euler"_s}};
        const tagged::Texts novelTexts{{u"Title"_s, u"AI generated image"_s},
                                       {u"Description"_s, u"1girl, harbour"_s},
                                       {u"Software"_s, u"NovelAI"_s},
                                       {u"Source"_s, u"NovelAI Diffusion V4 37442FCA"_s},
                                       {u"Comment"_s, json(novel)}};
        row("NovelAI", u"a.png"_s, tagged::png(novelTexts), u"1girl, harbour"_s, u"lowres"_s,
            u"3141592653"_s, u"NovelAI Diffusion V4 37442FCA"_s, u"NovelAI"_s);
        QJsonObject hidden;
        for (const auto& [key, text] : novelTexts) {
            hidden[key] = text;
        }
        row("NovelAI hidden in the pixels", u"a.png"_s,
            tagged::pngWithHiddenText(json(hidden).toUtf8()), u"1girl, harbour"_s, u"lowres"_s,
            u"3141592653"_s, u"NovelAI Diffusion V4 37442FCA"_s, u"NovelAI"_s);
        const QString draw = json({{u"c"_s, u"маяк & море"_s},
                                   {u"uc"_s, u"fog"_s},
                                   {u"model"_s, u"FLUX.1 [schnell]"_s},
                                   {u"sampler"_s, u"Euler A"_s},
                                   {u"seed"_s, 4242},
                                   {u"scale"_s, 1},
                                   {u"steps"_s, 4},
                                   {u"size"_s, u"1024x1024"_s}});
        row("Draw Things", u"a.png"_s,
            tagged::pngWithXmp(
                uR"(<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" )"
                uR"(xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">)"
                uR"(<dc:description><rdf:Alt><rdf:li xml:lang="x-default">маяк &amp; море )"
                u"-fog Steps: 4, Sampler: Euler A"
                uR"(</rdf:li></rdf:Alt></dc:description><xmp:CreatorTool>Draw Things</xmp:CreatorTool>)"
                uR"(<exif:UserComment><rdf:Alt><rdf:li xml:lang="x-default">%1</rdf:li></rdf:Alt>)"
                uR"(</exif:UserComment></rdf:Description>)"_s.arg(draw.toHtmlEscaped())),
            u"маяк & море"_s, u"fog"_s, u"4242"_s, u"FLUX.1 [schnell]"_s, u"Draw Things"_s);
        row("Midjourney", u"a.png"_s,
            tagged::png(
                {{u"Description"_s,
                  u"A harbour at dawn --ar 16:9 --no people, cars --seed 99 --v 6.1 Job ID: "
                  "0d8ff9f0-1c5a-4f2d-9a5b-2d5b1c9f8e77"_s},
                 {u"Author"_s, u"vera"_s}}),
            u"A harbour at dawn"_s, u"people, cars"_s, u"99"_s, u"Midjourney 6.1"_s,
            u"Midjourney"_s);
        row("Midjourney by name",
            u"vera_a_harbour_at_dawn_0d8ff9f0-1c5a-4f2d-9a5b-2d5b1c9f8e77_2.png"_s, tagged::png({}),
            u"a harbour at dawn"_s, {}, {}, {}, u"Midjourney"_s);
        row("Easy Diffusion", u"a.png"_s,
            tagged::png({{u"Prompt"_s, u"a fox"_s},
                         {u"Negative Prompt"_s, u"fog"_s},
                         {u"Seed"_s, u"17"_s},
                         {u"Stable Diffusion model"_s, u"sd-v1-5"_s}}),
            u"a fox"_s, u"fog"_s, u"17"_s, u"sd-v1-5"_s, u"Easy Diffusion"_s);
        row("IPTC", u"a.png"_s,
            tagged::pngWithXmp(
                uR"(<rdf:Description xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" )"
                uR"(xmlns:dc="http://purl.org/dc/elements/1.1/" i:AISystemUsed="Firefly" )"
                uR"(i:AISystemVersionUsed="3" )"
                uR"(i:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">)"
                uR"(<i:AIPromptInformation>маяк</i:AIPromptInformation>)"
                uR"(<dc:creator><rdf:Seq><rdf:li>Вера</rdf:li></rdf:Seq></dc:creator></rdf:Description>)"_s),
            u"маяк"_s, {}, {}, u"Firefly 3"_s, u"Firefly"_s);
        row("media-provenance", u"a.jpg"_s,
            tagged::jpeg(tagged::exif(
                {{0x010E,
                  R"({"provider":"replicate","model":"flux-schnell","input":{"prompt":"a fox","seed":3}})"}})),
            u"a fox"_s, {}, u"3"_s, u"flux-schnell"_s, u"replicate"_s);
    }

    void programsGiveBackPromptSeedAndModel()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QVERIFY(samples::write(at(name), bytes));
        const FileProvenance found = readFrom(name);
        QTEST(valueOf(found.fields.prompt), "prompt");
        QTEST(valueOf(found.fields.negativePrompt), "negative");
        QTEST(valueOf(found.fields.seed), "seed");
        QTEST(valueOf(found.fields.model), "model");
        QTEST(valueOf(found.fields.service), "service");
        QCOMPARE(found.fields.prompt->source, FactSource::File);
        QVERIFY(found.fields.prompt->confidence > 0 && found.fields.prompt->confidence <= 1);
        // The library keeps the texts themselves, and they say the same later.
        const auto texts = readEmbeddedMetadata(at(name), *sniffMedia(at(name)));
        QCOMPARE(fileProvenance(embeddedMetadataJson(*texts), name), found);
    }

    void filmsGiveBackPromptSeedAndModel_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<tagged::Texts>("tags");
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("seed");
        QTest::addColumn<QString>("model");
        const QString waves = u"волны бьют о скалы"_s;
        const QString wan = u"wan2.1_t2v_14B.safetensors"_s;
        const QString comment =
            json({{u"prompt"_s, videoPrompt}, {u"CreationTime"_s, u"2025-10-02T11:00:00"_s}});
        QTest::newRow("ComfyUI MP4")
            << u"a.mp4"_s
            << tagged::Texts{{u"prompt"_s, videoPrompt}, {u"workflow"_s, comfyWorkflow}} << waves
            << u"901"_s << wan;
        QTest::newRow("ComfyUI WebM")
            << u"a.webm"_s << tagged::Texts{{u"prompt"_s, videoPrompt}} << waves << u"901"_s << wan;
        QTest::newRow("VideoHelperSuite comment")
            << u"a.mp4"_s << tagged::Texts{{u"comment"_s, comment}} << waves << u"901"_s << wan;
        QTest::newRow("VideoHelperSuite WebM comment")
            << u"a.webm"_s << tagged::Texts{{u"comment"_s, comment}} << waves << u"901"_s << wan;
        QTest::newRow("a service's node")
            << u"a.mp4"_s << tagged::Texts{{u"prompt"_s, servicePrompt}} << u"a tram in rain"_s
            << QString() << u"KlingTextToVideoNode"_s;
    }

    void filmsGiveBackPromptSeedAndModel()
    {
        QFETCH(QString, name);
        QFETCH(tagged::Texts, tags);
        QCOMPARE(tagged::film(at(name), tags), QString());
        const FileProvenance found = readFrom(name);
        QTEST(valueOf(found.fields.prompt), "prompt");
        QTEST(valueOf(found.fields.seed), "seed");
        QTEST(valueOf(found.fields.model), "model");
        QCOMPARE(valueOf(found.fields.service), u"ComfyUI"_s);
    }

    void factsBeyondTheFieldsAreRead()
    {
        QVERIFY(samples::write(at(u"a.png"_s), tagged::png({{u"parameters"_s, infotext}})));
        const QMap<FileFact, QString> expected{{FileFact::Steps, u"28"_s},
                                               {FileFact::Guidance, u"5.5"_s},
                                               {FileFact::Sampler, u"DPM++ 2M"_s},
                                               {FileFact::Scheduler, u"Karras"_s},
                                               {FileFact::Size, u"832x1216"_s},
                                               {FileFact::ModelHash, u"31e35c80fc"_s},
                                               {FileFact::SystemVersion, u"v1.10.1"_s}};
        QCOMPARE(readFrom(u"a.png"_s).facts, expected);
        QVERIFY(samples::write(at(u"b.png"_s), tagged::png({{u"prompt"_s, comfyPrompt}})));
        const auto comfy = readFrom(u"b.png"_s).facts;
        QCOMPARE(comfy.value(FileFact::Loras), u"film.safetensors (0.8)"_s);
        QCOMPARE(comfy.value(FileFact::Size), u"1216x832"_s);
        QCOMPARE(comfy.value(FileFact::Sampler), u"dpmpp_2m"_s);
    }

    void textWinsOverGraphAndGraphFillsTheGaps()
    {
        const QString text =
            u"a typed prompt\nSteps: 20, Sampler: Euler, Seed: 5, Version: ComfyUI"_s;
        QVERIFY(samples::write(at(u"a.png"_s),
                               tagged::png({{u"parameters"_s, text}, {u"prompt"_s, comfyPrompt}})));
        const FileProvenance found = readFrom(u"a.png"_s);
        QCOMPARE(valueOf(found.fields.prompt), u"a typed prompt"_s);
        QCOMPARE(valueOf(found.fields.seed), u"5"_s);
        QCOMPARE(valueOf(found.fields.model), u"sd_xl_base_1.0.safetensors"_s);
        QVERIFY(found.fields.model->confidence < found.fields.prompt->confidence);
    }

    void firstOfTwoPassesIsTheOneThatBeganFromNoise()
    {
        const QString twoPasses = uR"({
          "1": {"class_type": "KSampler", "inputs": {"seed": 1, "denoise": 1, "positive": ["4", 0]}},
          "2": {"class_type": "KSampler", "inputs": {"seed": 2, "denoise": 0.4, "positive": ["4", 0],
                "latent_image": ["1", 0]}},
          "3": {"class_type": "SaveImage", "inputs": {"images": ["2", 0]}},
          "4": {"class_type": "CLIPTextEncode", "inputs": {"text": "a fox"}}})"_s;
        const FileProvenance found = fileProvenance({{u"png.prompt"_s, twoPasses}});
        QCOMPARE(valueOf(found.fields.seed), u"1"_s);
    }

    void signedManifestNamesItsMaker()
    {
        QByteArray manifest("jumb....\x6F"
                            "claim_generator\x6E"
                            "OpenAI-API/1.0");
        manifest += QByteArray("\x6D"
                               "softwareAgent\x67"
                               "DALL\xC2\xB7"
                               "E",
                               22);
        manifest += QByteArray("\x71"
                               "digitalSourceType\x78\x46",
                               20)
            + "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
        QVERIFY(samples::write(at(u"a.png"_s),
                               samples::withPngChunk(tagged::png({}), "caBX", manifest)));
        const FileProvenance found = readFrom(u"a.png"_s);
        QCOMPARE(valueOf(found.fields.service), u"DALL·E"_s);
        QCOMPARE(found.facts.value(FileFact::SourceType), u"trainedAlgorithmicMedia"_s);
        QVERIFY(!found.fields.prompt);
    }

    void filesBesideAFilmSpeakForIt()
    {
        QVERIFY(samples::film(at(u"clip_00001-audio.mp4"_s), 3).isEmpty());
        QVERIFY(samples::write(at(u"clip_00001.png"_s), tagged::png({{u"prompt"_s, videoPrompt}})));
        QVERIFY(samples::write(at(u"clip_00001-audio.txt"_s), "a note of the user's own"));
        const auto texts = readSidecarTexts(at(u"clip_00001-audio.mp4"_s), MediaFormat::Mp4);
        QCOMPARE(texts.keys(), QStringList{u"sidecar.png.prompt"_s});
        const FileProvenance found = fileProvenance(texts);
        QCOMPARE(valueOf(found.fields.seed), u"901"_s);
        QVERIFY(found.fields.seed->confidence < 0.8);

        QVERIFY(samples::write(at(u"b.png"_s), tagged::png({})));
        QVERIFY(samples::write(at(u"b.swarm.json"_s),
                               R"({"sui_image_params":{"prompt":"a fox","seed":12}})"));
        const auto swarm = readSidecarTexts(at(u"b.png"_s), MediaFormat::Png);
        QCOMPARE(valueOf(fileProvenance(swarm).fields.seed), u"12"_s);
    }

    void ordinaryTextsSayNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("camera") << u"OLYMPUS DIGITAL CAMERA"_s;
        QTest::newRow("note") << u"Seed: the story, Steps: many"_s;
        QTest::newRow("other JSON") << uR"({"name":"a","value":[1,2]})"_s;
        QTest::newRow("list") << u"[1,2,3]"_s;
        QTest::newRow("address") << u"https://example.org/a:b,c:d,e:f"_s;
        QTest::newRow("recipe") << u"Flour: 2 cups, Sugar: 1 cup, Eggs: 3"_s;
    }

    void ordinaryTextsSayNothing()
    {
        QFETCH(QString, text);
        for (const QString& key :
             {u"exif.UserComment"_s, u"png.Description"_s, u"film.comment"_s}) {
            QVERIFY(fileProvenance({{key, text}}).isEmpty());
        }
    }

    void hostileTextsEndSoonAndHarmNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("deep") << QString(500'000, u'[');
        QTest::newRow("deep objects") << u"{\"a\":"_s.repeated(100'000);
        QTest::newRow("cut") << comfyPrompt.left(700);
        QString cycle = u"{\"1\":{\"class_type\":\"KSampler\",\"inputs\":{\"seed\":[\"1\",0],"
                        u"\"positive\":[\"2\",0],"
                        "\"model\":[\"2\",0],\"steps\":[\"1\",0]}},\"2\":{\"class_type\":\"X\","
                        "\"inputs\":{\"text\":"
                        "[\"3\",0],\"model\":[\"3\",0]}},\"3\":{\"class_type\":\"Y\",\"inputs\":{"
                        "\"text\":[\"2\",0],\"a\":"
                        "[\"2\",0],\"b\":[\"3\",0],\"model\":[\"2\",0]}}}"_s;
        QTest::newRow("cycle") << cycle;
        // Every node asks the next one many times over: paths without end, nodes without number.
        QString lattice =
            u"{\"0\":{\"class_type\":\"KSampler\",\"inputs\":{\"seed\":1,\"positive\":[\"1\",0]}}"_s;
        for (int i = 1; i < 5'000; ++i) {
            lattice += u",\"%1\":{\"class_type\":\"C\",\"inputs\":{\"text_a\":[\"%2\",0],\"text_"
                       u"b\":[\"%2\",0],"
                       "\"text_c\":[\"%2\",0],\"text_d\":[\"%2\",0]}}"_s.arg(i)
                           .arg(i + 1);
        }
        QTest::newRow("lattice") << lattice + u'}';
        QString ends = u"{\"0\":{\"class_type\":\"A\",\"inputs\":{}}"_s;
        for (int i = 1; i < 8'000; ++i) {
            ends +=
                u",\"%1\":{\"class_type\":\"SaveImage\",\"inputs\":{\"images\":[\"0\",0]}}"_s.arg(
                    i);
        }
        QTest::newRow("many ends") << ends + u'}';
        QTest::newRow("odd links")
            << uR"({"1":{"class_type":"KSampler","inputs":{"seed":-5,"positive":[{},0],"model":["1","x"]}},)"
               uR"("2":{"class_type":7,"inputs":[]},"3":null})"_s;
        QTest::newRow("odd workflow")
            << uR"({"nodes":[{"type":"KSampler","id":{},"inputs":7,"widgets_values":{"a":{}}},5],"links":[[1],{},7]})"_s;
        QTest::newRow("pairs") << u"x\n"_s + u"Steps: 1, "_s.repeated(50'000);
        QTest::newRow("quotes") << u"Steps: \"\\\\\\"_s + u"\"\\"_s.repeated(100'000);
        QTest::newRow("flags") << u"a"_s + u" --no x"_s.repeated(50'000)
                + u" Job ID: 0d8ff9f0-1c5a-4f2d-9a5b-2d5b1c9f8e77"_s;
        QTest::newRow("surrogates")
            << u"a"_s + QChar(0xD800) + u"\nSteps: 1, Seed: 2, Size: "_s + QChar(0xDC00);
        QTest::newRow("zeros") << QString(100'000, QChar(0));
        QTest::newRow("dream") << u'"' + u"\\\""_s.repeated(200'000);
    }

    void hostileTextsEndSoonAndHarmNothing()
    {
        QFETCH(QString, text);
        for (const QString& key :
             {u"png.prompt"_s, u"exif.UserComment"_s, u"png.Dream"_s, u"xmp"_s}) {
            const FileProvenance found = fileProvenance({{key, text}});
            for (const auto& field : {found.fields.prompt, found.fields.seed, found.fields.model}) {
                QVERIFY(!field || field->value.size() <= 400'000);
            }
        }
    }

    void xmpThatSwellsIsLeftAlone()
    {
        const QString bomb =
            u"<!DOCTYPE a [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>"_s;
        QVERIFY(fileProvenance({{u"xmp"_s, bomb}}).isEmpty());
        QVERIFY(fileProvenance({{u"xmp"_s, u"<a>"_s.repeated(200'000)}}).isEmpty());
    }

    void damagedFilesAreReadAsFarAsTheyGo()
    {
        QRandomGenerator random(11);
        const QList<std::pair<QString, QByteArray>> files{
            {u"a.png"_s, tagged::png({{u"prompt"_s, comfyPrompt}, {u"parameters"_s, infotext}})},
            {u"b.png"_s, tagged::pngWithHiddenText(QByteArray(600, 'x'))},
            {u"c.jpg"_s, tagged::jpeg(tagged::exif({{0x0110, "prompt:{}"}}, infotext))},
            {u"d.webp"_s,
             tagged::webp(tagged::exif({{0x0110, "prompt:" + comfyPrompt.toUtf8()}}))}};
        for (int round = 0; round < 400; ++round) {
            const auto& [name, bytes] = files[round % files.size()];
            QByteArray damaged = bytes;
            for (int i = 0; i < 12; ++i) {
                damaged[random.bounded(int(damaged.size()))] = char(random.bounded(256));
            }
            if (round % 5 == 0) {
                damaged.truncate(random.bounded(int(damaged.size())) + 1);
            }
            QVERIFY(samples::write(at(name), damaged));
            if (const auto format = sniffMedia(at(name))) {
                if (const auto texts = readEmbeddedMetadata(at(name), *format)) {
                    (void)fileProvenance(*texts, name);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(ProvenanceTest)
#include "provenancetest.moc"
