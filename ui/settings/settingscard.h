#pragma once

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace raskadr::ui {

// A panel with lines between its rows: what a setting is called and means at the left, its control
// at the right.
class SettingsCard final : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsCard(QWidget* parent = nullptr);

    // Takes the control over and gives it the title as its accessible name. `hint` may be null; it
    // is taken over, too.
    void addRow(const QString& title, QWidget* hint, QWidget* control);
    void addRow(const QString& title, const QString& hint, QWidget* control);
    // A row of its own making.
    void addWhole(QWidget* row);
    // A widget over the whole width that belongs to the row above; hidden, it takes no place.
    void addBelow(QWidget* widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
    QList<QWidget*> m_rows;
};

} // namespace raskadr::ui
