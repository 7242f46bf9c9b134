#include "filmtest.h"

#include "ui/common/theme.h"

#include <QApplication>
#include <QTest>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    raskadr::ui::applyTheme(application, true, true);
    FilmTest test;
    return QTest::qExec(&test, argc, argv);
}
