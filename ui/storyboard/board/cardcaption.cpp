#include "ui/storyboard/board/cardcaption.h"

#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"

#include <QCoreApplication>
#include <QFontMetricsF>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int marksGap = 8;
constexpr int firstLine = 6; // from the cover to the line of the title
constexpr int secondLine = 24; // … of the status
constexpr int scriptTop = 44;
constexpr int lineBox = 16;
constexpr int mostVerdicts =
    3; // more links than these agree or not, and the page of comments tells

class CaptionText
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

void paintCaptionMarks(QPainter& painter, const BoardCard& card, const QRectF& line,
                       const Theme& theme)
{
    Marks marks(painter, theme, line.right(), line.top());
    if (card.running > 0 && card.progress >= 0) {
        marks.text({}, percentText(qRound(card.progress * 100)), theme.work);
    } else if (card.running > 0) {
        marks.text(u"generate"_s, CaptionText::tr("generating"), theme.work);
    } else if (card.failed) {
        marks.text(u"status-error"_s, CaptionText::tr("Error"), theme.error);
    } else if (card.queued > 0) {
        marks.text(u"clock"_s, CaptionText::tr("in the queue"), theme.text2);
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
        const bool changes =
            std::any_of(card.verdicts.begin(), card.verdicts.end(),
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

} // namespace

void paintCaption(QPainter& painter, const BoardCard& card, const CardSize& size, bool dimmed,
                  const Theme& theme)
{
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

} // namespace raskadr::ui
