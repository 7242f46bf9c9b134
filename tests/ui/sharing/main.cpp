#include "commentstest.h"
#include "failuretest.h"
#include "sharetest.h"
#include "tests/support/widgettests.h"

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<CommentsTest, ShareTest, FailureTest>(argc, argv);
}
