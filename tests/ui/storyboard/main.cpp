#include "boardtest.h"
#include "gesturetest.h"
#include "hovertest.h"
#include "layouttest.h"

#include "ui/common/theme.h"

#include <QApplication>
#include <QTest>

template <class Test>
static int run(int argc, char** argv)
{
    Test test;
    return QTest::qExec(&test, argc, argv);
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    raskadr::ui::applyTheme(application, true, true);
    return run<LayoutTest>(argc, argv) + run<GestureTest>(argc, argv) + run<BoardTest>(argc, argv)
        + run<HoverTest>(argc, argv);
}
