#pragma once

#include "core/model/shot.h"

#include <QWidget>

class QDoubleSpinBox;
class QLineEdit;

namespace raskadr::ui {

class Button;
class StatusButton;

// The left part of the top bar while a shot is open: back, previous and next, number, title,
// status, label, planned duration.
class ShotHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit ShotHeader(QWidget* parent = nullptr);

    void setShot(const Shot& shot, int shotCount);
    // The shot is looked at only.
    void setReadOnly(bool on);

Q_SIGNALS:
    void backRequested();
    void previousRequested();
    void nextRequested();
    void titleEdited(const QString& title);
    void statusChosen(raskadr::ShotStatus status);
    void labelChosen(raskadr::ShotLabel label);
    void plannedDurationEdited(qint64 ms);
    // A field was left with Enter or Esc, or something was chosen: the keyboard goes to the page.
    void left();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void chooseStatus();
    void chooseLabel();

    Shot m_shot;
    Button* m_previous;
    Button* m_next;
    class ElidedLabel* m_number;
    QLineEdit* m_title;
    StatusButton* m_status;
    Button* m_label;
    QDoubleSpinBox* m_duration;
};

} // namespace raskadr::ui
