#include "app/desktop/publicationlog.h"

#include "ui/common/sharetext.h"
#include "ui/sharing/sharewords.h"

namespace raskadr::desktop {

namespace {

constexpr qint64 leastPaceMs = 1500; // before that nothing is foretold

ui::ShareProgress::Phase phaseOf(PublishPhase phase)
{
    switch (phase) {
    case PublishPhase::Preparing:
        break;
    case PublishPhase::Uploading:
        return ui::ShareProgress::Phase::Uploading;
    case PublishPhase::Switching:
        return ui::ShareProgress::Phase::Switching;
    }
    return ui::ShareProgress::Phase::Preparing;
}

ui::ShareShotLine::State stateOf(ShotProgressState state)
{
    switch (state) {
    case ShotProgressState::Waiting:
        break;
    case ShotProgressState::Working:
        return ui::ShareShotLine::State::Working;
    case ShotProgressState::Done:
        return ui::ShareShotLine::State::Done;
    case ShotProgressState::Refused:
        return ui::ShareShotLine::State::Refused;
    }
    return ui::ShareShotLine::State::Waiting;
}

} // namespace

void PublicationLog::begin(const ShareId& share)
{
    m_failures.remove(share);
    m_refused.remove(share);
    m_paces.remove(share);
}

void PublicationLog::end(const ShareId& share, const ShareResult<PublishEnd>& end)
{
    m_paces.remove(share);
    if (end) {
        QStringList refused;
        for (const RefusedShot& shot : end->refused) {
            refused.append(ui::refusedShotText(shot));
        }
        m_refused.insert(share, refused);
        m_failures.remove(share);
    } else if (end.error().fault != ShareFault::Cancelled) {
        m_failures.insert(share, end.error());
    }
}

void PublicationLog::forgetFailure(const ShareId& share)
{
    m_failures.remove(share);
}

void PublicationLog::addTo(ui::ShareLine& line) const
{
    if (const auto failure = m_failures.constFind(line.share.id); failure != m_failures.cend()) {
        line.failure = ui::shareFailureText(*failure);
        line.failureDetail = ui::shareFailureDetail(*failure);
    }
    line.refused = m_refused.value(line.share.id);
}

ui::ShareProgress PublicationLog::shown(const ShareId& share, const PublishProgress& progress,
                                        const QHash<ShotId, QString>& covers)
{
    ui::ShareProgress shown;
    shown.phase = phaseOf(progress.phase);
    shown.fraction = progress.fraction();
    shown.filesDone = progress.filesDone;
    shown.files = progress.files;
    shown.filesReused = progress.filesReused;
    shown.bytesDone = progress.bytesDone;
    shown.bytes = progress.bytes;
    shown.remainingMs = remainingMs(share, progress);
    for (const ShotProgress& shot : progress.shots) {
        shown.shots.append({shot.shotId, shot.number, shot.title, covers.value(shot.shotId),
                            stateOf(shot.state), shot.fraction});
    }
    return shown;
}

qint64 PublicationLog::remainingMs(const ShareId& share, const PublishProgress& progress)
{
    if (progress.phase != PublishPhase::Uploading || progress.bytes <= 0) {
        return -1;
    }
    Pace& pace = m_paces[share];
    if (!pace.since.isValid()) {
        pace.since.start();
        pace.bytesAtFirst = progress.bytesDone;
    }
    const qint64 sent = progress.bytesDone - pace.bytesAtFirst;
    if (sent <= 0 || pace.since.elapsed() < leastPaceMs) {
        return -1;
    }
    return static_cast<qint64>(double(progress.bytes - progress.bytesDone)
                               * double(pace.since.elapsed()) / double(sent));
}

} // namespace raskadr::desktop
