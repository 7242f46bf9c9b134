#pragma once

#include "ui/common/theme.h"

#include <QLabel>
#include <QTextEdit>

namespace raskadr::ui {

// Which of the theme's colours a text has; it follows the theme.
enum class TextRole { Primary, Secondary, Error, Accent, Warn, Done, OnPicture };

QColor textColor(const Theme& theme, TextRole role);

// One line that ends in «…» when the place is short; the whole text is then its tooltip.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString& text = {}, TextStyle style = TextStyle::Body,
                         TextRole role = TextRole::Primary, QWidget* parent = nullptr);

    void setRole(TextRole role);
    bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    TextStyle m_style;
    TextRole m_role;
};

// Plain text over as many lines as it needs, with the line height of its style.
class WrapLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrapLabel(const QString& text = {}, TextStyle style = TextStyle::Body,
                       TextRole role = TextRole::Primary, QWidget* parent = nullptr);

    void setRole(TextRole role);
    void setTextStyle(TextStyle style);
    // The last of so many lines elides; 0: no limit.
    void setMaximumLines(int lines);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextStyle m_style;
    TextRole m_role;
    int m_maximumLines = 0;
};

// Draws `text` into `rect` from its top, wrapped, with the style's line height. Returns the height
// it takes; with a null painter it only measures.
int paintWrapped(QPainter* painter, const QRectF& rect, const QString& text, TextStyle style,
                 const QColor& color, Qt::Alignment alignment = Qt::AlignLeft,
                 int maximumLines = 0);

// Text to read and to copy from, as high as it is: prompts, provenance. Plain text only.
class SelectableText final : public QTextEdit
{
    Q_OBJECT

public:
    explicit SelectableText(const QString& text = {}, TextStyle style = TextStyle::Prompt,
                            QWidget* parent = nullptr);

    void setText(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    TextStyle m_style;
};

} // namespace raskadr::ui
