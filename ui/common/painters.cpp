#include "ui/common/painters.h"

#include "ui/common/icons.h"

#include <QFontMetricsF>
#include <QPaintDevice>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

class Saved
{
public:
    explicit Saved(QPainter& painter)
        : m_painter(painter)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(Saved)

private:
    QPainter& m_painter;
};

qreal textWidth(const QString& text, const QFont& font)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

} // namespace

QColor glyphColor(const Theme& theme, StatusGlyph glyph)
{
    switch (glyph) {
    case StatusGlyph::Wait:
        return theme.wait;
    case StatusGlyph::Work:
        return theme.work;
    case StatusGlyph::Done:
        return theme.done;
    case StatusGlyph::Error:
        return theme.error;
    case StatusGlyph::Cancel:
        return theme.cancel;
    case StatusGlyph::Warn:
        return theme.warn;
    }
    Q_UNREACHABLE();
}

QColor chipColor(const Theme& theme, StatusGlyph glyph)
{
    switch (glyph) {
    case StatusGlyph::Wait:
        return theme.waitBg;
    case StatusGlyph::Work:
        return theme.workBg;
    case StatusGlyph::Done:
        return theme.doneBg;
    case StatusGlyph::Error:
        return theme.errorBg;
    case StatusGlyph::Cancel:
        return theme.cancelBg;
    case StatusGlyph::Warn:
        return theme.warnBg;
    }
    Q_UNREACHABLE();
}

QColor mixed(const QColor& over, const QColor& under, qreal share)
{
    const auto channel = [share](int a, int b) { return qRound(b + (a - b) * share); };
    return {channel(over.red(), under.red()), channel(over.green(), under.green()),
            channel(over.blue(), under.blue())};
}

int widestNumberWidth(const QFont& font, const QString& sample)
{
    const QFontMetricsF metrics(font);
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        widest = qMax(widest, metrics.horizontalAdvance(QChar(digit)));
    }
    qreal width = 0;
    for (const QChar c : sample) {
        width += c.isDigit() ? widest : metrics.horizontalAdvance(c);
    }
    return qCeil(width);
}

qreal paintText(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font,
                const QColor& color, Qt::Alignment alignment)
{
    const QFontMetricsF metrics(font);
    QString shown = text;
    qreal width = metrics.horizontalAdvance(text);
    if (width > rect.width() + 0.01) {
        shown = metrics.elidedText(text, Qt::ElideRight, rect.width());
        width = metrics.horizontalAdvance(shown);
    }
    painter.save();
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(rect, Qt::AlignVCenter | Qt::TextSingleLine | alignment, shown);
    painter.restore();
    return width;
}

void paintIcon(QPainter& painter, QPointF at, const QString& name, int px, const QColor& color)
{
    const qreal dpr = painter.device()->devicePixelRatioF();
    const QPixmap pixmap = iconPixmap(name, px, color, dpr);
    if (painter.transform().type() <= QTransform::TxTranslate) {
        const QPointF device = painter.transform().map(at);
        const QPointF whole(qRound(device.x() * dpr) / dpr, qRound(device.y() * dpr) / dpr);
        at += whole - device;
    }
    painter.drawPixmap(at, pixmap);
}

void paintBox(QPainter& painter, const QRectF& rect, qreal radius, const QColor& fill,
              const QColor& edge, qreal edgeWidth)
{
    const Saved saved(painter);
    if (!edge.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(rect, radius, radius);
        return;
    }
    const qreal half = edgeWidth / 2;
    painter.setPen(QPen(edge, edgeWidth));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
}

void paintPopup(QPainter& painter, const QRectF& rect, qreal radius, const Theme& theme,
                const QColor& surface)
{
    paintBox(painter, rect, radius + 1, {}, theme.edge);
    paintBox(painter, rect.adjusted(1, 1, -1, -1), radius, surface, theme.lineStrong);
}

void paintFocusRing(QPainter& painter, const QRectF& control, qreal radius, const Theme& theme,
                    qreal offset)
{
    const qreal reach = offset + 2;
    paintBox(painter, control.adjusted(-reach, -reach, reach, reach), radius + reach, {},
             theme.focus, 2);
}

void paintCardPlate(QPainter& painter, const QRectF& card, const CardState& state,
                    const Theme& theme)
{
    const QRectF plate = card.adjusted(-5, -5, 5, 4);
    if (state.selected) {
        paintBox(painter, plate, 7, theme.selBg, theme.accentLine, 2);
        if (state.focused) {
            paintBox(painter, plate.adjusted(2, 2, -2, -2), 5, {}, theme.focus, 1);
        }
    } else {
        if (state.hovered) {
            paintBox(painter, plate, 7, theme.raised);
        }
        if (state.focused) {
            paintBox(painter, plate, 7, {}, theme.focus, 2);
        }
    }
}

QSizeF plateSize(const QString& text, bool withIcon, int height)
{
    const qreal icon = withIcon ? 11 : 0;
    const qreal words = text.isEmpty() ? 0 : textWidth(text, font(TextStyle::TinyMedium));
    const qreal between = withIcon && !text.isEmpty() ? 3 : 0;
    return {qMax<qreal>(10 + icon + between + words, height), qreal(height)};
}

QRectF paintPlate(QPainter& painter, QPointF at, Qt::Corner corner, const QString& text,
                  const Theme& theme, const QString& iconName, const QColor& iconColor, int height)
{
    const QSizeF size = plateSize(text, !iconName.isEmpty(), height);
    QRectF plate(at, size);
    if (corner == Qt::TopRightCorner || corner == Qt::BottomRightCorner) {
        plate.moveRight(at.x());
    }
    if (corner == Qt::BottomLeftCorner || corner == Qt::BottomRightCorner) {
        plate.moveBottom(at.y());
    }
    paintBox(painter, plate, 3, theme.plate);
    qreal x = plate.left() + 5;
    if (!iconName.isEmpty()) {
        if (text.isEmpty()) {
            x = plate.center().x() - 5.5;
        }
        paintIcon(painter, {x, plate.center().y() - 5.5}, iconName, 11,
                  iconColor.isValid() ? iconColor : QColor(Qt::white));
        x += 14;
    }
    paintText(painter, {x, plate.top(), plate.right() - x, plate.height()}, text,
              font(TextStyle::TinyMedium), Qt::white);
    return plate;
}

void paintGlyph(QPainter& painter, QPointF at, StatusGlyph glyph, const Theme& theme, int px)
{
    paintIcon(painter, at, glyphIcon(glyph), px, glyphColor(theme, glyph));
}

qreal statusWidth(const QString& word)
{
    return word.isEmpty() ? 12 : 17 + textWidth(word, font(TextStyle::Tiny));
}

qreal paintStatus(QPainter& painter, QPointF at, StatusGlyph glyph, const QString& word,
                  const Theme& theme)
{
    paintGlyph(painter, at + QPointF(0, 1), glyph, theme);
    if (word.isEmpty()) {
        return statusWidth(word);
    }
    return 17
        + paintText(painter, {at.x() + 17, at.y(), 10000, 14}, word, font(TextStyle::Tiny),
                    glyph == StatusGlyph::Error ? theme.error : theme.text2);
}

QSizeF statusChipSize(const QString& word)
{
    return {qreal(qCeil(7 + 14 + 6 + textWidth(word, font(TextStyle::SmallMedium)) + 10)), 26};
}

QRectF paintStatusChip(QPainter& painter, QPointF at, StatusGlyph glyph, const QString& word,
                       const Theme& theme)
{
    const QRectF chip(at, statusChipSize(word));
    paintBox(painter, chip, 13, chipColor(theme, glyph));
    paintGlyph(painter, at + QPointF(7, 6), glyph, theme, 14);
    paintText(painter, chip.adjusted(27, 0, 0, 0), word, font(TextStyle::SmallMedium),
              glyphColor(theme, glyph));
    return chip;
}

void paintPlayGlyph(QPainter& painter, const QRectF& square, const QColor& color)
{
    const Saved saved(painter);
    const qreal unit = square.width() / 24;
    QPainterPath path;
    path.moveTo(square.topLeft() + QPointF(8, 5.25) * unit);
    path.lineTo(square.topLeft() + QPointF(8, 18.75) * unit);
    path.lineTo(square.topLeft() + QPointF(18.75, 12) * unit);
    path.closeSubpath();
    QPen pen(color, 2.25 * unit);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(color);
    painter.drawPath(path);
}

qreal paintPlayLength(QPainter& painter, qreal right, qreal top, const QString& length, bool video,
                      const QColor& color)
{
    const QFont tiny = font(TextStyle::Tiny);
    const qreal words = textWidth(length, tiny);
    paintText(painter, {right - words, top, words + 1, 14}, length, tiny, color);
    if (!video) {
        return words;
    }
    paintIcon(painter, {right - words - 15, top + 1}, u"play"_s, 12, color);
    return words + 15;
}

void paintProgress(QPainter& painter, const QRectF& bar, double share, const Theme& theme,
                   const QColor& color)
{
    const Saved saved(painter);
    QPainterPath groove;
    groove.addRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    painter.fillPath(groove, theme.hover);
    QRectF filled = bar;
    filled.setWidth(bar.width() * qBound(0.0, share, 1.0));
    QPainterPath part;
    part.addRect(filled);
    painter.fillPath(groove & part, color.isValid() ? color : theme.work);
}

void paintPlayBar(QPainter& painter, const QRectF& cover, double share)
{
    const Saved saved(painter);
    const QRectF bar(cover.left() + 6, cover.bottom() - 10, cover.width() - 12, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 153));
    painter.drawRoundedRect(bar, 2, 2);
    QRectF played = bar;
    played.setWidth(qMax(4.0, bar.width() * qBound(0.0, share, 1.0)));
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(played, 2, 2);
}

qreal paintLabelBar(QPainter& painter, QPointF at, ShotLabel label, const Theme& theme,
                    qreal height)
{
    const int index = labelIndex(label);
    if (index < 0) {
        return 0;
    }
    paintBox(painter, {at, QSizeF(4, height)}, 1, theme.labels[static_cast<size_t>(index)]);
    return 4;
}

QString badgeText(int count)
{
    return count > 99 ? u"99+"_s : QString::number(count);
}

QSizeF badgeSize(const QString& text, int height)
{
    return {qMax<qreal>(height, qCeil(textWidth(text, font(TextStyle::TinyBold)) + 10)),
            qreal(height)};
}

void paintBadge(QPainter& painter, QPointF at, const QString& text, BadgeKind kind,
                const Theme& theme, int height)
{
    const QRectF pill(at, badgeSize(text, height));
    const bool waits = kind == BadgeKind::Waits;
    paintBox(painter, pill, height / 2.0, waits ? theme.accent : theme.hover);
    paintText(painter, pill, text, font(TextStyle::TinyBold), waits ? theme.onAccent : theme.text,
              Qt::AlignHCenter);
}

QSizeF keyCapSize(const QString& key)
{
    return {qreal(qCeil(textWidth(key, font(TextStyle::TinyMedium)) + 12)), 18};
}

void paintKeyCap(QPainter& painter, QPointF at, const QString& key, const QColor& text,
                 const QColor& edge)
{
    const QRectF cap(at, keyCapSize(key));
    paintBox(painter, cap, 4, {}, edge);
    paintText(painter, cap, key, font(TextStyle::TinyMedium), text, Qt::AlignHCenter);
}

void paintDashedFrame(QPainter& painter, const QRectF& rect, qreal radius, const QColor& fill,
                      const QColor& edge)
{
    const Saved saved(painter);
    QPen pen(edge, 1);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5);
}

} // namespace raskadr::ui
