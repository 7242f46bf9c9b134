#include "ui/storyboard/shotmenus.h"

#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/popupmenu.h"
#include "ui/common/theme.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ShotMenuWords
{
    Q_DECLARE_TR_FUNCTIONS(ShotMenu)
};

} // namespace

void addStatusItems(PopupMenu& menu, const StatusChosen& chosen)
{
    int key = 0;
    for (const ShotStatus status :
         {ShotStatus::Waiting, ShotStatus::InProgress, ShotStatus::Done}) {
        QAction* action =
            menu.addItem(glyphIcon(glyphOf(status)), statusText(status), QString::number(++key));
        QObject::connect(action, &QAction::triggered, &menu, [chosen, status] { chosen(status); });
    }
}

void addLabelItems(PopupMenu& menu, const LabelChosen& chosen)
{
    const Theme& theme = themeOf(&menu);
    for (const ShotLabel label : allLabels()) {
        QAction* action = menu.addItem({}, labelText(label));
        action->setIcon(icon(u"label"_s, theme.labels.at(static_cast<size_t>(labelIndex(label)))));
        QObject::connect(action, &QAction::triggered, &menu, [chosen, label] { chosen(label); });
    }
    menu.addSeparator();
    QObject::connect(menu.addItem(u"close"_s, ShotMenuWords::tr("No label")), &QAction::triggered,
                     &menu, [chosen] { chosen(ShotLabel::None); });
}

void addExportItems(PopupMenu& menu, const ActChosen& chosen)
{
    QObject::connect(menu.addItem(u"passport"_s, ShotMenuWords::tr("Passport of these shots…")),
                     &QAction::triggered, &menu, [chosen] { chosen(ShotAct::ExportPassport); });
    QObject::connect(menu.addItem(u"folder"_s, ShotMenuWords::tr("Headliners into a folder…")),
                     &QAction::triggered, &menu, [chosen] { chosen(ShotAct::ExportHeadliners); });
}

void fillShotMenu(PopupMenu& menu, const ShotMenuContext& context, const StatusChosen& status,
                  const LabelChosen& label, const ActChosen& act)
{
    const auto add = [&](const QString& iconName, const QString& text, const QString& key,
                         ShotAct what) {
        QObject::connect(menu.addItem(iconName, text, key), &QAction::triggered, &menu,
                         [act, what] { act(what); });
    };
    if (context.trashed && context.readOnly) {
        return;
    }
    if (context.trashed) {
        add(u"undo"_s, ShotMenuWords::tr("Restore"), {}, ShotAct::Restore);
        QObject::connect(menu.addDanger(u"trash"_s, ShotMenuWords::tr("Delete for good…")),
                         &QAction::triggered, &menu, [act] { act(ShotAct::DeleteForGood); });
        return;
    }
    if (context.single) {
        add(u"shot"_s, ShotMenuWords::tr("Open"), ShotMenuWords::tr("Enter"), ShotAct::Enter);
    }
    add(u"play"_s, ShotMenuWords::tr("Play"), ShotMenuWords::tr("Space"), ShotAct::Play);
    menu.addSeparator();
    const auto addCopy = [&] {
        if (context.hasHeadliner) {
            add(u"copy"_s, ShotMenuWords::tr("Copy the headliner's file"), u"Ctrl+C"_s,
                ShotAct::CopyFiles);
        }
    };
    if (context.readOnly) {
        addCopy();
        addExportItems(*menu.addPopup(u"export"_s, ShotMenuWords::tr("Export")), act);
        return;
    }
    addStatusItems(*menu.addPopup(u"status-work"_s, ShotMenuWords::tr("Status")), status);
    addLabelItems(*menu.addPopup(u"label"_s, ShotMenuWords::tr("Label")), label);
    if (context.single) {
        add(u"edit"_s, ShotMenuWords::tr("Rename"), u"F2"_s, ShotAct::Rename);
        add(u"script"_s, ShotMenuWords::tr("Edit the script"), u"Shift+F2"_s, ShotAct::EditScript);
    }
    menu.addSeparator();
    add(u"copy"_s, ShotMenuWords::tr("Duplicate"), u"Ctrl+D"_s, ShotAct::Duplicate);
    add(u"grip"_s, ShotMenuWords::tr("Move to number…"), {}, ShotAct::MoveToNumber);
    add(u"generate"_s, ShotMenuWords::tr("Generate…"), {}, ShotAct::Generate);
    if (context.hasHeadliner) {
        add(u"animate"_s, ShotMenuWords::tr("Animate the headliners…"), {},
            ShotAct::AnimateHeadliners);
        add(u"smart-edit"_s, ShotMenuWords::tr("Edit in words…"), {}, ShotAct::EditInWords);
    }
    if (context.hasAssets) {
        add(u"star"_s, ShotMenuWords::tr("Make the newest asset the headliner"), {},
            ShotAct::HeadlinerFromNewest);
    }
    addCopy();
    if (context.hasFailed) {
        add(u"refresh"_s, ShotMenuWords::tr("Retry failed generations"), {}, ShotAct::RetryFailed);
    }
    addExportItems(*menu.addPopup(u"export"_s, ShotMenuWords::tr("Export")), act);
    QObject::connect(
        menu.addDanger(u"trash"_s, ShotMenuWords::tr("To the trash"), ShotMenuWords::tr("Del")),
        &QAction::triggered, &menu, [act] { act(ShotAct::Trash); });
}

} // namespace raskadr::ui
