#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace raskadr::ui {

class Button;
class StillWall;
class WrapLabel;

// What first run, login and recovery have in common: the wordmark, a title and a form at the left,
// film stills at the right.
class EntryPage : public QWidget
{
    Q_OBJECT

public:
    explicit EntryPage(const QString& title, QWidget* parent = nullptr);

    StillWall* wall() const { return m_wall; }
    // A sentence about what went wrong, above the main button; empty takes it away.
    void setError(const QString& sentence);

protected:
    // Where the form goes, from the title down to the error line.
    QVBoxLayout* form() const { return m_form; }
    // A button below the form, as wide as it.
    void addButton(Button* button);
    // A quiet remark with an icon at the foot of the form.
    void setRemark(const QString& iconName, const QString& text);
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void applyColours();

    QWidget* m_side;
    QLabel* m_wordmark;
    QVBoxLayout* m_form;
    QVBoxLayout* m_acts;
    QWidget* m_errorRow;
    QLabel* m_errorIcon = nullptr;
    WrapLabel* m_errorText;
    QWidget* m_remarkRow;
    QLabel* m_remarkIcon;
    WrapLabel* m_remarkText;
    QString m_remarkIconName;
    StillWall* m_wall;
};

} // namespace raskadr::ui
