#pragma once

#include "core/jobs/generationrequest.h"
#include "core/providers/catalog.h"
#include "core/store/repositories.h"

#include <functional>

namespace raskadr {

inline constexpr int maxVariants = 100;

// Draws a seed for a variant without one. Called in the store thread.
using SeedSource = std::function<quint32()>;

// An input with what has to fit its slot.
struct ResolvedInput
{
    GenerationInput input;
    AssetKind kind = AssetKind::Image;
};

// What a request becomes: a generation for each variant. A typed seed S gives S, S+1, … and begins
// again at the smallest one behind the largest; else each variant has its own drawn seed, so that
// everything can be repeated. The prompts and the seed stand in their own columns and not among the
// parameters. Errors: InvalidInput with the parameter or slot as subject.
Result<QList<Generation>> expand(const CatalogModel& model, const GenerationRequest& request,
                                 const QList<ResolvedInput>& inputs, const SeedSource& seeds,
                                 qint64 nowMs);

// What one generation of a model costs by its manifest: into costEstimated and costUnit. The unit is
// named also where the amount is unknown, since it may be told afterwards.
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
