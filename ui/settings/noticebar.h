#pragma once

#include "ui/common/labels.h"

#include <QWidget>

namespace raskadr::ui {

class Button;
class WrapLabel;

// A tinted strip with one sentence about what holds something up, and the one act that helps.
class NoticeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(StatusGlyph glyph, QWidget* parent = nullptr);

    void setGlyph(StatusGlyph glyph);
    void setText(const QString& sentence);
    QString text() const;
    Button* addButton(const QString& iconName, const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusGlyph m_glyph;
    WrapLabel* m_text;
};

} // namespace raskadr::ui
