#include "contrasttest.h"
#include "dialogtest.h"
#include "icontest.h"
#include "keyfiltertest.h"
#include "thumbnailcachetest.h"
#include "widgettest.h"

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
    return run<ContrastTest>(argc, argv) + run<IconTest>(argc, argv)
        + run<KeyFilterTest>(argc, argv) + run<WidgetTest>(argc, argv) + run<DialogTest>(argc, argv)
        + run<ThumbnailCacheTest>(argc, argv);
}
