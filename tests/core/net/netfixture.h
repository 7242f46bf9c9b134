#pragma once

#include "core/net/curlclient.h"
#include "tests/support/fakeservice.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// What the tests of the client share: a fake and the requests to it.
namespace raskadr::nettest {

inline QByteArray script(const QJsonArray& listeners, const QJsonArray& exchanges)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("listeners"), listeners},
                                     {QStringLiteral("exchanges"), exchanges}})
        .toJson();
}

// The script in this file beside the tests.
inline QByteArray scriptNamed(const QString& name)
{
    QFile file(qEnvironmentVariable("RASKADR_SOURCE") + QStringLiteral("/tests/core/net/") + name
               + QStringLiteral(".json"));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("no script %s", qPrintable(name));
    }
    return file.readAll();
}

inline QJsonObject object(const char* json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        qFatal("%s: %s", qPrintable(error.errorString()), json);
    }
    return document.object();
}

inline HttpUrl urlOf(const QByteArray& text)
{
    return *HttpUrl::parse(text);
}

// To a listener without TLS, as to a provider that the user marked local.
inline HttpRequest localRequest(const FakeService& fake, const QByteArray& path,
                                HttpMethod method = HttpMethod::Get)
{
    HttpRequest request(urlOf(fake.url("http", QStringLiteral("api"), path)), method);
    request.localHost = "127.0.0.1";
    return request;
}

// What came of it, in one word: the name of the fault, or the status.
inline QString outcome(const HttpResult& result)
{
    return result ? QString::number(result->status) : httpFaultName(result.error().fault);
}

} // namespace raskadr::nettest
