#pragma once

#include "core/model/shot.h"

#include <QWidget>
#include <optional>

namespace raskadr::ui {

// The seven labels and «none» side by side; arrows move, Space picks.
class LabelPicker final : public QWidget
{
    Q_OBJECT

public:
    explicit LabelPicker(QWidget* parent = nullptr);

    // Nothing: several shots with different labels.
    void setLabel(std::optional<ShotLabel> label);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void labelChosen(raskadr::ShotLabel label);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect cell(int index) const;
    int cellAt(const QPoint& position) const;
    void choose(int index);

    std::optional<ShotLabel> m_label;
    int m_hovered = -1;
};

} // namespace raskadr::ui
