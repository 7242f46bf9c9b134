#pragma once

#include "ui/common/labels.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QRectF>
#include <QString>

namespace raskadr::ui {

// The marks of look/LOOK.md 7, for widgets and for canvases that are painted by hand. Logical
// pixels; every function leaves the painter as it found it.

QColor glyphColor(const Theme& theme, StatusGlyph glyph);
QColor chipColor(const Theme& theme, StatusGlyph glyph); // the tint under it

// `share` of the first colour over the second.
QColor mixed(const QColor& over, const QColor& under, qreal share);

// The same figure wide for every digit, so that times and percents do not jitter.
int widestNumberWidth(const QFont& font, const QString& sample);

// A single line of text with its box centred vertically; elides at the right. Returns its width.
qreal paintText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font,
                const QColor& color, Qt::Alignment alignment = Qt::AlignLeft);

// An icon with its upper left corner at `at`, moved to whole device pixels.
void paintIcon(QPainter& painter, QPointF at, const QString& name, int px, const QColor& color);

// A rectangle with a one-pixel edge that lies inside `rect`.
void paintBox(QPainter& painter, const QRectF& rect, qreal radius, const QColor& fill,
              const QColor& edge = {}, qreal edgeWidth = 1);
// The surface of menus, toasts and dialogs: raised or panel, lineStrong edge, `edge` line outside.
void paintPopup(QPainter& painter, const QRectF& rect, qreal radius, const Theme& theme,
                const QColor& surface);
// The keyboard ring: 2 px in `focus`, `offset` outside the control.
void paintFocusRing(QPainter& painter, const QRectF& control, qreal radius, const Theme& theme,
                    qreal offset = 2);

// The plate behind a card or box; `picture and caption` is the card without its margin.
struct CardState
{
    bool hovered = false;
    bool selected = false;
    bool focused = false; // by keyboard
};
void paintCardPlate(QPainter& painter, const QRectF& card, const CardState& state,
                    const Theme& theme);

// White text, and an icon before it, on the dark plate that may lie on a picture. The corner of the
// plate at `at` is `corner`. Returns its rectangle.
QRectF paintPlate(QPainter& painter, QPointF at, Qt::Corner corner, const QString& text,
                  const Theme& theme, const QString& iconName = {}, const QColor& iconColor = {},
                  int height = 18);
QSizeF plateSize(const QString& text, bool withIcon, int height = 18);

// A glyph of 12 px, and its word in `tiny`. Returns the width.
void paintGlyph(QPainter& painter, QPointF at, StatusGlyph glyph, const Theme& theme, int px = 12);
qreal paintStatus(QPainter& painter, QPointF at, StatusGlyph glyph, const QString& word,
                  const Theme& theme);
qreal statusWidth(const QString& word);

// The tinted pill of headers and queue, 26 px high.
QRectF paintStatusChip(QPainter& painter, QPointF at, StatusGlyph glyph, const QString& word,
                       const Theme& theme);
QSizeF statusChipSize(const QString& word);

// «▶ 0:05» ending at `right`, centred on the line that starts at `top`. Returns its width.
qreal paintPlayLength(QPainter& painter, qreal right, qreal top, const QString& length, bool video,
                      const QColor& color);
// The triangle alone, in a square.
void paintPlayGlyph(QPainter& painter, const QRectF& square, const QColor& color);

void paintProgress(QPainter& painter, const QRectF& bar, double share, const Theme& theme,
                   const QColor& color = {});
// The white bar inside a playing cover.
void paintPlayBar(QPainter& painter, const QRectF& cover, double share);

// 4 × 12 in one of the seven colours; nothing for ShotLabel::None. Returns the width it took.
qreal paintLabelBar(QPainter& painter, QPointF at, ShotLabel label, const Theme& theme,
                    qreal height = 12);

// A number in a pill: amber when it waits for the user, grey when it only counts.
enum class BadgeKind { Waits, Counts };
QSizeF badgeSize(const QString& text, int height = 18);
void paintBadge(QPainter& painter, QPointF at, const QString& text, BadgeKind kind,
                const Theme& theme, int height = 18);
QString badgeText(int count); // 99+ at most

// «Ctrl+F» in its frame, 18 px high.
QSizeF keyCapSize(const QString& key);
void paintKeyCap(QPainter& painter, QPointF at, const QString& key, const QColor& text,
                 const QColor& edge);

// The empty place for a picture.
void paintDashedFrame(QPainter& painter, const QRectF& rect, qreal radius, const QColor& fill,
                      const QColor& edge);

} // namespace raskadr::ui
