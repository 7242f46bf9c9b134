#include "ui/common/style.h"

#include "ui/common/focusring.h"
#include "ui/common/stylecontrols.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QTextEdit>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

RaskadrStyle::RaskadrStyle(Theme theme)
    : QProxyStyle(u"fusion"_s)
    , m_theme(std::move(theme))
{
}

RaskadrStyle::~RaskadrStyle() = default;

RaskadrStyle* RaskadrStyle::of(const QWidget*)
{
    if (!qApp) {
        return nullptr;
    }
    if (auto* style = qobject_cast<RaskadrStyle*>(QApplication::style())) {
        return style;
    }
    // Under an application style sheet Qt puts a style of its own in front.
    return qApp->findChild<RaskadrStyle*>(QString(), Qt::FindDirectChildrenOnly);
}

void RaskadrStyle::setTheme(Theme theme)
{
    m_theme = std::move(theme);
}

QPalette RaskadrStyle::standardPalette() const
{
    QPalette palette;
    fill(palette);
    return palette;
}

void RaskadrStyle::fill(QPalette& palette) const
{
    const Theme& t = m_theme;
    using Role = QPalette::ColorRole;
    const auto set = [&palette](Role role, const QColor& color) { palette.setColor(role, color); };
    set(QPalette::Window, t.window);
    set(QPalette::WindowText, t.text);
    set(QPalette::Text, t.text);
    set(QPalette::ButtonText, t.text);
    set(QPalette::BrightText, t.error);
    set(QPalette::Base, t.field);
    set(QPalette::AlternateBase, t.panel);
    set(QPalette::Button, t.raised);
    set(QPalette::Highlight, t.selBg);
    set(QPalette::HighlightedText, t.text);
    set(QPalette::Link, t.accentText);
    set(QPalette::LinkVisited, t.accentText);
    set(QPalette::PlaceholderText, t.text2);
    set(QPalette::ToolTipBase, t.raised);
    set(QPalette::ToolTipText, t.text);
    set(QPalette::Light, t.hover);
    set(QPalette::Midlight, t.raised);
    set(QPalette::Mid, t.lineStrong);
    set(QPalette::Dark, t.line);
    set(QPalette::Shadow, t.stage);
    for (const Role role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
          QPalette::ToolTipText, QPalette::PlaceholderText, QPalette::Link}) {
        palette.setColor(QPalette::Disabled, role, t.textOff);
    }
}

void RaskadrStyle::polish(QPalette& palette)
{
    fill(palette);
}

void RaskadrStyle::polish(QApplication* application)
{
    QProxyStyle::polish(application);
    application->installEventFilter(this);
    connect(application, &QApplication::focusChanged, this, &RaskadrStyle::followFocus);
}

void RaskadrStyle::unpolish(QApplication* application)
{
    application->removeEventFilter(this);
    disconnect(application, nullptr, this, nullptr);
    QProxyStyle::unpolish(application);
}

void RaskadrStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget)
        || qobject_cast<QAbstractSlider*>(widget) || qobject_cast<QLineEdit*>(widget)
        || qobject_cast<QAbstractSpinBox*>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
    if (controls::isPopup(widget)) {
        controls::preparePopup(widget);
    }
    if (controls::isListOfCombo(widget)) {
        widget->setAttribute(Qt::WA_TranslucentBackground);
        if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
            view->viewport()->setAutoFillBackground(false);
            view->setFrameShape(QFrame::NoFrame);
        }
    }
    if (auto* area = qobject_cast<QAbstractScrollArea*>(widget);
        area && (qobject_cast<QTextEdit*>(widget) || qobject_cast<QPlainTextEdit*>(widget))) {
        // The frame fills the whole field; a filled viewport would cut its round corners.
        area->viewport()->setAutoFillBackground(false);
    }
    if (auto* header = qobject_cast<QHeaderView*>(widget)) {
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        header->setHighlightSections(false);
    }
    if (auto* combo = qobject_cast<QComboBox*>(widget)) {
        const QByteArray delegate = combo->itemDelegate()->metaObject()->className();
        if (delegate == "QComboBoxDelegate" || delegate == "QComboMenuDelegate") {
            controls::setComboRows(combo);
        }
    }
}

void RaskadrStyle::setKeyboardInUse(bool on)
{
    if (m_keyboardInUse == on) {
        return;
    }
    m_keyboardInUse = on;
    followFocus();
    if (QWidget* focused = QApplication::focusWidget()) {
        focused->update();
    }
}

bool RaskadrStyle::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_Home:
        case Qt::Key_End:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            setKeyboardInUse(true);
            break;
        default:
            break;
        }
        break;
    }
    case QEvent::Shortcut:
        setKeyboardInUse(true);
        break;
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        setKeyboardInUse(false);
        break;
    default:
        break;
    }
    return QProxyStyle::eventFilter(watched, event);
}

void RaskadrStyle::followFocus()
{
    QWidget* focused = QApplication::focusWidget();
    const bool wanted = m_keyboardInUse && focused && FocusRing::suits(focused);
    if (m_ring && wanted && m_ring->control() == focused) {
        return;
    }
    if (m_ring) {
        m_ring->hide();
        m_ring->deleteLater();
        m_ring = nullptr;
    }
    if (wanted) {
        m_ring = new FocusRing(focused);
    }
}

} // namespace raskadr::ui
