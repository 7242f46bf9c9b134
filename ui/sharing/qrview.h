#pragma once

#include <QWidget>

namespace raskadr::ui {

// A link as a QR code: black on white in every theme, each module a whole number of device pixels.
// Takes no place while there is nothing to show.
class QrView final : public QWidget
{
    Q_OBJECT

public:
    explicit QrView(QWidget* parent = nullptr);

    // Empty, or too long for a code: hidden.
    void setText(const QString& text);

    QSize sizeHint() const override { return {side, side}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static constexpr int side = 124;

    QList<bool> m_modules; // row by row
    int m_size = 0; // modules a side
};

} // namespace raskadr::ui
