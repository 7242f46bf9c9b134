#include "controllertest.h"
#include "pagetest.h"
#include "partstest.h"
#include "readonlytest.h"
#include "tests/support/widgettests.h"

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<ControllerTest, PartsTest, PageTest, ReadOnlyTest>(argc,
                                                                                            argv);
}
