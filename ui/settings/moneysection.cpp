#include "ui/settings/moneysection.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/moneytext.h"
#include "ui/common/textlabels.h"
#include "ui/settings/settingscard.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>
#include <cmath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class UnknownUse { Hold, Count, Ignore };

constexpr int amountWidth = 140;

QVBoxLayout* columnOf(QWidget* box, int spacing)
{
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

void empty(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->deleteLater();
        }
        delete item;
    }
}

QString shownAmount(double amount)
{
    return decimalText(amount, 6);
}

} // namespace

MoneySection::MoneySection(QWidget* parent)
    : QWidget(parent)
    , m_currency(new QComboBox)
    , m_limit(new TextField(tr("Limit of the month")))
    , m_unknown(new QComboBox)
    , m_assumed(new TextField(tr("Each of them counts as")))
    , m_rateList(new QWidget)
    , m_missing(new WrapLabel({}, TextStyle::Small, TextRole::Error))
    , m_unit(new QComboBox)
    , m_rate(new QLineEdit)
    , m_date(new QDateEdit(QDate::currentDate()))
    , m_add(new Button(u"plus"_s, tr("Add the rate"), Button::Kind::Ordinary))
    , m_rateError(new WrapLabel({}, TextStyle::Small, TextRole::Error))
    , m_spending(new QWidget)
{
    auto* column = columnOf(this, 20);
    column->addWidget(buildSpending());
    column->addWidget(buildLimits());
    column->addWidget(buildRates());
}

QWidget* MoneySection::buildLimits()
{
    for (const char* code : {"RUB", "USD", "EUR", "KZT", "BYN", "CNY", "GBP"}) {
        const QString currency = QString::fromLatin1(code);
        m_currency->addItem(u"%1, %2"_s.arg(currency, currencySign(currency)), currency);
    }
    m_unknown->addItem(tr("Do not run while there is a limit"), static_cast<int>(UnknownUse::Hold));
    m_unknown->addItem(tr("Count each as a fixed sum"), static_cast<int>(UnknownUse::Count));
    m_unknown->addItem(tr("Run without counting"), static_cast<int>(UnknownUse::Ignore));
    m_limit->lineEdit()->setMaxLength(20);
    m_limit->setPlaceholderText(tr("No limit"));
    m_limit->setFixedWidth(2 * amountWidth);
    m_assumed->lineEdit()->setMaxLength(20);
    m_assumed->setFixedWidth(2 * amountWidth);

    auto* card = new SettingsCard;
    card->addRow(tr("Currency"), tr("Sums and limits are told in it."), m_currency);
    card->addRow(tr("Limit of all projects together"),
                 tr("For each calendar month, and hard: what would pass it waits in the queue. A "
                    "project has a limit of its own among its settings."),
                 m_limit);
    card->addRow(tr("Generations of unknown price"),
                 tr("Some services tell what they charge only afterwards, or never."), m_unknown);
    card->addBelow(m_assumed);

    connect(m_currency, &QComboBox::activated, this,
            [this] { Q_EMIT currencyChosen(m_currency->currentData().toString()); });
    connect(m_limit->lineEdit(), &QLineEdit::editingFinished, this, &MoneySection::takeLimit);
    connect(m_unknown, &QComboBox::activated, this, &MoneySection::takeUnknown);
    connect(m_assumed->lineEdit(), &QLineEdit::editingFinished, this, &MoneySection::takeUnknown);
    return card;
}

QWidget* MoneySection::buildRates()
{
    auto* box = new QWidget;
    auto* column = columnOf(box, 10);
    column->addWidget(new ElidedLabel(tr("Rates"), TextStyle::BodyBold));
    column->addWidget(
        new WrapLabel(tr("A rate holds from its date on. The program asks nobody for rates."),
                      TextStyle::Small, TextRole::Secondary));
    column->addWidget(m_missing);
    columnOf(m_rateList, 2);
    column->addWidget(m_rateList);

    auto* entry = new QWidget;
    auto* row = new QHBoxLayout(entry);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_unit->setAccessibleName(tr("Unit"));
    m_rate->setAccessibleName(tr("Rate"));
    m_rate->setFixedWidth(amountWidth);
    m_rate->setMaxLength(20);
    m_date->setAccessibleName(tr("Date of the rate"));
    m_date->setDisplayFormat(QLocale()
                                 .dateFormat(QLocale::ShortFormat)
                                 .replace(u"yyyy"_s, u"yy"_s)
                                 .replace(u"yy"_s, u"yyyy"_s));
    m_date->setCalendarPopup(true);
    row->addWidget(m_unit);
    row->addWidget(new ElidedLabel(u"="_s));
    row->addWidget(m_rate);
    row->addWidget(m_date);
    row->addWidget(m_add);
    row->addStretch(1);
    column->addWidget(entry);
    m_rateError->hide();
    column->addWidget(m_rateError);
    connect(m_add, &Button::clicked, this, &MoneySection::addRate);
    connect(m_rate, &QLineEdit::returnPressed, this, &MoneySection::addRate);
    connect(m_rate, &QLineEdit::textEdited, m_rateError, &QWidget::hide);
    return box;
}

QWidget* MoneySection::buildSpending()
{
    columnOf(m_spending, 0);
    return m_spending;
}

void MoneySection::setState(const MoneyState& state)
{
    m_state = state;
    if (const int index = m_currency->findData(state.currency); index >= 0) {
        m_currency->setCurrentIndex(index);
    } else {
        m_currency->addItem(state.currency, state.currency);
        m_currency->setCurrentIndex(m_currency->count() - 1);
    }
    if (!m_limit->lineEdit()->hasFocus() && m_limit->error().isEmpty()) {
        m_limit->setText(state.monthLimit ? shownAmount(*state.monthLimit) : QString());
    }
    m_limit->setLabel(tr("Limit of the month, %1").arg(currencySign(state.currency)));
    showUnknown();
    showRates();
    showSpending();
    for (QWidget* control : {static_cast<QWidget*>(m_currency), static_cast<QWidget*>(m_limit),
                             static_cast<QWidget*>(m_unknown), static_cast<QWidget*>(m_assumed),
                             static_cast<QWidget*>(m_rate), static_cast<QWidget*>(m_add)}) {
        control->setEnabled(!state.readOnly);
    }
}

void MoneySection::showUnknown()
{
    const UnknownUse use = m_state.unknownPriceMicros < 0 ? UnknownUse::Hold
        : m_state.unknownPriceMicros == 0                 ? UnknownUse::Ignore
                                                          : UnknownUse::Count;
    if (m_assumed->lineEdit()->hasFocus() || !m_assumed->error().isEmpty()) {
        return;
    }
    m_unknown->setCurrentIndex(m_unknown->findData(static_cast<int>(use)));
    m_assumed->setVisible(use == UnknownUse::Count);
    m_assumed->setText(use == UnknownUse::Count
                           ? shownAmount(double(m_state.unknownPriceMicros) / 1e6)
                           : QString());
}

void MoneySection::showRates()
{
    empty(m_rateList->layout());
    for (const ExchangeRate& rate : m_state.rates) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(16);
        const QString words = u"%1 = %2\u00a0%3"_s.arg(
            rateUnitText(rate.unit), shownAmount(rate.rate), currencySign(rate.currency));
        row->addWidget(new ElidedLabel(words));
        row->addWidget(
            new ElidedLabel(tr("from %1").arg(QLocale().toString(
                                QDate::fromString(rate.date, Qt::ISODate), u"d MMMM yyyy"_s)),
                            TextStyle::Small, TextRole::Secondary));
        row->addStretch(1);
        auto* away = new Button(u"close"_s, tr("Remove the rate"), Button::Kind::Icon);
        away->setEnabled(!m_state.readOnly);
        connect(away, &Button::clicked, this, [this, rate] { Q_EMIT rateRemoved(rate); });
        row->addWidget(away);
        m_rateList->layout()->addWidget(line);
    }
    QStringList missing;
    for (const QString& unit : m_state.unitsWithoutRate) {
        missing.append(rateUnitText(unit));
    }
    m_missing->setText(tr("No rate yet for: %1").arg(missing.join(u", "_s)));
    m_missing->setVisible(!missing.isEmpty());

    const QString standing = m_unit->currentData().toString();
    m_unit->clear();
    QStringList units = m_state.unitsWithoutRate;
    for (const QString& unit : QStringList{u"USD"_s, u"EUR"_s, u"CNY"_s} + m_state.units) {
        if (!units.contains(unit) && unit != m_state.currency) {
            units.append(unit);
        }
    }
    for (const QString& unit : std::as_const(units)) {
        m_unit->addItem(rateUnitText(unit), unit);
    }
    m_unit->setCurrentIndex(std::max(0, m_unit->findData(standing)));
    m_rate->setPlaceholderText(currencySign(m_state.currency));
}

void MoneySection::showSpending()
{
    empty(m_spending->layout());
    auto* card = new SettingsCard;
    const auto sum = [this](const MoneySum& money) {
        return new ElidedLabel(sumText(money, m_state.currency), TextStyle::BodyBold);
    };
    card->addRow(tr("Spent in %1").arg(m_state.month),
                 m_state.monthLimit
                     ? tr("Of a limit of %1").arg(moneyText(*m_state.monthLimit, m_state.currency))
                     : QString(),
                 sum(m_state.spent));
    for (const auto& [name, money] : std::as_const(m_state.providers)) {
        card->addRow(name, QString(), sum(money));
    }
    m_spending->layout()->addWidget(card);
}

void MoneySection::takeLimit()
{
    const QString typed = m_limit->text().trimmed();
    const auto limit = amountOf(typed);
    if (!typed.isEmpty() && !limit) {
        m_limit->setError(tr("A sum of money is needed, 3000 for example, or nothing."));
        return;
    }
    m_limit->setError({});
    if (limit != m_state.monthLimit) {
        Q_EMIT limitEntered(limit);
    }
}

void MoneySection::takeUnknown()
{
    const auto use = static_cast<UnknownUse>(m_unknown->currentData().toInt());
    m_assumed->setVisible(use == UnknownUse::Count);
    if (use != UnknownUse::Count) {
        m_assumed->setError({});
        Q_EMIT unknownPriceChosen(use == UnknownUse::Hold ? -1 : 0);
        return;
    }
    const auto amount = amountOf(m_assumed->text());
    if (!amount || *amount <= 0) {
        if (!m_assumed->text().trimmed().isEmpty()) {
            m_assumed->setError(tr("A sum of money is needed, 50 for example."));
        } else {
            m_assumed->lineEdit()->setFocus(Qt::OtherFocusReason);
        }
        return;
    }
    m_assumed->setError({});
    Q_EMIT unknownPriceChosen(std::llround(*amount * 1e6));
}

void MoneySection::addRate()
{
    const auto rate = amountOf(m_rate->text());
    if (!rate || *rate <= 0) {
        m_rateError->setText(tr("A rate is needed: how much of your currency one unit costs."));
        m_rateError->show();
        m_rate->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_rateError->hide();
    m_rate->clear();
    Q_EMIT rateEntered({m_unit->currentData().toString(), m_state.currency, *rate,
                        m_date->date().toString(Qt::ISODate)});
}

} // namespace raskadr::ui
