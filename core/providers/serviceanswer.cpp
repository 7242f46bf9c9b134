#include "core/providers/serviceanswer.h"

#include "core/providers/jsonlimits.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype largestBody = 64 << 20;
constexpr qsizetype excerptLength = 4096;

} // namespace

ServiceAnswer ServiceAnswer::of(int status, QList<std::pair<QByteArray, QByteArray>> headers,
                                const QByteArray& bytes)
{
    ServiceAnswer answer;
    answer.status = status;
    answer.headers = std::move(headers);
    if (bytes.trimmed().isEmpty()) {
        return answer;
    }
    if (auto parsed = parseLimitedJson(bytes, largestBody)) {
        answer.form = Form::Json;
        answer.body = std::move(*parsed);
    } else {
        answer.form = Form::Other;
        answer.excerpt = bytes.left(excerptLength);
    }
    return answer;
}

ServiceAnswer ServiceAnswer::broken(Transport transport, bool sent)
{
    ServiceAnswer answer;
    answer.transport = transport;
    answer.sent = sent;
    return answer;
}

std::optional<QByteArray> ServiceAnswer::header(const QByteArray& name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return std::nullopt;
}

QString transportName(ServiceAnswer::Transport transport)
{
    switch (transport) {
    case ServiceAnswer::Transport::Intact:
        return u"intact"_s;
    case ServiceAnswer::Transport::Refused:
        return u"refused"_s;
    case ServiceAnswer::Transport::Unreachable:
        return u"unreachable"_s;
    case ServiceAnswer::Transport::Dns:
        return u"dns"_s;
    case ServiceAnswer::Transport::Tls:
        return u"tls"_s;
    case ServiceAnswer::Transport::Timeout:
        return u"timeout"_s;
    case ServiceAnswer::Transport::Reset:
        return u"reset"_s;
    }
    Q_UNREACHABLE();
}

} // namespace raskadr
