#pragma once

#include <QWidget>

class QRadioButton;

namespace raskadr::ui {

class ElidedLabel;

// One way to spread files over shots: its name, what it means, how many shots it makes. A click
// anywhere in the row chooses it.
class GroupingRow final : public QWidget
{
    Q_OBJECT

public:
    GroupingRow(const QString& text, const QString& hint, QWidget* parent = nullptr);

    QRadioButton* radio() const { return m_radio; }
    void setShots(int shots);
    QString shotsText() const;

protected:
    void mousePressEvent(QMouseEvent* event) override;

private:
    QRadioButton* m_radio;
    QString m_hint;
    ElidedLabel* m_shots;
};

} // namespace raskadr::ui
