#include "controllertest.h"
#include "formtest.h"
#include "historytest.h"
#include "pagetest.h"
#include "smartedittest.h"

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
    return run<ControllerTest>(argc, argv) + run<FormTest>(argc, argv)
        + run<HistoryTest>(argc, argv) + run<PageTest>(argc, argv)
        + run<SmartEditTest>(argc, argv);
}
