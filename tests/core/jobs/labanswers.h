#pragma once

#include "remotebench.h"

// What the lab of a RemoteBench answers to its orders, and what it expects of them.
namespace raskadr::test {

QString b64(const QByteArray& bytes);
QJsonObject stillAnswer(const QByteArray& png = samplePng());
QJsonObject errorAnswer(int status, const QString& code = QStringLiteral("code"),
                        const QString& message = {});
QJsonObject orderedFilm();
QJsonObject working(double progress = 0.5);
QJsonObject readyFilm(const QString& file = QStringLiteral("http://127.0.0.1:${port:files}/film"));
// The exchange in which a ready film is fetched, without the key.
QJsonObject filmFile();
// The request has the key.
QJsonObject keyed();

} // namespace raskadr::test
