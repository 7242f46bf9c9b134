#include "app/desktop/takeback.h"

namespace raskadr::desktop {

TakeBack::TakeBack(LibraryServices& services, const AccountId& account,
                   ui::ShotController& controller, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_account(account)
    , m_controller(controller)
{
}

void TakeBack::run(const QList<GenerationId>& generations)
{
    for (const GenerationId& generation : generations) {
        give(generation);
    }
}

void TakeBack::give(const GenerationId& generation)
{
    m_services.jobs()
        .cancel(m_account, generation)
        .then(this, [this, generation](const Result<Job>& job) {
            if (!job) {
                Q_EMIT failed(job.error());
            } else if (job->state == JobState::Done) {
                trashResults(generation);
            } else if (job->state == JobState::Failed
                       || (job->state == JobState::Canceled && job->step.isEmpty())) {
                // Nothing is left of it; one that may still be charged stays to be seen.
                m_controller.forget(generation);
            }
        });
}

void TakeBack::trashResults(const GenerationId& generation)
{
    const auto assets = m_services.store().read(
        m_account, [&](const Repositories& r) { return r.assets.ofGeneration(generation); });
    if (!assets) {
        Q_EMIT failed(assets.error());
        return;
    }
    QList<AssetId> ids;
    for (const Asset& asset : *assets) {
        if (asset.trashedMs == 0) {
            ids.append(asset.id);
        }
    }
    if (!ids.isEmpty()) {
        m_controller.trash(ids);
    }
}

} // namespace raskadr::desktop
