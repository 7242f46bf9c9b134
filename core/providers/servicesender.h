#pragma once

#include "core/base/clock.h"
#include "core/base/runasync.h"
#include "core/net/httpclient.h"
#include "core/providers/accountrequests.h"
#include "core/providers/answersplitter.h"
#include "core/providers/connections.h"
#include "core/providers/servicefailure.h"

#include <QQueue>
#include <functional>
#include <memory>

namespace raskadr {

// Which way a request goes: for whom, by which manifests, with which keys.
struct ServiceRoute
{
    AccountId account;
    ServiceModel model; // a provider alone has an empty ModelManifest
    ProviderAccess access;

    // The manifests with what the account entered.
    static ServiceRoute of(const AccountId& account, const ProviderManifest& provider,
                           const ModelManifest& model, const ProviderAccess& access)
    {
        return {account, ServiceModel(provider, model, access.connection), access};
    }
};

class AnswerFiles;

// An answer with the files that belong to it, which go with its last copy unless they are moved
// away.
struct ReceivedAnswer
{
    ServiceAnswer answer;
    QString bodyPath; // the answer itself where it is no JSON; else empty
    QList<AnswerBlob> blobs;
    QByteArray record; // what came, without secrets, at most 64 KiB: for «Подробности»
    std::shared_ptr<AnswerFiles> files; // removes them
    std::optional<HeldAnswer> whole = {}; // with SendOptions::holdsAnswer: it is among the files
};
using SendResult = tl::expected<ReceivedAnswer, ServiceFailure>;

struct SendOptions
{
    QStringList files; // of the run's inputs, by their number
    // A 2xx answer goes there as it is and is not looked at; redirects are followed, without keys
    // to other origins. GET only.
    QString downloadTo;
    // The answer is told message by message.
    std::optional<ToMessages::Format> stream;
    std::function<void(const StreamMessage&)> message;
    std::function<void(const HttpProgress&)> progress;
    // What was paid for is in the answer: it is held where the disk keeps it from being read.
    bool holdsAnswer = false;
    // Held before: it is read again, and nothing is sent.
    std::optional<HeldAnswer> held;
};

// Writes a picture anew: its pixels, upright, and nothing else that its file knows. Blocks, for a
// pool thread. Errors: those of reading pictures, DiskFull, Storage, Cancelled.
using PictureWriter = std::function<Result<WrittenPicture>(
    const QString& from, const QString& to, const PictureForm& form, const std::stop_token& stop)>;

// Sends the requests of the engine: fills the keys in, for the origins that the manifest trusts and
// no others; gets tokens, keeps them in memory alone and renews one that a service refuses, once,
// with one renewal at a time for a provider. A fault of the connection is an answer for the engine;
// a failure is what the engine cannot know of (a refused address, a full disk). Lives in one
// thread, where it is called and answers. Once it is gone nothing more is begun in the pool, which
// is drained after it; the client may go before or after.
class ServiceSender final : public QObject
{
    Q_OBJECT

public:
    using Finished = std::function<void(SendResult)>;
    using FreshPath = std::function<QString()>; // a name for a new file; any thread

    ServiceSender(HttpClient& client, const Clock& clock, QThreadPool& pool, FreshPath freshPath,
                  QObject* parent = nullptr);
    ~ServiceSender() override;

    // `finished` is called once, later, unless the handle or the context is gone by then.
    // Destroying the handle ends the request.
    AsyncHandle send(const ServiceRoute& route, const ServiceRequest& request,
                     const SendOptions& options, QObject* context, Finished finished);

    // The value that goes into bodies (auth of kind "session").
    using SessionKnown = std::function<void(const tl::expected<QByteArray, ServiceFailure>&)>;
    AsyncHandle session(const ServiceRoute& route, QObject* context, SessionKnown known);

    // Without it pictures go as they are, also where a manifest wants them otherwise.
    void writePicturesWith(PictureWriter writer) { m_pictureWriter = std::move(writer); }
    const PictureWriter& pictureWriter() const { return m_pictureWriter; }

    // How long an order has to wait so that no more leave in a minute than the provider takes. Its
    // place among them is taken.
    qint64 waitForPlaceMs(const ServiceRoute& route);

    RunMoment moment() const;
    qint64 steadyMs() const { return m_clock.steadyMs(); }
    QThreadPool& pool() const { return m_pool; }
    QString freshPath() const { return m_freshPath(); }

private:
    struct Exchange;
    struct Credential;
    struct Door;
    using CredentialKnown = std::function<void(const tl::expected<AccessToken, ServiceFailure>&)>;

    void withCredential(const ServiceRoute& route, CredentialKnown known);
    void renew(const QByteArray& key, const ServiceRoute& route);
    void begin(const std::shared_ptr<Exchange>& exchange);
    void dispatch(const std::shared_ptr<Exchange>& exchange);
    void readHeld(const std::shared_ptr<Exchange>& exchange);
    std::function<void(SendResult)> receiver(const std::shared_ptr<Exchange>& exchange);
    void receive(const std::shared_ptr<Exchange>& exchange, SendResult result);

    HttpClient& m_client;
    const Clock& m_clock;
    QThreadPool& m_pool;
    const std::shared_ptr<Door> m_door;
    const FreshPath m_freshPath;
    std::shared_ptr<QObject> m_relay;
    QHash<QByteArray, std::shared_ptr<Credential>> m_credentials;
    PictureWriter m_pictureWriter;
    // When orders leave, of the last minute and to come, by the steady clock.
    QHash<std::pair<AccountId, QString>, QQueue<qint64>> m_places;
};

} // namespace raskadr
