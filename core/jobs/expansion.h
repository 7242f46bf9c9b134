#pragma once

#include "core/jobs/generationrequest.h"
#include "core/model/generation.h"
#include "core/providers/catalog.h"

#include <functional>

namespace raskadr {

inline constexpr int maxVariants = 100;

// Draws a seed for a variant without one. Called in the store thread.
using SeedSource = std::function<quint32()>;
// One that the model takes.
quint64 drawnSeed(const ModelManifest& model, const SeedSource& seeds);

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

} // namespace raskadr
