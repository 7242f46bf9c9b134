#include "ui/common/focusring.h"

#include "ui/common/painters.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScrollBar>
#include <QTextEdit>

namespace raskadr::ui {

namespace {

constexpr int ringWidth = 2;

bool isField(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget)
        || qobject_cast<const QPlainTextEdit*>(widget)
        || qobject_cast<const QAbstractSpinBox*>(widget);
}

} // namespace

FocusRing::FocusRing(QWidget* control)
    : QWidget(holderOf(control))
    , m_control(control)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    const QVariant radius = control->property("focusRadius");
    m_radius = radius.isValid() ? radius.toInt() : 6;
    m_offset = isField(control) ? 1 : 2;
    // Whatever moves between the control and the holder moves the ring.
    for (QWidget* widget = control; widget && widget != parentWidget();
         widget = widget->parentWidget()) {
        widget->installEventFilter(this);
    }
    place();
    raise();
    setVisible(control->isVisible());
}

bool FocusRing::suits(const QWidget* widget)
{
    const QVariant wanted = widget->property("focusRing");
    if (wanted.isValid()) {
        return wanted.toBool();
    }
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget)
        || isField(widget)
        || (qobject_cast<const QAbstractSlider*>(widget)
            && !qobject_cast<const QScrollBar*>(widget));
}

QWidget* FocusRing::holderOf(QWidget* control)
{
    QWidget* holder = control->parentWidget();
    while (holder && !holder->isWindow()) {
        QWidget* above = holder->parentWidget();
        // The viewport of a scroll area clips what has been scrolled out, and the ring with it.
        if (const auto* area = qobject_cast<QAbstractScrollArea*>(above);
            area && area->viewport() == holder) {
            break;
        }
        holder = above;
    }
    return holder ? holder : control;
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::ZOrderChange:
        place();
        raise();
        break;
    case QEvent::Hide:
    case QEvent::Show:
        setVisible(m_control && m_control->isVisible());
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::place()
{
    if (!m_control) {
        return;
    }
    const int reach = m_offset + ringWidth;
    const QPoint corner = m_control->mapTo(parentWidget(), QPoint(0, 0));
    setGeometry(QRect(corner, m_control->size()).adjusted(-reach, -reach, reach, reach));
}

void FocusRing::paintEvent(QPaintEvent*)
{
    if (!m_control) {
        return;
    }
    QPainter painter(this);
    const int reach = m_offset + ringWidth;
    paintFocusRing(painter, QRectF(rect()).adjusted(reach, reach, -reach, -reach), m_radius,
                   themeOf(this), m_offset);
}

} // namespace raskadr::ui
