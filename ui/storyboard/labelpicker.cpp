#include "ui/storyboard/labelpicker.h"

#include "ui/common/labels.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cellSize = 32;
constexpr int gap = 4;

// Without a label first, then the seven.
QList<ShotLabel> choices()
{
    return QList<ShotLabel>{ShotLabel::None} + allLabels();
}

QString wordOf(ShotLabel label)
{
    return label == ShotLabel::None ? LabelPicker::tr("No label") : labelText(label);
}

} // namespace

LabelPicker::LabelPicker(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLabel(std::nullopt);
}

void LabelPicker::setLabel(std::optional<ShotLabel> label)
{
    m_label = label;
    setAccessibleDescription(label ? wordOf(*label) : QString());
    update();
}

QSize LabelPicker::sizeHint() const
{
    const auto count = static_cast<int>(choices().size());
    return {count * cellSize + (count - 1) * gap, cellSize};
}

QRect LabelPicker::cell(int index) const
{
    return {index * (cellSize + gap), 0, cellSize, cellSize};
}

int LabelPicker::cellAt(const QPoint& position) const
{
    for (int i = 0; i < choices().size(); ++i) {
        if (cell(i).contains(position)) {
            return i;
        }
    }
    return -1;
}

void LabelPicker::choose(int index)
{
    const QList<ShotLabel> all = choices();
    if (index >= 0 && index < all.size() && m_label != all.at(index)) {
        Q_EMIT labelChosen(all.at(index));
    }
}

bool LabelPicker::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const int index = cellAt(help->pos()); index >= 0) {
            showToolTip(help->globalPos(), wordOf(choices().at(index)), {}, this);
        }
        return true;
    }
    return QWidget::event(event);
}

void LabelPicker::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    const QList<ShotLabel> all = choices();
    for (int i = 0; i < all.size(); ++i) {
        const QRectF place = cell(i);
        const bool current = m_label == all.at(i);
        if (current) {
            paintBox(painter, place, 6, theme.selBg, theme.lineControl);
        } else if (i == m_hovered) {
            paintBox(painter, place, 6, theme.hover);
        }
        const int colour = labelIndex(all.at(i));
        if (colour < 0) {
            paintIcon(painter, place.topLeft() + QPointF(8, 8), u"close"_s, 16, theme.text2);
        } else {
            paintBox(painter, QRectF(place.center() - QPointF(3, 8), QSizeF(6, 16)), 1.5,
                     theme.labels.at(static_cast<size_t>(colour)));
        }
    }
}

void LabelPicker::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        choose(cellAt(event->position().toPoint()));
    }
}

void LabelPicker::mouseMoveEvent(QMouseEvent* event)
{
    const int hovered = cellAt(event->position().toPoint());
    if (hovered != m_hovered) {
        m_hovered = hovered;
        update();
    }
}

void LabelPicker::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void LabelPicker::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int current = m_label ? static_cast<int>(choices().indexOf(*m_label)) : 0;
    choose(std::clamp(current + step, 0, static_cast<int>(choices().size()) - 1));
}

} // namespace raskadr::ui
