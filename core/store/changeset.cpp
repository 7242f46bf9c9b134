#include "core/store/changeset.h"

namespace raskadr {

bool ChangeSet::isEmpty() const
{
    return *this == ChangeSet{};
}

} // namespace raskadr
