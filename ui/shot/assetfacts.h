#pragma once

#include "ui/shot/factgrid.h"
#include "ui/shot/inspectedasset.h"

namespace raskadr::ui {

// What the inspector says of a card in pairs of words: how it was made, what its file is.
QList<Fact> factsOf(const InspectedAsset& shown);
// What the file of an asset says beyond the fields of its provenance.
QList<Fact> factsFromFile(const InspectedAsset& shown);
// Where a field comes from: "from the file", "from the file, a guess", "entered by hand".
QString remarkOn(const ProvenanceField& field);

} // namespace raskadr::ui
