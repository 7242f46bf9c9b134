#include "contrasttest.h"
#include "dialogtest.h"
#include "icontest.h"
#include "keyfiltertest.h"
#include "tests/support/widgettests.h"
#include "thumbnailcachetest.h"
#include "toasttest.h"
#include "widgettest.h"

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<ContrastTest, IconTest, KeyFilterTest, WidgetTest,
                                         DialogTest, ThumbnailCacheTest, ToastTest>(argc, argv);
}
