#include "ui/common/fields.h"

#include "ui/common/button.h"
#include "ui/common/icons.h"
#include "ui/common/textlabels.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QTextBlock>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

// A small button inside a field, out of the way of Tab.
Button* buttonInside(QLineEdit* field, const QString& iconName, const QString& hint)
{
    auto* button = new Button(iconName, hint, Button::Kind::Icon, field);
    button->setExtent(Button::Extent::Small);
    button->setFocusPolicy(Qt::NoFocus);
    button->setCursor(Qt::ArrowCursor);
    return button;
}

void placeAtEnd(Button* button, const QLineEdit* field)
{
    const QSize size = button->sizeHint();
    button->setGeometry(field->width() - size.width() - 3, (field->height() - size.height()) / 2,
                        size.width(), size.height());
}

} // namespace

SearchField::SearchField(const QString& placeholder, QWidget* parent)
    : QLineEdit(parent)
    , m_clear(buttonInside(this, u"close"_s, tr("Clear")))
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setProperty("quietEdge", true);
    setTextMargins(24, 0, 0, 0);
    m_clear->hide();
    connect(m_clear, &Button::clicked, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, this, &SearchField::place);
}

void SearchField::setKey(const QString& key)
{
    m_key = key;
    place();
    update();
}

QSize SearchField::sizeHint() const
{
    qreal width = 10 + 16 + 8 + fontMetrics().horizontalAdvance(placeholderText()) + 14;
    if (!m_key.isEmpty()) {
        width += keyCapSize(m_key).width() + 8;
    }
    return {qMax(220, qCeil(width)), 32};
}

void SearchField::place()
{
    m_clear->setVisible(!text().isEmpty());
    placeAtEnd(m_clear, this);
    const int right = !text().isEmpty() ? 26
        : m_key.isEmpty()               ? 0
                                        : qCeil(keyCapSize(m_key).width());
    setTextMargins(24, 0, right, 0);
}

void SearchField::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    place();
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        if (text().isEmpty()) {
            clearFocus();
            Q_EMIT left();
        } else {
            clear();
        }
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    paintIcon(painter, {10, (height() - 16) / 2.0}, u"search"_s, 16, theme.text2);
    if (!m_key.isEmpty() && text().isEmpty()) {
        const QSizeF cap = keyCapSize(m_key);
        paintKeyCap(painter, {width() - cap.width() - 9, (height() - cap.height()) / 2}, m_key,
                    theme.text2, theme.lineStrong);
    }
}

PasswordEdit::PasswordEdit(QWidget* parent)
    : QLineEdit(parent)
    , m_eye(buttonInside(this, u"eye"_s, tr("Show the password")))
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    setTextMargins(0, 0, 26, 0);
    connect(m_eye, &Button::clicked, this, [this] { setRevealed(!isRevealed()); });
}

void PasswordEdit::setRevealed(bool on)
{
    setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIconName(on ? u"eye-off"_s : u"eye"_s);
    m_eye->setHint(on ? tr("Hide the password") : tr("Show the password"));
}

void PasswordEdit::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    placeAtEnd(m_eye, this);
}

Field::Field(const QString& label, QWidget* control, QWidget* parent)
    : QWidget(parent)
    , m_label(new ElidedLabel(label, TextStyle::Small, TextRole::Secondary))
    , m_control(control)
    , m_foot(new QWidget)
    , m_footIcon(new QLabel)
    , m_footText(new WrapLabel({}, TextStyle::Small))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_label);
    column->addWidget(control);
    auto* row = new QHBoxLayout(m_foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_footIcon, 0, Qt::AlignTop);
    row->addWidget(m_footText, 1);
    column->addWidget(m_foot);
    m_label->setBuddy(control);
    setFocusProxy(control);
    setLabel(label);
    updateFoot();
}

QString Field::label() const
{
    return m_label->text();
}

void Field::setLabel(const QString& label)
{
    m_label->setText(label);
    m_label->setVisible(!label.isEmpty());
    m_control->setAccessibleName(label);
}

void Field::setHint(const QString& hint)
{
    m_hint = hint;
    updateFoot();
}

void Field::setError(const QString& sentence)
{
    if (m_errorText == sentence) {
        return;
    }
    m_errorText = sentence;
    m_control->setProperty("invalid", !sentence.isEmpty());
    m_control->update();
    updateFoot();
    if (!sentence.isEmpty()) {
        QAccessibleEvent alert(m_control, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void Field::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        updateFoot();
    }
}

void Field::updateFoot()
{
    const bool wrong = !m_errorText.isEmpty();
    const QString words = wrong ? m_errorText : m_hint;
    m_footText->setText(words);
    m_footText->setRole(wrong ? TextRole::Error : TextRole::Secondary);
    m_footIcon->setVisible(wrong);
    if (wrong) {
        const Theme& theme = themeOf(this);
        m_footIcon->setPixmap(iconPixmap(u"status-error"_s, 16, theme.error, devicePixelRatioF()));
    }
    m_foot->setVisible(!words.isEmpty());
    m_control->setAccessibleDescription(words);
}

TextField::TextField(const QString& label, QWidget* parent)
    : TextField(label, new QLineEdit, parent)
{
}

TextField::TextField(const QString& label, QLineEdit* edit, QWidget* parent)
    : Field(label, edit, parent)
    , m_edit(edit)
{
    connect(edit, &QLineEdit::textChanged, this, &TextField::textChanged);
    connect(edit, &QLineEdit::textEdited, this, [this](const QString& text) {
        setError({});
        Q_EMIT textEdited(text);
    });
    connect(edit, &QLineEdit::returnPressed, this, &TextField::returnPressed);
}

QString TextField::text() const
{
    return m_edit->text();
}

void TextField::setText(const QString& text)
{
    m_edit->setText(text);
    m_edit->setCursorPosition(0);
}

void TextField::setPlaceholderText(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

PasswordField::PasswordField(const QString& label, QWidget* parent)
    : TextField(label, new PasswordEdit, parent)
{
}

TextArea::TextArea(QWidget* parent)
    : QTextEdit(parent)
{
    setAcceptRichText(false);
    setTabChangesFocus(true);
    setFont(ui::font(TextStyle::Prompt));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setViewportMargins(9, 6, 9, 6);
    document()->setDocumentMargin(0);
    setText({});
    connect(this, &QTextEdit::textChanged, this, &TextArea::adaptHeight);
}

void TextArea::setLines(int least, int most)
{
    m_least = least;
    m_most = most;
    adaptHeight();
}

void TextArea::setText(const QString& text)
{
    if (!text.isEmpty() && text == toPlainText()) {
        return;
    }
    setPlainText(text);
    QTextBlockFormat format;
    format.setLineHeight(ui::lineHeight(TextStyle::Prompt), QTextBlockFormat::FixedHeight);
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.setBlockFormat(format);
    document()->setUndoRedoEnabled(false);
    document()->setUndoRedoEnabled(true);
    document()->setModified(false);
    adaptHeight();
}

void TextArea::insertFromMimeData(const QMimeData* source)
{
    if (source->hasText()) {
        textCursor().insertText(source->text());
        ensureCursorVisible();
    }
}

int TextArea::heightForLines(int lines) const
{
    return lines * ui::lineHeight(TextStyle::Prompt) + 14;
}

void TextArea::adaptHeight()
{
    const int wanted = qCeil(document()->size().height()) + 14;
    const int height = qBound(heightForLines(m_least), wanted, heightForLines(m_most));
    setVerticalScrollBarPolicy(wanted > heightForLines(m_most) ? Qt::ScrollBarAsNeeded
                                                               : Qt::ScrollBarAlwaysOff);
    if (height != maximumHeight() || height != minimumHeight()) {
        setFixedHeight(height);
        updateGeometry();
    }
}

void TextArea::resizeEvent(QResizeEvent* event)
{
    QTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        adaptHeight();
    }
}

QSize TextArea::sizeHint() const
{
    return {320, heightForLines(m_least)};
}

QSize TextArea::minimumSizeHint() const
{
    return {120, heightForLines(m_least)};
}

} // namespace raskadr::ui
