#include "ui/import/importcontroller.h"

#include "core/base/logging.h"
#include "core/edit/assetcommands.h"
#include "core/edit/importcommand.h"
#include "core/edit/projectcommands.h"

#include <QBuffer>
#include <QFileInfo>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype handful = 12; // files

QByteArray asPng(const QImage& picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return picture.save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace

ImportController::ImportController(Importer& importer, Store& store, CommandStack& commands,
                                   const Clock& clock, const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_importer(importer)
    , m_store(store)
    , m_commands(commands)
    , m_clock(clock)
    , m_account(account)
{
    m_pool.setMaxThreadCount(1);
    connect(&importer, &Importer::progressed, this, &ImportController::progressed);
    connect(&importer, &Importer::finished, this, &ImportController::take);
}

ImportController::~ImportController()
{
    m_pool.waitForDone();
}

bool ImportController::asksFirst(const OfferedMedia& media)
{
    return media.paths.size() > handful
        || std::any_of(media.paths.begin(), media.paths.end(),
                       [](const QString& path) { return QFileInfo(path).isDir(); });
}

void ImportController::start(const OfferedMedia& media, const ImportTarget& target)
{
    ImportRun run = runFor(target, {});
    run.paths = media.paths;
    withProject(target, run, [this, media](const ImportRun& ready) {
        if (media.isPicture()) {
            startPicture(media, ready);
        } else {
            m_importer.start(ready);
        }
    });
}

void ImportController::start(const ImportPlan& plan, const QStringList& paths,
                             const ImportTarget& target, const ImportChoice& choice)
{
    ImportRun run = runFor(target, choice);
    run.paths = paths;
    withProject(target, run, [this, walk = plan.walk](const ImportRun& ready) {
        m_importer.start(ready, walk);
    });
}

void ImportController::cancel(const ImportRunId& run)
{
    m_importer.cancel(run);
}

void ImportController::resumeUnfinished()
{
    m_importer.resumeUnfinished(m_account);
}

void ImportController::giveUp(const ImportReport& report)
{
    m_importer.cancel(report.run.id); // else it might go on by itself
    m_pool.start([this, report] {
        const auto ended = endImport(m_store, m_account, report.run.id);
        QMetaObject::invokeMethod(
            this,
            [this, report, ended] {
                if (ended) {
                    record(report);
                } else {
                    Q_EMIT failed(ended.error());
                }
            },
            Qt::QueuedConnection);
    });
}

QList<AssetId> ImportController::elsewhere(const ImportReport& report) const
{
    const ShotId& here = report.run.intoShotId;
    if (here.isNull()) {
        return {};
    }
    const auto found = m_store.read(m_account, [&](const Repositories& r) {
        QList<AssetId> assets;
        for (const ImportReport::Skipped& skipped : report.skipped) {
            const auto asset = r.assets.find(skipped.existing);
            if (asset && asset->shotId != here && asset->trashedMs == 0
                && !assets.contains(asset->id)) {
                assets.append(asset->id);
            }
        }
        return assets;
    });
    return found.value_or(QList<AssetId>());
}

void ImportController::copyInto(const ShotId& shot, const QList<AssetId>& assets)
{
    m_commands.run(std::make_unique<CopyAssets>(assets, shot));
}

ImportRun ImportController::runFor(const ImportTarget& target, const ImportChoice& choice) const
{
    ImportRun run;
    run.accountId = m_account;
    run.projectId = target.projectId;
    run.grouping = target.isIntoShot() ? ImportGrouping::One : choice.grouping;
    run.makeHeadliners = choice.makeHeadliners && !target.isIntoShot();
    run.addAgain = choice.addAgain;
    run.intoShotId = target.intoShotId;
    run.parentAssetId = target.parentAssetId;
    run.insertAt = target.insertAt;
    return run;
}

void ImportController::withProject(const ImportTarget& target, ImportRun run,
                                   std::function<void(const ImportRun&)> go)
{
    if (!run.projectId.isNull()) {
        go(run);
        return;
    }
    Project project;
    project.title = target.projectTitle;
    auto create = std::make_unique<CreateProject>(project);
    run.projectId = create->projectId();
    m_commands.run(std::move(create))
        .then(this, [this, run, go = std::move(go)](const Result<>& created) {
            if (created) { // else CommandStack::failed has told of it
                Q_EMIT projectCreated(run.projectId);
                go(run);
            }
        });
}

void ImportController::startPicture(const OfferedMedia& media, const ImportRun& run)
{
    if (media.picture.isNull()) {
        m_importer.startPicture(run, media.encoded, media.name);
        return;
    }
    m_pool.start([this, run, media] {
        const QByteArray bytes = asPng(media.picture);
        QMetaObject::invokeMethod(
            this,
            [this, run, bytes, name = media.name] {
                if (bytes.isEmpty()) {
                    Q_EMIT failed(
                        {ErrorKind::FileDamaged, u"the picture cannot be encoded"_s, name, 0});
                    return;
                }
                m_importer.startPicture(run, bytes, name);
            },
            Qt::QueuedConnection);
    });
}

void ImportController::take(const ImportReport& report)
{
    if (report.run.accountId != m_account) {
        return;
    }
    if (report.run.finished) {
        record(report);
    } else if (report.stoppedBy && report.stoppedBy->kind == ErrorKind::NotFound
               && !report.run.projectId.isNull()) {
        // Where it should go is gone for good; the next start would meet the same.
        giveUp(report);
    }
    Q_EMIT finished(report);
}

void ImportController::record(const ImportReport& report)
{
    if (!report.assets.isEmpty()) {
        m_commands.run(
            std::make_unique<AddImported>(report.run.projectId, report.shots, report.assets));
    }
}

} // namespace raskadr::ui
