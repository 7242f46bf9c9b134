#pragma once

#include "core/library/manifestremoval.h"
#include "ui/common/labels.h"
#include "ui/settings/cataloglines.h"

#include <QHash>

namespace raskadr::ui {

// The providers in words, those that can be called first. `all` has every model, whether it can be
// called or not; `pauses` the sentence of each provider that was paused; `own` what is not the
// program's.
QList<ProviderLine> providerLines(const Catalog& all, const QList<ConnectionState>& states,
                                  const QHash<QString, QString>& pauses, Language language,
                                  const OwnManifests& own = {});

// Two or three words about how it stands, and their shape.
QString standingText(const ProviderLine& provider);
StatusGlyph standingGlyph(ProviderStanding standing);

} // namespace raskadr::ui
