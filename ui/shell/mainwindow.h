#pragma once

#include <QPointer>
#include <QWidget>

class QStackedLayout;
class QStackedWidget;

namespace raskadr::ui {

class Actions;
class Dialog;
class EntryPage;
class ToastStack;
class TopBar;
class WrapLabel;

// The window: one entry page that fills it, or the top bar with the pages of the work under it. It
// knows how things are shown and nothing of what they do. Main thread.
class MainWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    Actions& actions() { return *m_actions; }
    TopBar& topBar() { return *m_topBar; }
    ToastStack& toasts() { return *m_toasts; }

    // Covers the work, puts its dialogs aside, and silences its commands and messages. Takes the
    // page over and deletes the one before.
    void showEntry(EntryPage* page);
    // Shows the work again as it was.
    void showWork();
    bool isWorkShown() const;
    // Dialogs and messages of the work go without a question: whose they are is gone.
    void forgetWork();

    // Takes the page over; it is shown by showPage().
    void addPage(QWidget* page);
    // `lead`: the page's part of the top bar, which stays the page's own.
    void showPage(QWidget* page, QWidget* lead);
    QWidget* page() const;

    // A sentence under the top bar that stays, for example that nothing can be written; empty takes
    // it away.
    void setBanner(const QString& sentence);
    // «Раскадр», or what is open in front of it.
    void setTitle(const QString& title);
    // Where saveGeometry() left it, as far as that is on a screen that is there. At the first
    // start: no larger than the screen.
    void restorePlace(const QByteArray& geometry);
    // Restored, in front and with the focus.
    void raiseToFront();
    // Closes without asking.
    void closeNow();

Q_SIGNALS:
    void closeRequested();
    void escapePressed();
    void activationChanged(bool active);
    void workShownChanged(bool shown);

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void openMainMenu();
    void showTitle();

    Actions* m_actions;
    ToastStack* m_toasts;
    TopBar* m_topBar;
    QWidget* m_banner;
    WrapLabel* m_bannerText;
    QWidget* m_work;
    QStackedWidget* m_pages;
    QStackedLayout* m_stack;
    QPointer<EntryPage> m_entry;
    QPointer<QWidget> m_focusBefore;
    QList<QPointer<Dialog>> m_aside; // behind an entry page, the topmost last
    QString m_title;
    bool m_mayClose = false;
};

} // namespace raskadr::ui
