#pragma once

#include "ui/shot/smarteditpanel.h"

namespace raskadr::ui {

// What an agent proposes, to be agreed to: the prompts word by word, which can be changed by hand,
// the parameters, and what was not understood. Values in, wishes out; main thread.
class SmartEditProposal final : public QWidget
{
    Q_OBJECT

public:
    explicit SmartEditProposal(QWidget* parent = nullptr);

    // What is being typed is not disturbed by the same texts.
    void show(const SmartEditState& state, bool editing);
    // Shows nothing.
    void clear();
    QString prompt() const; // as it stands now
    void focusPrompt();

Q_SIGNALS:
    void promptEdited(const QString& prompt);
    void negativeEdited(const QString& prompt);
    // A key that was pressed in one of the texts; accepted: the text does not get it.
    void keyPressed(QKeyEvent* key);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showParameters(const QList<SmartEditState::Parameter>& parameters);

    DiffView* m_prompt;
    ElidedLabel* m_negativeTitle;
    DiffView* m_negative;
    QWidget* m_parameters;
    WrapLabel* m_warning;
};

} // namespace raskadr::ui
