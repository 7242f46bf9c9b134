#include "dump.h"

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

QString textOf(const std::optional<ProvenanceField>& field)
{
    return field ? u"%1/%2/%3"_s.arg(field->value).arg(int(field->source)).arg(field->confidence)
                 : QString();
}

} // namespace

Dump dumpOf(const Repositories& r)
{
    Dump dump;
    for (const Project& p : r.projects.all()) {
        const QString project = u"project "_s + p.id.toString();
        dump.rows[project] = u"%1|%2:%3|%4|%5|%6|%7|%8|%9"_s.arg(p.title)
                                 .arg(p.aspect.width)
                                 .arg(p.aspect.height)
                                 .arg(p.fps)
                                 .arg(p.budget.value_or(-1))
                                 .arg(p.archived)
                                 .arg(p.trashedMs)
                                 .arg(p.musicSha256)
                                 .arg(p.musicOffsetMs);
        if (p.trashedMs > 0) {
            dump.hidden.insert(project);
        }
        for (const Shot& s : r.shots.ofProject(p.id) + r.shots.trashedOfProject(p.id)) {
            const QString shot = u"shot "_s + s.id.toString();
            dump.rows[shot] = u"%1|%2|%3|%4|%5|%6|%7|%8|%9"_s.arg(p.id.tail())
                                  .arg(s.position)
                                  .arg(s.title, s.script)
                                  .arg(int(s.status))
                                  .arg(int(s.label))
                                  .arg(s.plannedDurationMs)
                                  .arg(s.headlinerId.toString())
                                  .arg(s.trashedMs);
            if (s.trashedMs > 0 || dump.hidden.contains(project)) {
                dump.hidden.insert(shot);
            }
            for (const AssetRow& row : r.assets.feed(s.id) + r.assets.feed(s.id, true)) {
                const Asset& a = row.asset;
                const QString asset = u"asset "_s + a.id.toString();
                const Provenance& f = a.provenance;
                const QStringList facts{textOf(f.prompt), textOf(f.negativePrompt), textOf(f.model),
                                        textOf(f.seed),   textOf(f.service),        textOf(f.link)};
                dump.rows[asset] = u"%1|%2|%3|%4|%5|%6|%7|%8|%9"_s.arg(s.id.toString(), a.sha256)
                                       .arg(a.parentId.toString(), a.generationId.toString())
                                       .arg(a.favourite)
                                       .arg(a.rejected)
                                       .arg(a.note, facts.join(u';'))
                                       .arg(u"%1 %2"_s.arg(a.trashedMs).arg(a.createdMs));
                if (a.trashedMs > 0 || dump.hidden.contains(shot)) {
                    dump.hidden.insert(asset);
                }
            }
        }
    }
    return dump;
}

QStringList visibleDifference(const Dump& before, const Dump& now)
{
    QStringList difference;
    for (auto row = before.rows.begin(); row != before.rows.end(); ++row) {
        if (now.rows.value(row.key()) != *row) {
            difference.append(row.key() + u": "_s + *row + u" -> "_s + now.rows.value(row.key()));
        }
    }
    for (auto row = now.rows.begin(); row != now.rows.end(); ++row) {
        if (!before.rows.contains(row.key()) && !now.hidden.contains(row.key())) {
            difference.append(row.key() + u" is new: "_s + *row);
        }
    }
    return difference;
}
