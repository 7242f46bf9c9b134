#include "commentstest.h"
#include "sharetest.h"

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
    return run<CommentsTest>(argc, argv) + run<ShareTest>(argc, argv);
}
