#include "resources/resources.h"

#include <QtGlobal>

// Q_INIT_RESOURCE declares a function, which has to live outside every namespace.
static void registerFiles()
{
    Q_INIT_RESOURCE(raskadr);
}

namespace raskadr {

void initResources()
{
    registerFiles();
}

} // namespace raskadr
