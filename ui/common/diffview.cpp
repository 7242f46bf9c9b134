#include "ui/common/diffview.h"

#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>
#include <QWheelEvent>

#include <cmath>

namespace raskadr::ui {

namespace {

constexpr int editMargin = 8;
constexpr qreal radius = 3;

QColor inkOf(const Theme& theme, DiffKind kind)
{
    return kind == DiffKind::Kept ? theme.text : kind == DiffKind::Removed ? theme.del : theme.add;
}

} // namespace

DiffView::DiffView(QWidget* parent)
    : QTextEdit(parent)
{
    setAcceptRichText(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setFont(ui::font(TextStyle::Prompt));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(editMargin);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(this, &QTextEdit::textChanged, this, &DiffView::noteEdit);
}

void DiffView::setTexts(const QString& before, const QString& after)
{
    m_before = before;
    m_after = after;
    fill();
}

void DiffView::setEditing(bool on)
{
    if (m_editing == on) {
        return;
    }
    m_editing = on;
    setReadOnly(!on);
    setTextInteractionFlags(on ? Qt::TextEditorInteraction
                               : Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    fill();
}

void DiffView::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    adaptHeight();
}

void DiffView::append(QTextCursor& cursor, const QList<DiffPart>& parts)
{
    const Theme& theme = themeOf(this);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const DiffPart& part = parts.at(i);
        QTextCharFormat format;
        format.setForeground(inkOf(theme, part.kind));
        format.setFontStrikeOut(part.kind == DiffKind::Removed);
        // Of what changed, the spaces at its ends belong to the text around it.
        const QString core = part.text.trimmed();
        const qsizetype lead = core.isEmpty() ? 0 : part.text.indexOf(core);
        QTextCharFormat plain;
        plain.setForeground(theme.text);
        if (part.kind == DiffKind::Kept || core.isEmpty()) {
            cursor.insertText(part.text, part.kind == DiffKind::Kept ? plain : format);
            continue;
        }
        cursor.insertText(part.text.left(lead), plain);
        const int from = cursor.position();
        cursor.insertText(core, format);
        m_tints.append({from, cursor.position(), part.kind});
        cursor.insertText(part.text.mid(lead + core.size()), plain);
        const bool addedFollows = part.kind == DiffKind::Removed && i + 1 < parts.size()
            && parts.at(i + 1).kind == DiffKind::Added;
        if (addedFollows && !part.text.back().isSpace()) {
            cursor.insertText(QStringLiteral(" "), plain);
        }
    }
}

void DiffView::fill()
{
    m_filling = true;
    m_tints.clear();
    setPlainText({});
    QTextCursor cursor(document());
    const auto values = m_editing ? std::nullopt : jsonPromptDiff(m_before, m_after);
    if (m_editing) {
        QTextCharFormat plain;
        plain.setForeground(themeOf(this).text);
        setCurrentCharFormat(plain);
        setPlainText(m_after);
    } else if (values && !values->isEmpty()) {
        QTextCharFormat place;
        place.setForeground(themeOf(this).text2);
        bool first = true;
        for (const JsonPromptChange& change : *values) {
            if (!std::exchange(first, false)) {
                cursor.insertBlock();
            }
            cursor.insertText(change.pointer + QStringLiteral("  "), place);
            append(cursor, promptDiff(change.before, change.after));
        }
    } else {
        append(cursor, promptDiff(m_before, m_after));
    }
    QTextBlockFormat format;
    format.setLineHeight(lineHeight(TextStyle::Prompt), QTextBlockFormat::FixedHeight);
    cursor.select(QTextCursor::Document);
    cursor.mergeBlockFormat(format);
    document()->clearUndoRedoStacks();
    setAccessibleDescription(m_after);
    if (m_editing) {
        tintEdited();
        moveCursor(QTextCursor::End);
    } else {
        moveCursor(QTextCursor::Start);
    }
    m_filling = false;
    adaptHeight();
    viewport()->update();
}

void DiffView::tintEdited()
{
    m_tints.clear();
    int at = 0;
    for (const DiffPart& part : promptDiff(m_before, m_after)) {
        if (part.kind == DiffKind::Removed) {
            continue;
        }
        const int end = at + static_cast<int>(part.text.size());
        if (part.kind == DiffKind::Added) {
            m_tints.append({at, end, DiffKind::Added});
        }
        at = end;
    }
    QList<QTextEdit::ExtraSelection> inks;
    for (const Tint& tint : std::as_const(m_tints)) {
        QTextEdit::ExtraSelection ink;
        ink.cursor = QTextCursor(document());
        ink.cursor.setPosition(std::min(tint.from, document()->characterCount() - 1));
        ink.cursor.setPosition(std::min(tint.to, document()->characterCount() - 1),
                               QTextCursor::KeepAnchor);
        ink.format.setForeground(themeOf(this).add);
        inks.append(ink);
    }
    setExtraSelections(inks);
}

void DiffView::noteEdit()
{
    if (m_filling || !m_editing) {
        return;
    }
    m_after = toPlainText();
    tintEdited();
    adaptHeight();
    viewport()->update();
    Q_EMIT edited();
}

void DiffView::adaptHeight()
{
    if (!m_editing) {
        setExtraSelections({});
    }
    updateGeometry();
}

QSize DiffView::sizeHint() const
{
    const int width = viewport()->width() > 40 ? viewport()->width() : 320;
    auto* copy = document();
    copy->setTextWidth(width);
    const int wanted = static_cast<int>(std::ceil(copy->size().height()));
    const int most = m_maximumLines > 0
        ? m_maximumLines * lineHeight(TextStyle::Prompt) + 2 * editMargin
        : wanted;
    const int least = lineHeight(TextStyle::Prompt) + 2 * editMargin;
    return {width, std::clamp(wanted, least, std::max(least, most))};
}

QSize DiffView::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void DiffView::paintEvent(QPaintEvent* event)
{
    const Theme& theme = themeOf(this);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QPointF shift(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    for (const Tint& tint : std::as_const(m_tints)) {
        painter.setBrush(tint.kind == DiffKind::Removed ? theme.delBg : theme.addBg);
        for (QTextBlock block = document()->findBlock(tint.from);
             block.isValid() && block.position() < tint.to; block = block.next()) {
            const QTextLayout* layout = block.layout();
            for (int i = 0; i < layout->lineCount(); ++i) {
                const QTextLine line = layout->lineAt(i);
                const int from = std::max(tint.from - block.position(), line.textStart());
                const int to =
                    std::min(tint.to - block.position(), line.textStart() + line.textLength());
                if (from >= to) {
                    continue;
                }
                const qreal left = line.cursorToX(from);
                const qreal right = line.cursorToX(to);
                const QFontMetricsF metrics(font());
                const qreal base = line.y() + line.ascent();
                const QRectF place(left - 2, base - metrics.ascent() - 1, right - left + 4,
                                   metrics.height() + 2);
                painter.drawRoundedRect(place.translated(layout->position() + shift), radius,
                                        radius);
            }
        }
    }
    painter.end();
    QTextEdit::paintEvent(event);
}

void DiffView::resizeEvent(QResizeEvent* event)
{
    QTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        updateGeometry();
    }
}

void DiffView::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_editing && !m_filling) {
        fill();
    } else if (event->type() == QEvent::PaletteChange && m_editing && !m_filling) {
        tintEdited();
    }
}

void DiffView::wheelEvent(QWheelEvent* event)
{
    if (verticalScrollBar()->maximum() > 0) {
        QTextEdit::wheelEvent(event);
    } else {
        event->ignore(); // the page around it scrolls
    }
}

void DiffView::insertFromMimeData(const QMimeData* source)
{
    if (source->hasText()) {
        insertPlainText(source->text());
    }
}

} // namespace raskadr::ui
