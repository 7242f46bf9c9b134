#pragma once

#include "core/providers/catalog.h"
#include "core/store/store.h"

namespace raskadr {

// A piece of a manifest file becomes the next revision of its row, of this account or, with a null
// one, common to all; one that says the same makes none. Internal to this module.
void putPiece(Repositories& r, const AccountId& account, const ManifestPiece& piece);

} // namespace raskadr
