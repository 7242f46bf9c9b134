#include "ui/import/importplanner.h"

#include "core/base/logging.h"
#include "core/media/thumbnailer.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

namespace raskadr::ui {

namespace {

constexpr int reviseEveryMs = 250;
constexpr int afterSamples = -1;

Result<QImage> smallPicture(const QString& path, const CacheFolder& scratch, int longSide,
                            const std::stop_token& stop)
{
    const auto facts = probeMedia(path, stop);
    if (!facts) {
        return failure(facts.error());
    }
    // The scratch folder only needs a name that no other sample has.
    const QString name = QString::fromLatin1(
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex());
    const auto made = makeThumbnails(path, *facts, scratch, name, {longSide}, stop);
    if (!made) {
        return failure(made.error());
    }
    const QImage picture(made->thumbnails.first().path, "JPG");
    if (picture.isNull()) {
        return failure(ErrorKind::FileDamaged, QStringLiteral("the sample cannot be read"), path);
    }
    return picture;
}

} // namespace

ImportPlanner::ImportPlanner(const Store& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
    // One plans or decodes, and one decodes beside it.
    m_pool.setMaxThreadCount(2);
}

ImportPlanner::~ImportPlanner()
{
    stop();
    m_pool.clear();
    m_pool.waitForDone();
}

void ImportPlanner::start(const AccountId& account, const ProjectId& project,
                          const QStringList& paths)
{
    stop();
    m_planning = runAsync(
        m_pool, this,
        [&store = m_store, account, project, paths](const std::stop_token& token) {
            return planImport(store, account, project, paths, token);
        },
        [this](const Result<ImportPlan>& plan) {
            if (!plan) {
                Q_EMIT failed(plan.error());
                return;
            }
            decodeSamples(plan->samples);
            examine(*plan);
            Q_EMIT planned(*plan);
        });
}

void ImportPlanner::stop()
{
    m_planning.stop();
    m_decoding.clear();
    m_scratch.reset();
    m_examining.stop();
}

void ImportPlanner::decodeSamples(const QStringList& paths)
{
    // Each piece of work holds it, so that the last one that ends removes the folder.
    m_scratch = std::make_shared<QTemporaryDir>();
    if (!m_scratch->isValid()) {
        qCWarning(logImport) << "no folder for samples:" << m_scratch->errorString();
        return;
    }
    for (int i = 0; i < paths.size(); ++i) {
        m_decoding.push_back(runAsync(
            m_pool, this,
            [scratch = m_scratch, path = paths[i]](const std::stop_token& token) {
                return smallPicture(path, CacheFolder(scratch->path()), sampleSize, token);
            },
            [this, i](const Result<QImage>& picture) {
                if (picture) {
                    Q_EMIT sampleReady(i, *picture);
                }
            }));
    }
}

void ImportPlanner::examine(const ImportPlan& plan)
{
    m_examining = runAsync(
        m_pool, this,
        [this, plan](const std::stop_token& token) {
            examinePlan(plan, reviseEveryMs, token, [this, token](const ImportPlan& revision) {
                // The pool is waited for before this object goes.
                QMetaObject::invokeMethod(
                    this,
                    [this, token, revision] {
                        if (!token.stop_requested()) {
                            Q_EMIT revised(revision);
                        }
                    },
                    Qt::QueuedConnection);
            });
            return true;
        },
        [](bool) {}, afterSamples);
}

} // namespace raskadr::ui
