#pragma once

namespace raskadr::ui {

class SettingsController;
class SettingsPage;

// Lets the page show what the controller knows, and the controller hear what the page wishes. Both
// may go in any order afterwards. What fails is left to the window: SettingsController::failed.
void connectSettings(SettingsPage& page, SettingsController& controller);

} // namespace raskadr::ui
