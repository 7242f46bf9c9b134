#pragma once

#include "core/jobs/expansion.h"
#include "core/store/repositories.h"

namespace raskadr {

// What one generation of a model costs by its manifest: into costEstimated and costUnit. The unit
// is named also where the amount is unknown, since it may be told afterwards.
void estimateCost(Generation& generation, const ProviderManifest& provider,
                  const ModelManifest& model);

// Expands a request and writes the generations with their jobs. Errors: those of expand(), NotFound
// (the shot, an input, the parent), ModelGone.
Result<QList<GenerationId>> insertRequested(Repositories& repositories,
                                            const GenerationRequest& request,
                                            const SeedSource& seeds, qint64 nowMs);
// The same for many requests at once, all or none. The Error's amount is the place of the request
// that was refused.
Result<QList<GenerationId>> insertAllRequested(Repositories& repositories,
                                               const QList<GenerationRequest>& requests,
                                               const SeedSource& seeds, qint64 nowMs);
// Writes a generation that asks for the same as an earlier one; with `seeds`, under a fresh seed.
Result<QList<GenerationId>> insertRepeated(Repositories& repositories,
                                           const GenerationId& generation, const SeedSource& seeds,
                                           qint64 nowMs);

} // namespace raskadr
