#pragma once

// A part of the client, internal to this module.

#include "core/net/httpanswer.h"
#include "core/net/ndjsonparser.h"
#include "core/net/sseparser.h"

#include <QFile>
#include <functional>
#include <memory>

namespace raskadr {

// Takes the body of one answer to where the request wants it, within its limits.
class AnswerSink
{
public:
    using Message = std::function<void(const StreamMessage&)>;
    AnswerSink(const HttpTarget& target, Message message);
    ~AnswerSink();
    AnswerSink(const AnswerSink&) = delete;
    AnswerSink& operator=(const AnswerSink&) = delete;

    using Taken = tl::expected<void, HttpFailure>;
    // The head has come. Whatever is no success goes to memory.
    Taken begin(int status, std::optional<qint64> announced);
    Taken take(QByteArrayView bytes);
    // The answer is whole: what was written stays.
    Taken finish();

    qint64 size() const { return m_size; }
    QByteArray takeBody() { return std::move(m_body); }

private:
    Taken openFile(const QString& path);
    Taken takeToFile(QByteArrayView bytes);
    Taken takeToMessages(QByteArrayView bytes);

    HttpTarget m_target;
    Message m_message;
    qint64 m_limit = 0;
    qint64 m_size = 0;
    QByteArray m_body;
    std::unique_ptr<QFile> m_file;
    std::unique_ptr<SseParser> m_events;
    std::unique_ptr<NdjsonParser> m_lines;
};

} // namespace raskadr
