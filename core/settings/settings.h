#pragma once

#include "core/settings/setting.h"

// Every setting of the program, with its key, type and default: the one table of them.
namespace raskadr::settings {

// Of this computer.
inline const MachineSetting<ThemeChoice> theme{QLatin1StringView("theme"), ThemeChoice::Dark};
inline const MachineSetting<Language> language{QLatin1StringView("language"), Language::Russian};
inline const MachineSetting<bool> reducedMotion{QLatin1StringView("reducedMotion"), false};
inline const MachineSetting<QString> libraryFolder{QLatin1StringView("libraryFolder")};
inline const MachineSetting<QString> lastLogin{QLatin1StringView("lastLogin")};
// What was chosen last at the login; what it takes to stay is in the keychain and the library.
inline const MachineSetting<bool> stayLoggedIn{QLatin1StringView("stayLoggedIn"), false};
inline const MachineSetting<QByteArray> windowGeometry{QLatin1StringView("windowGeometry")};
// The user was told once that closing puts running generations back into the queue.
inline const MachineSetting<bool> closingExplained{QLatin1StringView("closingExplained"), false};

// Of an account.
inline const AccountSetting<int> autoLockMinutes{QLatin1StringView("autoLockMinutes"), 0, 0,
                                                 1440}; // 0: off
inline const AccountSetting<QString> lastProject{
    QLatin1StringView("lastProject")}; // its id; empty: none was open
// What the vault key that the keychain holds has to open; empty: nobody stays logged in.
inline const AccountSetting<QByteArray> stayProof{QLatin1StringView("stayProof")};
// Files whose assets were deleted for good and that are still to go to the system's trash.
inline const AccountSetting<QString> emptiedMedia{QLatin1StringView("emptiedMedia")};
inline const AccountSetting<bool> showColourStrip{QLatin1StringView("showColourStrip"), true};
inline const AccountSetting<int> feedCardWidth{QLatin1StringView("feedCardWidth"), 250, 120,
                                               480}; // px
inline const AccountSetting<int> inspectorWidth{QLatin1StringView("inspectorWidth"), 0, 0,
                                                1600}; // px; 0: by the window
// What a generation whose price nobody knows counts against a limit, in millionths of the account's
// currency; -1: it does not run while there is a limit.
inline const AccountSetting<qint64> unknownPriceMicros{QLatin1StringView("unknownPriceMicros"), -1,
                                                       -1, 1'000'000'000'000};
// Who rewrites prompts in «Правка», what each agent is told beside the words (JSON by model), and
// whether agents may see the picture.
inline const AccountSetting<QString> editAgent{QLatin1StringView("editAgent"),
                                               QStringLiteral("draft.agent")};
inline const AccountSetting<QString> editAgentSettings{QLatin1StringView("editAgentSettings")};
inline const AccountSetting<bool> showPictureToAgent{QLatin1StringView("showPictureToAgent"),
                                                     false};
// What stands unsent in «Правка»: the words by asset, as JSON, newest last.
inline const AccountSetting<QString> editDrafts{QLatin1StringView("editDrafts")};
// Answers to comments that were not sent: the words by comment, as JSON, newest last.
inline const AccountSetting<QString> answerDrafts{QLatin1StringView("answerDrafts")};

// Of the library as a whole.
inline const LibrarySetting<qint64> lastCheckMs{QLatin1StringView("lastCheckMs"), 0}; // 0: never
inline const LibrarySetting<int> lastCheckFaults{QLatin1StringView("lastCheckFaults"), 0};

} // namespace raskadr::settings
