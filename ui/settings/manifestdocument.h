#pragma once

#include "core/providers/manifest.h"

#include <QList>

namespace raskadr::ui {

// Manifests as texts to read and to change: the keys in the order in which they are explained, one
// indentation. Any thread.

// Of a provider and models of it, as their records are kept. Empty if a record is no JSON.
QByteArray manifestDocument(const QByteArray& provider, const QList<QByteArray>& models);
// To begin a model of this provider, or a provider with a model, with; both are in order.
QByteArray newModelDocument(const QByteArray& provider);
QByteArray newProviderDocument();

} // namespace raskadr::ui
