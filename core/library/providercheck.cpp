#include "core/library/providercheck.h"

#include "core/library/servicequestion.h"

namespace raskadr {

namespace {

class Checking final : public QObject
{
public:
    Checking(ServiceSender& sender, QList<ServiceRoute> routes, QObject* context,
             ProviderChecked done)
        : m_sender(sender)
        , m_routes(std::move(routes))
        , m_context(context)
        , m_done(std::move(done))
    {
    }

    void start()
    {
        for (const ServiceRoute& route : m_routes) {
            if (auto request = healthRequest(route.model, m_sender.moment())) {
                ask(route, *request, [this, route](const ServiceAnswer& answer) {
                    m_found.models = modelCountIn(route.model, answer);
                    askForBalance();
                });
                return;
            }
        }
        askForBalance();
    }

private:
    void askForBalance()
    {
        for (const ServiceRoute& route : m_routes) {
            if (auto request = balanceRequest(route.model, m_sender.moment())) {
                ask(route, *request, [this, route](const ServiceAnswer& answer) {
                    m_found.balance = balanceIn(route.model, answer, m_sender.moment());
                    end(m_found);
                });
                return;
            }
        }
        end(m_found);
    }

    void ask(const ServiceRoute& route, const ServiceRequest& request,
             std::function<void(const ServiceAnswer&)> answered)
    {
        m_found.asked = true;
        m_asking = askService(m_sender, route, request, this,
                              [this, answered = std::move(answered)](const QuestionResult& result) {
                                  if (!result) {
                                      end(tl::unexpected<ServiceFailure>(result.error()));
                                      return;
                                  }
                                  answered(*result);
                              });
    }

    void end(const tl::expected<ProviderCheck, ServiceFailure>& result)
    {
        if (m_context) {
            m_done(result);
        }
    }

    ServiceSender& m_sender;
    const QList<ServiceRoute> m_routes;
    const QPointer<QObject> m_context;
    const ProviderChecked m_done;
    ProviderCheck m_found;
    AsyncHandle m_asking;
};

} // namespace

std::unique_ptr<QObject> checkProvider(ServiceSender& sender,
                                       const ProviderConnections& connections,
                                       const AccountId& account, const QString& providerId,
                                       QObject* context, ProviderChecked done)
{
    auto routes = connections.routes(account, providerId);
    auto checking = std::make_unique<Checking>(
        sender, routes ? std::move(*routes) : QList<ServiceRoute>(), context, done);
    // Later, as everything that is answered.
    QMetaObject::invokeMethod(
        checking.get(),
        [checking = checking.get(), context = QPointer<QObject>(context), done,
         error = routes ? std::optional<Error>() : std::optional(routes.error())] {
            if (!error) {
                checking->start();
            } else if (context) {
                done(tl::unexpected<ServiceFailure>(failureOfRoute(*error)));
            }
        },
        Qt::QueuedConnection);
    return checking;
}

} // namespace raskadr
