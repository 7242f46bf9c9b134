#include "core/net/sseparser.h"

namespace raskadr {

Result<QList<StreamMessage>> SseParser::feed(QByteArrayView chunk)
{
    QList<StreamMessage> messages;
    qsizetype at = 0;
    while (at < chunk.size() && !m_broken) {
        if (m_afterReturn) {
            m_afterReturn = false;
            if (chunk[at] == '\n') {
                ++at;
                continue;
            }
        }
        qsizetype end = at;
        while (end < chunk.size() && chunk[end] != '\n' && chunk[end] != '\r') {
            ++end;
        }
        m_size += end - at;
        if (m_size > m_limit) {
            m_broken = true;
            break;
        }
        m_line.append(chunk.data() + at, end - at);
        if (end < chunk.size()) {
            m_afterReturn = chunk[end] == '\r';
            takeLine(messages);
            ++end;
        }
        at = end;
    }
    if (m_broken) {
        return failure(ErrorKind::BadResponse,
                       QStringLiteral("an event longer than %1 bytes").arg(m_limit));
    }
    return messages;
}

void SseParser::takeLine(QList<StreamMessage>& messages)
{
    if (m_firstLine) {
        m_firstLine = false;
        if (m_line.startsWith("\xEF\xBB\xBF")) {
            m_line.remove(0, 3);
        }
    }
    if (!m_line.isEmpty()) {
        const qsizetype colon = m_line.indexOf(':');
        if (colon != 0) {
            QByteArray value = colon < 0 ? QByteArray() : m_line.mid(colon + 1);
            if (value.startsWith(' ')) {
                value.remove(0, 1);
            }
            takeField(colon < 0 ? m_line : m_line.left(colon), value);
        }
    } else {
        if (m_hasData) {
            m_message.data.chop(1); // the last line's end
            messages.append(m_message);
        }
        m_message.data.clear();
        m_message.type.clear();
        m_hasData = false;
        m_size = 0;
    }
    m_line.clear();
}

void SseParser::takeField(const QByteArray& name, const QByteArray& value)
{
    if (name == "data") {
        m_message.data += value + '\n';
        m_hasData = true;
    } else if (name == "event") {
        m_message.type = value;
    } else if (name == "id" && !value.contains('\0')) {
        m_message.id = value;
    }
}

} // namespace raskadr
