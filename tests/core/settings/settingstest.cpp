#include "core/settings/settings.h"
#include "core/settings/machinesettings.h"
#include "core/store/store.h"
#include "tests/support/rows.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

// Calls `visit` with every setting of the table.
template <class Visit>
void forAll(Visit visit)
{
    visit(settings::theme);
    visit(settings::language);
    visit(settings::reducedMotion);
    visit(settings::libraryFolder);
    visit(settings::lastLogin);
    visit(settings::stayLoggedIn);
    visit(settings::windowGeometry);
    visit(settings::autoLockMinutes);
    visit(settings::showColourStrip);
    visit(settings::feedCardWidth);
    visit(settings::inspectorWidth);
    visit(settings::answerDrafts);
    visit(settings::lastCheckMs);
    visit(settings::lastCheckFaults);
}

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsDarkInRussianAndUnlocked()
    {
        const QTemporaryDir folder;
        const MachineSettings machine(folder.filePath(u"none/raskadr.ini"_s));
        QCOMPARE(machine.value(settings::theme), ThemeChoice::Dark);
        QCOMPARE(machine.value(settings::language), Language::Russian);
        QCOMPARE(machine.value(settings::reducedMotion), false);
        QCOMPARE(machine.value(settings::libraryFolder), QString());
        QCOMPARE(settings::autoLockMinutes.initial, 0);
        QCOMPARE(settings::showColourStrip.initial, true);
    }

    void keysAreDifferent()
    {
        QSet<QString> keys;
        int count = 0;
        forAll([&](const auto& setting) {
            keys.insert(QString(setting.key));
            ++count;
        });
        QCOMPARE(keys.size(), count);
    }

    void initialValuesAreWithinTheirOwnBounds()
    {
        forAll([](const auto& setting) {
            using Value = std::remove_cvref_t<decltype(setting.initial)>;
            const QString written = settingText<Value>(setting.initial);
            QCOMPARE(settingFromText<Value>(written), std::optional<Value>(setting.initial));
            QCOMPARE(settingValue(setting, written), setting.initial);
        });
    }

    void survivesARestart()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"raskadr.ini"_s);
        // Commas, quotes and letters of every kind mean something in INI files.
        const QString place = u"/media/диск 1/Видео, \"Раскадр\"; №2\\%40@Invalid()"_s;
        const QByteArray geometry("\x00\x01\xff geometry", 12);
        {
            MachineSettings machine(path);
            machine.set(settings::theme, ThemeChoice::System);
            machine.set(settings::language, Language::English);
            machine.set(settings::reducedMotion, true);
            machine.set(settings::libraryFolder, place);
            machine.set(settings::lastLogin, u"@ByteArray(1)"_s);
            machine.set(settings::windowGeometry, geometry);
            QCOMPARE(machine.value(settings::libraryFolder), place);
            QVERIFY(machine.flush());
        }
        const MachineSettings machine(path);
        QCOMPARE(machine.value(settings::theme), ThemeChoice::System);
        QCOMPARE(machine.value(settings::language), Language::English);
        QCOMPARE(machine.value(settings::reducedMotion), true);
        QCOMPARE(machine.value(settings::libraryFolder), place);
        QCOMPARE(machine.value(settings::lastLogin), u"@ByteArray(1)"_s);
        QCOMPARE(machine.value(settings::windowGeometry), geometry);
    }

    void garbageFallsBack_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("unknown words") << QByteArray("[General]\ntheme=purple\nlanguage=tlh\n"
                                                     "reducedMotion=perhaps\nwindowGeometry=%%%\n");
        QTest::newRow("lists") << QByteArray("[General]\ntheme=dark, light\nlanguage=ru, en\n");
        QTest::newRow("other types")
            << QByteArray("[General]\ntheme=@Size(1 2)\nlanguage=@Invalid()\n"
                          "reducedMotion=@ByteArray(true)\n");
        QTest::newRow("no ini file") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0[[[==\n===]", 24);
        QTest::newRow("binary") << QByteArray(5000, '\xff');
        QTest::newRow("empty") << QByteArray();
    }

    void garbageFallsBack()
    {
        QFETCH(const QByteArray, file);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"raskadr.ini"_s);
        QFile garbage(path);
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        QCOMPARE(garbage.write(file), file.size());
        garbage.close();

        MachineSettings machine(path);
        QCOMPARE(machine.value(settings::theme), ThemeChoice::Dark);
        QCOMPARE(machine.value(settings::language), Language::Russian);
        QCOMPARE(machine.value(settings::reducedMotion), false);
        QCOMPARE(machine.value(settings::windowGeometry), QByteArray());
        machine.set(settings::theme, ThemeChoice::Light);
        QCOMPARE(machine.value(settings::theme), ThemeChoice::Light);
    }

    void saysWhenNothingCanBeWritten()
    {
        const QTemporaryDir folder;
        QFile blocker(folder.filePath(u"file"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        MachineSettings machine(folder.filePath(u"file/raskadr.ini"_s));
        machine.set(settings::theme, ThemeChoice::Light);
        const auto written = machine.flush();
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Storage);
        QCOMPARE(machine.value(settings::theme), ThemeChoice::Light);
    }

    void numbersOutOfBoundsFallBack_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("minutes");
        QTest::newRow("none") << u""_s << 0;
        QTest::newRow("least") << u"0"_s << 0;
        QTest::newRow("within") << u"15"_s << 15;
        QTest::newRow("most") << u"1440"_s << 1440;
        QTest::newRow("above") << u"1441"_s << 0;
        QTest::newRow("below") << u"-1"_s << 0;
        QTest::newRow("overflow") << u"99999999999999999999"_s << 0;
        QTest::newRow("fraction") << u"7.5"_s << 0;
        QTest::newRow("words") << u"soon"_s << 0;
    }

    void numbersOutOfBoundsFallBack()
    {
        QFETCH(const QString, text);
        QFETCH(const int, minutes);
        QCOMPARE(settingValue(settings::autoLockMinutes, text), minutes);
    }

    void accountsAndTheLibraryKeepTheirOwn()
    {
        const QTemporaryDir folder;
        auto store = Store::open(folder.filePath(u"library.db"_s), Store::Mode::ReadWrite);
        QVERIFY(store);
        Store& library = **store;
        const AccountId first = addAccount(library, u"first"_s);
        const AccountId second = addAccount(library, u"second"_s);
        const auto keep = [&](const AccountId& account, int minutes) {
            return library
                .write(account,
                       [minutes](Repositories& r) -> Result<> {
                           writeSetting(r.settings, settings::autoLockMinutes, minutes);
                           return {};
                       })
                .wait();
        };
        QVERIFY(keep(first, 5));
        QVERIFY(keep(first, 30));
        QVERIFY(library
                    .write(AccountId(),
                           [](Repositories& r) -> Result<> {
                               writeSetting(r.settings, settings::lastCheckMs, 1'700'000'000'000);
                               return {};
                           })
                    .wait());
        const auto minutesOf = [&](const AccountId& account) {
            return library
                .read(account,
                      [](const Repositories& r) {
                          return readSetting(r.settings, settings::autoLockMinutes);
                      })
                .value();
        };
        QCOMPARE(minutesOf(first), 30);
        QCOMPARE(minutesOf(second), 0);
        const auto checked = library.read(AccountId(), [](const Repositories& r) {
            return readSetting(r.settings, settings::lastCheckMs);
        });
        QCOMPARE(checked.value(), 1'700'000'000'000);
    }

private:
    static AccountId addAccount(Store& store, const QString& login)
    {
        const Account account = rows::account(login);
        const auto written = store
                                 .write(account.id,
                                        [account](Repositories& r) -> Result<> {
                                            r.accounts.insert(account);
                                            return {};
                                        })
                                 .wait();
        return written ? account.id : AccountId();
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "settingstest.moc"
