#include "core/providers/servicehttp.h"

#include "core/net/redactor.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using Transport = ServiceAnswer::Transport;
using std::chrono::milliseconds;

namespace {

constexpr int mostRedirects = 3;
constexpr qint64 largestAnswer = 512LL << 20;
constexpr qint64 largestMessage = 32LL << 20;
constexpr qint64 roomForTransferMs = 300'000;
constexpr qint64 slowestUpload = 50; // bytes in a millisecond
constexpr qint64 longestDownloadMs = 2 * 3'600'000;
constexpr qint64 longestStreamMs = 1'800'000;
constexpr qsizetype longestRecord = 64 << 10;

ServiceFailure failureOfStep(const ServiceRequest& request, ErrorClass errorClass,
                             const QString& message)
{
    ServiceFailure failure;
    failure.errorClass = errorClass;
    failure.step = request.step;
    failure.message = message;
    failure.nothingAccepted = true;
    return failure;
}

std::optional<HttpMethod> methodOf(const QByteArray& name)
{
    static const QList<std::pair<QByteArray, HttpMethod>> methods{
        {"GET", HttpMethod::Get}, {"HEAD", HttpMethod::Head},   {"POST", HttpMethod::Post},
        {"PUT", HttpMethod::Put}, {"PATCH", HttpMethod::Patch}, {"DELETE", HttpMethod::Delete},
    };
    for (const auto& [known, method] : methods) {
        if (known == name) {
            return method;
        }
    }
    return std::nullopt;
}

HttpTimeouts timeoutsOf(const ServiceRequest& request, const SendOptions& options)
{
    HttpTimeouts timeouts;
    if (!options.downloadTo.isEmpty()) {
        timeouts.total = milliseconds(longestDownloadMs);
        return timeouts;
    }
    timeouts.answer = milliseconds(request.timeoutMs);
    timeouts.total =
        milliseconds(request.timeoutMs + roomForTransferMs + request.bodyLength() / slowestUpload);
    if (options.stream) { // it may be silent while the service thinks
        timeouts.idle = std::max(milliseconds(request.timeoutMs), timeouts.idle);
        timeouts.idleBytes = 1;
        timeouts.total = std::max(timeouts.total, milliseconds(longestStreamMs));
    }
    return timeouts;
}

HttpTarget targetOf(const SendOptions& options, const QString& answerPath)
{
    if (options.stream) {
        return ToMessages{*options.stream, largestMessage, largestAnswer};
    }
    return options.downloadTo.isEmpty() ? ToFile{answerPath, largestAnswer}
                                        : ToFile{options.downloadTo};
}

tl::expected<void, ServiceFailure> addHeaders(HttpRequest& http, const ServiceRequest& request,
                                              const ServiceRoute& route,
                                              const SecretSource& secrets)
{
    for (const RequestHeader& header : request.headers) {
        const auto value = filledIn(header.value, secrets);
        if (!value) {
            auto failure = failureOfStep(request, ErrorClass::AuthInvalid, value.error().detail);
            failure.missing = value.error().subject;
            return tl::unexpected(failure);
        }
        if (!header.value.isPublic()) {
            if (!route.model.trusts(request.url)) {
                return tl::unexpected(failureOfStep(request, ErrorClass::Internal,
                                                    u"a key would go to a foreign host"_s));
            }
            http.secretHeaders.append({header.name, Secret(*value), {http.url.origin()}});
        } else if (header.name.compare("content-type", Qt::CaseInsensitive) == 0) {
            http.body.contentType = *value;
        } else {
            http.headers.append({header.name, *value});
        }
    }
    return {};
}

tl::expected<void, ServiceFailure> addBody(HttpRequest& http, const ServiceRequest& request,
                                           const QStringList& files)
{
    for (const RequestPiece& piece : request.body) {
        if (piece.kind == RequestPiece::Kind::Text) {
            http.body.pieces.append({BodyPiece::Kind::Bytes, piece.text, {}});
            continue;
        }
        if (piece.input < 0 || piece.input >= files.size()) {
            return tl::unexpected(
                failureOfStep(request, ErrorClass::Internal, u"a file that was not given"_s));
        }
        const bool encoded = piece.kind == RequestPiece::Kind::FileAsBase64;
        http.body.pieces.append({encoded ? BodyPiece::Kind::FileAsBase64 : BodyPiece::Kind::File,
                                 {},
                                 files.at(piece.input)});
    }
    return {};
}

} // namespace

tl::expected<HttpRequest, ServiceFailure>
httpRequestOf(const ServiceRequest& request, const ServiceRoute& route, const SecretSource& secrets,
              const SendOptions& options, const QString& answerPath)
{
    const auto url = HttpUrl::parse(request.url);
    const auto method = methodOf(request.method);
    if (!url || !method) {
        return tl::unexpected(failureOfStep(request, ErrorClass::Internal,
                                            url ? u"an unknown method"_s : url.error().detail));
    }
    HttpRequest http(*url, *method);
    if (auto added = addHeaders(http, request, route, secrets); !added) {
        return tl::unexpected(added.error());
    }
    if (auto added = addBody(http, request, options.files); !added) {
        return tl::unexpected(added.error());
    }
    const auto authorities = route.model.authorities();
    if (!authorities) {
        auto failure = failureOfStep(request, ErrorClass::Tls, authorities.error().detail);
        failure.parameter = authorities.error().subject;
        return tl::unexpected(failure);
    }
    http.extraAuthorities = *authorities;
    http.target = targetOf(options, answerPath);
    http.timeouts = timeoutsOf(request, options);
    const bool isDownload = !options.downloadTo.isEmpty() && *method == HttpMethod::Get;
    http.maxRedirects = isDownload ? mostRedirects : 0;
    http.localHost = route.access.localHost;
    http.proxyUse = route.access.proxyUse;
    http.proxy = route.access.proxy;
    return http;
}

tl::expected<ServiceAnswer, ServiceFailure> answerOf(const HttpFailure& failure,
                                                     const ServiceRequest& request)
{
    const auto broken = [&](Transport transport) {
        auto answer = ServiceAnswer::broken(transport, failure.sent);
        answer.excerpt = failure.detail.toUtf8();
        return answer;
    };
    const auto final = [&](ErrorClass errorClass) {
        ServiceFailure known = failureOfStep(
            request, errorClass, httpFaultName(failure.fault) + u": "_s + failure.detail);
        known.status = failure.status;
        known.nothingAccepted = !failure.sent;
        return tl::unexpected(known);
    };
    const auto ofDisk = [&](ErrorClass errorClass) {
        auto known = final(errorClass);
        known.value().isOfDisk = true;
        return known;
    };
    switch (failure.fault) {
    case HttpFault::ConnectionRefused:
        return broken(Transport::Refused);
    case HttpFault::NameUnknown:
        return broken(Transport::Dns);
    case HttpFault::Unreachable:
    case HttpFault::ProxyFailed:
    case HttpFault::ConnectTimeout:
        return broken(Transport::Unreachable);
    case HttpFault::TlsFailed:
        return broken(Transport::Tls);
    case HttpFault::AnswerTimeout:
    case HttpFault::Stalled:
    case HttpFault::TotalTimeout:
        return broken(Transport::Timeout);
    case HttpFault::ConnectionLost:
        return broken(Transport::Reset);
    case HttpFault::BadAnswer:
    case HttpFault::HeadersTooLarge:
    case HttpFault::TooLarge:
    case HttpFault::MessageTooLarge:
    case HttpFault::RedirectRefused:
    case HttpFault::NotEncrypted:
    case HttpFault::AddressRefused:
        return final(ErrorClass::ResultInvalid);
    case HttpFault::DiskFull:
        return ofDisk(ErrorClass::DiskFull);
    case HttpFault::FileFailed:
        // An order has been taken, whatever became of its answer.
        return ofDisk(!request.retrySafe && failure.sent ? ErrorClass::SubmitUnknown
                                                         : ErrorClass::Internal);
    case HttpFault::FileUnreadable:
        return final(ErrorClass::InputMediaInvalid);
    case HttpFault::RequestInvalid:
    case HttpFault::SecretRefused:
    case HttpFault::Cancelled:
    case HttpFault::Internal:
        break;
    }
    return final(ErrorClass::Internal);
}

QList<std::pair<QByteArray, QByteArray>> headerPairs(const HttpHeaders& headers)
{
    QList<std::pair<QByteArray, QByteArray>> pairs;
    for (const HttpHeader& header : headers) {
        pairs.append({header.name, header.value});
    }
    return pairs;
}

QByteArray recordOf(int status, const QByteArray& text, const QList<Secret>& secrets)
{
    // More is looked at than kept, so that no key is cut in two at the end of what is kept.
    const QByteArray shown =
        "HTTP " + QByteArray::number(status) + '\n' + text.left(2 * longestRecord);
    QByteArray record = Redactor(secrets).redacted(shown).toUtf8();
    if (text.size() > 2 * longestRecord) {
        record.chop(std::min<qsizetype>(record.size(), longestRecord / 4));
    }
    if (record.size() > longestRecord) {
        record.truncate(longestRecord);
        while (!record.isEmpty() && (static_cast<unsigned char>(record.back()) & 0xc0) == 0x80) {
            record.chop(1);
        }
        record.chop(!record.isEmpty() && static_cast<unsigned char>(record.back()) >= 0xc0 ? 1 : 0);
    }
    return record;
}

} // namespace raskadr
