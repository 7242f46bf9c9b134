#include "ui/shell/commandtext.h"

#include <QCoreApplication>

namespace raskadr::ui {

namespace {

QString counted(const char* source, int count)
{
    return QCoreApplication::translate("CommandText", source, nullptr, count);
}

} // namespace

QString commandText(CommandKind kind, int count)
{
    switch (kind) {
    case CommandKind::None:
        return {};
    case CommandKind::AddShots:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n new shot(s)"), count);
    case CommandKind::RenameShots:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "title of %n shot(s)"), count);
    case CommandKind::EditScript:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "script of %n shot(s)"), count);
    case CommandKind::SetStatus:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "status of %n shot(s)"), count);
    case CommandKind::SetLabel:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "label of %n shot(s)"), count);
    case CommandKind::SetPlannedDuration:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "duration of %n shot(s)"), count);
    case CommandKind::EditShots:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "change of %n shot(s)"), count);
    case CommandKind::MoveShots:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "move of %n shot(s)"), count);
    case CommandKind::DuplicateShots:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "copies of %n shot(s)"), count);
    case CommandKind::TrashShots:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n shot(s) to the trash"), count);
    case CommandKind::RestoreShots:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n shot(s) out of the trash"), count);
    case CommandKind::SetHeadliner:
        return counted(QT_TRANSLATE_NOOP("CommandText", "choice of the headliner"), count);
    case CommandKind::ClearHeadliner:
        return counted(QT_TRANSLATE_NOOP("CommandText", "removal of the headliner"), count);
    case CommandKind::HeadlinersFromNewest:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "headliners of %n shot(s)"), count);
    case CommandKind::AddFavourite:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n asset(s) among the favourites"),
                       count);
    case CommandKind::RemoveFavourite:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n asset(s) out of the favourites"),
                       count);
    case CommandKind::Reject:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "rejection of %n asset(s)"), count);
    case CommandKind::Unreject:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "return of %n rejected asset(s)"), count);
    case CommandKind::EditNote:
        return counted(QT_TRANSLATE_NOOP("CommandText", "note"), count);
    case CommandKind::EditProvenance:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "facts of %n asset(s)"), count);
    case CommandKind::MoveAssets:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "move of %n asset(s)"), count);
    case CommandKind::CopyAssets:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "copies of %n asset(s)"), count);
    case CommandKind::TrashAssets:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n asset(s) to the trash"), count);
    case CommandKind::RestoreAssets:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n asset(s) out of the trash"), count);
    case CommandKind::AddAssets:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n new asset(s)"), count);
    case CommandKind::CreateProject:
        return counted(QT_TRANSLATE_NOOP("CommandText", "new project"), count);
    case CommandKind::RenameProject:
        return counted(QT_TRANSLATE_NOOP("CommandText", "title of the project"), count);
    case CommandKind::EditProject:
        return counted(QT_TRANSLATE_NOOP("CommandText", "settings of the project"), count);
    case CommandKind::ArchiveProjects:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n project(s) to the archive"), count);
    case CommandKind::UnarchiveProjects:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n project(s) out of the archive"),
                       count);
    case CommandKind::TrashProjects:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n project(s) to the trash"), count);
    case CommandKind::RestoreProjects:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "%n project(s) out of the trash"), count);
    case CommandKind::DuplicateProject:
        return counted(QT_TRANSLATE_NOOP("CommandText", "copy of the project"), count);
    case CommandKind::Import:
        return counted(QT_TRANSLATE_N_NOOP("CommandText", "import of %n asset(s)"), count);
    }
    Q_UNREACHABLE();
}

} // namespace raskadr::ui
