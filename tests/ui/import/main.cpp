#include "importflowtest.h"
#include "importsheettest.h"
#include "offeredmediatest.h"
#include "tests/support/widgettests.h"

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<OfferedMediaTest, ImportSheetTest, ImportFlowTest>(argc,
                                                                                            argv);
}
