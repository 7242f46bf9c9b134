#pragma once

// The stories of services/*/*.json: what is asked of a model, what goes over the wire, and what the
// service answers. They are the contract as data: a scripted server can tell them as well.

#include "core/providers/accountrequests.h"

#include <QList>
#include <QString>

namespace raskadr::test {

struct ServiceStories
{
    QString name; // "runway/gen4_turbo"
    nlohmann::json file;
    ServiceModel model;
    QList<ServiceInput> inputs;
    QList<QByteArray> contents; // of the inputs
    nlohmann::json parameters; // with defaults
};

// All of them; aborts with a message if one cannot be read.
QList<ServiceStories> serviceStories();
// A provider whose `relay` gives files their public address, with its key.
ServiceModel relayOfStories();
// A request as it goes over the wire, in the terms of the stories.
nlohmann::json onTheWire(const ServiceRequest& request, const QList<QByteArray>& contents);
QByteArray bodyOf(const ServiceRequest& request, const QList<QByteArray>& contents);
ServiceAnswer answerFrom(const nlohmann::json& answer);
RunMoment moment();
// The keys of the stories: "key" is "KEY-key".
std::optional<QByteArray> secretOf(const SecretText::Piece& piece);

} // namespace raskadr::test
