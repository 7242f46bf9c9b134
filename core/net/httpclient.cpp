#include "core/net/httpclient.h"

#include <future>

namespace raskadr {

namespace {

// The same function, to be called from any thread: it runs in the relay's while the context is
// there and the token not stopped.
template <class Value>
std::function<void(Value)> passedOn(const std::shared_ptr<QObject>& relay,
                                    const QPointer<QObject>& context, const std::stop_token& token,
                                    std::function<void(Value)> function)
{
    if (!function) {
        return {};
    }
    auto shared = std::make_shared<std::function<void(Value)>>(std::move(function));
    return [relay, context, token, shared](Value value) {
        auto carried = std::make_shared<std::decay_t<Value>>(std::move(value));
        QMetaObject::invokeMethod(
            relay.get(),
            [relay, context, token, shared, carried] {
                if (context && !token.stop_requested()) {
                    (*shared)(std::move(*carried));
                }
            },
            Qt::QueuedConnection);
    };
}

} // namespace

AsyncHandle sendAsync(HttpClient& client, HttpRequest request, QObject* context, HttpEvents events)
{
    std::stop_source source;
    const auto relay = makeRelay(context->thread());
    const QPointer<QObject> guard(context);
    const std::stop_token token = source.get_token();
    client.start(std::move(request),
                 {passedOn(relay, guard, token, std::move(events.finished)),
                  passedOn(relay, guard, token, std::move(events.progress)),
                  passedOn(relay, guard, token, std::move(events.message))},
                 token);
    return AsyncHandle(std::move(source));
}

HttpResult sendAndWait(HttpClient& client, HttpRequest request, std::stop_token stop,
                       HttpEvents events)
{
    // Shared: the client's thread may still be inside set_value() when the waiting one goes on.
    auto promise = std::make_shared<std::promise<HttpResult>>();
    auto answer = promise->get_future();
    events.finished = [promise](HttpResult result) { promise->set_value(std::move(result)); };
    client.start(std::move(request), std::move(events), std::move(stop));
    return answer.get();
}

} // namespace raskadr
