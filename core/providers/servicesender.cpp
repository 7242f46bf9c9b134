#include "core/providers/servicesender.h"

#include "core/providers/answererror.h"
#include "core/providers/receivedanswer.h"
#include "core/providers/servicehttp.h"

#include <QCryptographicHash>
#include <QFile>
#include <QUuid>

#include <algorithm>
#include <mutex>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 renewedBeforeMs = 30'000;
constexpr qint64 minuteMs = 60'000;
constexpr int httpUnauthorized = 401;
// Someone waits for the answer; what only fills time comes later.
constexpr int poolPriority = 1;

bool hasCredential(const ServiceRequest& request)
{
    return std::any_of(request.headers.begin(), request.headers.end(), [](const auto& header) {
        const auto& pieces = header.value.pieces;
        return std::any_of(pieces.begin(), pieces.end(), [](const SecretText::Piece& piece) {
            return piece.kind == SecretText::Kind::Credential;
        });
    });
}

QList<Secret> secretsOf(const ServiceRoute& route, const AccessToken& token)
{
    QList<Secret> secrets;
    for (const QString& name : route.access.connection.secrets) {
        const auto value = route.access.secrets
            ? route.access.secrets({SecretText::Kind::Secret, name})
            : std::nullopt;
        if (value && !value->isEmpty()) {
            secrets.append(Secret(*value));
        }
    }
    if (!token.value.isEmpty()) {
        secrets.append(Secret(token.value));
    }
    return secrets;
}

// The same for as long as whoever asks and with which keys is the same.
QByteArray keyOf(const ServiceRoute& route)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](const QByteArray& text) {
        hash.addData(QByteArray::number(text.size()) + ':' + text);
    };
    add(route.account.toString().toUtf8());
    add(route.model.provider().id.toUtf8());
    add(route.model.baseUrl().toUtf8());
    const json* auth = route.model.directive("auth");
    add(auth ? QByteArray::fromStdString(auth->dump()) : QByteArray());
    QStringList names(route.access.connection.secrets.begin(),
                      route.access.connection.secrets.end());
    names.sort();
    for (const QString& name : std::as_const(names)) {
        add(name.toUtf8());
        add(route.access.secrets
                ? route.access.secrets({SecretText::Kind::Secret, name}).value_or(QByteArray())
                : QByteArray());
    }
    return hash.result();
}

ServiceFailure withoutKey(const Error& error)
{
    ServiceFailure failure;
    failure.step = u"token"_s;
    failure.errorClass = error.kind == ErrorKind::Unauthorized ? ErrorClass::AuthInvalid
        : error.kind == ErrorKind::BadResponse                 ? ErrorClass::ResultInvalid
                                                               : ErrorClass::Internal;
    failure.missing = error.kind == ErrorKind::Unauthorized ? error.subject : QString();
    failure.message = error.detail;
    failure.nothingAccepted = true;
    return failure;
}

tl::expected<AccessToken, ServiceFailure> tokenFrom(const ServiceRoute& route,
                                                    const ServiceRequest& request,
                                                    const SendResult& result,
                                                    const RunMoment& moment)
{
    if (!result) {
        return tl::unexpected(result.error());
    }
    const json nothing = json::object();
    const QList<PlannedInput> noInputs;
    const Surroundings at{route.model, nothing, noInputs, nothing, moment, &result->answer};
    if (auto failed = failureOf(request, at.with(result->answer))) {
        // A request that only names the key can be wrong in nothing else.
        if (failed->errorClass == ErrorClass::InvalidInput) {
            failed->errorClass = ErrorClass::AuthInvalid;
        }
        failed->nothingAccepted = true;
        return tl::unexpected(*failed);
    }
    const auto token = tokenIn(route.model, result->answer, moment);
    return token ? tl::expected<AccessToken, ServiceFailure>(*token)
                 : tl::unexpected(withoutKey(token.error()));
}

} // namespace

struct ServiceSender::Exchange
{
    ServiceRoute route;
    ServiceRequest request;
    SendOptions options;
    QPointer<QObject> context;
    Finished finished;
    std::stop_token stop;
    AccessToken token;
    bool hasToken = false;
    bool isResent = false;
};

// The client's thread may come with an answer when all else is gone.
struct ServiceSender::Door
{
    std::mutex mutex;
    QThreadPool* pool = nullptr;

    void start(std::function<void()> work)
    {
        const std::scoped_lock lock(mutex);
        if (pool) {
            pool->start(std::move(work), poolPriority);
        }
    }
    void close()
    {
        const std::scoped_lock lock(mutex);
        pool = nullptr;
    }
};

struct ServiceSender::Credential
{
    std::optional<AccessToken> token;
    QList<CredentialKnown> waiting;
    AsyncHandle renewing;
};

ServiceSender::ServiceSender(HttpClient& client, const Clock& clock, QThreadPool& pool,
                             FreshPath freshPath, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_pool(pool)
    , m_door(std::make_shared<Door>())
    , m_freshPath(std::move(freshPath))
    , m_relay(makeRelay(thread()))
{
    m_door->pool = &pool;
}

ServiceSender::~ServiceSender()
{
    m_door->close();
}

qint64 ServiceSender::waitForPlaceMs(const ServiceRoute& route)
{
    const qint64 most = route.model.limit("rpm", 0);
    if (most <= 0) {
        return 0;
    }
    QQueue<qint64>& places = m_places[{route.account, route.model.provider().id}];
    const qint64 now = m_clock.steadyMs();
    while (!places.isEmpty() && places.head() <= now - minuteMs) {
        places.dequeue();
    }
    const qint64 place =
        places.size() < most ? now : std::max(now, places.at(places.size() - most) + minuteMs);
    places.enqueue(place);
    return place - now;
}

RunMoment ServiceSender::moment() const
{
    return {m_clock.nowMs(), [] { return QUuid::createUuid().toString(QUuid::WithoutBraces); }};
}

AsyncHandle ServiceSender::send(const ServiceRoute& route, const ServiceRequest& request,
                                const SendOptions& options, QObject* context, Finished finished)
{
    std::stop_source source;
    auto exchange = std::make_shared<Exchange>(Exchange{route,
                                                        request,
                                                        options,
                                                        context,
                                                        std::move(finished),
                                                        source.get_token(),
                                                        {},
                                                        false,
                                                        false});
    begin(exchange);
    return AsyncHandle(std::move(source));
}

AsyncHandle ServiceSender::session(const ServiceRoute& route, QObject* context, SessionKnown known)
{
    std::stop_source source;
    const QPointer<QObject> guard(context);
    withCredential(route,
                   [guard, stop = source.get_token(), known = std::move(known)](
                       const tl::expected<AccessToken, ServiceFailure>& token) {
                       if (guard && !stop.stop_requested()) {
                           known(token.map([](const AccessToken& value) { return value.value; }));
                       }
                   });
    return AsyncHandle(std::move(source));
}

// Answers later, also when the credential is there already.
void ServiceSender::withCredential(const ServiceRoute& route, CredentialKnown known)
{
    const auto tell = [this](const CredentialKnown& to,
                             const tl::expected<AccessToken, ServiceFailure>& token) {
        QMetaObject::invokeMethod(
            this, [to, token] { to(token); }, Qt::QueuedConnection);
    };
    if (signsItself(route.model)) {
        const auto token = signedToken(route.model, route.access.secrets, moment());
        tell(known,
             token ? tl::expected<AccessToken, ServiceFailure>(*token)
                   : tl::unexpected(withoutKey(token.error())));
        return;
    }
    const QByteArray key = keyOf(route);
    auto& credential = m_credentials[key];
    if (!credential) {
        credential = std::make_shared<Credential>();
    }
    const bool isGood = credential->token
        && (credential->token->expiresMs == 0
            || credential->token->expiresMs > m_clock.nowMs() + renewedBeforeMs);
    if (isGood) {
        tell(known, *credential->token);
        return;
    }
    credential->waiting.append(std::move(known));
    if (credential->waiting.size() == 1) {
        renew(key, route);
    }
}

void ServiceSender::renew(const QByteArray& key, const ServiceRoute& route)
{
    const auto credential = m_credentials.value(key);
    const auto settle = [credential](const tl::expected<AccessToken, ServiceFailure>& token) {
        credential->token = token ? std::optional(*token) : std::nullopt;
        for (const CredentialKnown& known : std::exchange(credential->waiting, {})) {
            known(token);
        }
    };
    auto request = tokenRequest(route.model, moment());
    if (!request) {
        QMetaObject::invokeMethod(
            this, [settle, why = withoutKey(request.error())] { settle(tl::unexpected(why)); },
            Qt::QueuedConnection);
        return;
    }
    request->retrySafe = true; // a token more does no harm
    credential->renewing = send(route, *request, {}, this,
                                [this, settle, route, sent = *request](const SendResult& result) {
                                    settle(tokenFrom(route, sent, result, moment()));
                                });
}

void ServiceSender::begin(const std::shared_ptr<Exchange>& exchange)
{
    if (exchange->options.held) {
        readHeld(exchange);
        return;
    }
    exchange->hasToken = hasCredential(exchange->request);
    if (!exchange->hasToken) {
        dispatch(exchange);
        return;
    }
    withCredential(exchange->route,
                   [this, exchange](const tl::expected<AccessToken, ServiceFailure>& token) {
                       if (exchange->stop.stop_requested()) {
                           return;
                       }
                       if (!token) {
                           receive(exchange, tl::unexpected(token.error()));
                           return;
                       }
                       exchange->token = *token;
                       dispatch(exchange);
                   });
}

// Brings a result from any thread into this one.
std::function<void(SendResult)> ServiceSender::receiver(const std::shared_ptr<Exchange>& exchange)
{
    return [relay = m_relay, guard = QPointer<ServiceSender>(this), exchange](SendResult result) {
        auto carried = std::make_shared<SendResult>(std::move(result));
        QMetaObject::invokeMethod(
            relay.get(),
            [guard, exchange, carried] {
                if (guard) {
                    guard->receive(exchange, std::move(*carried));
                }
            },
            Qt::QueuedConnection);
    };
}

void ServiceSender::readHeld(const std::shared_ptr<Exchange>& exchange)
{
    m_door->start([tell = receiver(exchange), exchange, known = secretsOf(exchange->route, {})] {
        const HeldAnswer& held = *exchange->options.held;
        tell(readAnswer(held, exchange->options, known, exchange->request, exchange->stop));
    });
}

void ServiceSender::dispatch(const std::shared_ptr<Exchange>& exchange)
{
    const QString path = m_freshPath();
    const SecretSource secrets = [exchange](const SecretText::Piece& piece) {
        if (piece.kind == SecretText::Kind::Credential) {
            return std::optional(exchange->token.value);
        }
        return exchange->route.access.secrets ? exchange->route.access.secrets(piece)
                                              : std::nullopt;
    };
    auto http = httpRequestOf(exchange->request, exchange->route, secrets, exchange->options, path);
    if (!http) {
        QMetaObject::invokeMethod(
            this, [this, exchange, why = http.error()] { receive(exchange, tl::unexpected(why)); },
            Qt::QueuedConnection);
        return;
    }
    const auto tell = receiver(exchange);
    HttpEvents events;
    // In the client's thread, which must not be held up.
    events.finished = [tell, exchange, path, door = m_door,
                       known = secretsOf(exchange->route, exchange->token)](HttpResult result) {
        if (exchange->stop.stop_requested()) {
            QFile::remove(path);
            return;
        }
        if (!result) {
            auto answer = answerOf(result.error(), exchange->request);
            if (answer) {
                tell(
                    ReceivedAnswer{std::move(*answer), {}, {}, result.error().detail.toUtf8(), {}});
            } else {
                tell(tl::unexpected(answer.error()));
            }
            return;
        }
        auto carried = std::make_shared<HttpAnswer>(std::move(*result));
        door->start([tell, exchange, path, known, carried] {
            tell(readAnswer(std::move(*carried), exchange->options, path, known, exchange->request,
                            exchange->stop));
        });
    };
    const auto toContext = [relay = m_relay, exchange](auto function, auto value) {
        QMetaObject::invokeMethod(
            relay.get(),
            [exchange, function, value = std::move(value)] {
                if (exchange->context && !exchange->stop.stop_requested()) {
                    function(value);
                }
            },
            Qt::QueuedConnection);
    };
    if (exchange->options.message) {
        events.message = [toContext, told = exchange->options.message](
                             const StreamMessage& message) { toContext(told, message); };
    }
    if (exchange->options.progress) {
        events.progress = [toContext, told = exchange->options.progress](
                              const HttpProgress& progress) { toContext(told, progress); };
    }
    m_client.start(std::move(*http), std::move(events), exchange->stop);
}

void ServiceSender::receive(const std::shared_ptr<Exchange>& exchange, SendResult result)
{
    if (!exchange->context || exchange->stop.stop_requested()) {
        return;
    }
    const bool isRefused = result && result->answer.status == httpUnauthorized;
    if (isRefused && exchange->hasToken && !exchange->isResent) {
        exchange->isResent = true;
        if (const auto credential = m_credentials.value(keyOf(exchange->route));
            credential && credential->token && credential->token->value == exchange->token.value) {
            credential->token.reset(); // unless someone has renewed it meanwhile
        }
        begin(exchange);
        return;
    }
    if (isRefused && needsSession(exchange->route.model)) {
        m_credentials.remove(keyOf(exchange->route)); // the next call begins a new one
    }
    exchange->finished(std::move(result));
}

} // namespace raskadr
