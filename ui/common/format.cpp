#include "ui/common/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>
#include <cmath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

QString keptTogether(QString text)
{
    return text.replace(u' ', noBreakSpace);
}

namespace {

// One digit after the point below ten, none above a hundred: three significant figures are enough.
QString shortNumber(double value)
{
    return decimalText(value, value < 100 ? 1 : 0);
}

QString scaled(double value, const std::array<const char*, 5>& units, double firstUnit)
{
    size_t unit = 0;
    value /= firstUnit;
    while (unit + 1 < units.size() && units[unit + 1] != nullptr && value >= 999.5) {
        value /= 1000;
        ++unit;
    }
    return keptTogether(QCoreApplication::translate("Format", units[unit])).arg(shortNumber(value));
}

} // namespace

QString numberText(qint64 number)
{
    QString digits = QString::number(number);
    const qsizetype start = number < 0 ? 1 : 0;
    if (digits.size() - start >= 5) {
        for (qsizetype at = digits.size() - 3; at > start; at -= 3) {
            digits.insert(at, noBreakSpace);
        }
    }
    return digits;
}

QString decimalText(double number, int decimals)
{
    QString text = QString::number(number, 'f', decimals);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0')) {
            text.chop(1);
        }
        if (text.endsWith(u'.')) {
            text.chop(1);
        }
    }
    if (text == u"-0"_s) {
        text = u"0"_s;
    }
    return text.replace(u'.', QLocale().decimalPoint());
}

QString percentText(int percent)
{
    //: A share; Russian writes a no-break space before the sign
    return keptTogether(QCoreApplication::translate("Format", "%1%")).arg(percent);
}

QString bytesText(qint64 bytes)
{
    if (bytes < 1000) {
        const int count = static_cast<int>(qMax<qint64>(bytes, 0));
        return keptTogether(QCoreApplication::translate("Format", "%n byte(s)", nullptr, count));
    }
    static constexpr std::array<const char*, 5> units{
        QT_TRANSLATE_NOOP("Format", "%1 KB"), QT_TRANSLATE_NOOP("Format", "%1 MB"),
        QT_TRANSLATE_NOOP("Format", "%1 GB"), QT_TRANSLATE_NOOP("Format", "%1 TB"), nullptr};
    return scaled(double(bytes), units, 1000);
}

QString pixelsText(qint64 pixels)
{
    static constexpr std::array<const char*, 5> units{QT_TRANSLATE_NOOP("Format", "%1 Mpx"),
                                                      QT_TRANSLATE_NOOP("Format", "%1 Gpx"),
                                                      nullptr, nullptr, nullptr};
    return scaled(double(pixels), units, 1e6);
}

QString sizeText(int width, int height)
{
    return u"%1\u00A0×\u00A0%2"_s.arg(width).arg(height);
}

QString timecodeText(qint64 ms)
{
    const qint64 seconds = (qMax<qint64>(ms, 0) + 500) / 1000;
    const qint64 minutes = seconds / 60;
    if (minutes < 60) {
        return u"%1:%2"_s.arg(minutes).arg(seconds % 60, 2, 10, QChar(u'0'));
    }
    return u"%1:%2:%3"_s.arg(minutes / 60)
        .arg(minutes % 60, 2, 10, QChar(u'0'))
        .arg(seconds % 60, 2, 10, QChar(u'0'));
}

QString secondsText(qint64 ms)
{
    const QString number =
        QString::number(double(ms) / 1000, 'f', 1).replace(u'.', QLocale().decimalPoint());
    return keptTogether(QCoreApplication::translate("Format", "%1 s")).arg(number);
}

QString spanText(qint64 ms)
{
    const qint64 seconds = qMax<qint64>(1, (qMax<qint64>(ms, 0) + 999) / 1000);
    if (seconds < 60) {
        return keptTogether(QCoreApplication::translate("Format", "%1 s")).arg(seconds);
    }
    const qint64 minutes = (seconds + 30) / 60;
    if (minutes < 60) {
        return keptTogether(QCoreApplication::translate("Format", "%1 min")).arg(minutes);
    }
    const QString hours =
        keptTogether(QCoreApplication::translate("Format", "%1 h")).arg(minutes / 60);
    if (minutes % 60 == 0) {
        return hours;
    }
    return hours + noBreakSpace
        + keptTogether(QCoreApplication::translate("Format", "%1 min")).arg(minutes % 60);
}

QString timeLeftText(qint64 ms)
{
    // A rounder figure does not jump about while the estimate settles.
    qint64 seconds = qMax<qint64>(1, (qMax<qint64>(ms, 0) + 999) / 1000);
    if (seconds > 10 && seconds < 60) {
        seconds = (seconds + 4) / 5 * 5;
    }
    return QCoreApplication::translate("Format", "About %1 left").arg(spanText(seconds * 1000));
}

QString moneyText(double amount, const QString& currency)
{
    // Prices of a single picture are fractions of a cent; sums are read with two digits.
    const bool tiny = amount != 0 && std::abs(amount) < 0.1;
    QString number = tiny ? decimalText(amount, 4) : QString::number(amount, 'f', 2);
    number.replace(u'.', QLocale().decimalPoint());
    qsizetype units = number.indexOf(QLocale().decimalPoint());
    for (units = units < 0 ? number.size() : units; units > (number.startsWith(u'-') ? 4 : 3);) {
        units -= 3;
        number.insert(units, noBreakSpace);
    }
    if (number.endsWith(QLocale().decimalPoint() + u"00"_s)) {
        number.chop(3);
    }
    static const QHash<QString, QString> signs{
        {u"RUB"_s, u"₽"_s}, {u"USD"_s, u"$"_s}, {u"EUR"_s, u"€"_s}, {u"CNY"_s, u"¥"_s},
        {u"KZT"_s, u"₸"_s},   {u"GBP"_s, u"£"_s}, {u"BYN"_s, u"Br"_s}};
    return number + noBreakSpace + signs.value(currency.toUpper(), currency);
}

QString timeText(const QDateTime& moment)
{
    return moment.toString(u"HH:mm"_s);
}

QString relativeDateText(const QDateTime& moment, const QDateTime& now)
{
    const qint64 daysAgo = moment.date().daysTo(now.date());
    if (daysAgo == 0) {
        return QCoreApplication::translate("Format", "today, %1").arg(timeText(moment));
    }
    if (daysAgo == 1) {
        return QCoreApplication::translate("Format", "yesterday");
    }
    //: The pattern of a day in this year, as QDate::toString() reads it
    const QString day = QCoreApplication::translate("Format", "d MMM");
    //: The pattern of a day in another year
    const QString dayAndYear = QCoreApplication::translate("Format", "d MMM yyyy");
    const bool sameYear = moment.date().year() == now.date().year();
    return keptTogether(QLocale().toString(moment.date(), sameYear ? day : dayAndYear));
}

QString dateTimeText(const QDateTime& moment, const QDateTime& now)
{
    const QString day = relativeDateText(moment, now);
    if (moment.date() == now.date()) {
        return day;
    }
    return u"%1, %2"_s.arg(day, timeText(moment));
}

QString shotCountText(int count)
{
    return keptTogether(QCoreApplication::translate("Format", "%n shot(s)", nullptr, count));
}

QString assetCountText(int count)
{
    return keptTogether(QCoreApplication::translate("Format", "%n asset(s)", nullptr, count));
}

QString fileCountText(int count)
{
    return keptTogether(QCoreApplication::translate("Format", "%n file(s)", nullptr, count));
}

} // namespace raskadr::ui
