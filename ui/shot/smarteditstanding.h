#pragma once

#include "ui/shot/modelnames.h"
#include "ui/shot/smarteditcontroller.h"
#include "ui/shot/smarteditpanel.h"

namespace raskadr::ui {

// What stands in «Правка» for one asset. A plain value.
struct EditStanding
{
    QString words;
    QString modelId; // chosen instead of the asset's own
    bool keepSeed = true;
    bool repairing = false;
    bool thenGenerate = false;
    bool sending = false;
    QString error;
    // What an agent proposed, of what, and for which words.
    std::optional<EditProposal> proposal;
    QString agentModel;
    QString askedWords;
    EditOffer offer;
};

// The same as the panel shows it, in the user's words; `offer` is what can be made of the asset
// now. Main thread.
SmartEditState describedEdit(const EditStanding& standing, const EditOffer& offer,
                             const SmartEditController& controller, const ModelNames& names,
                             const QList<ComposerModel>& models, bool isRewriting);

} // namespace raskadr::ui
