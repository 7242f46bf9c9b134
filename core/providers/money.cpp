#include "core/providers/money.h"

#include "core/providers/surroundings.h"

#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr double largestAmount = 1e9;
constexpr double micro = 1e6;

std::optional<double> numberIn(const json& value)
{
    if (value.is_number()) {
        return value.get<double>();
    }
    // "5", and "5s" as some services name seconds.
    const auto digits = value.is_string() ? found(u"^([0-9]{1,9}(?:\\.[0-9]{1,9})?)s?$"_s,
                                                  QString::fromStdString(value.get<std::string>()))
                                          : std::nullopt;
    return digits ? std::optional(digits->toDouble()) : std::nullopt;
}

// "1024x1536" and [w, h] as well as the number itself.
std::optional<double> megapixelsIn(const json& value)
{
    if (value.is_array() && value.size() == 2) {
        const auto width = numberIn(value[0]);
        const auto height = numberIn(value[1]);
        return width && height ? std::optional(*width * *height / 1e6) : std::nullopt;
    }
    if (value.is_string()) {
        static const QRegularExpression shape(u"^([0-9]{1,6})[xX*:]([0-9]{1,6})$"_s);
        const auto match = shape.match(QString::fromStdString(value.get<std::string>()));
        return match.hasMatch()
            ? std::optional(match.captured(1).toDouble() * match.captured(2).toDouble() / 1e6)
            : std::nullopt;
    }
    return numberIn(value);
}

double outputsOf(const json& price, const json& parameters)
{
    if (!price.contains("outputs")) {
        return 1;
    }
    const auto count = parameters.find(price["outputs"].get<std::string>());
    const auto number = count == parameters.end() ? std::nullopt : numberIn(*count);
    return number && *number >= 1 ? *number : 1;
}

} // namespace

QString priceUnit(const ProviderManifest& provider, const ModelManifest& model)
{
    if (!model.document || !provider.document) {
        return {};
    }
    const ServiceModel service(provider, model, {});
    const json* price = service.directive("price");
    return price ? QString::fromStdString(price->value("unit", std::string())) : QString();
}

std::optional<UnitWorth> unitWorth(const ProviderManifest& provider, const ModelManifest& model)
{
    if (!model.document || !provider.document) {
        return std::nullopt;
    }
    const ServiceModel service(provider, model, {});
    const json* price = service.directive("price");
    if (!price || !price->contains("usdPerUnit")) {
        return std::nullopt;
    }
    const double usd = (*price)["usdPerUnit"].get<double>();
    const QString unit = priceUnit(provider, model);
    if (!std::isfinite(usd) || usd <= 0 || usd > largestAmount || rateUnit({}, unit) != u'/' + unit) {
        return std::nullopt;
    }
    return UnitWorth{provider.id, unit, usd};
}

std::optional<Charge> chargeOf(const json& price, double amount)
{
    if (!std::isfinite(amount) || amount < 0 || amount > largestAmount) {
        return std::nullopt;
    }
    Charge charge;
    charge.micros = std::llround(amount * micro);
    charge.unit = QString::fromStdString(price["unit"].get<std::string>());
    if (price.contains("usdPerUnit")) {
        charge.usdMicros = std::llround(amount * price["usdPerUnit"].get<double>() * micro);
    } else if (charge.unit == u"usd"_s) {
        charge.usdMicros = charge.micros;
    }
    return charge;
}

PriceEstimate estimatedPrice(const ProviderManifest& provider, const ModelManifest& model,
                             const json& parameters, std::optional<double> tokens)
{
    PriceEstimate estimate;
    if (provider.free || model.free) {
        estimate.kind = PriceEstimate::Kind::Free;
        return estimate;
    }
    if (!model.document || !provider.document) {
        return estimate;
    }
    const ServiceModel service(provider, model, {});
    const json* price = service.directive("price");
    if (!price || !price->contains("estimate")) {
        return estimate;
    }
    const QList<PlannedInput> inputs;
    const json variables = json::object();
    const RunMoment moment{0, [] { return QString(); }};
    Surroundings at{service, parameters, inputs, variables, moment};
    at.document = &parameters;
    for (const json& row : (*price)["estimate"]) {
        if (row.contains("when") && !holds(row["when"], at)) {
            continue;
        }
        const std::string per = row["per"].get<std::string>();
        std::optional<double> factor = 1.0;
        if (per == "second" || per == "megapixel") {
            const char* key = per == "second" ? "seconds" : "megapixels";
            const auto value = price->contains(key) ? rendered((*price)[key], at) : std::nullopt;
            factor = !value       ? std::nullopt
                : per == "second" ? numberIn(*value)
                                  : megapixelsIn(*value);
        } else if (per == "token") {
            factor = tokens;
        }
        const auto charge = factor
            ? chargeOf(*price,
                       row["amount"].get<double>() * *factor * outputsOf(*price, parameters))
            : std::nullopt;
        if (charge) {
            estimate.kind = PriceEstimate::Kind::Known;
            estimate.charge = *charge;
            estimate.asOf = QString::fromStdString(price->value("asOf", std::string()));
        }
        return estimate;
    }
    return estimate;
}

} // namespace raskadr
