#include "ui/common/stylecontrols.h"

#include "ui/common/icons.h"

#include <QIcon>

namespace raskadr::ui::controls {

using namespace Qt::Literals::StringLiterals;

QIcon standardIcon(QStyle::StandardPixmap pixmap, const Theme& theme)
{
    const auto quiet = [&theme](const QString& name) {
        return icon(name, theme.text2, theme.textOff, 16);
    };
    switch (pixmap) {
    case QStyle::SP_LineEditClearButton:
    case QStyle::SP_DialogCloseButton:
        return quiet(u"close"_s);
    case QStyle::SP_DirIcon:
    case QStyle::SP_DirOpenIcon:
    case QStyle::SP_DirClosedIcon:
    case QStyle::SP_DirHomeIcon:
    case QStyle::SP_DesktopIcon:
        return quiet(u"folder"_s);
    case QStyle::SP_ComputerIcon:
    case QStyle::SP_DriveHDIcon:
    case QStyle::SP_DriveNetIcon:
        return quiet(u"projects"_s);
    case QStyle::SP_FileIcon:
        return quiet(u"passport"_s);
    case QStyle::SP_ArrowBack:
    case QStyle::SP_ArrowLeft:
        return quiet(u"arrow-left"_s);
    case QStyle::SP_ArrowForward:
    case QStyle::SP_ArrowRight:
        return quiet(u"chevron-right"_s);
    case QStyle::SP_FileDialogToParent:
        return quiet(u"send"_s);
    case QStyle::SP_FileDialogNewFolder:
        return quiet(u"plus"_s);
    case QStyle::SP_FileDialogListView:
        return quiet(u"board"_s);
    case QStyle::SP_FileDialogDetailedView:
        return quiet(u"script"_s);
    case QStyle::SP_MessageBoxWarning:
        return icon(u"warning"_s, theme.warn, theme.textOff, 24);
    case QStyle::SP_MessageBoxCritical:
        return icon(u"status-error"_s, theme.error, theme.textOff, 24);
    case QStyle::SP_MessageBoxInformation:
    case QStyle::SP_MessageBoxQuestion:
        return icon(u"info"_s, theme.text2, theme.textOff, 24);
    default:
        return {};
    }
}

} // namespace raskadr::ui::controls
