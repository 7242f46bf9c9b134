#include "ui/common/moneytext.h"

#include "ui/common/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double micro = 1e6;

QString about(const QString& amount)
{
    return u"≈"_s + noBreakSpace + amount;
}

bool isWhole(qint64 micros)
{
    return micros % 1'000'000 == 0;
}

// What is counted takes a plural form; parts of one take that of a few.
int countFor(qint64 micros)
{
    const qint64 whole = micros / 1'000'000;
    return isWhole(micros) ? static_cast<int>(std::clamp<qint64>(whole, 0, 1'000'000'000)) : 2;
}

// `text` counts countFor(micros).
QString countedText(qint64 micros, QString text)
{
    if (!isWhole(micros)) {
        text.replace(u"2"_s, decimalText(double(micros) / micro, 2));
    } else {
        text.replace(QString::number(countFor(micros)), numberText(micros / 1'000'000));
    }
    return keptTogether(text);
}

bool isFree(const Generation& generation)
{
    return generation.costEstimated && *generation.costEstimated == 0;
}

// What costText() tells, where it is a sum.
struct Told
{
    double amount = 0;
    bool exact = true;
};

std::optional<Told> toldOf(const Generation& generation, const Job& job)
{
    if (job.costCharged && isFinal(job.state)) {
        return Told{*job.costCharged, true};
    }
    if (isFinal(job.state) && !mayHaveCost(job)) {
        return Told{0, true};
    }
    if (generation.costEstimated) {
        return Told{*generation.costEstimated, false};
    }
    return std::nullopt;
}

} // namespace

QString amountText(qint64 micros, const QString& unit)
{
    const QString kind = unit.toLower();
    if (kind == u"credit"_s || kind == u"credits"_s) {
        return countedText(
            micros,
            QCoreApplication::translate("MoneyText", "%n credit(s)", nullptr, countFor(micros)));
    }
    if (kind == u"token"_s || kind == u"tokens"_s) {
        return countedText(
            micros,
            QCoreApplication::translate("MoneyText", "%n token(s)", nullptr, countFor(micros)));
    }
    return moneyText(double(micros) / micro, kind.size() == 3 ? kind.toUpper() : unit);
}

QString currencySign(const QString& currency)
{
    return moneyText(1, currency).section(noBreakSpace, -1);
}

QString rateUnitText(const QString& unit)
{
    const qsizetype slash = unit.lastIndexOf(u'/');
    const QString one = amountText(1'000'000, unit.mid(slash + 1));
    return slash < 0
        ? one
        : QCoreApplication::translate("MoneyText", "%1 (%2)").arg(one, unit.left(slash));
}

QString priceText(const PriceEstimate& price, int results)
{
    switch (price.kind) {
    case PriceEstimate::Kind::Free:
        return QCoreApplication::translate("MoneyText", "free");
    case PriceEstimate::Kind::Unknown:
        return QCoreApplication::translate("MoneyText", "price unknown");
    case PriceEstimate::Kind::Known:
        return about(amountText(price.charge.micros * results, price.charge.unit));
    }
    return {};
}

QString priceInCurrencyText(const PriceEstimate& price, int results, const QString& providerId,
                            const ExchangeRates& rates)
{
    if (price.kind != PriceEstimate::Kind::Known
        || price.charge.unit.compare(rates.currency(), Qt::CaseInsensitive) == 0) {
        return {};
    }
    const auto micros =
        rates.inCurrency({providerId, price.charge.unit, {}, price.charge.micros * results, 0});
    return micros && *micros > 0 ? about(amountText(*micros, rates.currency())) : QString();
}

QString modelPriceText(const ProviderManifest& provider, const ModelManifest& model)
{
    const nlohmann::json parameters = model.parameters.withDefaults(nlohmann::json::object());
    const auto rates = tokenRates(provider, model, parameters);
    return rates ? QCoreApplication::translate("MoneyText", "%1 / %2 per 1M tokens")
                       .arg(amountText(rates->input.micros, rates->input.unit),
                            amountText(rates->output.micros, rates->output.unit))
                 : priceText(estimatedPrice(provider, model, parameters), 1);
}

QString costText(const Generation& generation, const Job& job)
{
    if (isFree(generation) && !job.costCharged.value_or(0)) {
        return QCoreApplication::translate("MoneyText", "free");
    }
    const auto told = toldOf(generation, job);
    if (!told) {
        return QCoreApplication::translate("MoneyText", "price unknown");
    }
    const QString amount = amountText(std::llround(told->amount * micro), generation.costUnit);
    return told->exact ? amount : about(amount);
}

QString costInCurrencyText(const Generation& generation, const Job& job, const ExchangeRates& rates)
{
    const auto told = toldOf(generation, job);
    if (!told || told->amount <= 0
        || generation.costUnit.compare(rates.currency(), Qt::CaseInsensitive) == 0) {
        return {};
    }
    const QString day = job.finishedMs > 0
        ? QDateTime::fromMSecsSinceEpoch(job.finishedMs).date().toString(Qt::ISODate)
        : QString();
    const auto micros = rates.inCurrency(
        {generation.providerId, generation.costUnit, day, std::llround(told->amount * micro), 0});
    if (!micros || *micros <= 0) {
        return {};
    }
    const QString amount = amountText(*micros, rates.currency());
    return told->exact ? amount : about(amount);
}

std::optional<double> amountOf(const QString& typed)
{
    QString plain;
    for (const QChar c : typed) {
        if (!c.isSpace()) {
            plain += c == u',' ? QChar(u'.') : c;
        }
    }
    constexpr double most = 1e12;
    bool ok = false;
    const double amount = QLocale::c().toDouble(plain, &ok);
    return ok && std::isfinite(amount) && amount >= 0 && amount <= most ? std::optional(amount)
                                                                        : std::nullopt;
}

QString sumText(const MoneySum& sum, const QString& currency)
{
    QStringList parts;
    if (sum.micros != 0 || (sum.withoutRate.isEmpty())) {
        parts.append(amountText(sum.micros, currency));
    }
    for (const UnitAmount& amount : sum.withoutRate) {
        parts.append(amountText(amount.micros, amount.unit));
    }
    const QString text = parts.join(u" + "_s);
    return sum.unknown > 0 ? QCoreApplication::translate("MoneyText", "%1 and %n of unknown price",
                                                         nullptr, sum.unknown)
                                 .arg(text)
                           : text;
}

QString budgetStopText(const BudgetStop& stop)
{
    const bool project = stop.limit == BudgetStop::Limit::Project;
    const QString limit = moneyText(stop.use.limit, stop.currency);
    const QString used = moneyText(stop.use.used, stop.currency);
    switch (stop.reason) {
    case BudgetStop::Reason::Full:
        if (stop.use.used >= stop.use.limit) {
            return project
                ? QCoreApplication::translate("MoneyText",
                                              "The limit of the project, %1, is used up (%2).")
                      .arg(limit, used)
                : QCoreApplication::translate("MoneyText",
                                              "The limit of the month, %1, is used up (%2).")
                      .arg(limit, used);
        }
        return project
            ? QCoreApplication::translate("MoneyText",
                                          "The limit of the project, %1, is nearly used up (%2).")
                  .arg(limit, used)
            : QCoreApplication::translate("MoneyText",
                                          "The limit of the month, %1, is nearly used up (%2).")
                  .arg(limit, used);
    case BudgetStop::Reason::PriceUnknown:
        return project
            ? QCoreApplication::translate(
                  "MoneyText", "The price is unknown, and the project has a limit of %1.")
                  .arg(limit)
            : QCoreApplication::translate("MoneyText",
                                          "The price is unknown, and the month has a limit of %1.")
                  .arg(limit);
    case BudgetStop::Reason::RateUnknown:
        return project
            ? QCoreApplication::translate(
                  "MoneyText",
                  "The limit of the project cannot be checked: there is no rate for %1.")
                  .arg(rateUnitText(stop.rateUnit))
            : QCoreApplication::translate(
                  "MoneyText", "The limit of the month cannot be checked: there is no rate for %1.")
                  .arg(rateUnitText(stop.rateUnit));
    }
    return {};
}

QString budgetStopAction(const BudgetStop& stop)
{
    return stop.reason == BudgetStop::Reason::RateUnknown
        ? QCoreApplication::translate("MoneyText", "Enter the rate")
        : QCoreApplication::translate("MoneyText", "Change the limit");
}

} // namespace raskadr::ui
