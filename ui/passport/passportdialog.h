#pragma once

#include "core/passport/passport.h"
#include "ui/common/dialog.h"

class QButtonGroup;
class QRadioButton;

namespace raskadr::ui {

class Switch;

enum class PassportFormat { Xlsx, CsvExcel, CsvRfc4180, Json, HeadlinersFolder };

struct PassportChoice
{
    PassportFormat format = PassportFormat::Xlsx;
    PassportScope scope = PassportScope::All;
    bool withFiles = false;

    bool operator==(const PassportChoice&) const = default;
};

// «Паспорт»: which format, which shots, with or without the files. Value in, value out; where to
// save it is asked afterwards by the caller.
class PassportDialog final : public Dialog
{
    Q_OBJECT

public:
    // `selectedShots`: how many shots are selected on the desk; 0 hides that scope.
    PassportDialog(QWidget* anywhere, const QString& projectTitle, const PassportChoice& last,
                   int selectedShots);

    PassportChoice choice() const;

private:
    void adapt();

    QButtonGroup* m_formats;
    QButtonGroup* m_scopes;
    QWidget* m_scopeBox;
    Switch* m_withFiles;
    Button* m_save;
};

} // namespace raskadr::ui
