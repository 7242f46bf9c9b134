#pragma once

#include "core/providers/manifestproblem.h"
#include "core/providers/servicerun.h"

namespace raskadr {

// Whether a model's service publishes its parameters, choices or prices: «Обновить схему» has
// something to ask.
bool publishesSchema(const ModelManifest& model);

// One request about a model.
struct SchemaQuestion
{
    enum class About { Parameters, Choices, Price };

    About about = About::Parameters;
    QString parameter; // whose choices
    ServiceRequest request;
};
QList<SchemaQuestion> schemaQuestions(const ServiceModel& model, const RunMoment& moment);

struct SchemaAnswer
{
    SchemaQuestion question;
    nlohmann::json document;
};

// The record of a model as its service describes it now, and with the day of the answers where they
// change anything; else the record as it was. Bounds, choices and defaults are the service's;
// names, order and widgets stay, so does a default that still fits. A parameter that is new goes
// into the request where the others stand by their own names; one that is gone goes from there,
// unless something else needs it. A faulty answer is refused with the place in it, and a record
// that does not hold together any more with the place in the manifest. Pure.
Checked<QByteArray> refreshedModel(const QByteArray& provider, const QByteArray& model,
                                   const QList<SchemaAnswer>& answers, const QString& day);

} // namespace raskadr
