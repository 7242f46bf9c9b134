#include "ui/storyboard/bulkbarplace.h"

#include "ui/storyboard/bulkbar.h"

#include <QApplication>
#include <QCursor>
#include <QEvent>

namespace raskadr::ui {

namespace {

constexpr int distance = 12; // from the lower edge
constexpr int barSideEdge = 24;

} // namespace

BulkBarPlace::BulkBarPlace(BulkBar& bar)
    : QObject(&bar)
    , m_bar(bar)
    , m_stage(*bar.parentWidget())
{
    m_bar.hide();
    m_stage.installEventFilter(this);
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &BulkBarPlace::show);
}

void BulkBarPlace::follow(bool selected)
{
    m_selected = selected;
    if (!selected || !m_bar.isHidden() || !isPointerThere()) {
        show();
    } else if (!m_wait.isActive()) {
        // A second click in the same place is meant for the box and not for a button of the bar.
        m_wait.start(QApplication::doubleClickInterval());
    }
}

bool BulkBarPlace::isPointerThere() const
{
    const QRect stage = m_stage.rect();
    const QPoint pointer = m_stage.mapFromGlobal(QCursor::pos());
    return stage.contains(pointer) && pointer.y() > stage.bottom() - m_bar.height() - distance;
}

void BulkBarPlace::show()
{
    m_wait.stop();
    m_bar.setVisible(m_selected);
    place();
}

void BulkBarPlace::place()
{
    if (m_bar.isHidden()) {
        Q_EMIT roomTaken(0);
        return;
    }
    m_bar.fit(m_stage.width() - 2 * barSideEdge);
    Q_EMIT roomTaken(m_bar.height() + distance);
    m_bar.move((m_stage.width() - m_bar.width()) / 2, m_stage.height() - m_bar.height() - distance);
    m_bar.raise();
}

bool BulkBarPlace::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_stage && event->type() == QEvent::Resize) {
        place();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace raskadr::ui
