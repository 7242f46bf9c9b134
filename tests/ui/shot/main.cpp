#include "composingtest.h"
#include "controllertest.h"
#include "feedtest.h"
#include "formtest.h"
#include "guardtest.h"
#include "historytest.h"
#include "pagetest.h"
#include "smartedittest.h"
#include "tests/support/widgettests.h"

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<ControllerTest, FormTest, HistoryTest, PageTest, FeedTest,
                                         ComposingTest, SmartEditTest, GuardTest>(argc, argv);
}
