#pragma once

#include "ui/common/dialog.h"

class QSpinBox;

namespace raskadr::ui {

// Asks for the number that the first of some shots is to have.
class MoveDialog final : public Dialog
{
    Q_OBJECT

public:
    MoveDialog(QWidget* anywhere, int shots, int current, int shotCount);

    int number() const;

private:
    QSpinBox* m_number;
};

} // namespace raskadr::ui
