#pragma once

#include "core/base/id.h"

#include <QList>
#include <QSet>

namespace raskadr::ui {

// Which boxes are selected, which has the keyboard, and where a range starts. A plain value; the
// order of the boxes is handed in, because a filter changes it.
class BoardSelection final
{
public:
    bool contains(const ShotId& shot) const { return m_selected.contains(shot); }
    bool isEmpty() const { return m_selected.isEmpty(); }
    const QSet<ShotId>& selected() const { return m_selected; }
    QList<ShotId> inOrder(const QList<ShotId>& order) const;
    ShotId current() const { return m_current; }

    void setCurrent(const ShotId& shot) { m_current = shot; }
    // Exactly these; a range starts at the first of them.
    void set(const QList<ShotId>& shots);
    void selectOnly(const ShotId& shot);
    void toggle(const ShotId& shot);
    // From where the last selection started to this box; `keep` leaves the others selected.
    void extendTo(const ShotId& shot, const QList<ShotId>& order, bool keep);
    // What a rubber band holds now, with what was selected when it began.
    void setBand(const QSet<ShotId>& before, const QSet<ShotId>& inside);
    void clear();
    // Boxes that are gone are forgotten. The keyboard stays at the same place.
    void retain(const QList<ShotId>& before, const QList<ShotId>& order);

    bool operator==(const BoardSelection&) const = default;

private:
    QSet<ShotId> m_selected;
    ShotId m_current;
    ShotId m_anchor;
};

} // namespace raskadr::ui
