#include "app/desktop/moneyflow.h"

#include "core/jobs/budget.h"
#include "core/settings/settings.h"
#include "ui/settings/moneysection.h"

#include <QLocale>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int moneyRereadAfterMs = 200;

QList<std::pair<QString, QList<UnitAmount>>> byProvider(const QList<UnitAmount>& amounts)
{
    QMap<QString, QList<UnitAmount>> sorted;
    for (const UnitAmount& amount : amounts) {
        sorted[amount.providerId].append(amount);
    }
    QList<std::pair<QString, QList<UnitAmount>>> parts;
    for (auto part = sorted.cbegin(); part != sorted.cend(); ++part) {
        parts.append({part.key(), part.value()});
    }
    return parts;
}

} // namespace

MoneyFlow::MoneyFlow(ui::MoneySection& section, LibraryServices& services, const ModelOffer& models,
                     const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_section(section)
    , m_services(services)
    , m_models(models)
    , m_account(account)
{
    m_reread.setSingleShot(true);
    m_reread.setInterval(moneyRereadAfterMs);
    connect(&m_reread, &QTimer::timeout, this, &MoneyFlow::refresh);
    connect(&m_services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        const bool concerned = !changes.jobs.isEmpty() || changes.accounts.touches(m_account);
        if (concerned && m_section.isVisible() && !m_reread.isActive()) {
            m_reread.start();
        }
    });
    connect(&m_section, &ui::MoneySection::currencyChosen, this, [this](const QString& currency) {
        change([currency](Account& own) { own.currency = currency; });
    });
    connect(&m_section, &ui::MoneySection::limitEntered, this, [this](std::optional<double> limit) {
        change([limit](Account& own) { own.budget = limit; });
    });
    connect(&m_section, &ui::MoneySection::unknownPriceChosen, this, [this](qint64 micros) {
        write([micros](Repositories& r) {
            writeSetting(r.settings, settings::unknownPriceMicros, micros);
            r.accounts.update(*r.accounts.current()); // told, so that what waits looks again
        });
    });
    connect(&m_section, &ui::MoneySection::rateEntered, this, [this](const ExchangeRate& rate) {
        write([rate](Repositories& r) { r.rates.put(rate); });
    });
    connect(&m_section, &ui::MoneySection::rateRemoved, this, [this](const ExchangeRate& rate) {
        write([rate](Repositories& r) { r.rates.remove(rate); });
    });
    refresh();
}

void MoneyFlow::refresh()
{
    const qint64 now = m_services.clock().nowMs();
    const auto state = m_services.store().read(m_account, [&](const Repositories& r) {
        ui::MoneyState money;
        const auto account = r.accounts.current();
        money.currency = account ? account->currency : QString();
        money.monthLimit = account ? account->budget : std::nullopt;
        money.unknownPriceMicros = readSetting(r.settings, settings::unknownPriceMicros);
        const ExchangeRates rates = r.rates.rates();
        for (const ExchangeRate& rate : r.rates.all()) {
            if (rate.currency == money.currency) {
                money.rates.append(rate);
            }
        }
        money.units = r.expenses.rateUnits();
        for (const QString& unit : std::as_const(money.units)) {
            const qsizetype slash = unit.lastIndexOf(u'/');
            const UnitAmount one{
                unit.left(std::max<qsizetype>(slash, 0)), unit.mid(slash + 1), {}, 1'000'000, 0};
            if (!rates.inCurrency(one)) {
                money.unitsWithoutRate.append(unit);
            }
        }
        const Expenses month = r.expenses.ofMonth(monthOf(now));
        money.spent = rates.sum(month.spent);
        for (const auto& [provider, amounts] : byProvider(month.spent)) {
            if (const MoneySum sum = rates.sum(amounts); !sum.isZero()) {
                money.providers.append({provider, sum});
            }
        }
        return money;
    });
    if (!state) {
        Q_EMIT failed(state.error());
        return;
    }
    ui::MoneyState shown = *state;
    for (auto& [provider, sum] : shown.providers) {
        provider = m_models.providerName(provider);
    }
    shown.month = QLocale().standaloneMonthName(QDateTime::fromMSecsSinceEpoch(now).date().month());
    shown.readOnly = m_services.isReadOnly();
    m_section.setState(shown);
}

void MoneyFlow::change(std::function<void(Account&)> how)
{
    write([how = std::move(how)](Repositories& r) {
        Account account = *r.accounts.current();
        how(account);
        r.accounts.update(account);
    });
}

void MoneyFlow::write(std::function<void(Repositories&)> change)
{
    m_services.store()
        .write(m_account,
               [change = std::move(change)](Repositories& r) -> Result<> {
                   if (!r.accounts.current()) {
                       return failure(ErrorKind::NotFound);
                   }
                   change(r);
                   return {};
               })
        .then(this, [this](const Result<>& written) {
            if (!written) {
                Q_EMIT failed(written.error());
            }
        });
}

} // namespace raskadr::desktop
