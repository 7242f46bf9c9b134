#pragma once

#include "core/ingest/importplan.h"
#include "ui/common/dialog.h"
#include "ui/import/importchoice.h"

#include <QMap>

class QButtonGroup;

namespace raskadr::ui {

class ElidedLabel;
class GroupingRow;
class ImportNotices;
class SampleStrip;
class Switch;
class WrapLabel;

// What an import would do, before anything is made: counts, first pictures, how to spread the files
// over shots. Value in, value out.
class ImportSheet final : public Dialog
{
    Q_OBJECT

public:
    // Says «Looking at the files…» until there is a plan.
    ImportSheet(QWidget* anywhere, const ImportTarget& target);

    void setPlan(const ImportPlan& plan);
    // The same plan, with more files refused. What was chosen stays.
    void revise(const ImportPlan& plan);
    void setSample(int index, const QImage& picture);
    // Planning failed; nothing can be imported.
    void setError(const Error& error);

    const ImportPlan& plan() const { return m_plan; }
    ImportChoice choice() const;
    // What the choice would bring in.
    int files() const;
    int shots() const;

private:
    QWidget* buildGroupings();
    QWidget* buildOptions();
    void adapt();
    QString summary() const;
    QString headlinerHint() const;

    const ImportTarget m_target;
    ImportPlan m_plan;

    WrapLabel* m_state; // as long as there is no plan, or if there can be none
    QWidget* m_planned;
    WrapLabel* m_summary;
    SampleStrip* m_samples;
    QWidget* m_groupingBox;
    QButtonGroup* m_groupings;
    QMap<ImportGrouping, GroupingRow*> m_rows;
    QWidget* m_headlinerBox;
    Switch* m_headliners;
    WrapLabel* m_headlinerHint;
    QWidget* m_againBox;
    WrapLabel* m_againText;
    Switch* m_again;
    ImportNotices* m_notices;
    Button* m_cancel;
    Button* m_import;
};

} // namespace raskadr::ui
