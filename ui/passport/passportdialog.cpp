#include "ui/passport/passportdialog.h"

#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

// A radio button with quiet words of explanation under it.
QRadioButton* addChoice(QVBoxLayout* layout, QButtonGroup* group, int id, const QString& text,
                        const QString& hint = {})
{
    auto* radio = new QRadioButton(text);
    group->addButton(radio, id);
    layout->addWidget(radio);
    if (!hint.isEmpty()) {
        auto* label = new WrapLabel(hint, TextStyle::Small, TextRole::Secondary);
        label->setContentsMargins(0, 0, 0, 0);
        auto* indented = new QHBoxLayout;
        indented->setContentsMargins(28, 0, 0, 4);
        indented->addWidget(label);
        layout->addLayout(indented);
        radio->setAccessibleDescription(hint);
    }
    return radio;
}

} // namespace

PassportDialog::PassportDialog(QWidget* anywhere, const QString& projectTitle,
                               const PassportChoice& last, int selectedShots)
    : Dialog(anywhere, tr("Technical passport"))
    , m_formats(new QButtonGroup(this))
    , m_scopes(new QButtonGroup(this))
    , m_scopeBox(new QWidget)
    , m_withFiles(new Switch(tr("Put the files beside it")))
{
    setPanelWidth(560);
    content()->setSpacing(8);
    content()->addWidget(new WrapLabel(tr("Everything that is known about every asset of “%1”: "
                                          "prompts, seeds, models, parameters, "
                                          "sources.")
                                           .arg(projectTitle),
                                       TextStyle::Body, TextRole::Secondary));
    content()->addSpacing(8);
    content()->addWidget(new ElidedLabel(tr("Format"), TextStyle::BodyBold));
    addChoice(content(), m_formats, int(PassportFormat::Xlsx), tr("Excel workbook (XLSX)"),
              tr("Sheets with assets and shots, thumbnails, filters"));
    addChoice(content(), m_formats, int(PassportFormat::CsvExcel), tr("CSV for Russian Excel"),
              tr("Semicolons and decimal commas; opens by a double click"));
    addChoice(content(), m_formats, int(PassportFormat::CsvRfc4180), tr("CSV, RFC 4180"),
              tr("Commas, texts byte for byte, for other programs"));
    addChoice(content(), m_formats, int(PassportFormat::Json), tr("JSON"),
              tr("Complete, for scripts"));
    addChoice(content(), m_formats, int(PassportFormat::HeadlinersFolder),
              tr("Headliners into a folder"),
              tr("Files with readable names in story order, for the video editor"));

    auto* scopeLayout = new QVBoxLayout(m_scopeBox);
    scopeLayout->setContentsMargins(0, 8, 0, 0);
    scopeLayout->setSpacing(8);
    scopeLayout->addWidget(new ElidedLabel(tr("What goes in"), TextStyle::BodyBold));
    addChoice(scopeLayout, m_scopes, int(PassportScope::All), tr("All assets"));
    addChoice(scopeLayout, m_scopes, int(PassportScope::Headliners), tr("Headliners only"));
    if (selectedShots > 0) {
        addChoice(scopeLayout, m_scopes, int(PassportScope::Selected),
                  tr("Selected: %1").arg(shotCountText(selectedShots)));
    }
    content()->addWidget(m_scopeBox);
    content()->addSpacing(8);
    content()->addWidget(m_withFiles);

    addReject();
    m_save = addAccept(tr("Save…"));

    const auto check = [](QButtonGroup* group, int id) {
        QAbstractButton* button = group->button(id);
        (button ? button : group->buttons().first())->setChecked(true);
    };
    check(m_formats, int(last.format));
    check(m_scopes,
          selectedShots > 0
              ? int(last.scope)
              : int(last.scope == PassportScope::Selected ? PassportScope::All : last.scope));
    m_withFiles->setChecked(last.withFiles);
    connect(m_formats, &QButtonGroup::idToggled, this, &PassportDialog::adapt);
    setInitialFocus(m_formats->checkedButton());
    adapt();
}

PassportChoice PassportDialog::choice() const
{
    PassportChoice choice;
    choice.format = static_cast<PassportFormat>(m_formats->checkedId());
    choice.scope = static_cast<PassportScope>(m_scopes->checkedId());
    choice.withFiles = m_withFiles->isEnabled() && m_withFiles->isChecked();
    return choice;
}

void PassportDialog::adapt()
{
    const bool folder = m_formats->checkedId() == int(PassportFormat::HeadlinersFolder);
    m_scopeBox->setEnabled(!folder);
    m_withFiles->setEnabled(!folder);
    m_save->setText(folder ? tr("Choose folder…") : tr("Save…"));
}

} // namespace raskadr::ui
