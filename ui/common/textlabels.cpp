#include "ui/common/textlabels.h"

#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <QWheelEvent>

namespace raskadr::ui {

QColor textColor(const Theme& theme, TextRole role)
{
    switch (role) {
    case TextRole::Primary:
        return theme.text;
    case TextRole::Secondary:
        return theme.text2;
    case TextRole::Error:
        return theme.error;
    case TextRole::Accent:
        return theme.accentText;
    case TextRole::Warn:
        return theme.warn;
    case TextRole::Done:
        return theme.done;
    case TextRole::OnPicture:
        return Qt::white;
    }
    Q_UNREACHABLE();
}

ElidedLabel::ElidedLabel(const QString& text, TextStyle style, TextRole role, QWidget* parent)
    : QLabel(text, parent)
    , m_style(style)
    , m_role(role)
{
    setTextFormat(Qt::PlainText);
    setFont(ui::font(style));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setRole(TextRole role)
{
    m_role = role;
    update();
}

bool ElidedLabel::isElided() const
{
    return QFontMetricsF(font()).horizontalAdvance(text()) > contentsRect().width() + 0.01;
}

QSize ElidedLabel::sizeHint() const
{
    return {qCeil(QFontMetricsF(font()).horizontalAdvance(text())), ui::lineHeight(m_style)};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const qreal whole = QFontMetricsF(font()).horizontalAdvance(text());
    return {qMin(qCeil(whole), 28), ui::lineHeight(m_style)};
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (isElided()) {
            showToolTip(static_cast<QHelpEvent*>(event)->globalPos(), text(), {}, this);
        }
        return true;
    }
    return QLabel::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    paintText(painter, contentsRect(), text(), font(),
              isEnabled() ? textColor(theme, m_role) : theme.textOff,
              alignment() & Qt::AlignHorizontal_Mask);
}

int paintWrapped(QPainter* painter, const QRectF& rect, const QString& text, TextStyle style,
                 const QColor& color, Qt::Alignment alignment, int maximumLines)
{
    const QFont face = ui::font(style);
    const QFontMetricsF metrics(face);
    const int step = ui::lineHeight(style);
    const qreal baseline = (step - metrics.height()) / 2;
    int count = 0;
    if (painter) {
        painter->save();
        painter->setPen(color);
    }
    const QStringList paragraphs = text.split(u'\n');
    bool full = false;
    for (qsizetype i = 0; i < paragraphs.size() && !full; ++i) {
        QTextLayout layout(paragraphs[i], face);
        QTextOption option(alignment & Qt::AlignHorizontal_Mask);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        while (line.isValid()) {
            line.setLineWidth(qMax<qreal>(1, rect.width()));
            line.setPosition({0, count * step + baseline});
            ++count;
            QTextLine next = layout.createLine();
            const bool more = next.isValid() || i + 1 < paragraphs.size();
            if (count == maximumLines) {
                full = true;
                if (more && painter) {
                    const QString rest = paragraphs[i].mid(line.textStart())
                        + (i + 1 < paragraphs.size() ? QStringLiteral(" …") : QString());
                    paintText(
                        *painter,
                        {rect.left(), rect.top() + (count - 1) * step, rect.width(), qreal(step)},
                        metrics.elidedText(rest, Qt::ElideRight, rect.width()), face, color,
                        alignment & Qt::AlignHorizontal_Mask);
                } else if (painter) {
                    line.draw(painter, rect.topLeft());
                }
                break;
            }
            if (painter) {
                line.draw(painter, rect.topLeft());
            }
            line = next;
        }
        layout.endLayout();
        if (paragraphs[i].isEmpty() && layout.lineCount() == 0) {
            ++count;
        }
    }
    if (painter) {
        painter->restore();
    }
    return count * step;
}

WrapLabel::WrapLabel(const QString& text, TextStyle style, TextRole role, QWidget* parent)
    : QLabel(text, parent)
    , m_style(style)
    , m_role(role)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFont(ui::font(style));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WrapLabel::setRole(TextRole role)
{
    m_role = role;
    update();
}

void WrapLabel::setTextStyle(TextStyle style)
{
    m_style = style;
    setFont(ui::font(style));
    updateGeometry();
}

void WrapLabel::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    updateGeometry();
    update();
}

int WrapLabel::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    return paintWrapped(nullptr, QRectF(0, 0, width - margins.left() - margins.right(), 0), text(),
                        m_style, {}, alignment(), m_maximumLines)
        + margins.top() + margins.bottom();
}

QSize WrapLabel::sizeHint() const
{
    const QFontMetricsF metrics(font());
    qreal widest = 0;
    for (const QString& line : text().split(u'\n')) {
        widest = qMax(widest, metrics.horizontalAdvance(line));
    }
    const int width = qMin(qCeil(widest), 420);
    return {width, heightForWidth(width)};
}

QSize WrapLabel::minimumSizeHint() const
{
    const QFontMetricsF metrics(font());
    qreal widest = 0;
    for (const QString& word : text().split(u' ')) {
        widest = qMax(widest, metrics.horizontalAdvance(word));
    }
    return {qMin(qCeil(widest), 160), ui::lineHeight(m_style)};
}

void WrapLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    const QColor color = isEnabled() ? textColor(theme, m_role) : theme.textOff;
    QRectF place = contentsRect();
    if (alignment().testFlag(Qt::AlignVCenter)) {
        const int height = paintWrapped(nullptr, place, text(), m_style, {}, {}, m_maximumLines);
        place.setTop(place.top() + qMax(0, (qRound(place.height()) - height) / 2));
    }
    paintWrapped(&painter, place, text(), m_style, color, alignment(), m_maximumLines);
}

SelectableText::SelectableText(const QString& text, TextStyle style, QWidget* parent)
    : QTextEdit(parent)
    , m_style(style)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setFont(ui::font(style));
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setText(text);
}

void SelectableText::setText(const QString& text)
{
    setPlainText(text);
    QTextBlockFormat format;
    format.setLineHeight(ui::lineHeight(m_style), QTextBlockFormat::FixedHeight);
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.setBlockFormat(format);
    setAccessibleDescription(text);
    updateGeometry();
}

int SelectableText::heightForWidth(int width) const
{
    return qMax(ui::lineHeight(m_style),
                paintWrapped(nullptr, QRectF(0, 0, width, 0), toPlainText(), m_style, {}));
}

QSize SelectableText::sizeHint() const
{
    const int width = this->width() > 0 && testAttribute(Qt::WA_Resized) ? this->width() : 240;
    return {width, heightForWidth(width)};
}

QSize SelectableText::minimumSizeHint() const
{
    return {60, ui::lineHeight(m_style)};
}

void SelectableText::resizeEvent(QResizeEvent* event)
{
    QTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        updateGeometry();
    }
}

void SelectableText::wheelEvent(QWheelEvent* event)
{
    // It never scrolls by itself; the page around it does.
    event->ignore();
}

void SelectableText::focusOutEvent(QFocusEvent* event)
{
    QTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        QTextCursor cursor = textCursor();
        cursor.clearSelection();
        setTextCursor(cursor);
    }
}

} // namespace raskadr::ui
