#include "ui/storyboard/board/inplaceeditor.h"

#include "ui/common/painters.h"
#include "ui/common/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextDocument>

namespace raskadr::ui {

namespace {

constexpr int minWidth = 220;
constexpr int scriptHeight = 92;
constexpr int padding = 6;
constexpr int titleHeight = 26;

} // namespace

InPlaceEditor::InPlaceEditor(const ShotId& shot, BoardField field, const QString& text,
                             const QRect& place, QWidget* parent)
    : QWidget(parent)
    , m_shot(shot)
    , m_field(field)
    , m_before(text)
{
    const bool title = field == BoardField::Title;
    if (title) {
        auto* line = new QLineEdit(text, this);
        line->setFrame(false);
        line->setAccessibleName(tr("Title of the shot"));
        line->setFont(ui::font(TextStyle::SmallMedium));
        line->setTextMargins(0, 0, 0, 0);
        line->selectAll();
        m_input = line;
    } else {
        auto* lines = new QPlainTextEdit(text, this);
        lines->setFrameShape(QFrame::NoFrame);
        lines->setAccessibleName(tr("Script of the shot"));
        lines->setFont(ui::font(TextStyle::Small));
        lines->document()->setDocumentMargin(0);
        lines->viewport()->setAutoFillBackground(false);
        lines->moveCursor(QTextCursor::End);
        m_input = lines;
    }
    m_input->setProperty("focusRing", false);
    m_input->setAutoFillBackground(false);
    QPalette clear = m_input->palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    m_input->setPalette(clear);
    m_input->installEventFilter(this);
    setFocusProxy(m_input);

    const int height = title ? titleHeight : scriptHeight;
    QRect area(0, 0, std::max(place.width() + 2 * padding, minWidth), height);
    area.moveTopLeft(
        {place.left() - padding, title ? place.center().y() - height / 2 : place.top() - padding});
    area.moveLeft(std::clamp(area.left(), 2, std::max(2, parent->width() - area.width() - 2)));
    area.moveTop(std::clamp(area.top(), 2, std::max(2, parent->height() - height - 2)));
    setGeometry(area);
    m_input->setGeometry(rect().adjusted(padding - (title ? 2 : 0), title ? 2 : padding,
                                         -padding + 2, title ? -2 : -padding));
    show();
    m_input->setFocus(Qt::OtherFocusReason);
}

QString InPlaceEditor::text() const
{
    return m_field == BoardField::Title ? static_cast<QLineEdit*>(m_input)->text().simplified()
                                        : static_cast<QPlainTextEdit*>(m_input)->toPlainText();
}

void InPlaceEditor::finish(bool keep)
{
    if (std::exchange(m_finished, true)) {
        return;
    }
    const QString now = text();
    if (keep && now != m_before) {
        Q_EMIT edited(now);
    }
    // Hiding hands the keyboard to any widget: whoever wants it back takes it before.
    Q_EMIT closed();
    hide();
    deleteLater();
}

bool InPlaceEditor::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        // No shortcut of the page may take Esc or Enter away from the text.
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
        break;
    }
    case QEvent::KeyPress: {
        const auto* press = static_cast<QKeyEvent*>(event);
        if (press->key() == Qt::Key_Escape) {
            finish(false);
            return true;
        }
        const bool enter = press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter;
        if (enter && (m_field == BoardField::Title || press->modifiers() & Qt::ControlModifier)) {
            finish(true);
            return true;
        }
        break;
    }
    case QEvent::FocusOut: {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) {
            finish(true);
        }
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void InPlaceEditor::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), 6, theme.field, theme.focus, 2);
}

} // namespace raskadr::ui
