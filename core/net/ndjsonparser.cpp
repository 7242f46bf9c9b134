#include "core/net/ndjsonparser.h"

namespace raskadr {

Result<QList<StreamMessage>> NdjsonParser::feed(QByteArrayView chunk)
{
    QList<StreamMessage> messages;
    qsizetype at = 0;
    while (at < chunk.size() && !m_broken) {
        const qsizetype found = chunk.indexOf('\n', at);
        const qsizetype end = found < 0 ? chunk.size() : found;
        if (m_line.size() + end - at > m_limit) {
            m_broken = true;
            break;
        }
        m_line.append(chunk.data() + at, end - at);
        if (found >= 0) {
            messages += finish();
        }
        at = end + 1;
    }
    if (m_broken) {
        return failure(ErrorKind::BadResponse,
                       QStringLiteral("a line longer than %1 bytes").arg(m_limit));
    }
    return messages;
}

QList<StreamMessage> NdjsonParser::finish()
{
    const QByteArray line = m_line.trimmed();
    m_line.clear();
    return line.isEmpty() ? QList<StreamMessage>() : QList<StreamMessage>{{line, {}, {}}};
}

} // namespace raskadr
