#pragma once

#include "core/agent/editrequest.h"
#include "core/jobs/generationrequest.h"
#include "core/store/assetrepository.h"

namespace raskadr {

// How an asset was made, as far as it is known: where an edit begins. A plain value.
struct EditSource
{
    AssetId assetId;
    ShotId shotId;
    AssetKind kind = AssetKind::Image;
    QString sha256;
    GenerationId generationId; // null: it was not made here
    QString modelId; // empty: unknown
    QString prompt;
    QString negativePrompt;
    nlohmann::json parameters = nlohmann::json::object();
    QList<RequestedInput> inputs;
    std::optional<quint64> seed;

    bool hasPrompt() const { return !prompt.trimmed().isEmpty(); }
    static EditSource of(const AssetRow& row);
};

// What a model cannot take over from another one.
struct EditLoss
{
    enum class Kind { Parameter, NegativePrompt, Seed, Input };

    Kind kind = Kind::Parameter;
    QString name; // of the parameter or slot
    nlohmann::json value;

    bool operator==(const EditLoss&) const = default;
};

// A source brought to a model: for its own model as it is, for another one what fits in it. Inputs
// go to the slot of their name, else to the first with room; a slot that has to be filled and is
// not gets the asset itself.
struct FittedSource
{
    EditRequest request; // without words
    QList<RequestedInput> inputs;
    std::optional<quint64> seed;
    QList<EditLoss> losses;

    // `kinds` of the source's inputs; those it does not know count as pictures.
    static FittedSource to(const EditSource& source, const ModelManifest& model,
                           const QHash<AssetId, AssetKind>& kinds = {});
};

// Whether a model makes a picture out of a picture and words: it can edit what has no prompt.
bool isPictureEditor(const ModelManifest& model);

// What is sent once a person agreed: a child of the source's generation that keeps the human words.
GenerationRequest editedGeneration(const EditSource& source, const FittedSource& fitted,
                                   const EditProposal& proposal, const QString& words,
                                   const QString& agentModel, bool keepSeed);

} // namespace raskadr
