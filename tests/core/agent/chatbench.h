#pragma once

#include "core/agent/editrun.h"
#include "core/net/curlclient.h"
#include "tests/support/fakeservice.h"
#include "tests/support/handclock.h"
#include "tests/support/rows.h"

#include <QTemporaryDir>
#include <QThreadPool>

namespace raskadr {

class OpenConnections final : public Connections
{
public:
    Result<ProviderAccess> access(const AccountId&, const QString&) const override;

    bool isMissing = false;
};

QJsonObject answered(const QJsonObject& body, int status = 200);
QJsonObject said(const QString& text);
extern const QString goodAnswer; // to the request of the bench

// A chat model behind a service on loopback that answers as it is told, and a shot whose picture is
// to be edited, in a library that counts in dollars.
class ChatBench
{
public:
    explicit ChatBench(const QList<QJsonObject>& answers, const char* structured = "json_schema");
    ~ChatBench();

    std::unique_ptr<EditRun> edit();
    EditOutcome run();
    QJsonObject body(int request);
    void limit(std::optional<double> budget); // of the project
    // In the books of the shot by now.
    QList<UnitAmount> spent();

    QTemporaryDir folder;
    FakeService service;
    HandClock clock;
    QThreadPool pool;
    CurlClient client;
    ServiceSender sender;
    OpenConnections connections;
    std::unique_ptr<Store> store;
    Account account;
    Project project;
    Shot shot;
    EditAgent agent;
    EditRequest request;
    int repairs = 0;

private:
    int m_files = 0;
};

} // namespace raskadr
