#include "ui/common/errortext.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"

#include <QLocale>
#include <QTest>
#include <QTimeZone>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

class TextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyErrorHasASentence_data();
    void everyErrorHasASentence();
    void cancelledNeedsNoWords();
    void pictureTooLargeNamesSizeAndLimit();
    void diskFullNamesTheSpaceNeeded();
    void everyStatusHasItsOwnWord();
    void everyLabelHasAColorAndAName();
    void numbersAreGroupedFromFiveDigits();
    void decimalsFollowTheLocale();
    void bytesScale_data();
    void bytesScale();
    void timecodesAndSpans();
    void moneyKeepsFractionsOfACent();
    void datesAreToldFromToday();
};

namespace {

constexpr QChar noBreakSpace(0x00A0);

QDateTime at(int year, int month, int day, int hour, int minute)
{
    return {QDate(year, month, day), QTime(hour, minute)};
}

QString spaced(QString text)
{
    return text.replace(u' ', noBreakSpace);
}

} // namespace

void TextTest::init()
{
    QLocale::setDefault(QLocale(QLocale::Russian, QLocale::Russia));
}

void TextTest::everyErrorHasASentence_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 1; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
        QTest::newRow(qPrintable(errorKindName(static_cast<ErrorKind>(kind)))) << kind;
    }
}

void TextTest::everyErrorHasASentence()
{
    QFETCH(int, kind);
    Error error{static_cast<ErrorKind>(kind), u"sqlite error 14"_s, {}, 0};
    const QString bare = errorText(error);
    error.subject = u"poezd_zakat.jpg"_s;
    const QString named = errorText(error);
    error.amount = 3'600'000'000;
    const QString measured = errorText(error);
    for (const QString& text : {bare, named, measured}) {
        QVERIFY(text.size() > 20);
        QVERIFY(text.endsWith(u'.'));
        QVERIFY2(!text.contains(u"%"_s), qPrintable(text));
        QVERIFY(!text.contains(error.detail));
        QVERIFY(!text.contains(errorKindName(error.kind)) || error.kind == ErrorKind::Network
                || error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Internal
                || error.kind == ErrorKind::Storage);
    }
}

void TextTest::cancelledNeedsNoWords()
{
    QVERIFY(errorText(Error{ErrorKind::Cancelled, {}, {}, 0}).isEmpty());
    QVERIFY(errorAction(Error{ErrorKind::Cancelled, {}, {}, 0}).isEmpty());
}

void TextTest::pictureTooLargeNamesSizeAndLimit()
{
    const QString text = errorText(Error{ErrorKind::PictureTooLarge, {}, {}, 3'600'000'000});
    QVERIFY(text.contains(spaced(u"3,6 Gpx"_s)));
    QVERIFY(text.contains(spaced(u"200 Mpx"_s)));
    const QString deep = errorText(Error{ErrorKind::PictureTooLarge, {}, u"a.tif"_s, 150'000'000});
    QVERIFY(deep.contains(spaced(u"100 Mpx"_s)));
    QVERIFY(deep.contains(u"a.tif"_s));
}

void TextTest::diskFullNamesTheSpaceNeeded()
{
    const QString text = errorText(Error{ErrorKind::DiskFull, {}, {}, 1'200'000'000});
    QVERIFY(text.contains(spaced(u"1,2 GB"_s)));
}

void TextTest::everyStatusHasItsOwnWord()
{
    QSet<QString> words;
    QSet<QString> icons;
    for (const ShotStatus status :
         {ShotStatus::Waiting, ShotStatus::InProgress, ShotStatus::Done}) {
        words.insert(statusText(status));
        icons.insert(glyphIcon(glyphOf(status)));
    }
    QCOMPARE(words.size(), 3);
    QCOMPARE(icons.size(), 3);
    QCOMPARE(statusText(JobState::Queued), statusText(ShotStatus::Waiting));
    QCOMPARE(statusText(JobState::Downloading), statusText(JobState::Importing));
    QVERIFY(statusText(JobState::Running) != statusText(JobState::Importing));
    QCOMPARE(glyphOf(JobState::Failed), StatusGlyph::Error);
    QCOMPARE(glyphOf(JobState::Unknown), StatusGlyph::Warn);
    QVERIFY(waitReasonText(WaitReason::None).isEmpty());
    QVERIFY(!waitReasonText(WaitReason::Budget).isEmpty());
}

void TextTest::everyLabelHasAColorAndAName()
{
    QSet<QString> names;
    int index = 0;
    for (const ShotLabel label : allLabels()) {
        QCOMPARE(labelIndex(label), index++);
        names.insert(labelText(label));
    }
    QCOMPARE(names.size(), 7);
    QCOMPARE(labelIndex(ShotLabel::None), -1);
    QVERIFY(labelText(ShotLabel::None).isEmpty());
}

void TextTest::numbersAreGroupedFromFiveDigits()
{
    QCOMPARE(numberText(0), u"0"_s);
    QCOMPARE(numberText(2500), u"2500"_s);
    QCOMPARE(numberText(12345), spaced(u"12 345"_s));
    QCOMPARE(numberText(1234567), spaced(u"1 234 567"_s));
    QCOMPARE(numberText(-12345), spaced(u"-12 345"_s));
}

void TextTest::decimalsFollowTheLocale()
{
    QCOMPARE(decimalText(0.7), u"0,7"_s);
    QCOMPARE(decimalText(5.0), u"5"_s);
    QCOMPARE(decimalText(100, 0), u"100"_s);
    QCOMPARE(decimalText(-0.001), u"0"_s);
    QCOMPARE(secondsText(5000), spaced(u"5,0 s"_s));
    QLocale::setDefault(QLocale::c());
    QCOMPARE(decimalText(0.75), u"0.75"_s);
}

void TextTest::bytesScale_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("thousands") << qint64(1000) << u"1 KB"_s;
    QTest::newRow("no jump") << qint64(999'499) << u"999 KB"_s;
    QTest::newRow("next unit") << qint64(999'600) << u"1 MB"_s;
    QTest::newRow("one digit") << qint64(12'400'000'000) << u"12,4 GB"_s;
    QTest::newRow("hundreds") << qint64(208'300'000) << u"208 MB"_s;
    QTest::newRow("largest") << qint64(5'000'000'000'000'000) << u"5000 TB"_s;
}

void TextTest::bytesScale()
{
    QFETCH(qint64, bytes);
    QFETCH(QString, text);
    QCOMPARE(bytesText(bytes), spaced(text));
}

void TextTest::timecodesAndSpans()
{
    QCOMPARE(timecodeText(5000), u"0:05"_s);
    QCOMPARE(timecodeText(4600), u"0:05"_s);
    QCOMPARE(timecodeText(282'000), u"4:42"_s);
    QCOMPARE(timecodeText(3'731'000), u"1:02:11"_s);
    QCOMPARE(timecodeText(-1), u"0:00"_s);
    QCOMPARE(spanText(400), spaced(u"1 s"_s));
    QCOMPARE(spanText(40'000), spaced(u"40 s"_s));
    QCOMPARE(spanText(180'000), spaced(u"3 min"_s));
    QCOMPARE(spanText(7'500'000), spaced(u"2 h 5 min"_s));
    QCOMPARE(timeLeftText(37'000), u"About "_s + spaced(u"40 s"_s) + u" left"_s);
    QCOMPARE(sizeText(1920, 1080), spaced(u"1920 × 1080"_s));
    QCOMPARE(pixelsText(200'000'000), spaced(u"200 Mpx"_s));
}

void TextTest::moneyKeepsFractionsOfACent()
{
    QCOMPARE(moneyText(0.98, u"USD"_s), spaced(u"0,98 $"_s));
    QCOMPARE(moneyText(0.098, u"USD"_s), spaced(u"0,098 $"_s));
    QCOMPARE(moneyText(0.04, u"USD"_s), spaced(u"0,04 $"_s));
    QCOMPARE(moneyText(12.5, u"RUB"_s), spaced(u"12,50 ₽"_s));
    QCOMPARE(moneyText(60, u"USD"_s), spaced(u"60 $"_s));
    QCOMPARE(moneyText(0, u"USD"_s), spaced(u"0 $"_s));
    QCOMPARE(moneyText(3, u"credits"_s), spaced(u"3 credits"_s));
}

void TextTest::datesAreToldFromToday()
{
    const QDateTime now = at(2025, 11, 23, 9, 5);
    QCOMPARE(relativeDateText(at(2025, 11, 23, 0, 2), now), u"today, 00:02"_s);
    QCOMPARE(relativeDateText(at(2025, 11, 22, 23, 59), now), u"yesterday"_s);
    QCOMPARE(relativeDateText(at(2025, 11, 12, 10, 0), now), spaced(u"12 нояб."_s));
    QCOMPARE(relativeDateText(at(2024, 5, 3, 10, 0), now), spaced(u"3 мая 2024"_s));
    QCOMPARE(dateTimeText(at(2025, 11, 12, 14, 12), now), spaced(u"12 нояб."_s) + u", 14:12"_s);
    QCOMPARE(dateTimeText(at(2025, 11, 23, 14, 12), now), u"today, 14:12"_s);
    QCOMPARE(relativeDateText(at(2025, 1, 1, 10, 0), at(2025, 1, 1, 11, 0)), u"today, 10:00"_s);
    QCOMPARE(relativeDateText(at(2024, 12, 31, 23, 0), at(2025, 1, 1, 11, 0)), u"yesterday"_s);
}

QTEST_APPLESS_MAIN(TextTest)
#include "texttest.moc"
