#include "core/net/retryafter.h"

#include <cmath>
#include <curl/curl.h>

namespace raskadr {

namespace {

using std::chrono::milliseconds;

constexpr double longestMs = 24.0 * 3600 * 1000;

std::optional<milliseconds> fromNumber(const QByteArray& value, double unitMs)
{
    bool isNumber = false;
    const double number = value.trimmed().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < 0) {
        return std::nullopt;
    }
    return milliseconds(qint64(std::ceil(std::min(number * unitMs, longestMs))));
}

std::optional<qint64> dateMs(const QByteArray& value)
{
    const time_t seconds = curl_getdate(value.constData(), nullptr);
    return seconds < 0 ? std::nullopt : std::optional<qint64>(qint64(seconds) * 1000);
}

std::optional<milliseconds> fromDate(const QByteArray& value, const HttpHeaders& headers,
                                     qint64 nowMs)
{
    const auto then = dateMs(value);
    if (!then) {
        return std::nullopt;
    }
    const auto sentAt = dateMs(headerValue(headers, "date").value_or(QByteArray()));
    const double wait = double(*then - sentAt.value_or(nowMs));
    return milliseconds(qint64(std::clamp(wait, 0.0, longestMs)));
}

} // namespace

std::optional<milliseconds> retryAfter(const HttpHeaders& headers, qint64 nowMs,
                                       const QList<QByteArray>& ownNames)
{
    for (const QByteArray& name : QList<QByteArray>{"retry-after-ms", "retry-after"} + ownNames) {
        const auto value = headerValue(headers, name);
        if (!value) {
            continue;
        }
        const auto wait = fromNumber(*value, name.toLower().endsWith("-ms") ? 1 : 1000);
        if (wait) {
            return wait;
        }
        if (const auto until = fromDate(*value, headers, nowMs)) {
            return until;
        }
    }
    return std::nullopt;
}

} // namespace raskadr
