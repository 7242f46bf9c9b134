#include "ui/storyboard/board/boardselection.h"

namespace raskadr::ui {

QList<ShotId> BoardSelection::inOrder(const QList<ShotId>& order) const
{
    QList<ShotId> shots;
    shots.reserve(m_selected.size());
    for (const ShotId& shot : order) {
        if (m_selected.contains(shot)) {
            shots.append(shot);
        }
    }
    return shots;
}

void BoardSelection::set(const QList<ShotId>& shots)
{
    m_selected = QSet<ShotId>(shots.begin(), shots.end());
    m_anchor = shots.isEmpty() ? ShotId() : shots.first();
}

void BoardSelection::selectOnly(const ShotId& shot)
{
    m_selected = {shot};
    m_current = m_anchor = shot;
}

void BoardSelection::toggle(const ShotId& shot)
{
    if (!m_selected.remove(shot)) {
        m_selected.insert(shot);
    }
    m_current = m_anchor = shot;
}

void BoardSelection::extendTo(const ShotId& shot, const QList<ShotId>& order, bool keep)
{
    if (m_anchor.isNull() || !order.contains(m_anchor)) {
        m_anchor = order.contains(m_current) ? m_current : shot;
    }
    const qsizetype from = order.indexOf(m_anchor);
    const qsizetype to = order.indexOf(shot);
    if (!keep) {
        m_selected.clear();
    }
    for (qsizetype i = std::min(from, to); i >= 0 && i <= std::max(from, to); ++i) {
        m_selected.insert(order[i]);
    }
    m_current = shot;
}

void BoardSelection::setBand(const QSet<ShotId>& before, const QSet<ShotId>& inside)
{
    m_selected = before;
    m_selected.unite(inside);
}

void BoardSelection::clear()
{
    m_selected.clear();
    m_anchor = {};
}

void BoardSelection::retain(const QList<ShotId>& before, const QList<ShotId>& order)
{
    const QSet<ShotId> present(order.begin(), order.end());
    m_selected.intersect(present);
    if (!present.contains(m_anchor)) {
        m_anchor = {};
    }
    if (m_current.isNull() || present.contains(m_current)) {
        return;
    }
    const qsizetype place = before.indexOf(m_current);
    m_current = {};
    for (qsizetype i = place + 1; i < before.size() && m_current.isNull(); ++i) {
        m_current = present.contains(before[i]) ? before[i] : ShotId();
    }
    for (qsizetype i = place - 1; i >= 0 && m_current.isNull(); --i) {
        m_current = present.contains(before[i]) ? before[i] : ShotId();
    }
}

} // namespace raskadr::ui
