#include "app/desktop/noticegrouper.h"

namespace raskadr::desktop {

void NoticeGrouper::setWatched(bool watched)
{
    m_watched = watched;
    m_done = 0;
    m_failed = 0;
    m_toldFirst = false;
    m_toldFailure = false;
    m_toldEnd = false;
}

void NoticeGrouper::noteResult(bool succeeded)
{
    if (m_watched) {
        return;
    }
    ++(succeeded ? m_done : m_failed);
    if (!succeeded && !m_toldFailure) {
        m_toldFailure = true;
        Q_EMIT noticeDue(tr("A generation failed"), tr("The reason is in the queue."));
    } else if (succeeded && !m_toldFirst) {
        m_toldFirst = true;
        Q_EMIT noticeDue(tr("The first result is ready"), tr("The others follow in the queue."));
    }
}

void NoticeGrouper::noteIdle()
{
    // One result alone was told already.
    if (m_watched || m_toldEnd || m_done + m_failed < 2) {
        return;
    }
    m_toldEnd = true;
    QString text = tr("%n result(s) ready", nullptr, m_done);
    if (m_failed > 0) {
        text += QStringLiteral(", ") + tr("%n failed", nullptr, m_failed);
    }
    Q_EMIT noticeDue(tr("The queue is done"), text);
}

} // namespace raskadr::desktop
