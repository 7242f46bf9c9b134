#include "boardtest.h"
#include "gesturetest.h"
#include "hovertest.h"
#include "layouttest.h"
#include "tests/support/widgettests.h"

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<LayoutTest, GestureTest, BoardTest, HoverTest>(argc, argv);
}
