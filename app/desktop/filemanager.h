#pragma once

#include <QString>

namespace raskadr::desktop {

// Shows the file selected in its folder; where no file manager answers, the folder is opened. Main
// thread, returns at once.
void showInFolder(const QString& path);

// A title as the name of a file, without suffix: what common file systems refuse becomes a space.
QString fileNameOf(const QString& title);

} // namespace raskadr::desktop
