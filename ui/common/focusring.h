#pragma once

#include <QPointer>
#include <QWidget>

namespace raskadr::ui {

// The ring around the control that has the keyboard: a transparent sibling on top, because the ring
// lies outside the control. One per application, moved about by RaskadrStyle.
class FocusRing final : public QWidget
{
public:
    // Made as a child of whatever holds `control`.
    explicit FocusRing(QWidget* control);

    QWidget* control() const { return m_control; }
    // Whether this kind of widget gets a ring at all.
    static bool suits(const QWidget* widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    static QWidget* holderOf(QWidget* control);
    void place();

    QPointer<QWidget> m_control;
    int m_radius = 6;
    int m_offset = 2;
};

} // namespace raskadr::ui
