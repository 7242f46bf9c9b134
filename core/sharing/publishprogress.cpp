#include "core/sharing/publishprogress.h"

namespace raskadr {

namespace {

constexpr qint64 tellEveryMs = 250;
constexpr double preparingPart = 0.5; // as much as is known beforehand

} // namespace

double PublishProgress::fraction() const
{
    switch (phase) {
    case PublishPhase::Preparing: {
        double done = 0;
        for (const ShotProgress& shot : shots) {
            done += shot.fraction;
        }
        return shots.isEmpty() ? 0 : preparingPart * done / double(shots.size());
    }
    case PublishPhase::Uploading:
        return preparingPart
            + (bytes > 0 ? (1 - preparingPart) * double(bytesDone) / double(bytes) : 0);
    case PublishPhase::Switching:
        return 1;
    }
    return 0;
}

ProgressBook::ProgressBook(const QList<ShareShot>& shots, PublishProgressFn tell)
    : m_tell(std::move(tell))
{
    for (const ShareShot& shot : shots) {
        m_progress.shots.append(
            {shot.shotId, shot.number, shot.title, 0, ShotProgressState::Waiting});
    }
    m_sinceTold.start();
    this->tell(true);
}

void ProgressBook::setShot(qsizetype index, double fraction, ShotProgressState state)
{
    const std::scoped_lock lock(m_mutex);
    ShotProgress& shot = m_progress.shots[index];
    const bool ends = state == ShotProgressState::Done || state == ShotProgressState::Refused;
    if (ends && shot.state != state) {
        ++m_progress.shotsDone;
    }
    shot.fraction = fraction;
    shot.state = state;
    tell(false);
}

void ProgressBook::beginUpload(const QList<int>& filesOfShot, int files, int reused, qint64 bytes)
{
    const std::scoped_lock lock(m_mutex);
    m_progress.phase = PublishPhase::Uploading;
    m_progress.files = files;
    m_progress.filesDone = reused;
    m_progress.filesReused = reused;
    m_progress.bytes = bytes;
    m_progress.shotsDone = 0;
    m_filesOfShot = filesOfShot;
    m_filesLeft = filesOfShot;
    for (qsizetype i = 0; i < m_progress.shots.size(); ++i) {
        ShotProgress& shot = m_progress.shots[i];
        if (shot.state == ShotProgressState::Refused) {
            continue;
        }
        const bool isThere = filesOfShot[i] == 0;
        shot.fraction = isThere ? 1 : 0;
        shot.state = isThere ? ShotProgressState::Done : ShotProgressState::Waiting;
        m_progress.shotsDone += isThere ? 1 : 0;
    }
    tell(true);
}

void ProgressBook::noteBytes(qint64 sent)
{
    const std::scoped_lock lock(m_mutex);
    m_progress.bytesDone += sent;
    tell(false);
}

void ProgressBook::noteFile(const QList<qsizetype>& shots)
{
    const std::scoped_lock lock(m_mutex);
    ++m_progress.filesDone;
    for (const qsizetype index : shots) {
        ShotProgress& shot = m_progress.shots[index];
        const int left = --m_filesLeft[index];
        shot.fraction = 1 - double(left) / double(m_filesOfShot[index]);
        shot.state = left == 0 ? ShotProgressState::Done : ShotProgressState::Working;
        m_progress.shotsDone += left == 0 ? 1 : 0;
    }
    tell(false);
}

void ProgressBook::beginSwitch()
{
    const std::scoped_lock lock(m_mutex);
    m_progress.phase = PublishPhase::Switching;
    tell(true);
}

void ProgressBook::tell(bool now)
{
    if (m_tell && (now || m_sinceTold.elapsed() >= tellEveryMs)) {
        m_sinceTold.restart();
        m_tell(m_progress);
    }
}

} // namespace raskadr
