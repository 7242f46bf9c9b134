#pragma once

#include "ui/shot/composer.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace raskadr::ui {

class Button;
class DiffView;
class ElidedLabel;
class SmartEditProposal;
class Switch;
class TextArea;
class WrapLabel;

// What «Правка» shows. Everything is in the user's words already.
struct SmartEditState
{
    enum class Stage {
        Ready, // words can be typed
        Describe, // the asset has no prompt and no model that edits pictures was chosen
        Thinking, // the agent is asked
        Repairing, // and asked once more
        Proposed, // there is something to agree to
    };

    Stage stage = Stage::Ready;
    QString words;
    QString askedWords; // that the proposal is the answer to
    QString agentName;
    bool withoutAgent = false; // the words go to a model that edits pictures by itself
    QString notice; // a model that is gone, an asset without a prompt
    QString modelName; // empty: the model is the asset's own and not to be chosen
    bool hasModel = true;
    QString losses; // what the chosen model cannot take over
    bool takesSeed = true;
    bool keepSeed = true;
    ComposerPrice price;
    QString agentPrice; // of asking the agent once; empty: it is free, or nobody knows
    QString agentHint; // the same as a sentence; empty: it is free

    QString promptBefore;
    QString promptAfter;
    QString negativeBefore;
    QString negativeAfter;
    struct Parameter
    {
        QString title;
        QString before;
        QString after;
        bool operator==(const Parameter&) const = default;
    };
    QList<Parameter> parameters;
    QString summary; // «Изменено: промт и 1 параметр»
    QString warning; // what the agent did not understand or see
    QString error; // why there is no proposal, or why it cannot be sent
    bool canSend = true;
};

// «Правка» under the inspector: the words, the diff, the buttons. Values in, wishes out.
class SmartEditPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SmartEditPanel(QWidget* parent = nullptr);

    // Text that is being typed is not disturbed by the same words.
    void show(const SmartEditState& state);
    // The field with the words, or the first thing that leads to it.
    void focusWords();
    QString words() const;
    // Tells what is typed now.
    void flush();
    // Rewrites and generates, or sends what is proposed.
    void submit();
    // Whether its main button is the one of the screen.
    void setLeading(bool on);

Q_SIGNALS:
    void wordsChanged(const QString& words); // a moment after the last key
    void rewriteRequested(const QString& words);
    void rewriteAndGenerateRequested(const QString& words);
    void generateRequested();
    void promptEdited(const QString& prompt);
    void negativeEdited(const QString& prompt);
    void keepSeedChosen(bool keep);
    void discarded();
    void canceled();
    void describeRequested();
    void agentMenuRequested(const QPoint& globalPosition);
    void modelMenuRequested(const QPoint& globalPosition);
    void left(); // Esc: the keyboard goes back to the feed

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildModelRow();
    QWidget* buildButtons();
    void showProposal();
    void showButtons();
    void toggleEditing();
    bool takesKey(const QKeyEvent& key, bool inWords);
    void placePrice();
    void updateMainButton();

    SmartEditState m_state;
    QTimer m_tell;
    bool m_filling = false;
    bool m_leading = false;

    QLabel* m_icon;
    ElidedLabel* m_summary;
    Button* m_agent;
    WrapLabel* m_notice;
    QWidget* m_modelRow;
    Button* m_describe;
    Button* m_model;
    WrapLabel* m_losses;
    TextArea* m_words;
    WrapLabel* m_error;
    SmartEditProposal* m_proposal;
    QWidget* m_buttons;
    Button* m_both;
    Button* m_rewrite;
    Button* m_send;
    Button* m_edit;
    Button* m_discard;
    Button* m_cancel;
    ElidedLabel* m_progress;
    ElidedLabel* m_price;
    Switch* m_seed;
};

} // namespace raskadr::ui
