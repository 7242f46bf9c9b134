#include "core/providers/pricemerge.h"

#include "core/providers/jsonpointer.h"
#include "core/providers/schemashapes.h"

#include <cmath>
#include <map>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr double mostExpensive = 1e9;

QString textAt(const json& object, const char* key)
{
    return QString::fromStdString(object[key].get<std::string>());
}

// A number, or one that is written as a text; nothing for what is no price.
std::optional<double> priceIn(const json* value)
{
    bool isNumber = value && value->is_number();
    double price = isNumber ? value->get<double>() : 0;
    if (value && value->is_string()) {
        price = QString::fromStdString(value->get<std::string>()).toDouble(&isNumber);
    }
    const bool isPrice = isNumber && std::isfinite(price) && price >= 0 && price <= mostExpensive;
    return isPrice ? std::optional(price) : std::nullopt;
}

// Without what binary fractions add: 0.00000025 of one token is 0.25 of a million.
double rounded(double price)
{
    return std::nearbyint(price * 1e6) / 1e6;
}

// What tokens cost with each model of a list, by the parameter `model`. One whose price changes
// from call to call, which services write as -1, has none.
Checked<json> tokenRows(const json& source, const json& list, const QString& at)
{
    if (!list.is_array()) {
        return refused(at, ManifestFault::NotAnArray);
    }
    if (list.size() > maxPublishedModels) {
        return refused(at, ManifestFault::TooMuch, QString::number(maxPublishedModels));
    }
    const json& tokens = source["tokens"];
    const double scale = tokens.value("scale", 1.0);
    std::map<std::string, json> rates; // the same order every time
    for (const json& model : list) {
        const json* id = lookUp(model, textAt(tokens, "model"));
        const auto input = priceIn(lookUp(model, textAt(tokens, "input")));
        const auto output = priceIn(lookUp(model, textAt(tokens, "output")));
        if (id && id->is_string() && input && output) {
            rates[id->get<std::string>()] = {{"input", rounded(*input * scale)},
                                             {"output", rounded(*output * scale)}};
        }
    }
    if (rates.empty()) {
        return refused(at, ManifestFault::Empty);
    }
    json rows = json::array();
    for (auto& [id, rate] : rates) {
        rows.push_back({{"when", {{"equals", json::array({"/model", id})}}},
                        {"perMillionTokens", std::move(rate)}});
    }
    return rows;
}

Checked<json> unitRow(const json& source, const json& answer, const QString& at)
{
    static const std::map<std::string, const char*> measures{{"image", "output"},
                                                             {"images", "output"},
                                                             {"video", "output"},
                                                             {"videos", "output"},
                                                             {"output", "output"},
                                                             {"generation", "output"},
                                                             {"request", "output"},
                                                             {"second", "second"},
                                                             {"seconds", "second"},
                                                             {"video_second", "second"},
                                                             {"megapixel", "megapixel"},
                                                             {"megapixels", "megapixel"},
                                                             {"processed megapixels", "megapixel"},
                                                             {"token", "token"},
                                                             {"tokens", "token"}};
    const auto price = priceIn(lookUp(answer, at));
    if (!price) {
        return refused(at, ManifestFault::NotANumber);
    }
    std::string per = "output";
    if (source.contains("unit")) {
        const QString unitAt = textAt(source, "unit");
        const json* unit = lookUp(answer, unitAt);
        const auto measure = unit && unit->is_string()
            ? measures.find(
                QString::fromStdString(unit->get<std::string>()).trimmed().toLower().toStdString())
            : measures.end();
        if (measure == measures.end()) {
            return refused(unitAt, ManifestFault::NotOneOf, u"image, second, megapixel, token"_s);
        }
        per = measure->second;
    }
    return json::array({json{{"amount", *price}, {"per", per}}});
}

} // namespace

Checked<> mergePrice(json& record, const json& answer, const QString& day)
{
    const json& source = record["price"]["source"];
    const QString at = textAt(source, "pointer");
    const json* published = lookUp(answer, at);
    if (!published) {
        return refused(at, ManifestFault::Missing);
    }
    const auto rows =
        source.contains("tokens") ? tokenRows(source, *published, at) : unitRow(source, answer, at);
    if (!rows) {
        return refused(rows.error());
    }
    json& price = record["price"];
    if (price.value("estimate", json()) != *rows) {
        price["estimate"] = *rows;
        price["asOf"] = day.toStdString();
    }
    return {};
}

} // namespace raskadr
