#include "ui/shot/shotreader.h"

#include "core/jobs/budget.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/thumbnailcache.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int previewLevel = 960;
constexpr qsizetype mostRead =
    1'000'000; // characters; longer ones speak through what the import kept

// Whether the file tells a field that is not kept, or tells it otherwise; typed ones count as kept.
bool saysMore(const Provenance& file, const Provenance& kept)
{
    for (const auto field : {&Provenance::prompt, &Provenance::negativePrompt, &Provenance::model,
                             &Provenance::seed, &Provenance::service, &Provenance::link}) {
        const auto& here = kept.*field;
        if ((file.*field && !here)
            || (file.*field && here->source == FactSource::File
                && here->value != (file.*field)->value)) {
            return true;
        }
    }
    return false;
}

} // namespace

ShotReader::ShotReader(const Store& store, const AccountId& account, const MediaFolder& media,
                       ThumbnailCache& thumbnails, ModelNames names)
    : m_store(store)
    , m_account(account)
    , m_media(media)
    , m_thumbnails(thumbnails)
    , m_names(std::move(names))
{
}

Result<std::optional<ShotReader::Facts>> ShotReader::facts(const ShotId& id) const
{
    return m_store.read(m_account, [&](const Repositories& repositories) -> std::optional<Facts> {
        const auto shot = repositories.shots.find(id);
        if (!shot || shot->trashedMs > 0) {
            return std::nullopt;
        }
        Facts facts{*shot, repositories.shots.countOfProject(shot->projectId), {}};
        if (const auto project = repositories.projects.find(shot->projectId)) {
            facts.aspect = project->aspect;
        }
        return facts;
    });
}

Result<ShotReader::Feed> ShotReader::feed(const Shot& shot,
                                          const QList<PausedProvider>& paused) const
{
    QHash<GenerationId, JobHindrance> hindrances;
    const auto read = m_store.read(m_account, [&](const Repositories& repositories) {
        const QList<QueueRow> jobs = repositories.jobs.withoutResultOfShot(shot.id);
        for (const QueueRow& row : jobs) {
            if (row.job.waitReason == WaitReason::Budget) {
                hindrances[row.generation.id].limit = budgetStop(
                    repositories, row.generation.id, QDateTime::currentMSecsSinceEpoch());
            }
        }
        return std::tuple(repositories.assets.feed(shot.id),
                          repositories.assets.feed(shot.id, true), jobs);
    });
    if (!read) {
        return failure(read.error());
    }
    const auto& [assets, trashed, jobs] = *read;
    Feed feed;
    for (const QueueRow& row : jobs) {
        JobHindrance& hindrance = hindrances[row.generation.id];
        for (const PausedProvider& provider : paused) {
            if (provider.providerId == row.generation.providerId) {
                hindrance.pausedFor = provider.errorClass;
            }
        }
        feed.items.append(cardOf(row, hindrance));
    }
    for (const AssetRow& row : assets) {
        feed.items.append(cardOf(shot, row));
    }
    std::stable_sort(
        feed.items.begin(), feed.items.end(),
        [](const FeedItem& a, const FeedItem& b) { return a.createdMs() > b.createdMs(); });
    for (const AssetRow& row : trashed) {
        feed.trash.append(cardOf(shot, row));
    }
    return feed;
}

std::optional<AssetRow> ShotReader::asset(const AssetId& id) const
{
    if (id.isNull()) {
        return std::nullopt;
    }
    const auto read = m_store.read(
        m_account, [&](const Repositories& repositories) { return repositories.assets.row(id); });
    return read ? *read : std::nullopt;
}

FeedItem ShotReader::cardOf(const Shot& shot, const AssetRow& row) const
{
    FeedItem item;
    item.asset = row;
    item.isHeadliner = row.asset.id == shot.headlinerId;
    item.caption = row.generation ? m_names.model(row.generation->modelId) : row.asset.sourceName;
    if (item.caption.isEmpty()) {
        item.caption = originText(row.asset.origin);
    }
    item.coverSha256 = row.asset.sha256;
    return item;
}

FeedItem ShotReader::cardOf(const QueueRow& row, const JobHindrance& hindrance) const
{
    FeedItem item;
    item.job = row;
    item.caption = m_names.model(row.generation.modelId);
    if (!row.generation.inputs.isEmpty()) {
        item.coverSha256 = row.generation.inputs.first().sha256;
    }
    const QString& provider = row.generation.providerId;
    const JobNames names{m_names.provider(provider),
                         m_names.billing ? m_names.billing(provider) : QString(), refusal(row)};
    item.standing = standingOf(row.generation, row.job, names, hindrance);
    return item;
}

QString ShotReader::refusal(const QueueRow& row) const
{
    const bool named =
        row.job.errorClass == u"invalid_input"_s && !row.job.errorParameter.isEmpty();
    return named && m_names.refusal
        ? m_names.refusal(row.generation.modelId, row.job.errorParameter)
        : QString();
}

InspectedAsset ShotReader::inspected(const FeedItem& item) const
{
    InspectedAsset shown;
    shown.item = item;
    shown.created = dateTimeText(QDateTime::fromMSecsSinceEpoch(item.createdMs()),
                                 QDateTime::currentDateTime());
    if (const Generation* generation = item.generation()) {
        addGeneration(shown, *generation);
    }
    if (item.isAsset()) {
        const Asset& asset = item.asset->asset;
        shown.path = m_media.path(asset.sha256);
        shown.fileMissing =
            item.asset->media.state != MediaState::Present || !QFileInfo::exists(shown.path);
        shown.preview = m_thumbnails.nearest(asset.sha256, previewLevel);
        shown.parentId = asset.parentId;
    } else if (!item.job->generation.inputs.isEmpty()) {
        shown.parentId = item.job->generation.inputs.first().assetId;
    }
    addParent(shown);
    addFileProvenance(shown);
    addHistory(shown);
    return shown;
}

FileProvenance ShotReader::provenanceOfFile(const AssetRow& row) const
{
    if (row.media.embedded.size() > mostRead) {
        return {};
    }
    if (const QString file = row.media.sha256 + row.asset.sourceName; m_readOf != file) {
        m_read = fileProvenance(row.media.embedded, row.asset.sourceName);
        m_readOf = file;
    }
    return m_read;
}

void ShotReader::addFileProvenance(InspectedAsset& shown) const
{
    if (shown.item.isAsset() && !shown.item.generation()) {
        shown.fromFile = provenanceOfFile(*shown.item.asset);
        shown.fileSaysMore = shown.item.asset->asset.trashedMs == 0
            && saysMore(shown.fromFile.fields, shown.item.asset->asset.provenance);
    }
}

void ShotReader::addHistory(InspectedAsset& shown) const
{
    const auto steps = m_store.read(m_account, [&](const Repositories& repositories) {
        return historyOf(repositories, shown.item);
    });
    if (steps) {
        shown.history = *steps;
    }
}

void ShotReader::addGeneration(InspectedAsset& shown, const Generation& generation) const
{
    shown.modelName = m_names.model(generation.modelId);
    shown.providerName = m_names.provider(generation.providerId);
    const QJsonObject parameters = QJsonDocument::fromJson(generation.parameters).object();
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        if (it.key() == u"prompt"_s || it.key() == u"seed"_s || it->isObject()) {
            continue;
        }
        const QString value = m_names.value(generation.modelId, it.key(), *it);
        if (!value.isEmpty()) {
            shown.parameters.append({m_names.parameter(generation.modelId, it.key()), value});
        }
    }
}

void ShotReader::addParent(InspectedAsset& shown) const
{
    const auto parent = asset(shown.parentId);
    if (!parent) {
        return;
    }
    QString name =
        parent->generation ? m_names.model(parent->generation->modelId) : parent->asset.sourceName;
    if (name.isEmpty()) {
        name = originText(parent->asset.origin);
    }
    const ShotId here =
        shown.item.isAsset() ? shown.item.asset->asset.shotId : shown.item.job->shot.id;
    if (parent->asset.shotId != here) {
        const auto there = facts(parent->asset.shotId);
        if (!there || !*there) {
            return;
        }
        name = QCoreApplication::translate("ShotReader", "Shot %1: %2")
                   .arg((*there)->shot.number())
                   .arg(name);
    }
    shown.parentName = name;
}

} // namespace raskadr::ui
