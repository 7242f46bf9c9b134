#pragma once

#include "ui/common/theme.h"

#include <QPointer>
#include <QProxyStyle>
#include <memory>

namespace raskadr::ui {

class FocusRing;

// The look of every standard control, over Fusion. It also knows whether the user is working by
// keyboard and shows the focus ring only then. Owned by the application; made by applyTheme().
//
// Dynamic properties that a widget may carry: "focusRing" false (it shows focus by itself),
// "focusRadius" (px), "invalid" true (error edge), "quietEdge" true (a weaker edge for fields),
// "plainAtRest" true (a field that looks like text until the pointer or the focus is there).
class RaskadrStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    explicit RaskadrStyle(Theme theme);
    ~RaskadrStyle() override;

    // The application's style, also under a style sheet; null if applyTheme() was never called.
    static RaskadrStyle* of(const QWidget* widget);

    const Theme& theme() const { return m_theme; }
    void setTheme(Theme theme);
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool on) { m_reducedMotion = on; }
    // The last thing the user did was by keyboard: focus is visible.
    bool keyboardInUse() const { return m_keyboardInUse; }
    void setKeyboardInUse(bool on);

    QPalette standardPalette() const override;
    void polish(QApplication* application) override;
    void polish(QWidget* widget) override;
    void polish(QPalette& palette) override;
    using QProxyStyle::polish;
    void unpolish(QApplication* application) override;
    using QProxyStyle::unpolish;

    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                         SubControl subControl, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                            QPainter* painter, const QWidget* widget) const override;
    QIcon standardIcon(StandardPixmap pixmap, const QStyleOption* option,
                       const QWidget* widget) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(QPalette& palette) const;
    void followFocus();

    Theme m_theme;
    bool m_reducedMotion = false;
    bool m_keyboardInUse = false;
    QPointer<FocusRing> m_ring;
};

} // namespace raskadr::ui
