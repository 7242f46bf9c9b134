#include "ui/shell/mainwindow.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/common/toast.h"
#include "ui/shell/actions.h"
#include "ui/shell/entrypage.h"
#include "ui/shell/topbar.h"
#include "ui/shell/windowplace.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QHBoxLayout>
#include <QScreen>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize smallestWindow(1120, 700);
constexpr QSize firstSize(1600, 960);

// An item that shows the action's text, key and state and does what the action does.
void addActionItem(PopupMenu* menu, QAction* action)
{
    QAction* item = menu->addItem(action->property("iconName").toString(), action->text(),
                                  keyText(action->shortcut()));
    item->setEnabled(action->isEnabled());
    item->setCheckable(action->isCheckable());
    item->setChecked(action->isChecked());
    QObject::connect(item, &QAction::triggered, action, &QAction::trigger);
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QWidget(parent)
    , m_actions(new Actions(this))
    , m_toasts(new ToastStack(this))
    , m_topBar(new TopBar)
    , m_banner(new QWidget)
    , m_bannerText(new WrapLabel({}, TextStyle::Body, TextRole::Warn))
    , m_work(new QWidget)
    , m_pages(new QStackedWidget)
    , m_stack(new QStackedLayout(this))
{
    setMinimumSize(smallestWindow);
    resize(firstSize);

    auto* column = new QVBoxLayout(m_work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    m_banner->setAutoFillBackground(true);
    m_banner->setBackgroundRole(QPalette::AlternateBase);
    auto* bannerRow = new QHBoxLayout(m_banner);
    bannerRow->setContentsMargins(24, 8, 24, 8);
    bannerRow->addWidget(m_bannerText);
    m_banner->hide();
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    m_stack->addWidget(m_work);
    m_actions->setWorking(false);
    showTitle();

    connect(m_topBar->menuButton(), &Button::clicked, this, &MainWindow::openMainMenu);
    connect(m_topBar->queueButton(), &Button::clicked, m_actions->queue, &QAction::trigger);
    connect(m_topBar->commentsButton(), &Button::clicked, m_actions->comments, &QAction::trigger);
    connect(m_topBar->passportButton(), &Button::clicked, m_actions->passport, &QAction::trigger);
    connect(m_topBar->shareButton(), &Button::clicked, m_actions->share, &QAction::trigger);
    connect(m_topBar->settingsButton(), &Button::clicked, m_actions->settings, &QAction::trigger);
    connect(m_topBar->accountButton(), &Button::clicked, this, [this] {
        auto* menu = new PopupMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addHeading(m_topBar->accountButton()->accessibleName());
        addActionItem(menu, m_actions->lock);
        addActionItem(menu, m_actions->logOut);
        const Button* button = m_topBar->accountButton();
        menu->popup(button->mapToGlobal(
            QPoint(button->width() - menu->sizeHint().width(), button->height() + 4)));
    });
    connect(m_actions->fullScreen, &QAction::triggered, this, [this](bool on) {
        setWindowState(on ? windowState() | Qt::WindowFullScreen
                          : windowState() & ~Qt::WindowFullScreen);
    });
    connect(m_actions->quit, &QAction::triggered, this, &MainWindow::close);
}

MainWindow::~MainWindow() = default;

void MainWindow::showEntry(EntryPage* page)
{
    const bool covers = isWorkShown();
    if (covers) {
        m_focusBefore = QApplication::focusWidget();
    }
    if (QWidget* popup = QApplication::activePopupWidget()) {
        popup->close();
    }
    for (QDialog* dialog : findChildren<QDialog*>()) {
        dialog->reject();
    }
    for (Dialog* dialog : Dialog::openIn(this)) {
        if (m_aside.contains(dialog)) {
            continue;
        }
        if (covers) {
            dialog->putAside();
            m_aside.append(dialog);
        } else {
            dialog->dismiss(); // it belonged to the entry page before
        }
    }
    m_toasts->hold(true);
    m_actions->setWorking(false);
    m_stack->addWidget(page);
    m_stack->setCurrentWidget(page);
    if (m_entry) {
        m_entry->hide();
        m_entry->deleteLater();
    }
    m_entry = page;
    showTitle();
    page->setFocus(Qt::OtherFocusReason);
    if (covers) {
        Q_EMIT workShownChanged(false);
    }
}

void MainWindow::showWork()
{
    m_stack->setCurrentWidget(m_work);
    if (m_entry) {
        m_entry->deleteLater();
        m_entry = nullptr;
    }
    m_actions->setWorking(true);
    m_toasts->hold(false);
    showTitle();
    bool dialogShown = false;
    for (const QPointer<Dialog>& dialog : std::exchange(m_aside, {})) {
        dialogShown = (dialog && dialog->bringBack()) || dialogShown;
    }
    if (dialogShown) {
        // It has the keyboard.
    } else if (m_focusBefore && m_work->isAncestorOf(m_focusBefore)) {
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    } else if (QWidget* shown = page()) {
        shown->setFocus(Qt::OtherFocusReason);
    }
    Q_EMIT workShownChanged(true);
}

void MainWindow::forgetWork()
{
    m_aside.clear();
    for (Dialog* dialog : Dialog::openIn(this)) {
        dialog->dismiss();
    }
    m_toasts->clear();
    m_focusBefore = nullptr;
}

bool MainWindow::isWorkShown() const
{
    return m_stack->currentWidget() == m_work && m_pages->count() > 0;
}

void MainWindow::addPage(QWidget* page)
{
    m_pages->addWidget(page);
}

void MainWindow::showPage(QWidget* page, QWidget* lead)
{
    m_topBar->setLead(lead);
    m_pages->setCurrentWidget(page);
}

QWidget* MainWindow::page() const
{
    return m_pages->currentWidget();
}

void MainWindow::setBanner(const QString& sentence)
{
    m_bannerText->setText(sentence);
    m_banner->setVisible(!sentence.isEmpty());
}

void MainWindow::setTitle(const QString& title)
{
    m_title = title;
    showTitle();
}

void MainWindow::showTitle()
{
    // A locked window does not tell what lies behind it.
    const QString program = tr("Raskadr");
    setWindowTitle(m_title.isEmpty() || !isWorkShown() ? program
                                                       : u"%1 — %2"_s.arg(m_title, program));
}

void MainWindow::restorePlace(const QByteArray& geometry)
{
    const QRect available = screen()->availableGeometry();
    if (!restoreGeometry(geometry)) {
        resize(placeOnScreen({QPoint(), size()}, available).size());
    } else if (!isMaximized() && !isFullScreen()) {
        setGeometry(placeOnScreen(this->geometry(), available));
    }
}

void MainWindow::raiseToFront()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeNow()
{
    m_mayClose = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_mayClose) {
        event->accept();
        return;
    }
    event->ignore();
    Q_EMIT closeRequested();
}

void MainWindow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange) {
        Q_EMIT activationChanged(isActiveWindow());
    } else if (event->type() == QEvent::WindowStateChange) {
        m_actions->fullScreen->setChecked(isFullScreen());
    }
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isWorkShown()) {
        Q_EMIT escapePressed();
        return;
    }
    QWidget::keyPressEvent(event);
}

void MainWindow::openMainMenu()
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action : {m_actions->projects, m_actions->queue}) {
        addActionItem(menu, action);
    }
    if (m_topBar->commentsButton()->isVisible()) {
        addActionItem(menu, m_actions->comments);
    }
    if (m_topBar->shareButton()->isVisible()) {
        addActionItem(menu, m_actions->share);
    }
    if (m_topBar->passportButton()->isVisible()) {
        addActionItem(menu, m_actions->passport);
    }
    addActionItem(menu, m_actions->settings);
    if (m_actions->demo->isVisible()) {
        addActionItem(menu, m_actions->demo);
    }
    menu->addSeparator();
    addActionItem(menu, m_actions->undo);
    addActionItem(menu, m_actions->redo);
    menu->addSeparator();
    for (QAction* action : {m_actions->fullScreen, m_actions->lock, m_actions->quit}) {
        addActionItem(menu, action);
    }
    const Button* button = m_topBar->menuButton();
    menu->popup(button->mapToGlobal(QPoint(0, button->height() + 4)));
}

} // namespace raskadr::ui
