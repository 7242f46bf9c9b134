#include "core/net/answersink.h"

#include "core/base/storageerror.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 errorLimit = 1 << 20; // of answers that are no success

tl::unexpected<HttpFailure> broken(HttpFault fault, const QString& detail)
{
    return tl::unexpected<HttpFailure>(HttpFailure{fault, detail, true, 0});
}

tl::unexpected<HttpFailure> fileFailure(const QFile& file)
{
    const Error error = storageError(file);
    return broken(error.kind == ErrorKind::DiskFull ? HttpFault::DiskFull : HttpFault::FileFailed,
                  error.detail);
}

} // namespace

AnswerSink::AnswerSink(const HttpTarget& target, Message message)
    : m_target(target)
    , m_message(std::move(message))
{
}

AnswerSink::~AnswerSink()
{
    if (m_file) {
        m_file->remove();
    }
}

AnswerSink::Taken AnswerSink::begin(int status, std::optional<qint64> announced)
{
    if (status < 200 || status >= 300) {
        m_target = ToMemory{errorLimit};
    }
    m_limit = std::visit([](const auto& target) { return target.limit; }, m_target);
    if (announced && *announced > m_limit) {
        return broken(HttpFault::TooLarge,
                      u"%1 bytes announced, %2 are allowed"_s.arg(*announced).arg(m_limit));
    }
    if (const auto* file = std::get_if<ToFile>(&m_target)) {
        return openFile(file->path);
    }
    if (const auto* messages = std::get_if<ToMessages>(&m_target)) {
        if (messages->format == ToMessages::Format::Sse) {
            m_events = std::make_unique<SseParser>(messages->messageLimit);
        } else {
            m_lines = std::make_unique<NdjsonParser>(messages->messageLimit);
        }
    }
    return {};
}

AnswerSink::Taken AnswerSink::openFile(const QString& path)
{
    m_file = std::make_unique<QFile>(path);
    if (!m_file->open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                      QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        const auto failed = fileFailure(*m_file);
        m_file.reset(); // not ours to remove
        return failed;
    }
    return {};
}

AnswerSink::Taken AnswerSink::take(QByteArrayView bytes)
{
    m_size += bytes.size();
    if (m_size > m_limit) {
        return broken(HttpFault::TooLarge,
                      u"more than the %1 bytes that are allowed"_s.arg(m_limit));
    }
    if (m_file) {
        return takeToFile(bytes);
    }
    if (m_events || m_lines) {
        return takeToMessages(bytes);
    }
    m_body.append(bytes.data(), bytes.size());
    return {};
}

AnswerSink::Taken AnswerSink::takeToFile(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qint64 written = m_file->write(bytes.data(), bytes.size());
        if (written <= 0) {
            return fileFailure(*m_file);
        }
        bytes = bytes.sliced(written);
    }
    return {};
}

AnswerSink::Taken AnswerSink::takeToMessages(QByteArrayView bytes)
{
    const auto messages = m_events ? m_events->feed(bytes) : m_lines->feed(bytes);
    if (!messages) {
        return broken(HttpFault::MessageTooLarge, messages.error().detail);
    }
    for (const StreamMessage& message : *messages) {
        m_message(message);
    }
    return {};
}

AnswerSink::Taken AnswerSink::finish()
{
    if (m_file) {
        if (!m_file->flush() || m_file->error() != QFileDevice::NoError) {
            return fileFailure(*m_file);
        }
        m_file->close();
        m_file.reset();
    }
    if (m_lines) {
        for (const StreamMessage& message : m_lines->finish()) {
            m_message(message);
        }
    }
    return {};
}

} // namespace raskadr
