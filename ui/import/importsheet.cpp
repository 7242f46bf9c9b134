#include "ui/import/importsheet.h"

#include "ui/common/errortext.h"
#include "ui/common/format.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"
#include "ui/import/groupingrow.h"
#include "ui/import/importnotices.h"
#include "ui/import/importreporttext.h"
#include "ui/import/samplestrip.h"

#include <QButtonGroup>
#include <QRadioButton>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QString sheetTitle(const ImportTarget& target)
{
    if (target.isIntoShot()) {
        return ImportSheet::tr("Import into shot %1").arg(target.intoShotNumber);
    }
    if (target.projectId.isNull()) {
        return ImportSheet::tr("New project “%1”").arg(target.projectTitle);
    }
    return ImportSheet::tr("Import into “%1”").arg(target.projectTitle);
}

} // namespace

ImportSheet::ImportSheet(QWidget* anywhere, const ImportTarget& target)
    : Dialog(anywhere, sheetTitle(target))
    , m_target(target)
    , m_state(new WrapLabel(tr("Looking at the files…"), TextStyle::Body, TextRole::Secondary))
    , m_planned(new QWidget)
    , m_summary(new WrapLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_samples(new SampleStrip)
    , m_groupings(new QButtonGroup(this))
    , m_headliners(new Switch(tr("Make them headliners")))
    , m_headlinerHint(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_againText(new WrapLabel)
    , m_again(new Switch(tr("Add them anyway")))
    , m_notices(new ImportNotices)
{
    setPanelWidth(720);
    // About as high as with a plan, so that the sheet does not jump when the plan comes.
    m_state->setMinimumHeight(400);
    m_state->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    content()->addWidget(m_state);
    content()->addWidget(m_planned);
    auto* column = new QVBoxLayout(m_planned);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(20);
    column->addWidget(m_summary);
    column->addWidget(m_samples);
    m_groupingBox = buildGroupings();
    column->addWidget(m_groupingBox);
    column->addWidget(buildOptions());
    column->addWidget(m_notices);
    m_planned->hide();

    m_cancel = addReject();
    m_import = addAccept(tr("Import"));
    m_import->setEnabled(false);
    setInitialFocus(m_cancel);

    connect(m_groupings, &QButtonGroup::idToggled, this, &ImportSheet::adapt);
    connect(m_headliners, &Switch::toggled, this, &ImportSheet::adapt);
    connect(m_again, &Switch::toggled, this, &ImportSheet::adapt);
}

QWidget* ImportSheet::buildGroupings()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(new ElidedLabel(tr("Shots"), TextStyle::BodyBold));
    const auto add = [&](ImportGrouping grouping, const QString& text, const QString& hint = {}) {
        auto* row = new GroupingRow(text, hint);
        m_groupings->addButton(row->radio(), static_cast<int>(grouping));
        m_rows[grouping] = row;
        column->addWidget(row);
    };
    add(ImportGrouping::File, tr("Each file is a shot"));
    add(ImportGrouping::Folder, tr("Each subfolder is a shot"));
    add(ImportGrouping::Number, tr("By the number in the name"), tr("sh010_v3, 010b → shot 010"));
    add(ImportGrouping::One, tr("Everything into one shot"));
    m_groupings->button(static_cast<int>(ImportGrouping::File))->setChecked(true);
    return box;
}

QWidget* ImportSheet::buildOptions()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);

    m_headlinerBox = new QWidget;
    auto* headliners = new QVBoxLayout(m_headlinerBox);
    headliners->setContentsMargins(0, 0, 0, 0);
    headliners->setSpacing(2);
    m_headliners->setChecked(true);
    headliners->addWidget(m_headliners);
    headliners->addWidget(m_headlinerHint);
    column->addWidget(m_headlinerBox);

    m_againBox = new QWidget;
    auto* again = new QHBoxLayout(m_againBox);
    again->setContentsMargins(0, 0, 0, 0);
    again->setSpacing(16);
    again->addWidget(m_againText, 1);
    again->addWidget(m_again);
    column->addWidget(m_againBox);
    return box;
}

void ImportSheet::setPlan(const ImportPlan& plan)
{
    m_state->hide();
    m_planned->show();
    m_samples->setCount(static_cast<int>(plan.samples.size()));
    m_groupings->button(static_cast<int>(plan.suggested))->setChecked(true);
    m_groupingBox->setVisible(!m_target.isIntoShot());
    m_headlinerBox->setVisible(!m_target.isIntoShot());
    revise(plan);
    if (m_import->isEnabled() && (m_cancel->hasFocus() || hasFocus())) {
        m_import->setFocus(Qt::OtherFocusReason);
    }
}

void ImportSheet::revise(const ImportPlan& plan)
{
    m_plan = plan;
    m_againText->setText(tr("%n file(s) are in the project already", nullptr, plan.duplicates));
    m_againBox->setVisible(plan.duplicates > 0);
    m_notices->setNotices(plan.refused + plan.walk.unreadable, skippedText(plan.walk));
    adapt();
}

void ImportSheet::setSample(int index, const QImage& picture)
{
    m_samples->setSample(index, picture);
}

void ImportSheet::setError(const Error& error)
{
    m_state->setMinimumHeight(0);
    m_state->setText(errorText(error));
    m_state->setRole(TextRole::Error);
    m_state->show();
    m_planned->hide();
    m_import->setEnabled(false);
}

ImportChoice ImportSheet::choice() const
{
    if (m_target.isIntoShot()) {
        return {ImportGrouping::One, false, m_again->isChecked()};
    }
    return {static_cast<ImportGrouping>(m_groupings->checkedId()), m_headliners->isChecked(),
            m_again->isChecked()};
}

int ImportSheet::files() const
{
    return m_plan.files() + (m_again->isChecked() ? m_plan.duplicates : 0);
}

int ImportSheet::shots() const
{
    const auto& shots = m_again->isChecked() ? m_plan.shotsAgain : m_plan.shots;
    return shots.value(static_cast<ImportGrouping>(m_groupings->checkedId()));
}

QString ImportSheet::summary() const
{
    if (files() == 0) {
        return m_plan.duplicates > 0
            ? tr("Everything here is in the project already.")
            : tr("There are no pictures and no videos here that can be imported.");
    }
    const bool again = m_again->isChecked();
    QStringList counts;
    if (again) {
        counts.append(fileCountText(files()));
    } else {
        if (m_plan.pictures > 0) {
            counts.append(tr("%n picture(s)", nullptr, m_plan.pictures));
        }
        if (m_plan.videos > 0) {
            counts.append(tr("%n video(s)", nullptr, m_plan.videos));
        }
    }
    return counts.join(u", "_s) + u" · "_s + bytesText(again ? m_plan.bytesAgain : m_plan.bytes);
}

QString ImportSheet::headlinerHint() const
{
    if (!m_headliners->isChecked()) {
        return tr("The shots stay without a headliner until you choose one.");
    }
    return choice().grouping == ImportGrouping::File
        ? tr("Each file becomes the headliner of its shot.")
        : tr("The newest file of each shot becomes its headliner.");
}

void ImportSheet::adapt()
{
    m_summary->setText(summary());
    const auto& shotsBy = m_again->isChecked() ? m_plan.shotsAgain : m_plan.shots;
    for (auto at = m_rows.cbegin(); at != m_rows.cend(); ++at) {
        at.value()->setShots(shotsBy.value(at.key()));
    }
    const bool any = files() > 0;
    m_groupingBox->setEnabled(any);
    m_headlinerBox->setEnabled(any);
    m_headlinerHint->setText(headlinerHint());
    m_import->setEnabled(any);
    if (!any) {
        m_import->setText(tr("Import"));
    } else if (m_target.isIntoShot()) {
        m_import->setText(tr("Import %1").arg(fileCountText(files())));
    } else {
        m_import->setText(
            tr("Import %1 into %2").arg(fileCountText(files()), shotCountText(shots())));
    }
}

} // namespace raskadr::ui
