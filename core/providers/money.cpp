#include "core/providers/money.h"

#include "core/providers/surroundings.h"

#include <algorithm>
#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr double largestAmount = 1e9;
constexpr double micro = 1e6;
constexpr const char* millionTokens = "perMillionTokens";
constexpr double million = 1e6;

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

// The rows of a model's price, asked about one set of parameters.
class PriceTable
{
public:
    PriceTable(ServiceModel service, const json& parameters)
        : m_service(std::move(service))
        , m_at{m_service, parameters, m_inputs, m_variables, m_moment}
        , m_price(m_service.directive("price"))
    {
        m_at.document = &parameters;
    }
    Q_DISABLE_COPY_MOVE(PriceTable)

    const json& price() const { return *m_price; } // where there is a row

    // The first that fits; null: there is none.
    const json* row() const
    {
        if (!m_price || !m_price->contains("estimate")) {
            return nullptr;
        }
        const json& rows = (*m_price)["estimate"];
        const auto fitting = std::find_if(rows.begin(), rows.end(), [this](const json& row) {
            return !row.contains("when") || holds(row["when"], m_at);
        });
        return fitting == rows.end() ? nullptr : &*fitting;
    }

    std::optional<double> amount(const json& row, const TokenCount& tokens) const
    {
        if (row.contains(millionTokens)) {
            return amountOfTokens(row, tokens);
        }
        const std::string per = row["per"].get<std::string>();
        std::optional<double> factor = 1.0;
        if (per == "second") {
            factor = measured("seconds", numberIn);
        } else if (per == "megapixel") {
            factor = measured("megapixels", megapixelsIn);
        } else if (per == "token") {
            factor = tokens.total();
        }
        return factor ? std::optional(row["amount"].get<double>() * *factor
                                      * outputsOf(*m_price, m_at.parameters))
                      : std::nullopt;
    }

    static std::optional<double> amountOfTokens(const json& row, const TokenCount& tokens)
    {
        if (row.contains(millionTokens)) {
            const json& rates = row[millionTokens];
            return tokens.input && tokens.output
                ? std::optional((*tokens.input * rates["input"].get<double>()
                                 + *tokens.output * rates["output"].get<double>())
                                / million)
                : std::nullopt;
        }
        const auto total = row["per"] == "token" ? tokens.total() : std::nullopt;
        return total ? std::optional(*total * row["amount"].get<double>()) : std::nullopt;
    }

private:
    std::optional<double> measured(const char* key,
                                   std::optional<double> (*read)(const json&)) const
    {
        const auto value = m_price->contains(key) ? rendered((*m_price)[key], m_at) : std::nullopt;
        return value ? read(*value) : std::nullopt;
    }

    const ServiceModel m_service;
    const QList<PlannedInput> m_inputs;
    const json m_variables = json::object();
    const RunMoment m_moment{0, [] { return QString(); }};
    Surroundings m_at;
    const json* m_price;
};

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
    if (!std::isfinite(usd) || usd <= 0 || usd > largestAmount
        || rateUnit({}, unit) != u'/' + unit) {
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

std::optional<double> TokenCount::total() const
{
    return input && output ? std::optional(*input + *output) : all;
}

PriceEstimate estimatedPrice(const ProviderManifest& provider, const ModelManifest& model,
                             const json& parameters, const TokenCount& tokens)
{
    PriceEstimate estimate;
    if (provider.free || model.free) {
        estimate.kind = PriceEstimate::Kind::Free;
        return estimate;
    }
    if (!model.document || !provider.document) {
        return estimate;
    }
    const PriceTable table(ServiceModel(provider, model, {}), parameters);
    const json* row = table.row();
    const auto amount = row ? table.amount(*row, tokens) : std::nullopt;
    const auto charge = amount ? chargeOf(table.price(), *amount) : std::nullopt;
    if (charge) {
        estimate.kind = PriceEstimate::Kind::Known;
        estimate.charge = *charge;
        estimate.asOf = QString::fromStdString(table.price().value("asOf", std::string()));
    }
    return estimate;
}

std::optional<Charge> chargeOfTokens(const ServiceModel& service, const json& parameters,
                                     const TokenCount& tokens)
{
    if (service.provider().free || service.manifest().free) {
        return std::nullopt;
    }
    const PriceTable table(service, parameters);
    const json* row = table.row();
    const auto amount = row ? PriceTable::amountOfTokens(*row, tokens) : std::nullopt;
    return amount ? chargeOf(table.price(), *amount) : std::nullopt;
}

std::optional<TokenRates> tokenRates(const ProviderManifest& provider, const ModelManifest& model,
                                     const json& parameters)
{
    if (provider.free || model.free || !model.document || !provider.document) {
        return std::nullopt;
    }
    const PriceTable table(ServiceModel(provider, model, {}), parameters);
    const json* row = table.row();
    if (!row || !row->contains(millionTokens)) {
        return std::nullopt;
    }
    const json& rates = (*row)[millionTokens];
    const auto input = chargeOf(table.price(), rates["input"].get<double>());
    const auto output = chargeOf(table.price(), rates["output"].get<double>());
    return input && output ? std::optional(TokenRates{*input, *output}) : std::nullopt;
}

} // namespace raskadr
