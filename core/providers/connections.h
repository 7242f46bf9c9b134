#pragma once

#include "core/base/id.h"
#include "core/net/httpproxy.h"
#include "core/net/httprequest.h"
#include "core/providers/servicemodel.h"
#include "core/providers/servicerequest.h"

#include <optional>

namespace raskadr {

// How one account reaches one provider: what it entered, and what opens the way there.
struct ProviderAccess
{
    ServiceConnection connection;
    // Gives the keys by name. Empty texts are no keys.
    SecretSource secrets;
    // The host of a local provider that the user added or confirmed, as HttpUrl has it; else empty.
    QByteArray localHost;
    ProxyUse proxyUse = ProxyUse::Global;
    std::optional<HttpProxy> proxy; // with ProxyUse::Own
    int concurrency = 0; // jobs at once that the user allows; 0: as the manifest says
};

// Where the engine learns how to reach a provider. The keys are there as long as the account was
// logged in once in this process, also behind a locked window. Any thread.
class Connections
{
public:
    virtual ~Connections() = default;

    // Errors: AccountLocked while the account has not logged in in this process; NotFound if the
    // account has no connection to this provider; those of the store.
    virtual Result<ProviderAccess> access(const AccountId& account,
                                          const QString& providerId) const = 0;
};

} // namespace raskadr
