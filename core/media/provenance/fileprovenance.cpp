#include "core/media/provenance/fileprovenance.h"

#include "core/media/provenance/factcollector.h"
#include "core/media/provenance/infotext.h"
#include "core/media/provenance/jsonrecords.h"
#include "core/media/provenance/midjourney.h"
#include "core/media/provenance/xmptexts.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

using Texts = QMap<QString, QString>;

// Some put a label before their JSON: "prompt:{…}", "Workflow: {…}".
QString withoutLabel(const QString& text)
{
    static const QRegularExpression label(u"^\\s*[A-Za-z][A-Za-z0-9_ -]{0,40}:\\s*(?=[{\\[])"_s);
    const auto match = label.match(text);
    return match.hasMatch() ? text.mid(match.capturedEnd()) : text;
}

// One text whose place says nothing: what it is shows in its shape.
bool readText(const QString& text, bool isFilm, FactCollector& facts)
{
    const QString bare = withoutLabel(text).trimmed();
    if (bare.startsWith(u'{')) {
        const auto json = parsedJson(bare);
        return json && readJsonRecord(*json, isFilm, facts);
    }
    return readInfotext(text, facts) || readMidjourney(text, facts);
}

void readXmp(const QString& packet, bool isFilm, FactCollector& facts)
{
    const Texts properties = xmpProperties(packet);
    for (const QString& name : {u"exif:UserComment"_s, u"dc:description"_s}) {
        // Lists of languages say the same more than once; the first part that is understood counts.
        const QString text = properties.value(name);
        if (!readText(text, isFilm, facts) && text.contains(u'\n')) {
            readText(text.section(u'\n', 0, 0), isFilm, facts);
        }
    }
    facts.offer(&Provenance::prompt, properties.value(u"iptc:AIPromptInformation"_s), 0.95);
    const QString system = properties.value(u"iptc:AISystemUsed"_s);
    const QString version = properties.value(u"iptc:AISystemVersionUsed"_s);
    facts.offer(&Provenance::service, system, 0.95);
    if (!system.isEmpty()) {
        facts.offer(&Provenance::model, system + u' ' + version, 0.8);
    }
    facts.offer(FileFact::SystemVersion, version);
    const QString tool = properties.value(u"xmp:CreatorTool"_s);
    if (tool.startsWith(u"Draw Things"_s)) {
        facts.offer(&Provenance::service, u"Draw Things"_s, 0.95);
    }
    facts.offer(FileFact::Author, properties.value(u"iptc:AIPromptWriterName"_s));
    facts.offer(FileFact::Author, properties.value(u"dc:creator"_s));
    facts.offer(FileFact::Credit, properties.value(u"photoshop:Credit"_s));
    facts.offer(FileFact::Rights, properties.value(u"dc:rights"_s));
    // An address or, from older writers, its last word alone.
    for (const QString& name : {u"iptc:DigitalSourceType"_s, u"iptc:DigitalSourcetype"_s}) {
        facts.offer(FileFact::SourceType, properties.value(name).section(u'/', -1));
    }
}

// NovelAI spreads what it says over several texts of a PNG.
void readNovelTexts(const Texts& texts, FactCollector& facts)
{
    if (!texts.value(u"png.Software"_s).startsWith(u"NovelAI"_s)) {
        return;
    }
    facts.offer(&Provenance::prompt, texts.value(u"png.Description"_s), 0.9);
    facts.offer(&Provenance::model, texts.value(u"png.Source"_s), 0.95);
    facts.offer(&Provenance::service, u"NovelAI"_s, 0.95);
}

// Easy Diffusion gives each fact a text of its own, under names in either of two cases.
void readFlatTexts(const Texts& texts, FactCollector& facts)
{
    QMap<QString, QString> flat;
    for (auto it = texts.begin(); it != texts.end(); ++it) {
        if (it.key().startsWith(u"png."_s) && flat.size() < 100) {
            flat.insert(it.key().mid(4).toLower().replace(u' ', u'_'), it.value());
        }
    }
    const QString model =
        flat.value(u"use_stable_diffusion_model"_s, flat.value(u"stable_diffusion_model"_s));
    if (model.isEmpty() || !flat.contains(u"prompt"_s)) {
        return;
    }
    facts.offer(&Provenance::prompt, flat.value(u"prompt"_s), 0.95);
    facts.offer(&Provenance::negativePrompt, flat.value(u"negative_prompt"_s), 0.95);
    facts.offer(&Provenance::seed, seedOf(Json(flat.value(u"seed"_s).toStdString())), 0.95);
    facts.offer(&Provenance::model, model, 0.95);
    facts.offer(&Provenance::service, u"Easy Diffusion"_s, 0.95);
    facts.offer(FileFact::Steps, flat.value(u"num_inference_steps"_s, flat.value(u"steps"_s)));
    facts.offer(FileFact::Guidance, flat.value(u"guidance_scale"_s));
    facts.offer(FileFact::Sampler, flat.value(u"sampler_name"_s, flat.value(u"sampler"_s)));
}

// InvokeAI's first form: "a harbour" -s 30 -S 42 -W 512 -H 512 -C 7.5 -A k_lms
void readDream(const QString& text, FactCollector& facts)
{
    static const QRegularExpression form(u"^\"((?:[^\"\\\\]|\\\\.)*)\"\\s+(.*)$"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(text.left(100'000));
    if (!match.hasMatch()) {
        return;
    }
    facts.offer(&Provenance::prompt, match.captured(1), 0.95);
    facts.offer(&Provenance::service, u"InvokeAI"_s, 0.8);
    static const QRegularExpression flag(u"-([sSCA])\\s*([^\\s]+)"_s);
    for (auto it = flag.globalMatch(match.captured(2)); it.hasNext();) {
        const auto next = it.next();
        const QString value = next.captured(2);
        switch (next.captured(1).front().unicode()) {
        case u'S':
            facts.offer(&Provenance::seed, seedOf(Json(value.toStdString())), 0.95);
            break;
        case u's':
            facts.offer(FileFact::Steps, value);
            break;
        case u'C':
            facts.offer(FileFact::Guidance, value);
            break;
        default:
            facts.offer(FileFact::Sampler, value);
            break;
        }
    }
}

} // namespace

FileProvenance fileProvenance(const Texts& texts, const QString& fileName)
{
    FactCollector facts;
    const bool isFilm = std::any_of(texts.keyBegin(), texts.keyEnd(),
                                    [](const QString& key) { return key.startsWith(u"film."_s); });
    for (auto it = texts.begin(); it != texts.end(); ++it) {
        // A file beside the file may belong to another one.
        facts.setTrust(it.key().startsWith(u"sidecar."_s) ? 0.8 : 1);
        if (it.key() == u"xmp"_s || it.key().startsWith(u"xmp#"_s)) {
            readXmp(it.value(), isFilm, facts);
        } else if (it.key() == u"png.Dream"_s) {
            readDream(it.value(), facts);
        } else {
            readText(it.value(), isFilm, facts);
        }
    }
    facts.setTrust(1);
    readNovelTexts(texts, facts);
    readFlatTexts(texts, facts);
    if (facts.found().fields.service && facts.found().fields.service->value == u"Midjourney"_s) {
        facts.offer(FileFact::Author, texts.value(u"png.Author"_s));
    }
    // The agent painted it; the generator only wrote it down.
    facts.offer(&Provenance::service, texts.value(u"c2pa.agent"_s), 0.8);
    facts.offer(&Provenance::service, texts.value(u"c2pa.generator"_s), 0.7);
    facts.offer(FileFact::SourceType, texts.value(u"c2pa.digitalSourceType"_s).section(u'/', -1));
    facts.offer(FileFact::Author, texts.value(u"exif.Artist"_s));
    facts.offer(FileFact::Rights, texts.value(u"exif.Copyright"_s));
    if (!facts.found().fields.prompt) {
        readMidjourneyName(fileName, facts);
    }
    return facts.found();
}

FileProvenance fileProvenance(const QString& embedded, const QString& fileName)
{
    Texts texts;
    if (!embedded.isEmpty()) {
        const QJsonObject json = QJsonDocument::fromJson(embedded.toUtf8()).object();
        for (auto it = json.begin(); it != json.end(); ++it) {
            texts.insert(it.key(), it->toString());
        }
    }
    return fileProvenance(texts, fileName);
}

QString nameOf(FileFact fact)
{
    switch (fact) {
    case FileFact::Steps:
        return u"steps"_s;
    case FileFact::Guidance:
        return u"guidance"_s;
    case FileFact::Sampler:
        return u"sampler"_s;
    case FileFact::Scheduler:
        return u"scheduler"_s;
    case FileFact::Denoise:
        return u"denoise"_s;
    case FileFact::Size:
        return u"size"_s;
    case FileFact::AspectRatio:
        return u"aspectRatio"_s;
    case FileFact::ModelHash:
        return u"modelHash"_s;
    case FileFact::Vae:
        return u"vae"_s;
    case FileFact::Loras:
        return u"loras"_s;
    case FileFact::Styles:
        return u"styles"_s;
    case FileFact::ClipSkip:
        return u"clipSkip"_s;
    case FileFact::SystemVersion:
        return u"systemVersion"_s;
    case FileFact::Author:
        return u"author"_s;
    case FileFact::Credit:
        return u"credit"_s;
    case FileFact::Rights:
        return u"rights"_s;
    case FileFact::SourceType:
        return u"sourceType"_s;
    }
    Q_UNREACHABLE();
}

} // namespace raskadr
