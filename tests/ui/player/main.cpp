#include "filmtest.h"
#include "picturetest.h"
#include "tests/support/widgettests.h"

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<FilmTest, PictureTest>(argc, argv);
}
