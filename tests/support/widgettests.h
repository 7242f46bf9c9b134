#pragma once

#include "ui/common/theme.h"

#include <QApplication>
#include <QTest>

namespace raskadr::test {

// The main() of a program with several classes of tests: runs one after the other, in the dark
// theme, and returns how many tests failed.
template <class... Tests>
int runWidgetTests(int argc, char** argv)
{
    QApplication application(argc, argv);
    ui::applyTheme(application, true, true);
    int failures = 0;
    const auto run = [&](QObject&& test) { failures += QTest::qExec(&test, argc, argv); };
    (run(Tests()), ...);
    return failures;
}

} // namespace raskadr::test
