#pragma once

#include "core/model/asset.h"
#include "core/model/generation.h"
#include "core/model/job.h"
#include "core/store/connection.h"

// Column lists and readers that more than one repository joins. The order of columns is stated here
// once for each table.

namespace raskadr {

#define ASSET_COLUMNS                                                                              \
    "asset.id, asset.shot, asset.media, asset.kind, asset.origin, asset.source_name, "             \
    "asset.parent, asset.generation, asset.favourite, asset.rejected, asset.note, "                \
    "asset.provenance, asset.trashed, asset.created"

#define JOINED_MEDIA_COLUMNS                                                                       \
    "media.sha256, media.size, media.mime, media.width, media.height, media.duration, media.fps, " \
    "media.video_codec, media.audio_codec, media.palette, media.embedded, media.state, "           \
    "media.created"

#define GENERATION_COLUMNS                                                                         \
    "generation.id, generation.shot, generation.provider, generation.model, "                      \
    "generation.model_revision, generation.prompt, generation.negative_prompt, "                   \
    "generation.parameters, generation.inputs, generation.seed_sent, generation.edit_request, "    \
    "generation.agent_model, generation.parent, generation.cost_estimated, generation.cost_unit, " \
    "generation.created"

#define JOB_COLUMNS                                                                                \
    "job.generation, job.state, job.step, job.variables, job.attempts, job.not_before, "           \
    "job.wait_reason, job.cancel_requested, job.error_class, job.error_detail, job.last_answer, "  \
    "job.error_parameter, job.cost_charged, job.seed_returned, job.forgotten, job.queued, "        \
    "job.started, job.finished"

Asset readAsset(Query& row);
Media readJoinedMedia(Query& row);
Generation readGeneration(Query& row);
Job readJob(Query& row);

// JSON columns as the texts that stand in them.
QString provenanceText(const Provenance& provenance); // empty if there is nothing
Provenance provenanceOf(const QString& text);
QString inputsText(const QList<GenerationInput>& inputs);
QList<GenerationInput> inputsOf(const QString& text);

} // namespace raskadr
