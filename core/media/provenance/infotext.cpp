#include "core/media/provenance/infotext.h"

#include "core/media/provenance/jsontext.h"

#include <QStringList>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxPairs = 200;

using Pairs = QMap<QString, QString>; // keys in lower case

bool isKeyCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u' ' || c == u'_' || c == u'-' || c == u'/';
}

// Behind a quoted text or a bracket with everything in it; the end of the line if it does not
// close.
qsizetype endOfGroup(const QString& line, qsizetype from)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = from; i < line.size(); ++i) {
        const QChar c = line[i];
        if (inString) {
            i += c == u'\\';
            inString = c != u'"';
        } else if (c == u'"') {
            inString = true;
        } else if (c == u'{' || c == u'[') {
            ++depth;
        } else if (c == u'}' || c == u']') {
            --depth;
        }
        if (!inString && depth <= 0) {
            return i + 1;
        }
    }
    return line.size();
}

// Key: value, Key: "quoted, as JSON", Key: {"an": "object"}, …
Pairs pairsOf(const QString& line)
{
    Pairs pairs;
    qsizetype at = 0;
    while (at < line.size() && pairs.size() < maxPairs) {
        const qsizetype colon = line.indexOf(u':', at);
        if (colon < 0) {
            break;
        }
        const QString key = line.mid(at, colon - at).trimmed();
        const bool isKey = !key.isEmpty() && key.size() <= 60
            && std::all_of(key.begin(), key.end(), isKeyCharacter);
        qsizetype start = colon + 1;
        while (start < line.size() && line[start] == u' ') {
            ++start;
        }
        const bool grouped = start < line.size()
            && (line[start] == u'"' || line[start] == u'{' || line[start] == u'[');
        const qsizetype behind = grouped ? endOfGroup(line, start) : start;
        qsizetype comma = line.indexOf(u',', behind);
        if (comma < 0) {
            comma = line.size();
        }
        QString value = line.mid(start, (grouped ? behind : comma) - start).trimmed();
        if (value.startsWith(u'"')) {
            if (const auto quoted = parsedJson(value); quoted && quoted->is_string()) {
                value = textOf(*quoted);
            }
        }
        if (!isKey) {
            // Something before the pairs; they may begin behind the next comma.
            const qsizetype next = line.indexOf(u',', at);
            if (next < 0) {
                break;
            }
            at = next + 1;
            continue;
        }
        pairs.insert(key.toLower(), value);
        at = comma + 1;
    }
    return pairs;
}

// Who wrote it, as far as the text says so.
std::pair<QString, double> programOf(const Pairs& pairs)
{
    const QString version = pairs.value(u"version"_s);
    const QString app = pairs.value(u"app"_s);
    if (app.startsWith(u"SD.Next"_s, Qt::CaseInsensitive)) {
        return {u"SD.Next"_s, 0.95};
    }
    for (const QString& name : {u"ComfyUI"_s, u"Fooocus"_s, u"SD.Next"_s}) {
        if (version.contains(name, Qt::CaseInsensitive)) {
            return {name, 0.95};
        }
    }
    if (version.startsWith(u'f')) {
        return {u"Stable Diffusion WebUI Forge"_s, 0.95};
    }
    if (version.contains(u"neo"_s, Qt::CaseInsensitive)) {
        return {u"Stable Diffusion WebUI Forge"_s, 0.8};
    }
    return {u"Stable Diffusion WebUI"_s, version.startsWith(u'v') ? 0.95 : 0.6};
}

// What Civitai adds: [{"type":"checkpoint","modelName":"…"}, …]
QString checkpointOf(const QString& resources)
{
    const auto list = parsedJson(resources);
    if (!list || !list->is_array()) {
        return {};
    }
    for (const Json& each : *list) {
        if (textOf(each, "type") == u"checkpoint"_s) {
            return textOf(each, "modelName");
        }
    }
    return {};
}

} // namespace

bool readInfotext(const QString& text, FactCollector& facts)
{
    QStringList lines = text.trimmed().split(u'\n');
    const Pairs pairs = pairsOf(lines.last());
    const bool known =
        pairs.contains(u"steps"_s) || pairs.contains(u"seed"_s) || pairs.contains(u"sampler"_s);
    if (pairs.size() < 3 || !known) {
        return false;
    }
    lines.removeLast();
    QStringList prompt;
    QStringList negative;
    bool inNegative = false;
    static const QString mark = u"Negative prompt:"_s;
    for (const QString& each : std::as_const(lines)) {
        const QString line = each.trimmed();
        if (line.startsWith(mark)) {
            inNegative = true;
            negative.append(line.mid(mark.size()).trimmed());
        } else {
            (inNegative ? negative : prompt).append(line);
        }
    }
    facts.offer(&Provenance::prompt, prompt.join(u'\n'), 0.95);
    facts.offer(&Provenance::negativePrompt, negative.join(u'\n'), 0.95);
    facts.offer(&Provenance::seed, seedOf(Json(pairs.value(u"seed"_s).toStdString())), 0.95);
    facts.offer(&Provenance::model, pairs.value(u"model"_s), 0.95);
    facts.offer(&Provenance::model, checkpointOf(pairs.value(u"civitai resources"_s)), 0.9);
    facts.offer(&Provenance::model, pairs.value(u"model hash"_s), 0.5);
    const auto [program, confidence] = programOf(pairs);
    facts.offer(&Provenance::service, program, confidence);
    for (const auto& [fact, key] :
         {std::pair{FileFact::Steps, u"steps"_s}, std::pair{FileFact::Guidance, u"cfg scale"_s},
          std::pair{FileFact::Guidance, u"distilled cfg scale"_s},
          std::pair{FileFact::Sampler, u"sampler"_s},
          std::pair{FileFact::Scheduler, u"schedule type"_s},
          std::pair{FileFact::Denoise, u"denoising strength"_s},
          std::pair{FileFact::Size, u"size"_s}, std::pair{FileFact::ModelHash, u"model hash"_s},
          std::pair{FileFact::Vae, u"vae"_s}, std::pair{FileFact::ClipSkip, u"clip skip"_s},
          std::pair{FileFact::Styles, u"styles"_s},
          std::pair{FileFact::SystemVersion, u"version"_s}}) {
        facts.offer(fact, pairs.value(key));
    }
    return true;
}

} // namespace raskadr
