#include "ui/common/dialog.h"

#include "ui/common/focuskeep.h"
#include "ui/common/textlabels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextEdit>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int innerEdge = 28;
constexpr int windowEdge = 24;

} // namespace

Dialog::Dialog(QWidget* anywhere, const QString& title)
    : QWidget(anywhere->window())
    , m_panel(new QWidget(this))
    , m_title(new ElidedLabel(title, TextStyle::PageTitle))
    , m_cross(new Button(u"close"_s, tr("Close"), Button::Kind::Icon))
    , m_titleRow(new QWidget)
    , m_scroll(new QScrollArea)
    , m_foot(new QWidget)
    , m_footnote(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
{
    setAccessibleName(title);
    setFocusPolicy(Qt::ClickFocus);
    setProperty("focusRing", false);

    auto* titleLayout = new QHBoxLayout(m_titleRow);
    titleLayout->setContentsMargins(innerEdge, 20, 20, 0);
    titleLayout->setSpacing(12);
    titleLayout->addWidget(m_title, 1);
    titleLayout->addWidget(m_cross, 0, Qt::AlignTop);
    m_title->setMinimumHeight(32);
    connect(m_cross, &Button::clicked, this, &Dialog::reject);

    auto* inside = new QWidget;
    m_content = new QVBoxLayout(inside);
    m_content->setSpacing(16);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Zero would mean the scroll area's own, which a single line is below.
    m_scroll->setMinimumHeight(1);
    m_scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    inside->installEventFilter(this);

    m_left = new QHBoxLayout;
    m_left->setSpacing(8);
    m_right = new QHBoxLayout;
    m_right->setSpacing(8);
    auto* footLayout = new QHBoxLayout(m_foot);
    footLayout->setSpacing(8);
    footLayout->addLayout(m_left);
    footLayout->addWidget(m_footnote, 1);
    footLayout->addLayout(m_right);
    m_foot->hide();

    auto* column = new QVBoxLayout(m_panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_titleRow);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_foot);
    setFlush(false);
    m_keep = new FocusKeep(
        this, [this] { return focusChain(); },
        [this] { return m_closing || topmost(this) != this; });
    hide();
}

Dialog::~Dialog() = default;

Dialog* Dialog::ask(QWidget* anywhere, const QString& title, const QString& text,
                    const QString& accept, Button::Kind kind)
{
    auto* dialog = new Dialog(anywhere, title);
    dialog->m_content->addWidget(new WrapLabel(text, TextStyle::Body, TextRole::Secondary));
    Button* cancel = dialog->addReject();
    if (kind == Button::Kind::Main) {
        dialog->addAccept(accept);
    } else {
        // An act that is hard to take back keeps its colour and is not what Enter presses.
        auto* button = new Button(accept, kind);
        dialog->m_right->addWidget(button);
        connect(button, &Button::clicked, dialog, &Dialog::accept);
        dialog->setInitialFocus(cancel);
    }
    dialog->open();
    return dialog;
}

Dialog* Dialog::topmost(const QWidget* widget)
{
    const QList<Dialog*> dialogs = openIn(widget);
    for (auto dialog = dialogs.rbegin(); dialog != dialogs.rend(); ++dialog) {
        if ((*dialog)->isVisible()) {
            return *dialog;
        }
    }
    return nullptr;
}

QList<Dialog*> Dialog::openIn(const QWidget* widget)
{
    QList<Dialog*> dialogs;
    for (QObject* child : widget->window()->children()) {
        auto* dialog = qobject_cast<Dialog*>(child);
        if (dialog && dialog->m_open && !dialog->m_closing) {
            dialogs.append(dialog);
        }
    }
    return dialogs;
}

void Dialog::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Dialog::setFlush(bool on)
{
    m_flush = on;
    if (on) {
        m_titleRow->layout()->setContentsMargins(innerEdge, 20, 20, 16);
        m_content->setContentsMargins(0, 0, 0, 0);
        m_foot->layout()->setContentsMargins(innerEdge, 14, 20, 16);
    } else {
        m_titleRow->layout()->setContentsMargins(innerEdge, 20, 20, 0);
        m_content->setContentsMargins(innerEdge, 12, innerEdge, 8);
        m_foot->layout()->setContentsMargins(innerEdge, 16, innerEdge, 24);
    }
}

Button* Dialog::addButton(const QString& text, Button::Kind kind)
{
    auto* button = new Button(text, kind);
    if (kind == Button::Kind::Danger) {
        m_left->addWidget(button);
    } else {
        m_right->addWidget(button);
    }
    if (kind == Button::Kind::Main && !m_main) {
        m_main = button;
    }
    m_foot->show();
    return button;
}

Button* Dialog::addAccept(const QString& text)
{
    Button* button = addButton(text, Button::Kind::Main);
    connect(button, &Button::clicked, this, &Dialog::accept);
    return button;
}

Button* Dialog::addReject(const QString& text)
{
    Button* button = addButton(text.isEmpty() ? tr("Cancel") : text);
    connect(button, &Button::clicked, this, &Dialog::reject);
    return button;
}

void Dialog::setFootnote(const QString& text)
{
    m_footnote->setText(text);
    m_foot->show();
}

void Dialog::setPanelWidth(int px)
{
    m_width = px;
    place();
}

void Dialog::setPanelHeight(int px)
{
    m_height = px;
    place();
}

void Dialog::setInitialFocus(QWidget* widget)
{
    m_initialFocus = widget;
}

void Dialog::setClosable(bool on)
{
    m_closable = on;
    m_cross->setVisible(on);
}

void Dialog::open()
{
    m_open = true;
    m_keep->begin();
    parentWidget()->installEventFilter(this);
    place();
    show();
    raise();
    place();
    QWidget* first = m_initialFocus;
    if (!first) {
        for (QWidget* widget : focusChain()) {
            const bool typing =
                qobject_cast<QLineEdit*>(widget) || qobject_cast<QTextEdit*>(widget);
            if (typing) {
                first = widget;
                break;
            }
        }
    }
    if (!first) {
        first = m_main;
    }
    if (!first) {
        first = focusChain().value(0, this);
    }
    first->setFocus(Qt::OtherFocusReason);
}

void Dialog::accept()
{
    if (m_closing) {
        return;
    }
    m_closing = true;
    Q_EMIT accepted();
    close();
}

void Dialog::reject()
{
    if (m_closing) {
        return;
    }
    if (hasUnsaved()) {
        askToLeave();
    } else {
        finishRejected();
    }
}

void Dialog::dismiss()
{
    if (!m_closing) {
        finishRejected();
    }
}

void Dialog::finishRejected()
{
    m_closing = true;
    Q_EMIT rejected();
    close();
}

void Dialog::askToLeave()
{
    if (m_question) {
        m_question->raise();
        return;
    }
    m_question = ask(this, tr("Close without saving?"),
                     m_lossText.isEmpty() ? tr("What you entered here will be lost.") : m_lossText,
                     tr("Close without saving"), Button::Kind::Danger);
    // The question gives the keyboard back first.
    connect(m_question, &Dialog::accepted, this, [this, question = m_question.data()] {
        connect(question, &Dialog::closed, this, &Dialog::dismiss);
    });
    connect(m_question, &Dialog::closed, this, [this] { m_question = nullptr; });
}

void Dialog::putAside()
{
    QWidget* focused = window()->focusWidget();
    m_focusAside = focused && isAncestorOf(focused) ? focused : nullptr;
    hide();
}

bool Dialog::bringBack()
{
    if (m_closing) {
        return false;
    }
    show();
    raise();
    QWidget* inside = m_focusAside ? m_focusAside.data() : focusChain().value(0, this);
    inside->setFocus(Qt::OtherFocusReason);
    return true;
}

void Dialog::close()
{
    if (m_question) {
        m_question->dismiss();
    }
    m_keep->end();
    Q_EMIT closed();
    deleteLater();
}

void Dialog::place()
{
    setGeometry(parentWidget()->rect());
    const int width = qMin(m_width, this->width() - 2 * windowEdge);
    int height = m_height;
    QWidget* inside = m_scroll->widget();
    const QLayout* layout = inside->layout();
    // Wrapped text has its height by the width that it gets; without this the scroll area would
    // insist on the height at the preferred width.
    inside->setMinimumHeight(layout->hasHeightForWidth() ? 1 : 0);
    if (height <= 0) {
        // A text that wraps may not get narrower than it likes, and is then higher than its width
        // asks.
        const int content = layout->hasHeightForWidth()
            ? qMax(layout->totalHeightForWidth(width), layout->totalMinimumSize().height())
            : layout->totalSizeHint().height();
        height = m_titleRow->sizeHint().height() + content
            + (m_foot->isHidden() ? 16 : m_foot->sizeHint().height());
    }
    height = qMin(height, this->height() - 2 * windowEdge);
    // A little above the middle is where the eye expects it.
    const int top = qMax(windowEdge, (this->height() - height) * 9 / 20);
    m_panel->setGeometry((this->width() - width) / 2, top, width, height);
    update();
}

QList<QWidget*> Dialog::focusChain() const
{
    QList<QWidget*> chain;
    const QWidget* start = this;
    for (QWidget* widget = nextInFocusChain(); widget && widget != start;
         widget = widget->nextInFocusChain()) {
        if (m_panel->isAncestorOf(widget) && widget->isVisibleTo(this) && widget->isEnabled()
            && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy()) {
            chain.append(widget);
        }
    }
    // The cross comes last: nobody opens a dialog to close it.
    if (chain.removeOne(m_cross)) {
        chain.append(m_cross);
    }
    return chain;
}

bool Dialog::focusNextPrevChild(bool next)
{
    if (QWidget* widget = m_keep->advance(next)) {
        m_scroll->ensureWidgetVisible(widget, 0, 12);
    }
    return true;
}

bool Dialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        place();
    }
    if (watched == m_scroll->widget() && event->type() == QEvent::LayoutRequest) {
        QMetaObject::invokeMethod(this, &Dialog::place, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

void Dialog::keyPressEvent(QKeyEvent* event)
{
    event->accept();
    if (event->key() == Qt::Key_Escape) {
        if (m_closable) {
            reject();
        }
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_main && m_main->isEnabled() && m_main->isVisibleTo(this)) {
            m_main->click();
        }
    }
}

void Dialog::mousePressEvent(QMouseEvent* event)
{
    event->accept();
}

void Dialog::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.scrim);
    const QRectF panel = m_panel->geometry();
    paintPopup(painter, panel.adjusted(-2, -2, 2, 2), 13, theme, theme.panel);
    if (m_flush) {
        const int top = m_panel->y() + m_titleRow->geometry().bottom();
        painter.fillRect(QRect(m_panel->x(), top, m_panel->width(), 1), theme.line);
        if (!m_foot->isHidden()) {
            painter.fillRect(QRect(m_panel->x(), m_panel->y() + m_foot->y(), m_panel->width(), 1),
                             theme.line);
        }
    }
}

} // namespace raskadr::ui
