#include "ui/shot/factgrid.h"

#include "ui/common/textlabels.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int nameWidth = 92;
constexpr int columnWidth = 250; // narrower ones would elide most values

} // namespace

FactGrid::FactGrid(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(5);
}

void FactGrid::setFacts(const QList<Fact>& facts)
{
    QList<Fact> known = facts;
    known.removeIf([](const Fact& fact) { return fact.value.isEmpty(); });
    if (known != m_facts || m_columns == 0) {
        m_facts = known;
        lay();
    }
}

QWidget* FactGrid::valueOf(const Fact& fact) const
{
    auto* text = new ElidedLabel(fact.value, TextStyle::Body);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setAccessibleName(u"%1: %2"_s.arg(
        fact.name, fact.remark.isEmpty() ? fact.value : fact.value + u", "_s + fact.remark));
    if (fact.remark.isEmpty()) {
        return text;
    }
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(text);
    auto* remark = new ElidedLabel(fact.remark, TextStyle::Small, TextRole::Secondary);
    // The value gives way first: the words behind it are few.
    remark->setMinimumWidth(remark->sizeHint().width());
    row->addWidget(remark);
    row->addStretch(1);
    return box;
}

void FactGrid::lay()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_columns = std::clamp(width() / columnWidth, 1, 2);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(3, m_columns > 1 ? 1 : 0);
    int row = 0;
    int column = 0;
    for (const Fact& fact : std::as_const(m_facts)) {
        // A value with words behind it has a line of its own.
        const bool alone = !fact.remark.isEmpty();
        if (column == m_columns || (alone && column > 0)) {
            ++row;
            column = 0;
        }
        auto* name = new ElidedLabel(fact.name, TextStyle::Body, TextRole::Secondary);
        name->setFixedWidth(nameWidth);
        m_grid->addWidget(name, row, column * 2);
        m_grid->addWidget(valueOf(fact), row, column * 2 + 1, 1, alone ? m_columns * 2 - 1 : 1);
        column = alone ? m_columns : column + 1;
    }
}

void FactGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (std::clamp(width() / columnWidth, 1, 2) != m_columns) {
        lay();
    }
}

} // namespace raskadr::ui
