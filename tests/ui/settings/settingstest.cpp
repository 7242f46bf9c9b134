#include "core/settings/settings.h"
#include "tests/support/files.h"
#include "tests/support/handclock.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"
#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/switch.h"
#include "ui/common/theme.h"
#include "ui/common/toast.h"
#include "ui/settings/aboutsection.h"
#include "ui/settings/accountsection.h"
#include "ui/settings/appearancesection.h"
#include "ui/settings/cataloglines.h"
#include "ui/settings/checktext.h"
#include "ui/settings/librarysection.h"
#include "ui/settings/passworddialog.h"
#include "ui/settings/settingsconnections.h"
#include "ui/settings/settingscontroller.h"
#include "ui/settings/settingspage.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
constexpr PasswordCost cheap{1, 8192};

// A library with one account, one shot and one picture in it, and the page over it.
class Desk
{
public:
    Desk()
    {
        Library::OpenOptions options;
        options.create = true;
        auto opened = Library::open(m_folder.filePath(u"library"_s), options);
        Q_ASSERT(opened);
        library = std::move(*opened);
        accounts = std::make_unique<Accounts>(library->store(), clock, cheap);
        const auto made = accounts->create(u"vera"_s, u"Vera"_s, u"first password"_s);
        Q_ASSERT(made);
        account = made->session.accountId;
        machine = std::make_unique<MachineSettings>(iniPath());
        fill();
        controller = std::make_unique<SettingsController>(*library, *accounts, *machine, clock,
                                                          account, Language::English);
        window.resize(1280, 900);
        new ToastStack(&window);
        page = new SettingsPage(&window);
        page->setGeometry(window.rect());
        connectSettings(*page, *controller);
        window.show();
    }

    QString iniPath() const { return m_folder.filePath(u"raskadr.ini"_s); }
    QString originalPath() const { return library->media().path(sha256); }

    template <class Widget>
    Widget* named(const QString& name) const
    {
        for (Widget* widget : window.findChildren<Widget*>()) {
            if (widget->accessibleName() == name || widget->accessibleDescription() == name) {
                return widget;
            }
        }
        return nullptr;
    }
    Button* button(const QString& text) const
    {
        for (Button* button : window.findChildren<Button*>()) {
            if (button->text() == text && button->isVisible()) {
                return button;
            }
        }
        return nullptr;
    }
    bool shows(const QString& text) const
    {
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }
    void choose(QComboBox* box, const QString& text)
    {
        const int index = box->findText(text);
        QVERIFY(index >= 0);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    int keptAutoLock() const
    {
        return library->store()
            .read(account,
                  [](const Repositories& r) {
                      return readSetting(r.settings, settings::autoLockMinutes);
                  })
            .value();
    }

private:
    void fill()
    {
        const QString picture = m_folder.filePath(u"bridge.png"_s);
        QVERIFY(samples::save(picture, samples::picture(64, 36), "PNG"));
        const Media media = rows::mediaOfFile(library->media(), picture);
        sha256 = media.sha256;
        const Project film = rows::project(account, u"Lighthouse"_s);
        const QList<Shot> shots{rows::shot(film.id, 0), rows::shot(film.id, 1)};
        Asset asset = rows::asset(shots[1].id, sha256);
        asset.sourceName = u"bridge.png"_s;
        QVERIFY(rows::write(library->store(), account, [&](Repositories& r) {
            r.projects.insert(film);
            r.shots.insert(shots[0]);
            r.shots.insert(shots[1]);
            r.media.insert(media);
            r.assets.insert(asset);
        }));
        library->flushRecords();
    }

    QTemporaryDir m_folder;

public:
    HandClock clock;
    QString sha256;
    AccountId account;
    std::unique_ptr<Library> library;
    std::unique_ptr<Accounts> accounts;
    std::unique_ptr<MachineSettings> machine;
    std::unique_ptr<SettingsController> controller;
    QWidget window;
    SettingsPage* page = nullptr;
};

} // namespace

class SettingsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheme()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Appearance);
        QSignalSpy appearance(desk.controller.get(), &SettingsController::appearanceChanged);
        auto* theme = desk.named<QComboBox>(u"Theme"_s);
        QCOMPARE(theme->currentText(), u"Dark"_s);
        desk.choose(theme, u"Light"_s);
        QCOMPARE(appearance.size(), 1);
        QCOMPARE(appearance.first().first().value<ThemeChoice>(), ThemeChoice::Light);
        QCOMPARE(MachineSettings(desk.iniPath()).value(settings::theme), ThemeChoice::Light);
        desk.named<Switch>(u"Less motion"_s)->click();
        QCOMPARE(appearance.size(), 2);
        QVERIFY(appearance.last().last().toBool());
        QVERIFY(MachineSettings(desk.iniPath()).value(settings::reducedMotion));
    }

    void theLogIsShownWhereItLies()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::About);
        QVERIFY(desk.shows(u"Log"_s));
        QSignalSpy wanted(desk.page->about(), &AboutSection::logRequested);
        QTest::mouseClick(desk.button(u"Show in the folder"_s), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
    }

    void saysThatTheLanguageNeedsARestart()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Appearance);
        auto* language = desk.named<QComboBox>(u"Language"_s);
        // The window speaks English, the next start will not.
        QCOMPARE(language->currentText(), u"Русский"_s);
        QVERIFY(desk.shows(u"The language changes when you start Raskadr again."_s));
        desk.choose(language, u"English"_s);
        QVERIFY(!desk.shows(u"The language changes"_s));
        QCOMPARE(MachineSettings(desk.iniPath()).value(settings::language), Language::English);
    }

    void saysWhenSettingsCannotBeKept()
    {
        Desk desk;
        QVERIFY(QFile::remove(desk.iniPath()) || !QFile::exists(desk.iniPath()));
        QVERIFY(QDir().mkdir(desk.iniPath()));
        QSignalSpy failed(desk.controller.get(), &SettingsController::failed);
        desk.controller->setTheme(ThemeChoice::Light);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::Storage);
    }

    void keepsNameAndAutoLock()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Account);
        auto* name = desk.named<QLineEdit>(u"Name"_s);
        QCOMPARE(name->text(), u"Vera"_s);
        name->setText(u"  Vera   Orlova "_s);
        Q_EMIT name->editingFinished();
        QTRY_COMPARE(desk.controller->state().name, u"Vera Orlova"_s);
        name->setText(u"   "_s);
        Q_EMIT name->editingFinished();
        QTRY_COMPARE(name->text(), u"Vera Orlova"_s);

        auto* autoLock = desk.named<QComboBox>(u"Lock by itself"_s);
        QCOMPARE(autoLock->currentIndex(), 0);
        QCOMPARE(autoLock->currentText(), u"Off"_s);
        desk.choose(autoLock, autoLock->itemText(2));
        QTRY_COMPARE(desk.keptAutoLock(), 15);
        QTRY_COMPARE(autoLock->currentIndex(), 2);
    }

    void showsAnUnusualAutoLock()
    {
        Desk desk;
        SettingsState state = desk.controller->state();
        state.autoLockMinutes = 42;
        desk.page->setState(state);
        const auto* autoLock = desk.named<QComboBox>(u"Lock by itself"_s);
        QCOMPARE(autoLock->currentData().toInt(), 42);
        QCOMPARE(autoLock->currentIndex(), 4);
    }

    void changesThePassword()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Account);
        desk.button(u"Change the password…"_s)->click();
        auto* dialog = qobject_cast<PasswordDialog*>(Dialog::topmost(&desk.window));
        QVERIFY(dialog);
        const auto fields = dialog->findChildren<PasswordField*>();
        QCOMPARE(fields.size(), 3);
        QSignalSpy submitted(dialog, &PasswordDialog::submitted);
        QSignalSpy closed(dialog, &Dialog::closed);
        const auto submit = [&](const QString& old, const QString& fresh, const QString& again) {
            fields[0]->setText(old);
            fields[1]->setText(fresh);
            fields[2]->setText(again);
            dialog->accept();
        };
        submit({}, u"second password"_s, u"second password"_s);
        QVERIFY(!fields[0]->error().isEmpty());
        submit(u"first password"_s, u"short"_s, u"short"_s);
        QVERIFY(!fields[1]->error().isEmpty());
        submit(u"first password"_s, u"second password"_s, u"other password"_s);
        QVERIFY(!fields[2]->error().isEmpty());
        QCOMPARE(submitted.size(), 0);

        QSignalSpy changed(desk.controller.get(), &SettingsController::passwordChanged);
        submit(u"wrong password"_s, u"second password"_s, u"second password"_s);
        QCOMPARE(submitted.size(), 1);
        // Nothing can be left while it works.
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!desk.button(u"Cancel"_s)->isEnabled());
        QCOMPARE(closed.size(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, patienceMs);
        QVERIFY(fields[0]->error().contains(u"wrong"_s));

        submit(u"first password"_s, u"second password"_s, u"second password"_s);
        QTRY_COMPARE_WITH_TIMEOUT(closed.size(), 1, patienceMs);
        QVERIFY(desk.accounts->login(u"vera"_s, u"second password"_s));
    }

    void asksToLock()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Account);
        QSignalSpy lock(desk.page, &SettingsPage::lockRequested);
        desk.button(u"Lock"_s)->click();
        QCOMPARE(lock.size(), 1);
    }

    void measuresTheLibrary()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Library);
        QVERIFY(desk.shows(desk.library->path()));
        QVERIFY(desk.shows(u"Measuring…"_s));
        desk.controller->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(desk.controller->state().libraryBytes > 0, patienceMs);
        QVERIFY(desk.controller->state().freeBytes > 0);
        QVERIFY(!desk.shows(u"Measuring…"_s));
        QVERIFY(desk.shows(u"free on the disk"_s));
    }

    void findsASoundLibrarySound()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Library);
        QSignalSpy finished(&desk.controller->care(), &LibraryCare::checkFinished);
        desk.button(u"Check the library"_s)->click();
        QVERIFY(!desk.button(u"Check the library"_s)->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patienceMs);
        QVERIFY(desk.button(u"Check the library"_s)->isEnabled());
        QVERIFY(desk.page->library()->checkText().startsWith(u"Everything is in order: 1"_s));
        QCOMPARE(desk.controller->state().lastCheckMs, desk.clock.nowMs());
        QVERIFY(desk.shows(u"Everything was in order."_s));
    }

    void namesWhatIsMissingAndAltered_data()
    {
        QTest::addColumn<bool>("missing");
        QTest::addColumn<QString>("text");
        QTest::newRow("missing") << true
                                 << u"“Lighthouse”, shot 2, bridge.png: the file is missing."_s;
        QTest::newRow("altered")
            << false << u"“Lighthouse”, shot 2, bridge.png: the file was changed from outside."_s;
    }

    void namesWhatIsMissingAndAltered()
    {
        QFETCH(const bool, missing);
        QFETCH(const QString, text);
        Desk desk;
        desk.page->showSection(SettingsSection::Library);
        if (missing) {
            QFile file(desk.originalPath());
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            QVERIFY(file.remove());
        } else {
            QVERIFY(flipBit(desk.originalPath(), 100));
        }
        QSignalSpy finished(&desk.controller->care(), &LibraryCare::checkFinished);
        desk.button(u"Check the library"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patienceMs);
        const QString found = desk.page->library()->checkText();
        QVERIFY2(found.contains(text), qPrintable(found));
        QCOMPARE(desk.controller->state().lastCheckFaults, 1);
        QGuiApplication::clipboard()->clear();
        desk.button(u"Copy"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), found);
    }

    void tellsOtherAccountsNothingOfAFilm()
    {
        Desk desk;
        const auto other = desk.accounts->create(u"oleg"_s, {}, u"another password"_s);
        QVERIFY(other);
        LibraryCare care(*desk.library, desk.clock, other->session.accountId);
        QFile file(desk.originalPath());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        QVERIFY(file.remove());
        QStringList texts;
        QObject::connect(
            &care, &LibraryCare::checkFinished, &care,
            [&](const Result<LibraryCheck>& check) { texts = checkDetailTexts(check.value()); });
        care.check();
        QTRY_VERIFY_WITH_TIMEOUT(!texts.isEmpty(), patienceMs);
        QVERIFY(texts.first().contains(desk.sha256.left(12)));
        QVERIFY(!texts.join(u' ').contains(u"Lighthouse"_s));
        QVERIFY(!texts.join(u' ').contains(u"bridge"_s));
    }

    void stopsACheck()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Library);
        QSignalSpy finished(&desk.controller->care(), &LibraryCare::checkFinished);
        desk.button(u"Check the library"_s)->click();
        desk.controller->care().cancelCheck();
        QCOMPARE(finished.size(), 1);
        QVERIFY(desk.button(u"Check the library"_s)->isEnabled());
        QVERIFY(desk.page->library()->checkText().isEmpty());
        desk.button(u"Check the library"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, patienceMs);
        QVERIFY(desk.page->library()->checkText().startsWith(u"Everything is in order"_s));
    }

    void clearsOnlyWhatCanBeMadeAgain()
    {
        Desk desk;
        desk.page->showSection(SettingsSection::Library);
        const CacheFolder& cache = desk.library->cache();
        const QString thumbnail = cache.thumbnailPath(desk.sha256, 240);
        const QString waiting = desk.library->scratchPath() + u"/1/picture.png"_s;
        for (const QString& path : {thumbnail, cache.proxyPath(desk.sha256),
                                    cache.framePath(desk.sha256, FilmEnd::Last), waiting}) {
            QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QVERIFY(samples::write(path, "contents"));
        }
        QSignalSpy cleared(&desk.controller->care(), &LibraryCare::cacheCleared);
        desk.button(u"Clear the cache"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(cleared.size(), 1, patienceMs);
        QVERIFY(!QFile::exists(thumbnail));
        QVERIFY(!cache.hasProxy(desk.sha256));
        QVERIFY(QFile::exists(waiting));
        QVERIFY(QFile::exists(desk.originalPath()));
        QVERIFY(desk.button(u"Clear the cache"_s)->isEnabled());
    }

    void putsTheCatalogueIntoWords()
    {
        QList<ManifestRecord> providers, models;
        for (const QByteArray& bytes : seedManifests()) {
            const auto pieces = splitManifest(bytes);
            QVERIFY(pieces);
            for (const ManifestPiece& piece : *pieces) {
                ManifestRecord record;
                record.id = piece.id;
                record.providerId = piece.isProvider ? QString() : piece.providerId;
                record.manifest = piece.json;
                (piece.isProvider ? providers : models).append(record);
            }
        }
        const Catalog all = Catalog::ofAll(providers, models);
        const ModelLine video =
            modelLine(*all.provider(u"draft"_s), *all.model(u"draft.video"_s), Language::Russian);
        QCOMPARE(video.task, u"Picture to video"_s);
        QCOMPARE(video.price, u"free"_s);
        QCOMPARE(video.parameters.first(),
                 (ParameterLine{u"Начало"_s, u"Picture"_s, {}, u"required"_s}));
        const auto duration =
            std::find_if(video.parameters.begin(), video.parameters.end(),
                         [](const ParameterLine& line) { return line.name == u"Длительность"_s; });
        QVERIFY(duration != video.parameters.end());
        QCOMPARE(duration->values, u"from 1 to 10\u00a0с"_s);
        QCOMPARE(duration->initial, u"4\u00a0с"_s);
    }

    void isReachedByKeyboard()
    {
        Desk desk;
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));
        QCOMPARE(desk.page->section(), SettingsSection::Providers);
        desk.button(u"Appearance"_s)->setFocus();
        QTest::keyClick(desk.button(u"Appearance"_s), Qt::Key_Down);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(desk.page->section(), SettingsSection::Account);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    SettingsPageTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "settingstest.moc"
