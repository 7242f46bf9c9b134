#include "ui/storyboard/board/cardpainter.h"

#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double noHeadlinerOpacity = 0.38;
constexpr double trashedOpacity = 0.5;
constexpr double mostLost = 0.34; // of a picture, when it is cropped to the project's proportions
constexpr int marksGap = 8;
constexpr int firstLine = 6; // from the cover to the line of the title
constexpr int secondLine = 24; // … of the status
constexpr int scriptTop = 44;
constexpr int lineBox = 16;
constexpr int mostVerdicts = 3; // more links than these agree or not, and the page of comments tells

class CardText
{
    Q_DECLARE_TR_FUNCTIONS(BoardCard)
};

// A tick or a pencil: other shapes than those of the status.
QString verdictGlyph(Verdict verdict)
{
    return verdict == Verdict::Accepted ? u"check"_s : u"edit"_s;
}

QColor verdictColor(Verdict verdict, const Theme& theme)
{
    return verdict == Verdict::Accepted ? theme.done : theme.warn;
}

// Marks from the right edge to the left.
class Marks
{
public:
    Marks(QPainter& painter, const Theme& theme, qreal right, qreal top)
        : m_painter(painter)
        , m_theme(theme)
        , m_right(right)
        , m_top(top)
    {
    }

    void text(const QString& icon, const QString& words, const QColor& color)
    {
        const QFont tiny = font(TextStyle::Tiny);
        const qreal width = QFontMetricsF(tiny).horizontalAdvance(words);
        paintText(m_painter, {m_right - width, m_top, width + 1, lineBox}, words, tiny, color);
        m_right -= width;
        if (!icon.isEmpty()) {
            m_right -= 15;
            paintIcon(m_painter, {m_right, m_top + 2}, icon, 12, color);
        }
        m_right -= marksGap;
    }

    void unread(int count)
    {
        const QFont bold = font(TextStyle::TinyBold);
        const QString words = badgeText(count);
        const qreal width = QFontMetricsF(bold).horizontalAdvance(words);
        const QRectF pill(m_right - width - 27, m_top, width + 27, lineBox);
        paintBox(m_painter, pill, 8, m_theme.accent);
        paintIcon(m_painter, pill.topLeft() + QPointF(6, 2), u"comments"_s, 12, m_theme.onAccent);
        paintText(m_painter, pill.adjusted(21, 0, 0, 0), words, bold, m_theme.onAccent);
        m_right = pill.left() - marksGap;
    }

    // One for each link, its newest outermost; close together, since they are one thing.
    void verdicts(const QList<CardVerdict>& verdicts)
    {
        for (qsizetype i = std::min<qsizetype>(verdicts.size(), mostVerdicts); i-- > 0;) {
            m_right -= 13;
            paintIcon(m_painter, {m_right, m_top + 2}, verdictGlyph(verdicts.at(i).verdict), 12,
                      verdictColor(verdicts.at(i).verdict, m_theme));
        }
        if (!verdicts.isEmpty()) {
            m_right -= marksGap;
        }
    }

    qreal right() const { return m_right; }

private:
    QPainter& m_painter;
    const Theme& m_theme;
    qreal m_right;
    qreal m_top;
};

void roundCorners(QPainter& painter, const QRectF& rect, qreal radius, const QColor& ground)
{
    if (radius <= 0) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // Corner by corner: a path as large as the cover would cost as much as the cover.
    const QSizeF circle(2 * radius, 2 * radius);
    const struct
    {
        QPointF corner;
        QPointF circleAt;
        qreal from; // degrees
    } corners[] = {{rect.topLeft(), rect.topLeft(), 90},
                   {rect.bottomLeft(), rect.bottomLeft() - QPointF(0, circle.height()), 180},
                   {rect.bottomRight(),
                    rect.bottomRight() - QPointF(circle.width(), circle.height()), 270},
                   {rect.topRight(), rect.topRight() - QPointF(circle.width(), 0), 0}};
    for (const auto& [corner, circleAt, from] : corners) {
        QPainterPath outside(corner);
        outside.arcTo({circleAt, circle}, from, 90);
        outside.closeSubpath();
        painter.fillPath(outside, ground);
    }
    painter.restore();
}

void paintCaptionMarks(QPainter& painter, const BoardCard& card, const QRectF& line,
                       const Theme& theme)
{
    Marks marks(painter, theme, line.right(), line.top());
    if (card.running > 0 && card.progress >= 0) {
        marks.text({}, percentText(qRound(card.progress * 100)), theme.work);
    } else if (card.running > 0) {
        marks.text(u"generate"_s, CardText::tr("generating"), theme.work);
    } else if (card.failed) {
        marks.text(u"status-error"_s, CardText::tr("Error"), theme.error);
    } else if (card.queued > 0) {
        marks.text(u"clock"_s, CardText::tr("in the queue"), theme.text2);
    } else if (card.durationMs > 0) {
        marks.text(card.isVideo() ? u"play"_s : QString(), timecodeText(card.durationMs),
                   theme.text2);
    }
    if (card.unreadComments > 0) {
        marks.unread(card.unreadComments);
    } else if (card.comments > 0) {
        marks.text(u"comments"_s, badgeText(card.comments), theme.text2);
    }
    marks.verdicts(card.verdicts);
    // The word of the status gives way when both do not fit; its shape stays.
    const QString word = statusText(card.status);
    const bool fits = statusWidth(word) <= marks.right() - line.left();
    paintStatus(painter, line.topLeft() + QPointF(-2, 1), glyphOf(card.status),
                fits ? word : QString(), theme);
}

void paintNearCaption(QPainter& painter, const BoardCard& card, const CardSize& size,
                      const Theme& theme, bool dimmed)
{
    const qreal top = size.cover.height();
    const qreal width = size.cover.width();
    if (card.running > 0 && card.progress >= 0) {
        paintProgress(painter, {0, top + 3, width, 3}, card.progress, theme, theme.work);
    }
    qreal x = 2;
    if (const qreal label = paintLabelBar(painter, {x, top + firstLine + 2}, card.label, theme)) {
        x += label + 6;
    }
    const QFont bold = font(TextStyle::SmallMedium);
    const QRectF line(x, top + firstLine, width - 2 - x, lineBox);
    x += paintText(painter, line, QString::number(card.number), bold, theme.text2) + 6;
    paintText(painter, {x, line.top(), width - 2 - x, lineBox}, card.title, bold,
              dimmed ? theme.text2 : theme.text);
    paintCaptionMarks(painter, card, {2, top + secondLine, width - 4, lineBox}, theme);
    if (size.detail == BoardDetail::Script) {
        paintWrapped(&painter, scriptRect(size), card.script, TextStyle::Small, theme.text2,
                     Qt::AlignLeft, 2);
    }
}

void paintMiddleCaption(QPainter& painter, const BoardCard& card, const CardSize& size,
                        const Theme& theme)
{
    const qreal top = size.cover.height() + 2;
    const qreal width = size.cover.width();
    if (card.running > 0 && card.progress >= 0) {
        paintProgress(painter, {0, top, width, 2}, card.progress, theme, theme.work);
    }
    qreal x = 1;
    if (const qreal label = paintLabelBar(painter, {x, top + 2}, card.label, theme, 10)) {
        x += label + 5;
    }
    paintText(painter, {x, top, 60, 14}, QString::number(card.number), font(TextStyle::TinyMedium),
              theme.text);
    qreal right = width - 1 - 12;
    paintGlyph(painter, {right, top + 1}, glyphOf(card.status), theme);
    if (card.failed) {
        right -= 17;
        paintGlyph(painter, {right, top + 1}, StatusGlyph::Error, theme);
    }
    if (card.unreadComments > 0) {
        const QString words = badgeText(card.unreadComments);
        right -= 5 + badgeSize(words, 13).width();
        paintBadge(painter, {right, top}, words, BadgeKind::Waits, theme, 13);
    }
    if (!card.verdicts.isEmpty()) {
        // There is room for one: what asks for work goes before praise.
        const bool changes = std::any_of(
            card.verdicts.begin(), card.verdicts.end(),
            [](const CardVerdict& said) { return said.verdict == Verdict::Changes; });
        const Verdict shown = changes ? Verdict::Changes : Verdict::Accepted;
        right -= 17;
        paintIcon(painter, {right, top + 1}, verdictGlyph(shown), 12, verdictColor(shown, theme));
    }
}

void paintFarCaption(QPainter& painter, const BoardCard& card, const CardSize& size,
                     const Theme& theme)
{
    paintBox(painter, QRectF(0, size.cover.height() + 1, size.cover.width(), 3), 1,
             glyphColor(theme, glyphOf(card.status)));
}

void paintSlate(QPainter& painter, const BoardCard& card, const CardSize& size, const Theme& theme)
{
    const QRectF cover(QPointF(), QSizeF(size.cover));
    if (size.detail == BoardDetail::Tile) {
        painter.fillRect(cover, theme.panel);
        return;
    }
    paintDashedFrame(painter, cover, size.coverRadius, theme.panel, theme.lineStrong);
    if (size.detail <= BoardDetail::Far) {
        return;
    }
    if (size.detail == BoardDetail::Middle) {
        paintText(painter, cover, QString::number(card.number), font(TextStyle::Heading),
                  theme.text2, Qt::AlignHCenter);
        return;
    }
    const QRectF inner = cover.adjusted(10, 8, -10, -8);
    const QString number = QString::number(card.number);
    if (card.script.isEmpty()) {
        paintText(painter, cover, number, font(TextStyle::PageTitle), theme.text2,
                  Qt::AlignHCenter);
        return;
    }
    paintText(painter, {inner.left(), inner.top(), inner.width(), 20}, number,
              font(TextStyle::Heading), theme.text2);
    const int lines = static_cast<int>((inner.height() - 24) / lineHeight(TextStyle::Small));
    if (lines > 0) {
        paintWrapped(&painter, inner.adjusted(0, 24, 0, 0), card.script, TextStyle::Small,
                     theme.text2, Qt::AlignLeft, lines);
    }
}

void paintCover(QPainter& painter, const BoardCard& card, const CardSize& size, const QImage& cover,
                const QColor& ground, bool dimmed, const Theme& theme)
{
    const QRectF place(QPointF(), QSizeF(size.cover));
    painter.fillRect(place, theme.stage);
    double opacity = dimmed ? trashedOpacity : 1;
    if (!card.hasHeadliner || card.coverMissing) {
        opacity *= noHeadlinerOpacity;
    }
    if (!cover.isNull()) {
        const QImage scaled = coverImage(
            cover, {.pixels = size.coverPixels(), .stage = theme.stage}, Qt::SmoothTransformation);
        painter.setOpacity(opacity);
        painter.drawImage(place, scaled);
        painter.setOpacity(1);
    }
    roundCorners(painter, place, size.coverRadius, ground);
    if (size.detail < BoardDetail::Near) {
        if (card.coverMissing && size.detail > BoardDetail::Tile) {
            paintIcon(painter, place.center() - QPointF(8, 8), u"warning"_s, 16, theme.warn);
        }
        return;
    }
    if (card.coverMissing) {
        paintPlate(painter, {5, 5}, Qt::TopLeftCorner, CardText::tr("no file"), theme, u"warning"_s,
                   Theme::darkTheme().warn);
    } else if (!card.hasHeadliner) {
        paintPlate(painter, {5, 5}, Qt::TopLeftCorner, CardText::tr("no headliner"), theme);
    }
}

} // namespace

CardSize::CardSize(const BoardLayout& layout, qreal devicePixelRatio)
    : cover(layout.boxWidth(), layout.coverHeight())
    , captionHeight(layout.captionHeight())
    , coverRadius(layout.coverRadius())
    , detail(layout.detail())
    , dpr(devicePixelRatio)
{
}

QSize CardSize::coverPixels() const
{
    return (QSizeF(cover) * dpr).toSize();
}

CoverFit fitCover(const QSizeF& picture, const QSizeF& place)
{
    const QSizeF visible = place.scaled(picture, Qt::KeepAspectRatio);
    const double lost =
        1 - visible.width() * visible.height() / std::max(1.0, picture.width() * picture.height());
    if (lost <= mostLost) {
        return {
            {{(picture.width() - visible.width()) / 2, (picture.height() - visible.height()) / 2},
             visible},
            {{}, place}};
    }
    const QSizeF whole = picture.scaled(place, Qt::KeepAspectRatio);
    return {{{}, picture},
            {{(place.width() - whole.width()) / 2, (place.height() - whole.height()) / 2}, whole}};
}

QImage coverImage(const QImage& picture, const CoverStyle& style, Qt::TransformationMode mode)
{
    const CoverFit fit = fitCover(picture.size(), style.pixels);
    const QRect source = fit.source.toRect().intersected(picture.rect());
    const QRect target = fit.fitted.toRect();
    QImage part = source == picture.rect() ? picture : picture.copy(source);
    if (part.size() != target.size()) {
        part = part.scaled(target.size().expandedTo({1, 1}), Qt::IgnoreAspectRatio, mode);
    }
    const bool whole = target.size() == style.pixels;
    if (whole && style.cornerPixels == 0) {
        return part;
    }
    if (!whole || part.format() != QImage::Format_RGB32) {
        QImage image(style.pixels, QImage::Format_RGB32);
        image.fill(style.stage);
        QPainter(&image).drawImage(target.topLeft(), part);
        part = std::move(image);
    }
    QPainter painter(&part);
    roundCorners(painter, QRectF(part.rect()), style.cornerPixels, style.ground);
    return part;
}

QColor groundColor(CardGround ground, const Theme& theme)
{
    switch (ground) {
    case CardGround::Window:
        return theme.window;
    case CardGround::Hovered:
        return theme.raised;
    case CardGround::Selected:
        return theme.selBg;
    }
    Q_UNREACHABLE();
}

QImage paintCard(const BoardCard& card, const CardSize& size, const QImage& cover,
                 const QColor& ground, bool dimmed, const Theme& theme)
{
    QImage image((QSizeF(size.box()) * size.dpr).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(size.dpr);
    image.fill(ground);
    QPainter painter(&image);
    if (card.isEmpty()) {
        paintSlate(painter, card, size, theme);
    } else {
        paintCover(painter, card, size, cover, ground, dimmed, theme);
    }
    switch (size.detail) {
    case BoardDetail::Tile:
        break;
    case BoardDetail::Far:
        paintFarCaption(painter, card, size, theme);
        break;
    case BoardDetail::Middle:
        paintMiddleCaption(painter, card, size, theme);
        break;
    case BoardDetail::Near:
    case BoardDetail::Script:
        paintNearCaption(painter, card, size, theme, dimmed);
        break;
    }
    return image;
}

void repaintCover(QImage& painted, const BoardCard& card, const CardSize& size, const QImage& cover,
                  const QColor& ground, bool dimmed, const Theme& theme)
{
    if (!card.isEmpty()) {
        QPainter painter(&painted);
        paintCover(painter, card, size, cover, ground, dimmed, theme);
    }
}

QRect titleRect(const CardSize& size, const BoardCard& card)
{
    const QFontMetricsF metrics(font(TextStyle::SmallMedium));
    int left = 2 + (card.label == ShotLabel::None ? 0 : 10);
    left += qCeil(metrics.horizontalAdvance(QString::number(card.number))) + 6;
    return {left, size.cover.height() + firstLine, size.cover.width() - 2 - left, lineBox};
}

QRect scriptRect(const CardSize& size)
{
    return {2, size.cover.height() + scriptTop, size.cover.width() - 4, 2 * lineBox};
}

void paintAddSlot(QPainter& painter, const QRect& slot, int radius, bool hovered,
                  const Theme& theme)
{
    const QColor color = hovered ? theme.text : theme.text2;
    paintDashedFrame(painter, slot, radius, hovered ? theme.raised : theme.panel,
                     hovered ? theme.lineControl : theme.lineStrong);
    const QFont tiny = font(TextStyle::Tiny);
    const QString words = CardText::tr("New shot");
    const qreal width = 20 + QFontMetricsF(tiny).horizontalAdvance(words);
    const QPointF middle = QRectF(slot).center();
    if (slot.width() < width + 16) {
        const int px = std::min({16, slot.width() - 8, slot.height() - 4});
        if (px >= 8) {
            paintIcon(painter, middle - QPointF(px, px) / 2, u"plus"_s, px, color);
        }
        return;
    }
    paintIcon(painter, middle - QPointF(width / 2, 8), u"plus"_s, 16, color);
    paintText(painter, {middle.x() - width / 2 + 20, middle.y() - 7, width, 14}, words, tiny,
              color);
}

} // namespace raskadr::ui
