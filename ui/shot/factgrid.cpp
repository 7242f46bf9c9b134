#include "ui/shot/factgrid.h"

#include "ui/common/textlabels.h"

#include <QGridLayout>

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

void FactGrid::setFacts(const QList<std::pair<QString, QString>>& facts)
{
    QList<std::pair<QString, QString>> known = facts;
    known.removeIf([](const auto& fact) { return fact.second.isEmpty(); });
    if (known != m_facts || m_columns == 0) {
        m_facts = known;
        lay();
    }
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
    for (int i = 0; i < m_facts.size(); ++i) {
        const auto& [key, value] = m_facts[i];
        const int column = i % m_columns * 2;
        auto* name = new ElidedLabel(key, TextStyle::Body, TextRole::Secondary);
        name->setFixedWidth(nameWidth);
        auto* text = new ElidedLabel(value, TextStyle::Body);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setAccessibleName(u"%1: %2"_s.arg(key, value));
        m_grid->addWidget(name, i / m_columns, column);
        m_grid->addWidget(text, i / m_columns, column + 1);
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
