#pragma once

#include "core/library/providerconnections.h"
#include "core/providers/schemaimport.h"

namespace raskadr {

// What became of «Обновить схему».
struct SchemaRefresh
{
    bool asked = false; // false: the service publishes nothing about this model
    bool changed = false; // there is a new revision, which belongs to the account
    int revision = 0; // in force now
    // What came was not taken, and everything stays as it was.
    std::optional<ManifestProblem> refused;
};

using SchemaRefreshed = std::function<void(const tl::expected<SchemaRefresh, ServiceFailure>&)>;

// Asks the service of a model for its parameters, choices and prices and makes a revision of them.
// Main thread; `done` is called once, later, unless the context or what is returned is gone by
// then: destroying that ends it. Failures: those of checkProvider(), ModelGone for an unknown
// model.
std::unique_ptr<QObject> refreshSchema(ServiceSender& sender, Store& store,
                                       const ProviderConnections& connections, const Clock& clock,
                                       const AccountId& account, const QString& modelId,
                                       QObject* context, SchemaRefreshed done);

} // namespace raskadr
