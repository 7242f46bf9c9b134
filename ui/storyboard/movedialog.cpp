#include "ui/storyboard/movedialog.h"

#include "ui/common/fields.h"

#include <QSpinBox>

namespace raskadr::ui {

MoveDialog::MoveDialog(QWidget* anywhere, int shots, int current, int shotCount)
    : Dialog(anywhere, tr("Move %n shot(s)", nullptr, shots))
    , m_number(new QSpinBox)
{
    const int last = shotCount - shots + 1;
    m_number->setRange(1, last);
    m_number->setValue(current);
    auto* field =
        new Field(shots == 1 ? tr("New number") : tr("Number of the first of them"), m_number);
    field->setHint(tr("From 1 to %1").arg(last));
    content()->addWidget(field);
    setPanelWidth(380);
    addReject();
    addAccept(tr("Move"));
    setInitialFocus(m_number);
    m_number->selectAll();
}

int MoveDialog::number() const
{
    return m_number->value();
}

} // namespace raskadr::ui
