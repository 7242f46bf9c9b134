#pragma once

#include "core/model/budget.h"

#include <QWidget>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QVBoxLayout;

namespace raskadr::ui {

class Button;
class SettingsCard;
class TextField;
class WrapLabel;

// What «Деньги» shows.
struct MoneyState
{
    QString currency;
    std::optional<double> monthLimit;
    qint64 unknownPriceMicros = -1; // see settings::unknownPriceMicros
    QList<ExchangeRate> rates; // to the currency, newest first
    QStringList units; // in which something is priced, see rateUnit()
    QStringList unitsWithoutRate;
    QString month; // its name
    MoneySum spent;
    QList<std::pair<QString, MoneySum>> providers; // their names and what they cost this month
    bool readOnly = false;

    bool operator==(const MoneyState&) const = default;
};

// «Деньги»: the currency, the limit of the month, rates with their dates, and what the month has
// cost so far. Values in, wishes out.
class MoneySection final : public QWidget
{
    Q_OBJECT

public:
    explicit MoneySection(QWidget* parent = nullptr);

    // What is being typed stays.
    void setState(const MoneyState& state);

Q_SIGNALS:
    void currencyChosen(const QString& currency);
    void limitEntered(std::optional<double> limit); // none: no limit
    void unknownPriceChosen(qint64 micros);
    void rateEntered(const raskadr::ExchangeRate& rate);
    void rateRemoved(const raskadr::ExchangeRate& rate);

private:
    QWidget* buildLimits();
    QWidget* buildRates();
    QWidget* buildSpending();
    void showUnknown();
    void showRates();
    void showSpending();
    void takeLimit();
    void takeUnknown();
    void addRate();

    MoneyState m_state;
    QComboBox* m_currency;
    TextField* m_limit;
    QComboBox* m_unknown;
    TextField* m_assumed;
    QWidget* m_rateList;
    WrapLabel* m_missing;
    QComboBox* m_unit;
    QLineEdit* m_rate;
    QDateEdit* m_date;
    Button* m_add;
    WrapLabel* m_rateError;
    QWidget* m_spending;
};

} // namespace raskadr::ui
