#pragma once

#include "core/ingest/importplan.h"
#include "ui/common/dialog.h"
#include "ui/import/importchoice.h"

#include <QMap>

class QButtonGroup;
class QStackedLayout;

namespace raskadr::ui {

class ElidedLabel;
class FilmStrip;
class GroupingRow;
class Notices;
class Switch;
class WrapLabel;

// What an import would do, before anything is made: counts, first pictures, how to spread the files
// over shots. Value in, value out.
class ImportSheet final : public Dialog
{
    Q_OBJECT

public:
    // Opens with «Looking at the files…» until there is a plan.
    ImportSheet(QWidget* anywhere, const ImportTarget& target);

    void setPlan(const ImportPlan& plan);
    void setSample(int index, const QImage& picture);
    // Planning failed; nothing can be imported.
    void setError(const Error& error);

    const ImportPlan& plan() const { return m_plan; }
    ImportChoice choice() const;
    // What the choice would bring in.
    int files() const;
    int shots() const;

private:
    void buildPlanned();
    void adapt();
    QString headlinerHint() const;

    const ImportTarget m_target;
    ImportPlan m_plan;
    bool m_planned = false;

    QWidget* m_looking;
    WrapLabel* m_lookingText;
    QWidget* m_body;
    ElidedLabel* m_summary;
    FilmStrip* m_strip;
    QWidget* m_groupingBox;
    QButtonGroup* m_groupings;
    QMap<ImportGrouping, GroupingRow*> m_rows;
    QWidget* m_headlinerBox;
    Switch* m_headliners;
    WrapLabel* m_headlinerHint;
    Switch* m_again;
    Notices* m_notices;
    Button* m_import;
};

} // namespace raskadr::ui
