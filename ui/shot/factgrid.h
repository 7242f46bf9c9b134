#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QGridLayout;

namespace raskadr::ui {

struct Fact
{
    QString name;
    QString value;
    QString remark; // quiet words behind the value: where it comes from

    bool operator==(const Fact&) const = default;
};

// Facts as pairs of a name and a value that can be selected and copied, in as many columns as fit.
class FactGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit FactGrid(QWidget* parent = nullptr);

    // Facts without a value are left out.
    void setFacts(const QList<Fact>& facts);
    const QList<Fact>& facts() const { return m_facts; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void lay();
    QWidget* valueOf(const Fact& fact) const;

    QGridLayout* m_grid;
    QList<Fact> m_facts;
    int m_columns = 0;
};

} // namespace raskadr::ui
