#include "ui/settings/fieldgrid.h"

#include <QGridLayout>

namespace raskadr::ui {

namespace {

constexpr int leastWidth = 250;
constexpr int mostColumns = 3;
constexpr int gap = 20;

} // namespace

FieldGrid::FieldGrid(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(gap);
    m_grid->setVerticalSpacing(14);
}

void FieldGrid::add(QWidget* field)
{
    field->setParent(this);
    m_fields.append(field);
    arrange();
}

void FieldGrid::setShown(QWidget* field, bool on)
{
    if (on ? m_absent.remove(field) : !m_absent.contains(field)) {
        if (!on) {
            m_absent.insert(field);
        }
        arrange();
    }
}

void FieldGrid::clear()
{
    qDeleteAll(m_fields);
    m_fields.clear();
    m_absent.clear();
}

void FieldGrid::arrange()
{
    m_columns = qBound(1, (width() + gap) / (leastWidth + gap), mostColumns);
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item;
    }
    int place = 0;
    for (QWidget* field : std::as_const(m_fields)) {
        field->setVisible(!m_absent.contains(field));
        if (!m_absent.contains(field)) {
            m_grid->addWidget(field, place / m_columns, place % m_columns, Qt::AlignTop);
            ++place;
        }
    }
    for (int column = 0; column < mostColumns; ++column) {
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
        m_grid->setColumnMinimumWidth(column, 0);
    }
}

void FieldGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_columns != qBound(1, (width() + gap) / (leastWidth + gap), mostColumns)) {
        arrange();
    }
}

} // namespace raskadr::ui
