#pragma once

#include <QString>

namespace raskadr::desktop {

// Shows the file selected in its folder; where no file manager answers, the folder is opened. Main
// thread, returns at once.
void showInFolder(const QString& path);

} // namespace raskadr::desktop
