#include "ui/common/switch.h"

#include "ui/common/painters.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QSlider>

namespace raskadr::ui {

namespace {

constexpr QSize switchSize(34, 20);
constexpr int sliderGap = 10;

} // namespace

Switch::Switch(const QString& text, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(text.isEmpty() ? QSizePolicy::Fixed : QSizePolicy::MinimumExpanding,
                  QSizePolicy::Fixed);
    setProperty("focusRadius", text.isEmpty() ? 10 : 6);
    setAccessibleName(text);
}

QSize Switch::sizeHint() const
{
    if (text().isEmpty()) {
        return switchSize;
    }
    const qreal words = QFontMetricsF(ui::font(TextStyle::Body)).horizontalAdvance(text());
    return {qCeil(words) + 12 + switchSize.width(), 24};
}

void Switch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const QRectF track(width() - switchSize.width(), (height() - switchSize.height()) / 2,
                       switchSize.width(), switchSize.height());
    if (!text().isEmpty()) {
        paintText(painter, {0, 0, track.left() - 12, qreal(height())}, text(),
                  ui::font(TextStyle::Body), isEnabled() ? theme.text : theme.textOff);
    }
    if (!isEnabled()) {
        paintBox(painter, track, 10, isChecked() ? theme.hover : QColor(), theme.line);
    } else if (isChecked()) {
        paintBox(painter, track, 10,
                 isDown() ? theme.accentPress : (underMouse() ? theme.accentHover : theme.accent));
    } else {
        paintBox(painter, track, 10, theme.hover, underMouse() ? theme.text2 : theme.lineControl);
    }
    const QRectF knob(isChecked() ? track.right() - 16 : track.left() + 4, track.top() + 4, 12, 12);
    QColor color = isChecked() ? theme.onAccent : theme.text2;
    if (!isEnabled()) {
        color = theme.textOff;
    }
    paintBox(painter, knob, 6, color);
}

LabelledSlider::LabelledSlider(const QString& label, int minimum, int maximum, QWidget* parent)
    : QWidget(parent)
    , m_label(label)
    , m_format([](int value) { return QString::number(value); })
    , m_slider(new QSlider(Qt::Horizontal, this))
{
    m_slider->setRange(minimum, maximum);
    m_slider->setAccessibleName(label);
    setFocusProxy(m_slider);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        update();
        Q_EMIT valueChanged(value);
    });
}

int LabelledSlider::value() const
{
    return m_slider->value();
}

void LabelledSlider::setValue(int value)
{
    m_slider->setValue(value);
}

void LabelledSlider::setFormat(std::function<QString(int)> format)
{
    m_format = std::move(format);
    updateGeometry();
    update();
}

void LabelledSlider::setTrackWidth(int px)
{
    m_trackWidth = px;
    updateGeometry();
}

int LabelledSlider::labelWidth() const
{
    return m_label.isEmpty()
        ? 0
        : qCeil(QFontMetricsF(ui::font(TextStyle::Body)).horizontalAdvance(m_label)) + sliderGap;
}

int LabelledSlider::valueWidth() const
{
    // The ends may read shorter than what lies between: 0, 0,55, 1.
    const QFont body = ui::font(TextStyle::Body);
    const int least = m_slider->minimum();
    const int most = m_slider->maximum();
    int widest = 0;
    for (int step = 0; step <= 20; ++step) {
        const int value = least + static_cast<int>(qint64(most - least) * step / 20);
        widest = qMax(widest, widestNumberWidth(body, m_format(value)));
    }
    return qMax(widest, widestNumberWidth(body, m_format(qMax(least, most - 1))));
}

QSize LabelledSlider::sizeHint() const
{
    return {labelWidth() + m_trackWidth + sliderGap + valueWidth(), 32};
}

void LabelledSlider::resizeEvent(QResizeEvent*)
{
    m_slider->setGeometry(labelWidth(), (height() - 20) / 2,
                          width() - labelWidth() - sliderGap - valueWidth(), 20);
}

void LabelledSlider::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const QFont body = ui::font(TextStyle::Body);
    paintText(painter, {0, 0, qreal(labelWidth()), qreal(height())}, m_label, body,
              isEnabled() ? theme.text : theme.textOff);
    paintText(painter, QRectF(rect()).adjusted(width() - valueWidth() - 1, 0, 0, 0),
              m_format(m_slider->value()), body, isEnabled() ? theme.text : theme.textOff,
              Qt::AlignRight);
}

} // namespace raskadr::ui
