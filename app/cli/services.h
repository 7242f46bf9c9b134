#pragma once

#include "app/cli/context.h"
#include "app/cli/interrupt.h"
#include "core/net/curlclient.h"
#include "core/providers/servicesender.h"

#include <QThreadPool>

namespace raskadr::cli {

// The way to the services for one command. Main thread, whose event loop has to run.
class Services
{
public:
    explicit Services(Context& context);

    ServiceSender& sender() { return m_sender; }

private:
    CurlClient m_client;
    QThreadPool m_pool; // drained after the sender is gone
    ServiceSender m_sender;
};

// Waits until the keychain has answered, if a key of the provider lies there. False: the user does
// not want to wait.
bool waitForKeys(Context& context, const QString& providerId, Interrupt& interrupt);

// What is the matter with a connection, in a few words.
QString connectionText(const ConnectionState& state);
// Why a provider did not answer; returns the exit status.
int tellServiceFailure(Context& context, const QString& providerId, const ServiceFailure& failure);

} // namespace raskadr::cli
