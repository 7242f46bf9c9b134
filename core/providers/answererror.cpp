#include "core/providers/answererror.h"

#include "core/providers/jobstatus.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using Transport = ServiceAnswer::Transport;

namespace {

constexpr qint64 longestWaitMs = 24 * 3600 * 1000LL;
constexpr qsizetype longestMessage = 4000;

ErrorClass classOfStatus(int status, const QString& step)
{
    switch (status) {
    case 400:
    case 422:
        return ErrorClass::InvalidInput;
    case 401:
        return ErrorClass::AuthInvalid;
    case 402:
        return ErrorClass::InsufficientFunds;
    case 403:
        return ErrorClass::AuthForbidden;
    case 404:
        return step == u"submit"_s ? ErrorClass::ModelGone : ErrorClass::JobLost;
    case 410:
        return step == u"submit"_s ? ErrorClass::ModelGone : ErrorClass::ResultExpired;
    case 413:
    case 415:
        return ErrorClass::InputMediaInvalid;
    case 408:
    case 524:
        return ErrorClass::Timeout;
    case 429:
        return ErrorClass::RateLimited;
    case 502:
    case 503:
    case 504:
    case 529:
        return ErrorClass::Busy;
    default:
        return status >= 500 ? ErrorClass::ProviderFailed
            : status < 400   ? ErrorClass::ResultInvalid // an answer that was not agreed on
                             : ErrorClass::Internal;
    }
}

ErrorClass classOfTransport(const ServiceRequest& request, const Surroundings& at)
{
    const ServiceAnswer& answer = *at.answer;
    // Whether the service took the work cannot be known any more. Only this step orders any.
    if (request.step == u"submit"_s && !request.retrySafe && answer.sent
        && answer.transport != Transport::Refused) {
        return ErrorClass::SubmitUnknown;
    }
    switch (answer.transport) {
    case Transport::Refused:
    case Transport::Unreachable:
        return at.model.isLocal() ? ErrorClass::LocalNotRunning : ErrorClass::Offline;
    case Transport::Tls:
        return ErrorClass::Tls;
    case Transport::Timeout:
        return ErrorClass::Timeout;
    case Transport::Dns:
    case Transport::Reset:
    case Transport::Intact:
        return ErrorClass::Offline;
    }
    return ErrorClass::Offline;
}

QString textAt(const json* errors, const char* key, const Surroundings& at)
{
    if (!errors || !errors->contains(key)) {
        return {};
    }
    const auto value = firstSourced((*errors)[key], at);
    if (!value) {
        return {};
    }
    const QString text = plainText(*value).value_or(
        QString::fromStdString(value->dump(-1, ' ', false, json::error_handler_t::replace)));
    return text.left(longestMessage);
}

// "30", "1.5", "30s", "250ms", or a date.
std::optional<qint64> waitMs(const QString& text, double unitMs, qint64 nowMs)
{
    const auto number = found(u"^\\s*([0-9]{1,9}(?:\\.[0-9]{1,9})?)\\s*(?:m?s)?\\s*$"_s, text);
    qint64 ms = 0;
    if (number) {
        const bool isMs = text.trimmed().endsWith(u"ms"_s);
        ms = static_cast<qint64>(number->toDouble() * (isMs ? 1 : unitMs));
    } else {
        const QDateTime date =
            QLocale::c().toDateTime(text.trimmed(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        if (!date.isValid()) {
            return std::nullopt;
        }
        ms = QDateTime(date.date(), date.time(), Qt::UTC).toMSecsSinceEpoch() - nowMs;
    }
    return std::clamp(ms, qint64(0), longestWaitMs);
}

std::optional<qint64> retryAfter(const json* rule, const json* errors, const Surroundings& at)
{
    for (const json* from : {rule, errors}) {
        if (from && from->contains("retryAfter")) {
            const auto value = firstSourced((*from)["retryAfter"], at);
            const auto text = value ? plainText(*value) : std::nullopt;
            if (const auto ms = text ? waitMs(*text, 1000, at.moment.nowMs) : std::nullopt) {
                return ms;
            }
        }
    }
    if (const auto header = at.answer->header("retry-after-ms")) {
        if (const auto ms = waitMs(QString::fromLatin1(*header), 1, at.moment.nowMs)) {
            return ms;
        }
    }
    QList<QByteArray> names{"retry-after"};
    if (const json* limits = at.model.directive("limits");
        limits && limits->contains("retryAfter")) {
        for (const json& name : (*limits)["retryAfter"]) {
            names.append(QByteArray::fromStdString(name.get<std::string>()));
        }
    }
    for (const QByteArray& name : names) {
        const auto header = at.answer->header(name);
        if (const auto ms = header ? waitMs(QString::fromLatin1(*header), 1000, at.moment.nowMs)
                                   : std::nullopt) {
            return ms;
        }
    }
    return std::nullopt;
}

ErrorClass classNamed(const json& rule)
{
    return errorClassFromName(QString::fromStdString(rule["class"].get<std::string>()));
}

// One status may mean two things, so that rules which look only at it come last.
const json* ruleFor(const json* errors, const Surroundings& at)
{
    if (!errors || !errors->contains("rules")) {
        return nullptr;
    }
    const json& rules = (*errors)["rules"];
    for (const bool byStatus : {false, true}) {
        for (const json& rule : rules) {
            if (rule["when"].contains("http") == byStatus && holds(rule["when"], at)) {
                return &rule;
            }
        }
    }
    return nullptr;
}

// The parameter whose name stands in the complaint.
QString parameterIn(const QString& message, const Surroundings& at)
{
    const QString text = message
        + QString::fromStdString(
              at.answer->body.dump(-1, ' ', false, json::error_handler_t::replace))
              .left(longestMessage);
    for (const ParameterField& field : at.model.manifest().parameters.fields()) {
        if (field.name.size() > 1
            && found(u"\\b%1\\b"_s.arg(QRegularExpression::escape(field.name)), text)) {
            return field.name;
        }
    }
    return {};
}

ServiceFailure described(const QString& step, const json* rule, const Surroundings& at,
                         ErrorClass otherwise)
{
    const json* errors = at.model.directive("error");
    ServiceFailure failure;
    failure.errorClass = rule ? classNamed(*rule) : otherwise;
    failure.step = step;
    failure.status = at.answer->status;
    failure.message = textAt(errors, "message", at);
    failure.code = textAt(errors, "code", at);
    failure.requestId = textAt(errors, "requestId", at);
    failure.retryAfterMs = retryAfter(rule, errors, at);
    if (failure.errorClass == ErrorClass::InvalidInput) {
        failure.parameter = parameterIn(failure.message, at);
    }
    failure.charge = chargeOfAnswer(at);
    return failure;
}

bool isOfLoad(ErrorClass value)
{
    return value == ErrorClass::RateLimited || value == ErrorClass::Busy
        || value == ErrorClass::Concurrency;
}

} // namespace

std::optional<ServiceFailure> failureOf(const ServiceRequest& request, const Surroundings& at)
{
    const ServiceAnswer& answer = *at.answer;
    const json* rule = nullptr;
    if (answer.transport != Transport::Intact || answer.status == 0) {
        const ErrorClass otherwise = classOfTransport(request, at);
        // No rule may make a known uncertainty certain.
        rule = otherwise == ErrorClass::SubmitUnknown ? nullptr
                                                      : ruleFor(at.model.directive("error"), at);
        ServiceFailure failure = described(request.step, rule, at, otherwise);
        failure.nothingAccepted = !answer.sent || answer.transport == Transport::Refused;
        return failure;
    }
    const bool isExpected =
        request.expected.isEmpty() ? answer.isSuccess() : request.expected.contains(answer.status);
    if (isExpected) {
        return std::nullopt;
    }
    rule = ruleFor(at.model.directive("error"), at);
    ServiceFailure failure =
        described(request.step, rule, at, classOfStatus(answer.status, request.step));
    failure.nothingAccepted =
        isOfLoad(failure.errorClass) && (answer.status == 429 || (answer.status == 503 && rule));
    return failure;
}

std::optional<ServiceFailure> rejectionOf(const QString& step, const Surroundings& at)
{
    const json* own = at.model.directive("rejectOn");
    const json* common = at.model.ofProvider("rejectOn");
    for (const json* list : {common, own == common ? nullptr : own}) {
        if (!list) {
            continue;
        }
        for (const json& rule : *list) {
            if (!holds(rule["when"], at)) {
                continue;
            }
            ServiceFailure failure = described(step, &rule, at, ErrorClass::ContentBlockedOutput);
            if (const QString message = textAt(&rule, "message", at); !message.isEmpty()) {
                failure.message = message;
            }
            return failure;
        }
    }
    return std::nullopt;
}

ServiceFailure reportedFailure(const QString& step, const Surroundings& at, ErrorClass otherwise)
{
    return described(step, ruleFor(at.model.directive("error"), at), at, otherwise);
}

} // namespace raskadr
