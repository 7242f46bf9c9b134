#include "ui/import/groupingrow.h"

#include "ui/common/format.h"
#include "ui/common/textlabels.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QRadioButton>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

GroupingRow::GroupingRow(const QString& text, const QString& hint, QWidget* parent)
    : QWidget(parent)
    , m_radio(new QRadioButton(text))
    , m_hint(hint)
    , m_shots(new ElidedLabel({}, TextStyle::Body, TextRole::Secondary))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_radio);
    if (!hint.isEmpty()) {
        row->addWidget(new ElidedLabel(hint, TextStyle::Small, TextRole::Secondary));
    }
    row->addStretch(1);
    m_shots->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_shots);
}

void GroupingRow::setShots(int shots)
{
    m_shots->setText(shotCountText(shots));
    m_radio->setAccessibleDescription(m_hint.isEmpty() ? m_shots->text()
                                                       : m_shots->text() + u", "_s + m_hint);
}

QString GroupingRow::shotsText() const
{
    return m_shots->text();
}

void GroupingRow::mousePressEvent(QMouseEvent* event)
{
    m_radio->click();
    event->accept();
}

} // namespace raskadr::ui
