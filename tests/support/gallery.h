#pragma once

#include "ui/common/theme.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QTranslator>
#include <functional>

namespace raskadr::test {

// The main() of a program that takes pictures of the window for eyes: `PROGRAM PICTURES SCREENSHOTS
// [translation]`, with `shoot` for the two folders, of which the second is there.
inline int
runGallery(int argc, char** argv,
           const std::function<void(const QString& pictures, const QString& target)>& shoot)
{
    ui::prepareTextRendering();
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 3) {
        return 2;
    }
    QTranslator russian;
    if (arguments.size() > 3 && russian.load(arguments.at(3))) {
        QLocale::setDefault(QLocale(QStringLiteral("ru_RU")));
        QApplication::installTranslator(&russian);
    }
    QDir().mkpath(arguments.at(2));
    ui::applyTheme(application, true, true);
    shoot(arguments.at(1), arguments.at(2));
    return 0;
}

} // namespace raskadr::test
