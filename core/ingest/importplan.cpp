#include "core/ingest/importplan.h"

#include "core/media/filehash.h"
#include "core/media/probe.h"
#include "core/media/sniff.h"
#include "core/model/names.h"

#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxSamples = 12;

constexpr std::array groupings = {ImportGrouping::File, ImportGrouping::Folder,
                                  ImportGrouping::Number, ImportGrouping::One};

QMap<ImportGrouping, int> shotsFor(const QList<Candidate>& candidates)
{
    QMap<ImportGrouping, int> shots;
    for (const ImportGrouping grouping : groupings) {
        shots[grouping] = static_cast<int>(groupCandidates(candidates, grouping).size());
    }
    return shots;
}

QJsonObject shotsToJson(const QMap<ImportGrouping, int>& shots)
{
    QJsonObject json;
    for (auto at = shots.cbegin(); at != shots.cend(); ++at) {
        json[nameOf(at.key())] = at.value();
    }
    return json;
}

QJsonArray errorsToJson(const QList<Error>& errors)
{
    QJsonArray json;
    for (const Error& error : errors) {
        json.append(
            QJsonObject{{u"path"_s, error.subject}, {u"reason"_s, errorKindName(error.kind)}});
    }
    return json;
}

} // namespace

void ImportPlan::count()
{
    pictures = 0;
    videos = 0;
    duplicates = 0;
    bytes = 0;
    bytesAgain = 0;
    QList<Candidate> fresh;
    QList<Candidate> all;
    for (const PlannedFile& file : std::as_const(usable)) {
        all.append(file.candidate);
        bytesAgain += file.candidate.size;
        if (file.duplicate) {
            ++duplicates;
            continue;
        }
        fresh.append(file.candidate);
        bytes += file.candidate.size;
        ++(file.kind == MediaKind::Picture ? pictures : videos);
    }
    shots = shotsFor(fresh);
    shotsAgain = shotsFor(all);
}

void ImportPlan::refuse(const QList<Error>& found)
{
    QSet<QString> paths;
    for (const Error& error : found) {
        paths.insert(error.subject);
    }
    usable.removeIf(
        [&paths](const PlannedFile& file) { return paths.contains(file.candidate.path); });
    refused += found;
    count();
}

Result<KnownContents> KnownContents::ofProject(const Store& store, const AccountId& account,
                                               const ProjectId& project)
{
    if (project.isNull()) {
        return KnownContents();
    }
    return store.read(account, [&](const Repositories& r) -> Result<KnownContents> {
        if (!r.projects.find(project)) {
            return failure(ErrorKind::NotFound, u"no such project"_s, project.tail());
        }
        KnownContents known;
        for (const QString& sha256 : r.assets.hashesOfProject(project)) {
            if (const auto media = r.media.find(sha256)) {
                known.add(sha256, media->size);
            }
        }
        return known;
    });
}

void KnownContents::add(const QString& sha256, qint64 size)
{
    m_sizes.insert(size);
    m_contents.insert(sha256);
}

Result<ImportPlan> planImport(const Store& store, const AccountId& account,
                              const ProjectId& project, const QStringList& paths,
                              std::stop_token stop)
{
    auto known = KnownContents::ofProject(store, account, project);
    if (!known) {
        return failure(known.error());
    }
    auto walk = walkPaths(paths, stop);
    if (!walk) {
        return failure(walk.error());
    }
    ImportPlan plan;
    plan.walk = std::move(*walk);

    QHash<qint64, int> sizes;
    for (const Candidate& candidate : std::as_const(plan.walk.candidates)) {
        ++sizes[candidate.size];
    }
    for (const Candidate& candidate : std::as_const(plan.walk.candidates)) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const auto format = sniffMedia(candidate.path);
        if (!format) {
            Error error = format.error();
            error.subject = candidate.path;
            plan.refused.append(error);
            continue;
        }
        PlannedFile file{candidate, kindOf(*format), false};
        if (known->hasSize(candidate.size) || sizes.value(candidate.size) > 1) {
            const auto sha256 = hashOfFile(candidate.path, stop);
            if (!sha256 && sha256.error().kind == ErrorKind::Cancelled) {
                return failure(sha256.error());
            }
            file.duplicate = sha256 && known->hasContent(*sha256);
            if (sha256) {
                known->add(*sha256, candidate.size);
            }
        }
        plan.usable.append(file);
        if (!file.duplicate && plan.samples.size() < maxSamples) {
            plan.samples.append(candidate.path);
        }
    }
    plan.count();
    QList<Candidate> speaking;
    for (const PlannedFile& file : std::as_const(plan.usable)) {
        if (!file.duplicate || plan.files() == 0) {
            speaking.append(file.candidate);
        }
    }
    plan.suggested = suggestGrouping(speaking);
    return plan;
}

void examinePlan(ImportPlan plan, int everyMs, std::stop_token stop,
                 const std::function<void(const ImportPlan&)>& revised)
{
    QList<Error> found;
    QElapsedTimer since;
    since.start();
    const auto tell = [&] {
        plan.refuse(std::exchange(found, {}));
        revised(plan);
        since.restart();
    };
    const QList<PlannedFile> files = plan.usable;
    for (const PlannedFile& file : files) {
        // What the project holds already was examined when it came.
        const auto facts = file.duplicate ? Result<MediaFacts>(MediaFacts())
                                          : examineMedia(file.candidate.path, stop);
        if (stop.stop_requested()) {
            return;
        }
        if (!facts) {
            Error error = facts.error();
            error.subject = file.candidate.path;
            found.append(error);
        }
        if (!found.isEmpty() && since.elapsed() >= everyMs) {
            tell();
        }
    }
    if (!found.isEmpty()) {
        tell();
    }
}

QJsonObject ImportPlan::toJson() const
{
    return {
        {u"files"_s, files()},
        {u"pictures"_s, pictures},
        {u"videos"_s, videos},
        {u"bytes"_s, bytes},
        {u"duplicates"_s, duplicates},
        {u"refused"_s, errorsToJson(refused)},
        {u"unreadable"_s, errorsToJson(walk.unreadable)},
        {u"skipped"_s,
         QJsonObject{{u"links"_s, walk.links},
                     {u"notFiles"_s, walk.specials},
                     {u"hidden"_s, walk.hidden},
                     {u"sidecars"_s, walk.sidecars}}},
        {u"suggested"_s, nameOf(suggested)},
        {u"shots"_s, shotsToJson(shots)},
    };
}

} // namespace raskadr
