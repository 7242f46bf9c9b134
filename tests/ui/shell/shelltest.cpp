#include "app/desktop/application.h"
#include "core/edit/shotcommands.h"
#include "core/settings/settings.h"
#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/dialog.h"
#include "ui/common/fields.h"
#include "ui/common/theme.h"
#include "ui/common/toast.h"
#include "ui/settings/jsonedit.h"
#include "ui/settings/modeleditor.h"
#include "ui/shell/actions.h"
#include "ui/shell/firstrunpage.h"
#include "ui/shell/loginpage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/noticepage.h"
#include "ui/shell/projectspage.h"
#include "ui/shell/recoverypage.h"
#include "ui/shell/topbar.h"
#include "ui/shell/windowplace.h"
#include "ui/shot/shotpage.h"
#include "ui/storyboard/deskpage.h"

#include <QAction>
#include <QCheckBox>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScreen>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
constexpr PasswordCost cheap{1, 8192};
const QString login = u"marina"_s;
const QString password = u"tea for two"_s;

// Paints one colour, at once.
class PlainEngine final : public BuiltinEngine
{
public:
    Result<BuiltinResult> run(const BuiltinRequest& request, const std::function<void(double)>&,
                              std::stop_token) override
    {
        QImage picture(64, 36, QImage::Format_RGB32);
        picture.fill(QColor::fromRgb(QRgb(request.seed * 2654435761u)));
        return picture.save(request.outputPath, "PNG")
            ? Result<BuiltinResult>(BuiltinResult{request.outputPath, AssetKind::Image})
            : Result<BuiltinResult>(failure(ErrorKind::Internal));
    }
};

// The system's keychain, as a test wants it.
struct KeychainState
{
    bool answers = true;
    QHash<QString, QByteArray> secrets;
};
class FakeKeychain final : public Keychain
{
public:
    explicit FakeKeychain(KeychainState& state)
        : m_state(state)
    {
    }
    void read(const QString& name, QObject* context, Secret answer) override
    {
        later(context, [this, name, answer = std::move(answer)] {
            const auto found = m_state.secrets.constFind(name);
            if (!m_state.answers) {
                answer(failure(ErrorKind::Storage));
            } else if (found == m_state.secrets.cend()) {
                answer(failure(ErrorKind::NotFound));
            } else {
                answer(SecretBytes(*found));
            }
        });
    }
    void write(const QString& name, const SecretBytes& secret, QObject* context,
               Done answer) override
    {
        const QByteArray bytes(reinterpret_cast<const char*>(secret.data()), secret.size());
        later(context, [this, name, bytes, answer = std::move(answer)] {
            if (m_state.answers) {
                m_state.secrets.insert(name, bytes);
            }
            answer(m_state.answers ? Result<>() : failure(ErrorKind::Storage));
        });
    }
    void remove(const QString& name, QObject* context, Done answer) override
    {
        later(context, [this, name, answer = std::move(answer)] {
            m_state.secrets.remove(name);
            answer({});
        });
    }

private:
    template <class Fn>
    void later(QObject* context, Fn fn)
    {
        QMetaObject::invokeMethod(context, std::move(fn), Qt::QueuedConnection);
    }
    KeychainState& m_state;
};

// A whole program on a library of its own.
struct Desk
{
    Desk(const QString& folder, const QString& settingsFile, KeychainState* keychain = nullptr)
        : settings(settingsFile)
    {
        desktop::Options options;
        options.libraryFolder = folder;
        desktop::Parts parts;
        parts.makeEngine = [] { return std::make_unique<PlainEngine>(); };
        parts.passwordCost = cheap;
        if (keychain) {
            parts.keychain = std::make_unique<FakeKeychain>(*keychain);
        }
        application =
            std::make_unique<desktop::Application>(*qApp, settings, options, std::move(parts));
        application->start();
    }

    template <class Page>
    Page* page()
    {
        Page* found = nullptr;
        const bool arrived = QTest::qWaitFor(
            [&] {
                for (Page* page : application->window().findChildren<Page*>()) {
                    if (page->isVisible()) {
                        found = page;
                    }
                }
                return found != nullptr;
            },
            patienceMs);
        Q_UNUSED(arrived);
        return found;
    }
    ui::MainWindow& window() { return application->window(); }
    const AccountId& account() { return application->workspace()->account(); }
    Store& store() { return application->services()->store(); }

    MachineSettings settings;
    std::unique_ptr<desktop::Application> application;
};

ui::Button* buttonNamed(QWidget* parent, const QString& text)
{
    for (ui::Button* button : parent->findChildren<ui::Button*>()) {
        if (button->text() == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

void typeInto(QWidget* page, const QString& label, const QString& text)
{
    for (ui::Field* field : page->findChildren<ui::Field*>()) {
        if (field->label() == label) {
            auto* edit = qobject_cast<QLineEdit*>(field->control());
            QVERIFY(edit);
            edit->selectAll();
            QTest::keyClicks(edit, text);
            return;
        }
    }
    QFAIL(qPrintable(u"no field "_s + label));
}

} // namespace

class ShellTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_count = 0;

    QString freshLibrary() { return m_folder.filePath(u"library%1"_s.arg(++m_count)); }
    QString settingsFile() const { return m_folder.filePath(u"settings%1.ini"_s.arg(m_count)); }

    // Through the first page, as a user does it.
    void begin(Desk& desk)
    {
        auto* first = desk.page<ui::FirstRunPage>();
        QVERIFY(first);
        typeInto(first, u"Login"_s, login);
        typeInto(first, u"Password"_s, password);
        QTest::mouseClick(buttonNamed(first, u"Start working"_s), Qt::LeftButton);
        auto* code = desk.page<ui::RecoveryCodePage>();
        QVERIFY(code);
        QTest::mouseClick(buttonNamed(code, u"I have saved the code"_s), Qt::LeftButton);
        QVERIFY(desk.page<ui::ProjectsPage>());
    }
    void createProject(Desk& desk, const QString& title)
    {
        auto* projects = desk.page<ui::ProjectsPage>();
        QVERIFY(projects);
        QTest::mouseClick(buttonNamed(projects, u"New project"_s), Qt::LeftButton);
        ui::Dialog* dialog = ui::Dialog::topmost(&desk.window());
        QVERIFY(dialog);
        typeInto(dialog, u"Title"_s, title);
        QTest::mouseClick(buttonNamed(dialog, u"Create"_s), Qt::LeftButton);
        auto* page = desk.page<ui::DeskPage>();
        QVERIFY(page);
    }
    QList<Shot> shotsOf(Desk& desk)
    {
        const ProjectId project = desk.page<ui::DeskPage>()->projectId();
        return *desk.store().read(
            desk.account(), [&](const Repositories& r) { return r.shots.ofProject(project); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        ui::applyTheme(*qApp, true, true);
    }

    void leadsFromTheFirstRunIntoAShotAndBack()
    {
        const QString folder = freshLibrary();
        Desk desk(folder, settingsFile());
        begin(desk);
        createProject(desk, u"The last lighthouse"_s);
        auto* board = desk.page<ui::DeskPage>();
        board->addShot();
        QTRY_COMPARE_WITH_TIMEOUT(shotsOf(desk).size(), 1, patienceMs);
        const ShotId shot = shotsOf(desk).first().id;
        Q_EMIT board->shotOpened(shot);
        auto* page = desk.page<ui::ShotPage>();
        QVERIFY(page);
        QCOMPARE(page->shotId(), shot);
        QVERIFY(!board->isVisible());
        desk.window().actions().back->trigger();
        QVERIFY(board->isVisible());
        desk.window().actions().back->trigger();
        QVERIFY(desk.page<ui::ProjectsPage>());
    }

    void letsCorrectWhatTheFirstRunRefused()
    {
        Desk desk(freshLibrary(), settingsFile());
        auto* first = desk.page<ui::FirstRunPage>();
        QVERIFY(first);
        typeInto(first, u"Login"_s, login);
        typeInto(first, u"Password"_s, u"tea"_s);
        QTest::mouseClick(buttonNamed(first, u"Start working"_s), Qt::LeftButton);
        QVERIFY(buttonNamed(first, u"Start working"_s)->isEnabled());
        QVERIFY(!desk.application->services());
        begin(desk);
    }

    void aFirstWindowIsNoLargerThanItsScreen()
    {
        ui::MainWindow window;
        const QSize screen = window.screen()->availableSize().expandedTo(window.minimumSize());
        QVERIFY(window.width() > screen.width()); // the screen of this test is small
        window.restorePlace({});
        QVERIFY(window.width() <= screen.width());
        QVERIFY(window.height() <= screen.height());
    }

    void windowsComeBackOntoTheScreen_data()
    {
        QTest::addColumn<QRect>("left");
        QTest::addColumn<QRect>("placed");
        QTest::newRow("where it was") << QRect(160, 82, 1300, 800) << QRect(160, 82, 1300, 800);
        QTest::newRow("title bar above the edge")
            << QRect(0, 0, 1300, 800) << QRect(1, 24, 1300, 800);
        QTest::newRow("over the corner")
            << QRect(900, 500, 1300, 800) << QRect(619, 279, 1300, 800);
        QTest::newRow("screen is gone")
            << QRect(4000, -900, 1300, 800) << QRect(619, 24, 1300, 800);
        QTest::newRow("larger than the screen")
            << QRect(40, 40, 2560, 1400) << QRect(1, 24, 1918, 1055);
    }
    void windowsComeBackOntoTheScreen()
    {
        QFETCH(QRect, left);
        QFETCH(QRect, placed);
        QCOMPARE(ui::placeOnScreen(left, QRect(0, 0, 1920, 1080)), placed);
    }
    void undoesAndNamesTheStep()
    {
        Desk desk(freshLibrary(), settingsFile());
        begin(desk);
        createProject(desk, u"Undo"_s);
        desk.page<ui::DeskPage>()->addShot();
        QTRY_COMPARE_WITH_TIMEOUT(shotsOf(desk).size(), 1, patienceMs);
        QTRY_COMPARE(desk.window().actions().undo->text(), u"Undo: 1 new shot(s)"_s);
        desk.window().actions().undo->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(shotsOf(desk).size(), 0, patienceMs);
        QTRY_COMPARE(desk.window().actions().redo->text(), u"Redo: 1 new shot(s)"_s);
        desk.window().actions().redo->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(shotsOf(desk).size(), 1, patienceMs);
    }

    void hidesTheWorkBehindALockAndShowsItAgain()
    {
        Desk desk(freshLibrary(), settingsFile());
        begin(desk);
        createProject(desk, u"Locked"_s);
        auto* board = desk.page<ui::DeskPage>();
        auto* dialog = ui::Dialog::ask(&desk.window(), u"Open"_s, u"Text"_s, u"Yes"_s);
        QPointer<ui::Dialog> guard(dialog);
        desk.window().actions().lock->trigger();
        auto* entry = desk.page<ui::LoginPage>();
        QVERIFY(entry);
        QVERIFY(!board->isVisible());
        QVERIFY(guard && !guard->isVisible());
        QVERIFY(!desk.window().actions().undo->isEnabled());
        QCOMPARE(entry->login(), login);

        typeInto(entry, u"Password"_s, u"wrong password"_s);
        QTest::mouseClick(buttonNamed(entry, u"Sign in"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(buttonNamed(entry, u"Sign in"_s)->isEnabled(), patienceMs);
        QVERIFY(!desk.window().isWorkShown());

        typeInto(entry, u"Password"_s, password);
        QTest::mouseClick(buttonNamed(entry, u"Sign in"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(board->isVisible(), patienceMs);
        QVERIFY(desk.window().actions().undo->isEnabled());
        QVERIFY(guard && guard->isVisible());
        desk.window().actions().logOut->trigger();
        QTRY_VERIFY(!guard);
    }

    void asksBeforeSomethingTypedIsLostAtTheEnd()
    {
        Desk desk(freshLibrary(), settingsFile());
        begin(desk);
        auto* editor = new ui::ModelEditor(&desk.window(), u"Model"_s, "{}");
        editor->open();
        editor->findChild<ui::JsonEdit*>()->setPlainText(u"{\"name\": 1}"_s);
        QSignalSpy quit(desk.application.get(), &desktop::Application::quitRequested);
        desk.window().close();
        desk.window().close();
        QCOMPARE(quit.size(), 0);
        QCOMPARE(ui::Dialog::openIn(&desk.window()).size(), 2);
        ui::Dialog::topmost(&desk.window())->reject();
        QVERIFY(ui::Dialog::topmost(&desk.window()) == editor);
        desk.window().close();
        ui::Dialog::topmost(&desk.window())->accept();
        QCOMPARE(quit.size(), 1);
    }

    void startsWhereTheLastTimeEnded()
    {
        const QString folder = freshLibrary();
        {
            Desk desk(folder, settingsFile());
            begin(desk);
            createProject(desk, u"Kept"_s);
        }
        Desk desk(folder, settingsFile());
        auto* entry = desk.page<ui::LoginPage>();
        QVERIFY(entry);
        typeInto(entry, u"Password"_s, password);
        QTest::mouseClick(buttonNamed(entry, u"Sign in"_s), Qt::LeftButton);
        QVERIFY(desk.page<ui::DeskPage>());
        QVERIFY(desk.window().windowTitle().startsWith(u"Kept"_s));
    }

    void staysSignedInUntilItIsLocked_data()
    {
        QTest::addColumn<bool>("locked");
        QTest::newRow("lock") << true;
        QTest::newRow("sign out") << false;
    }
    void staysSignedInUntilItIsLocked()
    {
        QFETCH(bool, locked);
        const QString folder = freshLibrary();
        KeychainState keychain;
        {
            Desk desk(folder, settingsFile(), &keychain);
            begin(desk);
            createProject(desk, u"Kept"_s);
        }
        {
            Desk desk(folder, settingsFile(), &keychain);
            auto* entry = desk.page<ui::LoginPage>();
            QVERIFY(entry);
            auto* stay = entry->findChild<QCheckBox*>();
            QTRY_VERIFY(stay->isVisible());
            QVERIFY(!stay->isChecked());
            stay->click();
            typeInto(entry, u"Password"_s, password);
            QTest::mouseClick(buttonNamed(entry, u"Sign in"_s), Qt::LeftButton);
            QVERIFY(desk.page<ui::DeskPage>());
            QTRY_COMPARE_WITH_TIMEOUT(keychain.secrets.size(), 1, patienceMs);
        }
        {
            // No password is asked for, until it is locked.
            Desk desk(folder, settingsFile(), &keychain);
            QVERIFY(desk.page<ui::DeskPage>());
            ui::Actions& actions = desk.window().actions();
            (locked ? actions.lock : actions.logOut)->trigger();
            QVERIFY(desk.page<ui::LoginPage>());
            QTRY_VERIFY_WITH_TIMEOUT(keychain.secrets.isEmpty(), patienceMs);
        }
        Desk desk(folder, settingsFile(), &keychain);
        auto* entry = desk.page<ui::LoginPage>();
        QVERIFY(entry);
        // What was chosen last is offered again, and not taking it is remembered too.
        auto* stay = entry->findChild<QCheckBox*>();
        QTRY_VERIFY(stay->isVisible());
        QVERIFY(stay->isChecked());
    }

    void asksForThePasswordWhereTheKeyIsNotTheAccounts()
    {
        const QString folder = freshLibrary();
        KeychainState keychain;
        {
            Desk desk(folder, settingsFile(), &keychain);
            begin(desk);
            desk.settings.set(settings::stayLoggedIn, true);
            keychain.secrets.insert(desk.account().toString(), QByteArray(32, 'x'));
        }
        Desk desk(folder, settingsFile(), &keychain);
        QVERIFY(desk.page<ui::LoginPage>());
        QVERIFY(!desk.application->workspace());
    }

    void offersToStayOnlyWhereAKeychainAnswers()
    {
        const QString folder = freshLibrary();
        KeychainState keychain;
        keychain.answers = false;
        {
            Desk desk(folder, settingsFile(), &keychain);
            begin(desk);
        }
        Desk desk(folder, settingsFile(), &keychain);
        auto* entry = desk.page<ui::LoginPage>();
        QVERIFY(entry);
        QVERIFY(!entry->findChild<QCheckBox*>()->isVisible());
        typeInto(entry, u"Password"_s, password);
        QTest::mouseClick(buttonNamed(entry, u"Sign in"_s), Qt::LeftButton);
        QVERIFY(desk.page<ui::ProjectsPage>());
    }

    void emptiesTheTrashOfProjects()
    {
        const QString folder = freshLibrary();
        Desk desk(folder, settingsFile());
        begin(desk);
        createProject(desk, u"Gone"_s);
        const ProjectId project = desk.page<ui::DeskPage>()->projectId();
        desk.window().actions().projects->trigger();
        auto* projects = desk.page<ui::ProjectsPage>();
        QVERIFY(projects);
        Q_EMIT projects->trashRequested(project, true);
        const auto chip = [&] {
            for (ui::Chip* one : projects->findChildren<ui::Chip*>()) {
                if (one->isVisible() && one->text() == u"Trash"_s) {
                    return one;
                }
            }
            return static_cast<ui::Chip*>(nullptr);
        };
        QTRY_VERIFY_WITH_TIMEOUT(chip(), patienceMs);
        QTest::mouseClick(chip(), Qt::LeftButton);
        QTest::mouseClick(buttonNamed(projects, u"Empty the trash…"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(ui::Dialog::topmost(&desk.window()), patienceMs);
        QTest::mouseClick(buttonNamed(ui::Dialog::topmost(&desk.window()), u"Delete for good"_s),
                          Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            !*desk.store().read(
                desk.account(),
                [&](const Repositories& r) { return r.projects.find(project).has_value(); }),
            patienceMs);
    }

    void showsNothingOfAnotherAccount()
    {
        Desk desk(freshLibrary(), settingsFile());
        begin(desk);
        createProject(desk, u"Hers"_s);
        desk.window().actions().logOut->trigger();
        auto* entry = desk.page<ui::LoginPage>();
        QVERIFY(entry);
        QTRY_VERIFY(desk.window().findChildren<ui::DeskPage*>().isEmpty());
        QTest::mouseClick(buttonNamed(entry, u"Create account"_s), Qt::LeftButton);
        auto* fresh = desk.page<ui::FirstRunPage>();
        QVERIFY(fresh);
        typeInto(fresh, u"Login"_s, u"oleg"_s);
        typeInto(fresh, u"Password"_s, u"another one"_s);
        QTest::mouseClick(buttonNamed(fresh, u"Create account"_s), Qt::LeftButton);
        auto* code = desk.page<ui::RecoveryCodePage>();
        QVERIFY(code);
        QTest::mouseClick(buttonNamed(code, u"I have saved the code"_s), Qt::LeftButton);
        auto* projects = desk.page<ui::ProjectsPage>();
        QVERIFY(projects);
        QVERIFY(projects->findChildren<QWidget*>(u"Hers"_s).isEmpty());
        const auto seen = desk.store().read(
            desk.account(), [](const Repositories& r) { return r.projects.all().size(); });
        QCOMPARE(*seen, 0);
    }

    void bringsTheFirstWindowForwardForASecondStart()
    {
        const QString folder = freshLibrary();
        Desk desk(folder, settingsFile());
        begin(desk);
        QSignalSpy activated(&desk.window(), &ui::MainWindow::activationChanged);
        desk.window().setWindowState(Qt::WindowMinimized);
        desktop::Options wishes;
        // The call blocks as it does in the second process, so it needs a thread of its own here.
        std::atomic<bool> answered = false;
        const std::jthread second([&] { answered = desktop::LaunchChannel::call(folder, wishes); });
        QTRY_VERIFY_WITH_TIMEOUT(!(desk.window().windowState() & Qt::WindowMinimized), patienceMs);
        // The answer leaves by the event loop.
        QTRY_VERIFY_WITH_TIMEOUT(answered, patienceMs);
    }

    void saysWhyALibraryDoesNotOpen()
    {
        const QString folder = freshLibrary();
        {
            Desk desk(folder, settingsFile());
            begin(desk);
        }
        QFile database(folder + u"/library.db"_s);
        QVERIFY(database.open(QIODevice::ReadWrite));
        database.write("this is no database any more");
        database.close();
        const QByteArray before = [&] {
            [[maybe_unused]] const bool open = database.open(QIODevice::ReadOnly);
            return database.readAll();
        }();
        Desk desk(folder, settingsFile());
        auto* notice = desk.page<ui::NoticePage>();
        QVERIFY(notice);
        ui::Button* show = buttonNamed(notice, u"Show what can be read"_s);
        QVERIFY(show);
        QVERIFY(!desk.application->services());
        QTest::mouseClick(show, Qt::LeftButton);
        const auto saysThatNothingCanBeRead = [&] {
            auto* page = desk.page<ui::NoticePage>();
            return page && page->accessibleName() == u"Nothing could be read"_s;
        };
        QTRY_VERIFY_WITH_TIMEOUT(saysThatNothingCanBeRead(), patienceMs);
        QVERIFY(!buttonNamed(desk.page<ui::NoticePage>(), u"Show what can be read"_s));
        database.close();
        QVERIFY(database.open(QIODevice::ReadOnly));
        QCOMPARE(database.readAll(), before);
    }

    void saysThatALibraryIsDamagedWhenTheDailyLookFindsIt()
    {
        const QString folder = freshLibrary();
        {
            Desk desk(folder, settingsFile());
            begin(desk);
        }
        // A page breaks in a way that the system does not know of, and the last look is long ago.
        QFile mark(folder + u"/cache/closed.json"_s);
        QVERIFY(mark.open(QIODevice::ReadOnly));
        QJsonObject closed = QJsonDocument::fromJson(mark.readAll()).object();
        mark.close();
        QVERIFY(closed[u"lookedThroughMs"_s].toDouble() > 0);
        closed[u"lookedThroughMs"_s] = 1;
        QVERIFY(mark.open(QIODevice::WriteOnly));
        mark.write(QJsonDocument(closed).toJson());
        mark.close();
        QFile database(folder + u"/library.db"_s);
        QVERIFY(database.open(QIODevice::ReadWrite));
        const QDateTime changed = database.fileTime(QFileDevice::FileModificationTime);
        QVERIFY(database.seek(database.size() - 4096));
        database.write(QByteArray(4096, '\x5a'));
        QVERIFY(database.flush());
        QVERIFY(database.setFileTime(changed, QFileDevice::FileModificationTime));
        database.close();

        Desk desk(folder, settingsFile());
        auto* notice = desk.page<ui::NoticePage>();
        QVERIFY(notice);
        QVERIFY(buttonNamed(notice, u"Show what can be read"_s));
        QVERIFY(!desk.application->services());
    }

    void refusesToWriteIntoALibraryThatIsOnlyRead()
    {
        const QString folder = freshLibrary();
        {
            Desk desk(folder, settingsFile());
            begin(desk);
            createProject(desk, u"Read"_s);
        }
        // Another process would hold the lock; this one stands for it.
        auto holder = LibraryLock::acquire(folder, 0);
        QVERIFY(holder);
        Desk desk(folder, settingsFile());
        auto* notice = desk.page<ui::NoticePage>();
        QVERIFY(notice);
        QTest::mouseClick(buttonNamed(notice, u"Open to look only"_s), Qt::LeftButton);
        auto* entry = desk.page<ui::LoginPage>();
        QVERIFY(entry);
        typeInto(entry, u"Password"_s, password);
        QTest::mouseClick(buttonNamed(entry, u"Sign in"_s), Qt::LeftButton);
        auto* board = desk.page<ui::DeskPage>();
        QVERIFY(board);
        board->addShot();
        QTRY_COMPARE_WITH_TIMEOUT(desk.window().toasts().count(), 1, patienceMs);
        QVERIFY(shotsOf(desk).isEmpty());
    }
};

QTEST_MAIN(ShellTest)
#include "shelltest.moc"
