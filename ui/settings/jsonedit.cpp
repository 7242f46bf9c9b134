#include "ui/settings/jsonedit.h"

#include "ui/common/theme.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QTextBlock>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int indentation = 2;
constexpr int numberEdge = 10;

// Keys are read first: they are heavier; brackets and commas step back.
class JsonHighlighter final : public QSyntaxHighlighter
{
public:
    JsonHighlighter(QTextDocument* document, const QWidget* widget)
        : QSyntaxHighlighter(document)
        , m_widget(widget)
    {
    }

protected:
    void highlightBlock(const QString& text) override
    {
        static const QRegularExpression parts(
            u"(\"(?:[^\"\\\\]|\\\\.)*\")(\\s*:)?|([{}\\[\\],:])"_s);
        const Theme& theme = themeOf(m_widget);
        for (auto it = parts.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            QTextCharFormat format;
            if (match.hasCaptured(3)) {
                format.setForeground(theme.text2);
                setFormat(int(match.capturedStart(3)), int(match.capturedLength(3)), format);
            } else if (match.hasCaptured(2)) {
                const bool directive = match.capturedView(1).startsWith(u"\"$");
                format.setFontWeight(QFont::DemiBold);
                format.setForeground(directive ? theme.accentText : theme.text);
                setFormat(int(match.capturedStart(1)), int(match.capturedLength(1)), format);
            }
        }
    }

private:
    const QWidget* m_widget;
};

QString leadingSpace(const QString& line)
{
    qsizetype length = 0;
    while (length < line.size() && line.at(length).isSpace()) {
        ++length;
    }
    return line.left(length);
}

} // namespace

JsonEdit::JsonEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_numbers(new QWidget(this))
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(13);
    setFont(font);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabStopDistance(indentation * QFontMetricsF(font).horizontalAdvance(u' '));
    document()->setDocumentMargin(8);
    setAttribute(Qt::WA_InputMethodEnabled);
    new JsonHighlighter(document(), this);
    m_numbers->installEventFilter(this);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonEdit::placeNumbers);
    connect(this, &QPlainTextEdit::cursorPositionChanged, m_numbers, qOverload<>(&QWidget::update));
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0) {
            m_numbers->scroll(0, dy);
        } else {
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
        }
    });
    placeNumbers();
}

void JsonEdit::mark(std::optional<JsonPlaces::Range> range)
{
    m_marked = range;
    QList<QTextEdit::ExtraSelection> selections;
    if (range) {
        QTextEdit::ExtraSelection selection;
        const int last = document()->characterCount() - 1;
        const int start = std::clamp(range->start, 0, last);
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(start);
        selection.cursor.setPosition(std::clamp(start + std::max(1, range->length), start, last),
                                     QTextCursor::KeepAnchor);
        if (!selection.cursor.hasSelection()) {
            selection.cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
        }
        const Theme& theme = themeOf(this);
        selection.format.setBackground(theme.errorBg);
        selection.format.setForeground(theme.error);
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(theme.error);
        selections.append(selection);
    }
    setExtraSelections(selections);
    m_numbers->update();
}

void JsonEdit::jumpTo(const JsonPlaces::Range& range)
{
    QTextCursor cursor = textCursor();
    cursor.setPosition(std::clamp(range.start, 0, document()->characterCount() - 1));
    setTextCursor(cursor);
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

void JsonEdit::replaceText(const QString& text)
{
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.setPosition(0);
    setTextCursor(cursor);
}

void JsonEdit::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (control && (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab)) {
        QAbstractScrollArea::focusNextPrevChild(event->key()
                                                == Qt::Key_Tab); // QPlainTextEdit refuses
    } else if (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab) {
        indent(event->key() == Qt::Key_Tab);
    } else if (control && enter) {
        event->ignore(); // the dialog's
    } else if (enter) {
        breakLine();
    } else if ((event->text() == u"}"_s || event->text() == u"]"_s)
               && textCursor()
                      .block()
                      .text()
                      .left(textCursor().positionInBlock())
                      .trimmed()
                      .isEmpty()) {
        indent(false);
        QPlainTextEdit::keyPressEvent(event);
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void JsonEdit::indent(bool further)
{
    QTextCursor cursor = textCursor();
    if (further && !cursor.hasSelection()) {
        cursor.insertText(QString(indentation - cursor.positionInBlock() % indentation, u' '));
        return;
    }
    const int first = document()->findBlock(cursor.selectionStart()).blockNumber();
    const QTextBlock end = document()->findBlock(cursor.selectionEnd());
    // A selection that ends at the beginning of a line leaves that line alone.
    const bool whole = end.blockNumber() > first && cursor.selectionEnd() == end.position();
    const int last = end.blockNumber() - (whole ? 1 : 0);
    cursor.beginEditBlock();
    for (int number = first; number <= last; ++number) {
        const QTextBlock block = document()->findBlockByNumber(number);
        QTextCursor line(block);
        if (further) {
            line.insertText(QString(indentation, u' '));
        } else {
            const qsizetype space = leadingSpace(block.text()).size();
            line.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor,
                              int(std::min<qsizetype>(space, indentation)));
            line.removeSelectedText();
        }
    }
    cursor.endEditBlock();
}

void JsonEdit::breakLine()
{
    QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    const QString after = cursor.block().text().mid(cursor.positionInBlock()).trimmed();
    QString space = leadingSpace(before);
    const QString trimmed = before.trimmed();
    const bool opened = trimmed.endsWith(u'{') || trimmed.endsWith(u'[');
    cursor.beginEditBlock();
    cursor.insertText(u'\n' + space + (opened ? QString(indentation, u' ') : QString()));
    if (opened && (after.startsWith(u'}') || after.startsWith(u']'))) {
        const int inside = cursor.position();
        cursor.insertText(u'\n' + space);
        cursor.setPosition(inside);
    }
    cursor.endEditBlock();
    setTextCursor(cursor);
    ensureCursorVisible();
}

void JsonEdit::placeNumbers()
{
    const int digits = std::max<int>(2, int(QString::number(blockCount()).size()));
    const int width = fontMetrics().horizontalAdvance(u'0') * digits + 2 * numberEdge;
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_numbers->setGeometry(inside.x(), inside.y(), width, inside.height());
}

void JsonEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeNumbers();
}

void JsonEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_numbers) {
        findChild<QSyntaxHighlighter*>()->rehighlight();
        mark(m_marked);
    }
}

bool JsonEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_numbers && event->type() == QEvent::Paint) {
        QPainter painter(m_numbers);
        paintNumbers(painter, static_cast<QPaintEvent*>(event)->rect());
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void JsonEdit::paintNumbers(QPainter& painter, const QRect& dirty)
{
    const Theme& theme = themeOf(this);
    painter.setFont(font());
    const int current = textCursor().blockNumber();
    const int faulty = m_marked ? document()->findBlock(m_marked->start).blockNumber() : -1;
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= dirty.bottom()) {
        const qreal height = blockBoundingRect(block).height();
        const int number = block.blockNumber();
        painter.setPen(number == faulty        ? theme.error
                           : number == current ? theme.text
                                               : theme.text2);
        painter.drawText(QRectF(0, top, m_numbers->width() - numberEdge, height),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(number + 1));
        top += height;
        block = block.next();
    }
}

} // namespace raskadr::ui
