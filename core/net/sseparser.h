#pragma once

#include "core/base/result.h"
#include "core/net/streammessage.h"

#include <QList>

namespace raskadr {

// Cuts a stream of server-sent events (WHATWG HTML 9.2) into messages, however its bytes come. An
// event that the end of the stream cuts off is none. Pure; one thread at a time.
class SseParser
{
public:
    // A message whose lines are together longer than the limit is BadResponse, and so is everything
    // after it.
    explicit SseParser(qsizetype messageLimit)
        : m_limit(messageLimit)
    {
    }

    Result<QList<StreamMessage>> feed(QByteArrayView chunk);

private:
    void takeLine(QList<StreamMessage>& messages);
    void takeField(const QByteArray& name, const QByteArray& value);

    qsizetype m_limit;
    qsizetype m_size = 0; // of the message so far
    QByteArray m_line;
    StreamMessage m_message;
    bool m_hasData = false;
    bool m_afterReturn = false;
    bool m_firstLine = true;
    bool m_broken = false;
};

} // namespace raskadr
