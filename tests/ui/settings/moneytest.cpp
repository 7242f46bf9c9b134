#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/theme.h"
#include "ui/settings/moneysection.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

template <class Widget>
Widget* named(QWidget& parent, const QString& name)
{
    for (Widget* widget : parent.findChildren<Widget*>()) {
        if (widget->accessibleName() == name || widget->accessibleDescription() == name) {
            return widget;
        }
    }
    return nullptr;
}

TextField* field(QWidget& parent, const QString& label)
{
    for (TextField* each : parent.findChildren<TextField*>()) {
        if (each->label().startsWith(label)) {
            return each;
        }
    }
    return nullptr;
}

void enter(TextField* field, const QString& text)
{
    field->setText(text);
    Q_EMIT field->lineEdit()->editingFinished();
}

} // namespace

// «Деньги»: what is entered becomes a wish, and what makes no sense is said and asks for nothing.
class MoneyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_section = std::make_unique<MoneySection>();
        MoneyState state;
        state.currency = u"RUB"_s;
        state.month = u"November"_s;
        state.units = {u"paid/coin"_s};
        state.unitsWithoutRate = {u"paid/coin"_s};
        state.rates = {{u"USD"_s, u"RUB"_s, 80, u"2026-11-01"_s}};
        m_section->setState(state);
        m_state = state;
    }

    void limitsAreEnteredAndTakenAway()
    {
        QList<std::optional<double>> limits;
        connect(m_section.get(), &MoneySection::limitEntered, this,
                [&](std::optional<double> limit) { limits.append(limit); });
        TextField* limit = field(*m_section, u"Limit of the month"_s);
        enter(limit, u"3 000,50"_s);
        enter(limit, u"much"_s);
        QVERIFY(!limit->error().isEmpty());
        m_state.monthLimit = 3000.5;
        enter(limit, u"3000,50"_s); // as it is kept already, once the state says so
        m_section->setState(m_state);
        enter(limit, {});
        QCOMPARE(limits.value(0), std::optional(3000.5));
        QCOMPARE(limits.last(), std::optional<double>());
        QVERIFY(limit->error().isEmpty());
    }

    void ratesNeedANumber()
    {
        QList<ExchangeRate> rates;
        connect(m_section.get(), &MoneySection::rateEntered, this,
                [&](const ExchangeRate& rate) { rates.append(rate); });
        auto* rate = named<QLineEdit>(*m_section, u"Rate"_s);
        QVERIFY(rate);
        rate->setText(u"-3"_s);
        QTest::keyClick(rate, Qt::Key_Return);
        rate->setText(u"0"_s);
        QTest::keyClick(rate, Qt::Key_Return);
        QCOMPARE(rates.size(), 0);
        rate->setText(u"2,5"_s);
        QTest::keyClick(rate, Qt::Key_Return);
        QCOMPARE(rates.size(), 1);
        QCOMPARE(rates.first().unit, u"paid/coin"_s); // what has none comes first
        QCOMPARE(rates.first().rate, 2.5);
        QCOMPARE(rates.first().currency, u"RUB"_s);
        QVERIFY(QDate::fromString(rates.first().date, Qt::ISODate).isValid());
        QVERIFY(rate->text().isEmpty());
    }

    void ratesAreRemoved()
    {
        QSignalSpy removed(m_section.get(), &MoneySection::rateRemoved);
        for (Button* button : m_section->findChildren<Button*>()) {
            if (button->iconName() == u"close"_s) {
                QTest::mouseClick(button, Qt::LeftButton);
            }
        }
        QCOMPARE(removed.count(), 1);
    }

    void unknownPricesAreDecided()
    {
        QList<qint64> chosen;
        connect(m_section.get(), &MoneySection::unknownPriceChosen, this,
                [&](qint64 micros) { chosen.append(micros); });
        QComboBox* use = nullptr;
        for (QComboBox* combo : m_section->findChildren<QComboBox*>()) {
            if (combo->count() == 3 && combo->itemText(2).startsWith(u"Run"_s)) {
                use = combo;
            }
        }
        QVERIFY(use);
        use->setCurrentIndex(2);
        Q_EMIT use->activated(2);
        use->setCurrentIndex(1);
        Q_EMIT use->activated(1); // still without a sum
        enter(field(*m_section, u"Each of them"_s), u"50"_s);
        use->setCurrentIndex(0);
        Q_EMIT use->activated(0);
        QCOMPARE(chosen, (QList<qint64>{0, 50'000'000, -1}));
    }

    void aLibraryThatIsOnlyReadTakesNothing()
    {
        m_state.readOnly = true;
        m_section->setState(m_state);
        QVERIFY(!field(*m_section, u"Limit of the month"_s)->isEnabled());
        QVERIFY(!named<QLineEdit>(*m_section, u"Rate"_s)->isEnabled());
    }

private:
    std::unique_ptr<MoneySection> m_section;
    MoneyState m_state;
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    MoneyTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "moneytest.moc"
