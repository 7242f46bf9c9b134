#pragma once

#include "core/library/providerconnections.h"
#include "core/providers/servicesender.h"

namespace raskadr {

// What a provider said for nothing: that it is there, and that the keys fit.
struct ProviderCheck
{
    bool asked = false; // false: it has nothing that costs nothing to ask
    std::optional<Charge> balance;
    std::optional<int> models;
};

using ProviderChecked = std::function<void(const tl::expected<ProviderCheck, ServiceFailure>&)>;

// Asks a provider how it is and what is left of the money, as its manifest or that of one of its
// models says. What has not been entered is a failure of class AuthInvalid with its name in
// `missing`; an address where something else answers is ModelGone. Main thread; `done` is called
// once, later, unless the context or what is returned is gone by then: destroying that ends the
// check.
std::unique_ptr<QObject> checkProvider(ServiceSender& sender,
                                       const ProviderConnections& connections,
                                       const AccountId& account, const QString& providerId,
                                       QObject* context, ProviderChecked done);

} // namespace raskadr
