#pragma once

#include <QList>
#include <QSet>
#include <QWidget>

class QGridLayout;

namespace raskadr::ui {

// Fields side by side, in as many columns as their width allows.
class FieldGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit FieldGrid(QWidget* parent = nullptr);

    // Takes the field over.
    void add(QWidget* field);
    // Deletes all fields.
    void clear();
    // One that is not shown takes no place. All are, until this says otherwise.
    void setShown(QWidget* field, bool on);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    QGridLayout* m_grid;
    QList<QWidget*> m_fields;
    QSet<QWidget*> m_absent;
    int m_columns = 0;
};

} // namespace raskadr::ui
