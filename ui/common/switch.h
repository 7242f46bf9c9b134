#pragma once

#include <QAbstractButton>
#include <QWidget>
#include <functional>

class QSlider;

namespace raskadr::ui {

// On or off, at once. The text, if any, is its accessible name and is shown to the left, the knob
// at the right edge: a row of settings.
class Switch final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Switch(const QString& text = {}, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& position) const override { return rect().contains(position); }
};

// A slider with its name before it and its value behind it, in the width of the widest value.
class LabelledSlider final : public QWidget
{
    Q_OBJECT

public:
    LabelledSlider(const QString& label, int minimum, int maximum, QWidget* parent = nullptr);

    int value() const;
    void setValue(int value);
    // How a value reads, for example 64 %; plain numbers by default.
    void setFormat(std::function<QString(int)> format);
    void setTrackWidth(int px); // 140 by default
    QSlider* slider() const { return m_slider; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void valueChanged(int value);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int labelWidth() const;
    int valueWidth() const;

    QString m_label;
    std::function<QString(int)> m_format;
    int m_trackWidth = 140;
    QSlider* m_slider;
};

} // namespace raskadr::ui
