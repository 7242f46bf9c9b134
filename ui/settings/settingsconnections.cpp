#include "ui/settings/settingsconnections.h"

#include "ui/settings/accountsection.h"
#include "ui/settings/appearancesection.h"
#include "ui/settings/librarysection.h"
#include "ui/settings/settingscontroller.h"
#include "ui/settings/settingspage.h"

namespace raskadr::ui {

void connectSettings(SettingsPage& page, SettingsController& controller)
{
    using Controller = SettingsController;
    QObject::connect(&controller, &Controller::stateChanged, &page, &SettingsPage::setState);

    AppearanceSection* appearance = page.appearance();
    QObject::connect(appearance, &AppearanceSection::themeChosen, &controller,
                     &Controller::setTheme);
    QObject::connect(appearance, &AppearanceSection::languageChosen, &controller,
                     &Controller::setLanguage);
    QObject::connect(appearance, &AppearanceSection::reducedMotionChosen, &controller,
                     &Controller::setReducedMotion);

    AccountSection* account = page.account();
    QObject::connect(account, &AccountSection::nameEdited, &controller, &Controller::setName);
    QObject::connect(account, &AccountSection::autoLockChosen, &controller,
                     &Controller::setAutoLock);
    QObject::connect(account, &AccountSection::passwordChangeRequested, &controller,
                     &Controller::changePassword);
    QObject::connect(&controller, &Controller::passwordChanged, account,
                     &AccountSection::showPasswordResult);

    LibrarySection* library = page.library();
    LibraryCare& care = controller.care();
    QObject::connect(library, &LibrarySection::checkRequested, &care, &LibraryCare::check);
    QObject::connect(library, &LibrarySection::cancelRequested, &care, &LibraryCare::cancelCheck);
    QObject::connect(library, &LibrarySection::clearCacheRequested, &care,
                     &LibraryCare::clearCache);
    QObject::connect(&care, &LibraryCare::checkProgressed, library, &LibrarySection::showProgress);
    QObject::connect(&care, &LibraryCare::checkFinished, library, &LibrarySection::showCheck);
    QObject::connect(&care, &LibraryCare::cacheCleared, library, &LibrarySection::showCleared);

    page.setState(controller.state());
}

} // namespace raskadr::ui
