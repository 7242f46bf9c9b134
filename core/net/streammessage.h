#pragma once

#include <QByteArray>

namespace raskadr {

// One message of a streamed answer: an event of SSE, or a line of NDJSON (data alone).
struct StreamMessage
{
    QByteArray data;
    QByteArray type; // of an event; empty: "message"
    QByteArray id; // the last one that the stream gave

    bool operator==(const StreamMessage&) const = default;
};

} // namespace raskadr
