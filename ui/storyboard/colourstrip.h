#pragma once

#include "core/base/id.h"
#include "core/media/palette.h"

#include <QSet>
#include <QWidget>

namespace raskadr::ui {

// A shot in the colour strip.
struct StripColumn
{
    ShotId id;
    int number = 0;
    QString title;
    qint64 durationMs = 0;
    QList<Swatch> swatches; // light above dark; none: nothing to see in this shot yet

    bool operator==(const StripColumn&) const = default;
};

// The film as a strip of its colours: a column per shot, as wide as it is long, above a time scale.
// The pointer tells which shot it is on; a press goes there.
class ColourStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit ColourStrip(QWidget* parent = nullptr);

    void setColumns(const QList<StripColumn>& columns);
    void setSelection(const QList<ShotId>& shots);
    // The shot that plays under the pointer; null: none.
    void setPlaying(const ShotId& shot);

    qint64 totalMs() const { return m_starts.isEmpty() ? 0 : m_starts.last(); }
    // In the widget's coordinates; empty for a shot that is not in the strip.
    QRectF columnRect(const ShotId& shot) const;
    ShotId shotAt(const QPointF& position) const;

    QSize sizeHint() const override { return {400, 76}; }

Q_SIGNALS:
    void shotChosen(const raskadr::ShotId& shot);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    QRectF band() const;
    QRectF columnRect(int index) const;
    int indexAt(const QPointF& position) const;
    void paintColumn(QPainter& painter, const QRectF& rect, const StripColumn& column) const;
    void roundCorners(QPainter& painter) const;
    void paintScale(QPainter& painter) const;

    QList<StripColumn> m_columns;
    QList<qint64> m_starts; // one more than columns: the end
    QSet<ShotId> m_selection;
    ShotId m_playing;
};

} // namespace raskadr::ui
