#pragma once

#include "ui/common/button.h"

#include <QPointer>
#include <QVBoxLayout>
#include <QWidget>

class QHBoxLayout;
class QScrollArea;

namespace raskadr::ui {

class ElidedLabel;
class FocusKeep;
class WrapLabel;

// A panel over the scrim that covers its window. It keeps the keyboard, answers by signals and
// needs no event loop of its own; a closed dialog deletes itself. Esc rejects, Enter presses the
// main button (Ctrl+Enter inside several lines of text). Rejecting asks first where something that
// was typed would be lost.
class Dialog : public QWidget
{
    Q_OBJECT

public:
    // `anywhere` is any widget of the window to cover.
    Dialog(QWidget* anywhere, const QString& title);
    ~Dialog() override;

    // A question with two answers; «Отмена» rejects. Shown at once.
    static Dialog* ask(QWidget* anywhere, const QString& title, const QString& text,
                       const QString& accept, Button::Kind kind = Button::Kind::Main);

    // The dialog on top of the window that holds `widget`; null if there is none.
    static Dialog* topmost(const QWidget* widget);
    // All that are open in that window, also those that are put aside; the topmost last.
    static QList<Dialog*> openIn(const QWidget* widget);

    void setTitle(const QString& title);
    // The place for the dialog's own widgets, between title and buttons.
    QVBoxLayout* content() const { return m_content; }
    // No inner edge around the content, for dialogs with columns and lines of their own.
    void setFlush(bool on);

    // Acts at the right in the order they are added; a Danger act goes to the left. The first Main
    // button is what Enter presses. Nothing is connected: see addAccept and addReject.
    Button* addButton(const QString& text, Button::Kind kind = Button::Kind::Ordinary);
    Button* addAccept(const QString& text);
    Button* addReject(const QString& text = {}); // «Отмена»
    // Words at the left of the buttons: how far long work is.
    void setFootnote(const QString& text);

    void setPanelWidth(int px); // 480 by default
    void setPanelHeight(int px); // as high as the content needs by default
    void setInitialFocus(QWidget* widget);
    // Off: Esc and the cross do nothing, for work that must not be left halfway.
    void setClosable(bool on);

    void open();
    // Overridden where something has to be checked or finished first.
    virtual void accept();
    void reject();
    // Rejects without a question, also what cannot be closed: who worked here is gone.
    void dismiss();
    // Out of sight with everything in it while the window is locked, and back again.
    void putAside();
    bool bringBack(); // false: it was closed meanwhile

    // Something in it would be lost if it closed now.
    virtual bool hasUnsaved() const { return false; }

Q_SIGNALS:
    void accepted();
    void rejected();
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool focusNextPrevChild(bool next) override;

    // What the question says of it, in a sentence.
    void setLossText(const QString& sentence) { m_lossText = sentence; }

private:
    void finishRejected();
    void askToLeave();
    void close();
    void place();
    QList<QWidget*> focusChain() const;

    QWidget* m_panel;
    ElidedLabel* m_title;
    Button* m_cross;
    QWidget* m_titleRow;
    QScrollArea* m_scroll;
    QVBoxLayout* m_content;
    QWidget* m_foot;
    QHBoxLayout* m_left;
    QHBoxLayout* m_right;
    ElidedLabel* m_footnote;
    QPointer<Button> m_main;
    QPointer<QWidget> m_initialFocus;
    QPointer<QWidget> m_focusAside; // who had the keyboard when it was put aside
    QPointer<Dialog> m_question; // whether to close
    QString m_lossText;
    FocusKeep* m_keep;
    int m_width = 480;
    int m_height = 0;
    bool m_flush = false;
    bool m_closable = true;
    bool m_open = false;
    bool m_closing = false;
};

} // namespace raskadr::ui
