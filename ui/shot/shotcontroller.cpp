#include "ui/shot/shotcontroller.h"

#include "core/edit/headlinercommands.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

ShotController::ShotController(const ImportPlace& place, const AccountId& account,
                               CommandStack& commands, JobQueue& jobs, QThreadPool& pool,
                               QObject* parent)
    : QObject(parent)
    , m_place(place)
    , m_account(account)
    , m_commands(commands)
    , m_jobs(jobs)
    , m_pool(pool)
{
}

PendingStep ShotController::run(std::unique_ptr<Command> command)
{
    // The stack tells of failures itself.
    return m_commands.run(std::move(command));
}

void ShotController::follow(const Pending<QList<GenerationId>>& pending)
{
    pending.then(this, [this](const Result<QList<GenerationId>>& result) {
        if (result) {
            Q_EMIT submitted(static_cast<int>(result->size()));
        } else {
            Q_EMIT failed(result.error());
        }
    });
}

void ShotController::follow(const Pending<Job>& pending)
{
    pending.then(this, [this](const Result<Job>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
        }
    });
}

void ShotController::setHeadliner(const ShotId& shot, const AssetId& asset)
{
    run(std::make_unique<SetHeadliner>(shot, asset));
}

void ShotController::setFavourite(const QList<AssetId>& assets, bool on)
{
    run(std::make_unique<SetFavourite>(assets, on));
}

PendingStep ShotController::setRejected(const QList<AssetId>& assets, bool on)
{
    return run(std::make_unique<SetRejected>(assets, on));
}

PendingStep ShotController::trash(const QList<AssetId>& assets)
{
    return run(std::make_unique<TrashAssets>(assets));
}

void ShotController::restore(const QList<AssetId>& assets)
{
    run(std::make_unique<RestoreAssets>(assets));
}

void ShotController::editNote(const AssetId& asset, const QString& note)
{
    run(std::make_unique<EditNote>(asset, note));
}

void ShotController::editProvenance(const QList<AssetId>& assets, const ProvenanceChanges& changes)
{
    run(std::make_unique<EditProvenance>(assets, changes));
}

void ShotController::readFromFile(const QList<AssetId>& assets)
{
    run(std::make_unique<ReadFileProvenance>(assets));
}

void ShotController::moveTo(const QList<AssetId>& assets, const ShotId& shot)
{
    run(std::make_unique<MoveAssets>(assets, shot));
}

void ShotController::copyTo(const QList<AssetId>& assets, const ShotId& shot)
{
    run(std::make_unique<CopyAssets>(assets, shot));
}

void ShotController::editShot(const ShotId& shot, const ShotChanges& changes)
{
    run(std::make_unique<EditShots>(QList<ShotId>{shot}, changes));
}

void ShotController::takeFrame(const Asset& film, const FrameMoment& moment)
{
    const int number = ++m_frameCount;
    m_frames[number] = runAsync(
        m_pool, this,
        [place = m_place, account = m_account, film, moment](const std::stop_token& stop) {
            return addFrame(place, account, film, moment, stop);
        },
        [this, number](const Result<AssetId>& frame) {
            if (frame) {
                Q_EMIT frameTaken(*frame);
            } else {
                Q_EMIT failed(frame.error());
            }
            m_frames.erase(number);
        });
}

void ShotController::keepDraft(const ComposerDraft& draft)
{
    ComposerDraft kept = draft;
    kept.changedMs = m_place.clock.nowMs();
    m_place.store
        .write(m_account,
               [kept](Repositories& repositories) -> Result<> {
                   repositories.drafts.put(kept);
                   return {};
               })
        .then(this, [this](const Result<>& result) {
            if (!result) {
                Q_EMIT failed(result.error());
            }
        });
}

void ShotController::generate(const ComposerDraft& draft)
{
    GenerationRequest request;
    request.shotId = draft.shotId;
    request.modelId = draft.modelId;
    request.prompt = draft.prompt;
    request.variants = draft.variants;
    QJsonObject parameters = QJsonDocument::fromJson(draft.parameters).object();
    // A seed beyond the signed numbers of JSON comes as digits.
    if (const QJsonValue seed = parameters.take(u"seed"_s); seed.isDouble()) {
        request.seed = static_cast<quint64>(seed.toInteger());
    } else if (seed.isString()) {
        request.seed = seed.toString().toULongLong();
    }
    request.parameters = QJsonDocument(parameters).toJson(QJsonDocument::Compact);
    for (const GenerationInput& input : draft.inputs) {
        request.inputs.append({input.slot, input.assetId});
    }
    follow(m_jobs.submit(m_account, request));
}

void ShotController::repeat(const GenerationId& generation, bool newSeed)
{
    follow(newSeed ? m_jobs.repeatWithNewSeed(m_account, generation)
                   : m_jobs.repeat(m_account, generation));
}

void ShotController::forget(const GenerationId& generation)
{
    follow(m_jobs.forget(m_account, generation));
}

} // namespace raskadr::ui
