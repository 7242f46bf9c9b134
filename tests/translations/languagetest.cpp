#include "catalogue.h"
#include "findings.h"
#include "translations/translations.h"

#include "ui/common/errortext.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"

#include <QAbstractButton>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMetaEnum>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

// What the running program says once its catalogues are installed.
class LanguageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void theProgramHoldsTheWholeCatalogue();
    void russianCountsInThreeForms_data();
    void russianCountsInThreeForms();
    void englishCountsInTwoForms();
    void numbersAndDatesFollowTheLanguage();
    void statusesAreTheWordsOfTheProgram();
    void errorsSpeakRussian();
    void standardButtonsAreRussian();
    void standardDialogsAreRussian();
    void contextMenusOfFieldsAreRussian();
    void englishKeepsQtEnglish();

private:
    static void speak(Language language)
    {
        installTranslations(*QCoreApplication::instance(), language);
    }
};

namespace {

bool isRussian(const QString& text)
{
    static const QRegularExpression cyrillic(u"\\p{Cyrillic}"_s);
    return text.contains(cyrillic);
}

} // namespace

void LanguageTest::cleanup()
{
    qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator*>());
    QLocale::setDefault(QLocale::c());
}

void LanguageTest::theProgramHoldsTheWholeCatalogue()
{
    speak(Language::Russian);
    constexpr std::array counts{1, 2, 5};
    Findings findings;
    for (const Message& message : readCatalogue(cataloguePath(u"ru"_s))) {
        for (qsizetype form = 0; form < message.translations.size(); ++form) {
            const int count = message.plural ? counts.at(size_t(form)) : -1;
            const QString said = QCoreApplication::translate(
                message.context.toUtf8().constData(), message.source.toUtf8().constData(),
                message.comment.toUtf8().constData(), count);
            QString meant = message.translations.at(form);
            if (message.plural) {
                meant.replace(u"%n"_s, QString::number(count));
            }
            if (said != meant) {
                findings.add(message, u"the program says “%1”"_s.arg(said));
            }
        }
    }
    QVERIFY(findings.areNone());
}

void LanguageTest::russianCountsInThreeForms_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("noun");
    for (const int one : {1, 21, 101}) {
        QTest::addRow("%d", one) << one << u"шот"_s;
    }
    for (const int few : {2, 3, 4, 22, 104}) {
        QTest::addRow("%d", few) << few << u"шота"_s;
    }
    for (const int many : {0, 5, 11, 12, 14, 20, 111}) {
        QTest::addRow("%d", many) << many << u"шотов"_s;
    }
}

void LanguageTest::russianCountsInThreeForms()
{
    QFETCH(int, count);
    QFETCH(QString, noun);
    speak(Language::Russian);
    QCOMPARE(shotCountText(count), QString::number(count) + noBreakSpace + noun);
}

void LanguageTest::englishCountsInTwoForms()
{
    speak(Language::English);
    QCOMPARE(shotCountText(1), u"1\u00A0shot"_s);
    QCOMPARE(shotCountText(2), u"2\u00A0shots"_s);
    QCOMPARE(fileCountText(0), u"0\u00A0files"_s);
}

void LanguageTest::numbersAndDatesFollowTheLanguage()
{
    const QDateTime moment({2024, 11, 22}, {14, 2});
    const QDateTime later({2024, 12, 30}, {9, 0});
    speak(Language::Russian);
    QCOMPARE(bytesText(12'400'000'000), u"12,4\u00A0ГБ"_s);
    QCOMPARE(percentText(64), u"64\u00A0%"_s);
    QCOMPARE(moneyText(0.98, u"USD"_s), u"0,98\u00A0$"_s);
    QCOMPARE(secondsText(5000), u"5,0\u00A0с"_s);
    QCOMPARE(relativeDateText(moment, moment), u"сегодня, 14:02"_s);
    QCOMPARE(relativeDateText(moment, later), u"22\u00A0нояб."_s);
    cleanup();
    speak(Language::English);
    QCOMPARE(bytesText(12'400'000'000), u"12.4\u00A0GB"_s);
    QCOMPARE(percentText(64), u"64%"_s);
    QCOMPARE(relativeDateText(moment, later), u"22\u00A0Nov"_s);
}

void LanguageTest::statusesAreTheWordsOfTheProgram()
{
    speak(Language::Russian);
    QCOMPARE(statusText(ShotStatus::Waiting), u"Ожидание"_s);
    QCOMPARE(statusText(ShotStatus::InProgress), u"В работе"_s);
    QCOMPARE(statusText(ShotStatus::Done), u"Готово"_s);
    QCOMPARE(statusText(JobState::Queued), u"Ожидание"_s);
    QCOMPARE(statusText(JobState::Running), u"В работе"_s);
    QCOMPARE(statusText(JobState::Importing), u"В работе: сохраняем"_s);
    QCOMPARE(statusText(JobState::Done), u"Готово"_s);
    QCOMPARE(statusText(JobState::Failed), u"Ошибка"_s);
    QCOMPARE(statusText(JobState::Canceled), u"Отменено"_s);
    QCOMPARE(statusText(JobState::Unknown), u"Результат неизвестен"_s);
}

void LanguageTest::errorsSpeakRussian()
{
    speak(Language::Russian);
    for (int kind = 1; kind <= static_cast<int>(ErrorKind::Internal); ++kind) {
        Error error{static_cast<ErrorKind>(kind), u"sqlite error 14"_s, {}, 0};
        QVERIFY2(isRussian(errorText(error)), qPrintable(errorKindName(error.kind)));
        error.subject = u"поезд.jpg"_s;
        error.amount = 3'600'000;
        const QString text = errorText(error);
        QVERIFY2(isRussian(text) && text.endsWith(u'.'), qPrintable(text));
        const QString action = errorAction(error);
        QVERIFY2(action.isEmpty() || isRussian(action), qPrintable(action));
    }
}

void LanguageTest::standardButtonsAreRussian()
{
    speak(Language::Russian);
    const QMetaEnum buttons = QMetaEnum::fromType<QDialogButtonBox::StandardButtons>();
    int checked = 0;
    for (int i = 0; i < buttons.keyCount(); ++i) {
        const auto kind = static_cast<QDialogButtonBox::StandardButton>(buttons.value(i));
        QDialogButtonBox box(kind);
        const QAbstractButton* button = box.button(kind);
        if (button == nullptr || kind == QDialogButtonBox::Ok) { // «OK» is said so in Russian too
            continue;
        }
        ++checked;
        QVERIFY2(isRussian(button->text()), buttons.key(i));
    }
    QVERIFY(checked >= 17);
}

void LanguageTest::standardDialogsAreRussian()
{
    speak(Language::Russian);
    QFileDialog dialog;
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    dialog.setFileMode(QFileDialog::Directory);
    for (const QFileDialog::DialogLabel label :
         {QFileDialog::LookIn, QFileDialog::FileName, QFileDialog::FileType, QFileDialog::Accept,
          QFileDialog::Reject}) {
        QVERIFY2(isRussian(dialog.labelText(label)), qPrintable(dialog.labelText(label)));
    }
}

void LanguageTest::contextMenusOfFieldsAreRussian()
{
    speak(Language::Russian);
    QLineEdit field;
    const std::unique_ptr<QMenu> menu(field.createStandardContextMenu());
    int checked = 0;
    for (const QAction* action : menu->actions()) {
        if (!action->isSeparator()) {
            ++checked;
            QVERIFY2(isRussian(action->text()), qPrintable(action->text()));
        }
    }
    QVERIFY(checked >= 6);
}

void LanguageTest::englishKeepsQtEnglish()
{
    speak(Language::English);
    QDialogButtonBox box(QDialogButtonBox::Cancel);
    QVERIFY(box.button(QDialogButtonBox::Cancel)->text().contains(u"Cancel"_s));
    QCOMPARE(statusText(ShotStatus::Done), u"Done"_s);
}

QTEST_MAIN(LanguageTest)
#include "languagetest.moc"
