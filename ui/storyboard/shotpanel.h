#pragma once

#include "core/edit/shotcommands.h"
#include "core/store/shotrepository.h"

#include <QTimer>
#include <QWidget>

class QDoubleSpinBox;

namespace raskadr::ui {

class Button;
class ElidedLabel;
class Field;
class LabelPicker;
class TextArea;
class TextField;
class WrapLabel;

// The words and decisions of the shots that are chosen on the desk, for editing beside it. One shot
// shows all; several show what can be set for them together.
class ShotPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ShotPanel(QWidget* parent = nullptr);

    // What is being typed into the same shot stays; into another, it is told of first.
    void setShots(const QList<BoardRow>& rows);
    // Tells of what was typed; it does so by itself when the typing rests.
    void flush();
    void focusScript();
    // Everything is shown, and nothing can be changed.
    void setReadOnly(bool on);

Q_SIGNALS:
    void edited(const QList<raskadr::ShotId>& shots, const raskadr::ShotChanges& changes);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QList<ShotId> shotIds() const;
    void keepTitle();
    void keepScript();
    void edit(const ShotChanges& changes);
    void showStatus();
    void showDuration();

    QList<BoardRow> m_rows;
    ElidedLabel* m_heading;
    WrapLabel* m_nothing;
    QWidget* m_form;
    TextField* m_title;
    Button* m_status;
    LabelPicker* m_label;
    QDoubleSpinBox* m_duration;
    Field* m_durationField;
    Field* m_scriptField;
    TextArea* m_script;
    QTimer m_restTimer;
};

} // namespace raskadr::ui
