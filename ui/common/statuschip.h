#pragma once

#include "ui/common/painters.h"

#include <QWidget>

namespace raskadr::ui {

// A status as a tinted pill (headers, queue) or, Plain, as glyph and word (lists, bars).
class StatusChip final : public QWidget
{
    Q_OBJECT

public:
    enum class Shape { Pill, Plain };

    explicit StatusChip(StatusGlyph glyph, const QString& text, Shape shape = Shape::Pill,
                        QWidget* parent = nullptr);

    void setStatus(StatusGlyph glyph, const QString& text);
    QString text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusGlyph m_glyph;
    QString m_text;
    Shape m_shape;
};

} // namespace raskadr::ui
