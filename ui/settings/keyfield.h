#pragma once

#include "ui/settings/providerline.h"

#include <QWidget>

class QStackedLayout;

namespace raskadr::ui {

class Button;
class PasswordField;
class StatusChip;

// One key: a field to enter it, or the words that it is there with «Заменить» and «Удалить».
class KeyField final : public QWidget
{
    Q_OBJECT

public:
    explicit KeyField(const KeyLine& line, QWidget* parent = nullptr);

    QString name() const { return m_line.name; }
    void setLine(const KeyLine& line);
    bool isEntering() const { return m_entering; }
    // Without the white space around it.
    QString text() const;
    PasswordField* field() const { return m_field; }
    void setBusy(bool on);
    void showOutcome(const Result<>& outcome);

Q_SIGNALS:
    void edited();
    void returnPressed();
    void removalRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setEntering(bool on);
    void wipe();

    KeyLine m_line;
    bool m_entering = true;
    PasswordField* m_field;
    QWidget* m_kept;
    StatusChip* m_state;
    Button* m_replace;
    Button* m_remove;
};

} // namespace raskadr::ui
