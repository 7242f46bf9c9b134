#pragma once

#include "core/base/result.h"
#include "core/net/streammessage.h"

#include <QList>

namespace raskadr {

// Cuts a stream of JSON texts, one a line, into its lines, however its bytes come; the JSON is not
// looked at. Empty lines are no messages. Pure; one thread at a time.
class NdjsonParser
{
public:
    // A line longer than the limit is BadResponse, and so is everything after it.
    explicit NdjsonParser(qsizetype lineLimit)
        : m_limit(lineLimit)
    {
    }

    Result<QList<StreamMessage>> feed(QByteArrayView chunk);
    // The last line, if the stream ended without its end.
    QList<StreamMessage> finish();

private:
    qsizetype m_limit;
    QByteArray m_line;
    bool m_broken = false;
};

} // namespace raskadr
