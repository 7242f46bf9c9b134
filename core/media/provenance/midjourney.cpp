#include "core/media/provenance/midjourney.h"

#include <QRegularExpression>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString uuid = u"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"_s;

void offerModel(const QMap<QString, QString>& flags, FactCollector& facts)
{
    const QString niji = flags.value(u"niji"_s);
    const QString version = flags.value(u"v"_s, flags.value(u"version"_s));
    if (flags.contains(u"niji"_s)) {
        facts.offer(&Provenance::model, u"Midjourney Niji %1"_s.arg(niji), 0.95);
    } else if (!version.isEmpty()) {
        facts.offer(&Provenance::model, u"Midjourney %1"_s.arg(version), 0.95);
    } else {
        facts.offer(&Provenance::model, u"Midjourney"_s, 0.7);
    }
}

} // namespace

bool readMidjourney(const QString& description, FactCollector& facts)
{
    static const QRegularExpression job(u"\\s*Job ID:\\s*("_s + uuid + u")\\s*$"_s);
    const auto match = job.match(description.left(100'000));
    if (!match.hasMatch()) {
        return false;
    }
    const QString text = description.left(match.capturedStart());
    static const QRegularExpression flag(u"(?:^|\\s)(?:--|—)([a-z]+)"_s);
    QMap<QString, QString> flags;
    QString prompt = text;
    QRegularExpressionMatch next = flag.match(text);
    if (next.hasMatch()) {
        prompt = text.left(next.capturedStart());
    }
    for (int i = 0; i < 100 && next.hasMatch(); ++i) {
        const QString name = next.captured(1);
        const qsizetype from = next.capturedEnd();
        next = flag.match(text, from);
        const qsizetype to = next.hasMatch() ? next.capturedStart() : text.size();
        flags.insert(name, text.mid(from, to - from).trimmed());
    }
    facts.offer(&Provenance::prompt, prompt, 0.95);
    facts.offer(&Provenance::negativePrompt, flags.value(u"no"_s), 0.95);
    const QString seed = flags.value(u"seed"_s);
    bool isNumber = false;
    seed.toULongLong(&isNumber);
    facts.offer(&Provenance::seed, isNumber ? seed : QString(), 0.95);
    facts.offer(&Provenance::service, u"Midjourney"_s, 0.95);
    offerModel(flags, facts);
    facts.offer(FileFact::AspectRatio, flags.value(u"ar"_s, flags.value(u"aspect"_s)));
    facts.offer(FileFact::Styles, flags.value(u"style"_s));
    return true;
}

bool readMidjourneyName(const QString& fileName, FactCollector& facts)
{
    static const QRegularExpression form(u"^([A-Za-z0-9.]+)_(.+)_"_s + uuid
                                         + u"(?:_\\d)?\\.[A-Za-z0-9]+$"_s);
    const auto match = form.match(fileName);
    if (!match.hasMatch()) {
        return false;
    }
    facts.offer(&Provenance::prompt, match.captured(2).replace(u'_', u' '), 0.4);
    facts.offer(&Provenance::service, u"Midjourney"_s, 0.5);
    return true;
}

} // namespace raskadr
