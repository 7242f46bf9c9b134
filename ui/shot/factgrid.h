#pragma once

#include <QList>
#include <QString>
#include <QWidget>
#include <utility>

class QGridLayout;

namespace raskadr::ui {

// Facts as pairs of a name and a value that can be selected and copied, in as many columns as fit.
class FactGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit FactGrid(QWidget* parent = nullptr);

    // Facts without a value are left out.
    void setFacts(const QList<std::pair<QString, QString>>& facts);
    const QList<std::pair<QString, QString>>& facts() const { return m_facts; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void lay();

    QGridLayout* m_grid;
    QList<std::pair<QString, QString>> m_facts;
    int m_columns = 0;
};

} // namespace raskadr::ui
