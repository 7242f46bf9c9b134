#include "ui/common/badge.h"

#include <QFontMetricsF>
#include <QPainter>

namespace raskadr::ui {

Badge::Badge(int count, BadgeKind kind, QWidget* parent)
    : QWidget(parent)
    , m_count(-1)
    , m_kind(kind)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCount(count);
}

void Badge::setCount(int count)
{
    if (m_count == count) {
        return;
    }
    m_count = count;
    setAccessibleName(QString::number(count));
    setVisible(count > 0);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return badgeSize(badgeText(m_count)).toSize();
}

void Badge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBadge(painter, {0, (height() - 18) / 2.0}, badgeText(m_count), m_kind, themeOf(this));
}

Avatar::Avatar(const QString& name, QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setName(name);
}

void Avatar::setName(const QString& name)
{
    m_name = name;
    setAccessibleName(name);
    setToolTip(name);
    update();
}

QString Avatar::initials(const QString& name)
{
    const QStringList words = name.split(QChar::Space, Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        return {};
    }
    QString letters = words.first().left(1);
    if (words.size() > 1) {
        letters += words.last().left(1);
    }
    return letters.toUpper();
}

void Avatar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    paintBox(painter, rect(), 14, theme.hover);
    paintText(painter, rect(), initials(m_name), ui::font(TextStyle::TinyBold), theme.text,
              Qt::AlignHCenter);
}

LabelBar::LabelBar(ShotLabel label, bool withWord, QWidget* parent)
    : QWidget(parent)
    , m_label(label)
    , m_withWord(withWord)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(labelText(label));
}

void LabelBar::setLabel(ShotLabel label)
{
    m_label = label;
    setAccessibleName(labelText(label));
    updateGeometry();
    update();
}

QSize LabelBar::sizeHint() const
{
    if (m_label == ShotLabel::None) {
        return {0, 16};
    }
    if (!m_withWord) {
        return {4, 16};
    }
    const qreal words =
        QFontMetricsF(ui::font(TextStyle::Small)).horizontalAdvance(labelText(m_label));
    return {qCeil(8 + words), 16};
}

void LabelBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    paintLabelBar(painter, {0, (height() - 12) / 2.0}, m_label, theme);
    if (m_withWord) {
        paintText(painter, QRectF(rect()).adjusted(8, 0, 0, 0), labelText(m_label),
                  ui::font(TextStyle::Small), theme.text2);
    }
}

Separator::Separator(Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent)
    , m_orientation(orientation)
{
    if (orientation == Qt::Vertical) {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    } else {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
}

QSize Separator::sizeHint() const
{
    return m_orientation == Qt::Vertical ? QSize(17, 20) : QSize(1, 1);
}

void Separator::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect line = m_orientation == Qt::Vertical ? QRect(width() / 2, 0, 1, height())
                                                     : QRect(0, height() / 2, width(), 1);
    painter.fillRect(line, themeOf(this).line);
}

} // namespace raskadr::ui
