#pragma once

// A queue before a service of the test's own: a scripted server on loopback, a manifest of the
// models that it has, keys, one account with a shot.

#include "core/jobs/jobqueue.h"
#include "core/net/curlclient.h"
#include "core/providers/connections.h"
#include "core/providers/servicesender.h"
#include "tests/support/fakeservice.h"
#include "tests/support/handclock.h"
#include "tests/support/noengine.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>

namespace raskadr::test {

// Every account may reach every provider, with keys "KEY-<name>".
class OpenConnections final : public Connections
{
public:
    Result<ProviderAccess> access(const AccountId& account,
                                  const QString& providerId) const override;

    std::atomic<bool> isLocked = false;
    std::atomic<bool> isMissing = false;
    QHash<QString, QString> settings; // entered
    std::atomic<int> concurrency = 0;
    QByteArray localHost = "127.0.0.1";
};

class RemoteBench
{
    std::unique_ptr<FakeService> m_ownService;

public:
    // The exchanges of the script; "api" has the models, "files" their results.
    explicit RemoteBench(const QJsonArray& exchanges);
    // Before a service that others use, too; to them the provider is one of the world, at this
    // address.
    RemoteBench(FakeService& service, const QByteArray& baseUrl,
                std::unique_ptr<HttpClient> client);
    ~RemoteBench();

    FakeService& service;
    QTemporaryDir folder;
    HandClock clock;
    QThreadPool pool;
    NoEngine engine;
    OpenConnections connections;
    std::unique_ptr<HttpClient> client;
    std::unique_ptr<MediaFolder> media;
    std::unique_ptr<Store> store;
    std::unique_ptr<ServiceSender> sender;
    std::unique_ptr<JobQueue> queue;
    AccountId vera;
    ShotId shot;
    AssetId picture; // in the shot
    QByteArray pictureBytes;

    void startQueue();
    // As if the process had ended and another begun.
    void restart();
    void stopQueue();

    GenerationRequest request(const QString& model, const QString& prompt = QStringLiteral("маяк"),
                              int variants = 1) const;
    QList<GenerationId> submitted(const GenerationRequest& request);
    GenerationId run(const QString& model); // submits one and waits for its end
    Job job(const GenerationId& id) const;
    QList<Asset> assets(const GenerationId& id) const;
    QList<Output> outputs(const GenerationId& id) const;
    bool waitFor(const std::function<bool()>& condition) const;
    bool waitForEnd(const QList<GenerationId>& ids) const;
    bool waitForState(const GenerationId& id, JobState state) const;
    bool limitProject(double amount); // in dollars
    bool enter(const QString& providerId); // something new about a provider
    // How many orders came.
    int orders(const QString& path);
    QStringList faults();
    // What is left of answers and results.
    QStringList leftovers() const;

private:
    void fill(const QByteArray& baseUrl, bool isLocal);
};

// Exchanges.
QJsonObject exchange(const QByteArray& method, const QString& path, const QJsonObject& answer,
                     int times = 0, const QJsonObject& expect = {}, const QString& on = {});
QJsonObject jsonAnswer(const QJsonObject& body, int status = 200);
QJsonObject bytesAnswer(const QByteArray& bytes, const QString& type);
QByteArray samplePng(int seed = 1, int width = 64);
QByteArray sampleFilm();

// In bytes: "VmRSS:" now, "VmHWM:" at most since resetPeak().
qint64 memoryOfThisProcess(const QByteArray& what);
void resetPeak();

} // namespace raskadr::test
