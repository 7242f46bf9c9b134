#pragma once

#include "core/providers/servicerequest.h"

#include <nlohmann/json.hpp>

namespace raskadr {

// One result of a run: where its bytes are, or how to get them. What it says of itself is not yet
// believed: the type is told from the content.
struct ResultItem
{
    enum class Source {
        Base64, // `text` is base64
        DataUri, // `text` is a data URI
        Blob, // number `blob` of the strings that were cut out of the answer, decoded
        Body, // the answer itself
        Download, // what `download` fetches
        Text, // `text` is the result
    };

    Source source = Source::Download;
    QString text;
    int blob = -1;
    ServiceRequest download;
    QString mime; // what the service says; empty: to be sniffed
    qint64 ttlMs = 0; // how long the address holds; 0: unknown
    std::optional<quint64> seed;
    nlohmann::json meta = nlohmann::json::object();
};

// What was charged, or will be, in millionths of the service's unit.
struct Charge
{
    qint64 micros = 0;
    QString unit; // "usd", "credit"
    std::optional<qint64> usdMicros; // where the unit has a known worth

    bool operator==(const Charge&) const = default;
};

} // namespace raskadr
