#pragma once

#include "app/cli/context.h"
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

} // namespace raskadr::cli
