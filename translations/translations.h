#pragma once

#include "core/settings/setting.h"

class QCoreApplication;

namespace raskadr {

// Makes the application speak a language: the default QLocale, our words, and those of Qt's own
// dialogs; all are part of the program, so nothing has to be installed. The translators belong to
// the application. Main thread, once, before the first text is asked for; another language needs a
// restart.
void installTranslations(QCoreApplication& application, Language language);

} // namespace raskadr
