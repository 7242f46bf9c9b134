#include "app/desktop/entryflow.h"
#include "app/desktop/idlelock.h"
#include "app/desktop/passportflow.h"
#include "app/desktop/undoflow.h"
#include "core/edit/projectcommands.h"
#include "core/settings/machinesettings.h"
#include "tests/support/noengine.h"
#include "tests/support/openlibrary.h"
#include "tests/support/rows.h"
#include "ui/common/dialog.h"
#include "ui/common/fields.h"
#include "ui/common/theme.h"
#include "ui/common/toast.h"
#include "ui/import/importprogresscard.h"
#include "ui/settings/jsonedit.h"
#include "ui/settings/modeleditor.h"
#include "ui/shell/actions.h"
#include "ui/shell/firstrunpage.h"
#include "ui/shell/loginpage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/noticepage.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 20'000;
constexpr PasswordCost cheap{1, 8192};

// A window with work in it.
struct Screen
{
    Screen()
    {
        window.resize(1280, 800);
        window.addPage(new QWidget);
        window.show();
        window.showWork();
    }
    QStringList toasts() const
    {
        QStringList texts;
        for (const Toast* toast : window.findChildren<Toast*>()) {
            if (toast->isVisible()) {
                texts.append(toast->text());
            }
        }
        return texts;
    }
    // The act of the toast that is shown.
    Button* act() const
    {
        for (const Toast* toast : window.findChildren<Toast*>()) {
            Button* button = toast->findChildren<Button*>().constFirst();
            if (toast->isVisible() && !button->text().isEmpty()) {
                return button;
            }
        }
        return nullptr;
    }
    bool shows(const QString& words) const
    {
        const auto labels = window.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(words);
        });
    }

    MainWindow window;
};

// A library with one account and one project.
struct Place
{
    Place()
        : services(openLibrary(folder.filePath(u"library"_s)), std::make_unique<NoEngine>(), cheap)
        , settings(folder.filePath(u"raskadr.ini"_s))
    {
    }
    void fill()
    {
        const auto made = services.accounts().create(u"vera"_s, u"Vera"_s, u"first password"_s);
        Q_ASSERT(made);
        account = made->session.accountId;
        project = rows::project(account);
        write([this](Repositories& r) { r.projects.insert(project); });
    }
    void write(const std::function<void(Repositories&)>& fn)
    {
        [[maybe_unused]] const auto written = rows::write(services.store(), account, fn);
        Q_ASSERT(written);
    }
    Project read()
    {
        return **services.store().read(
            account, [this](const Repositories& r) { return r.projects.find(project.id); });
    }

    QTemporaryDir folder;
    desktop::LibraryServices services;
    MachineSettings settings;
    AccountId account;
    Project project;
};

} // namespace

// What a lock hides and gives back, and what an entry page says.
class LockTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditorWithUnsavedTextWaitsBehindTheLock()
    {
        Screen screen;
        QPointer<ModelEditor> editor = new ModelEditor(&screen.window, u"Model"_s, "{}");
        editor->open();
        auto* text = editor->findChild<JsonEdit*>();
        text->setPlainText(u"{\"name\": 1}"_s);
        editor->reject(); // the question is on top
        QCOMPARE(Dialog::openIn(&screen.window).size(), 2);
        screen.window.showEntry(new LoginPage);
        QVERIFY(editor && !editor->isVisible());
        QCOMPARE(Dialog::topmost(&screen.window), nullptr);
        screen.window.showEntry(new LoginPage); // another entry page changes nothing
        screen.window.showWork();
        QVERIFY(editor && editor->isVisible());
        QCOMPARE(text->toPlainText(), u"{\"name\": 1}"_s);
        Dialog::topmost(&screen.window)->reject();
        QVERIFY(Dialog::topmost(&screen.window) == editor);
    }

    void theKeyOfTheLockWorksInADialogAndNoOtherDoes()
    {
        Screen screen;
        screen.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&screen.window));
        auto* editor = new ModelEditor(&screen.window, u"Model"_s, "{}");
        editor->open();
        auto* text = editor->findChild<JsonEdit*>();
        text->setFocus();
        QSignalSpy locked(screen.window.actions().lock, &QAction::triggered);
        QSignalSpy queue(screen.window.actions().queue, &QAction::triggered);
        QTest::keyClick(text, Qt::Key_J, Qt::ControlModifier);
        QTest::keyClick(text, Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(queue.count(), 0);
        QCOMPARE(locked.count(), 1);
    }

    void whoLeavesIsNotAsked()
    {
        Screen screen;
        const QPointer<ModelEditor> editor = new ModelEditor(&screen.window, u"Model"_s, "{}");
        editor->open();
        editor->findChild<JsonEdit*>()->setPlainText(u"{\"name\": 1}"_s);
        screen.window.toasts().show(ToastKind::Error, u"hers"_s);
        screen.window.showEntry(new LoginPage);
        screen.window.forgetWork();
        QTRY_VERIFY(!editor);
        screen.window.showWork();
        QCOMPARE(Dialog::topmost(&screen.window), nullptr);
        QCOMPARE(screen.toasts(), QStringList());
    }

    void anImportIsNotShownOverALockedWindow()
    {
        Screen screen;
        ImportProgressCard card(&screen.window);
        ImportProgress progress;
        progress.done = 1;
        progress.total = 9;
        card.setProgress(progress);
        QTRY_VERIFY(card.isVisible());
        screen.window.showEntry(new LoginPage);
        QVERIFY(!card.isVisible());
        card.reset();
        card.setProgress(progress);
        QTest::qWait(600); // longer than it takes to appear
        QVERIFY(!card.isVisible());
        screen.window.showWork();
        QVERIFY(card.isVisible());
        card.reset();
        QVERIFY(!card.isVisible());
    }

    void idlenessLocksEachTime()
    {
        desktop::IdleLock lock;
        QSignalSpy idled(&lock, &desktop::IdleLock::idled);
        lock.setPatience(40ms);
        QTRY_COMPARE(idled.size(), 1);
        lock.setWatching(false); // the window is locked
        QTest::qWait(120);
        QCOMPARE(idled.size(), 1);
        lock.setWatching(true);
        QTRY_COMPARE(idled.size(), 2);
        bool playing = true;
        lock.setBusy([&] { return playing; });
        lock.setWatching(true);
        QTest::qWait(300);
        QCOMPARE(idled.size(), 2);
        playing = false;
        QTRY_COMPARE(idled.size(), 3);
        lock.setPatience(0ms);
        QTest::qWait(120);
        QCOMPARE(idled.size(), 3);
    }

    void theButtonOfAToastUndoesItsOwnStep()
    {
        Place place;
        place.fill();
        Screen screen;
        CommandStack commands(place.services.store(), place.account, place.services.clock());
        desktop::UndoFlow undo(screen.window, commands);
        const auto rename = [&](const QString& title) {
            ProjectChanges changes;
            changes.title = title;
            return commands.run(std::make_unique<EditProject>(place.project.id, changes));
        };
        rename(u"One"_s).then(this, [&](const Result<>&) { undo.tell(u"Renamed"_s, true); });
        QTRY_COMPARE(screen.toasts(), QStringList{u"Renamed"_s});
        QTest::qWait(20); // the stack tells of the step's end
        QCOMPARE(screen.toasts(), QStringList{u"Renamed"_s});
        QTest::qWait(1600); // steps that follow at once become one
        rename(u"Two"_s);
        QCOMPARE(screen.toasts(), QStringList());
        QTRY_COMPARE(place.read().title, u"Two"_s);
        screen.window.actions().undo->trigger();
        QTRY_COMPARE(place.read().title, u"One"_s);
        QTRY_VERIFY(screen.act());
        screen.act()->click(); // does it again
        QTRY_COMPARE(place.read().title, u"Two"_s);
    }

    void whatIsInTheQueueIsTakenBackAlsoAfterAnotherStep()
    {
        Place place;
        place.fill();
        Screen screen;
        CommandStack commands(place.services.store(), place.account, place.services.clock());
        desktop::UndoFlow undo(screen.window, commands);
        int takenBack = 0;
        undo.tellOfStep(u"The edit is in the queue"_s, u"edit"_s, [&] { ++takenBack; });
        ProjectChanges changes;
        changes.title = u"One"_s;
        commands.run(std::make_unique<EditProject>(place.project.id, changes));
        QTRY_COMPARE(place.read().title, u"One"_s);
        QVERIFY(screen.act());
        screen.act()->click();
        QCOMPARE(takenBack, 1);
        QCOMPARE(place.read().title, u"One"_s);
        screen.window.actions().undo->trigger(); // the command, not the edit again
        QTRY_COMPARE(place.read().title, place.project.title);
        QCOMPARE(takenBack, 1);
    }

    void aSecondPassportWaitsForTheFirst()
    {
        Place place;
        place.fill();
        Screen screen;
        desktop::PassportFlow flow(screen.window, place.services, place.account);
        place.services.pool().setMaxThreadCount(1);
        QSemaphore gate;
        place.services.pool().start([&] { gate.acquire(); });
        const auto ask = [&] {
            flow.askHeadliners(place.project.id, {});
            return screen.window.findChild<QFileDialog*>();
        };
        QFileDialog* chooser = ask();
        QVERIFY(chooser);
        Q_EMIT chooser->fileSelected(place.folder.filePath(u"one"_s));
        delete chooser;
        QVERIFY(!ask());
        QVERIFY(screen.shows(u"still being written"_s));
        gate.release();
        QTRY_VERIFY_WITH_TIMEOUT(!screen.shows(u"still being written"_s), patienceMs);
        QVERIFY(ask());
    }

    void theFirstRunSaysWhatItRefusesWhateverStoodBetween()
    {
        Place place; // nobody works in it yet
        MainWindow window;
        window.show();
        desktop::EntryFlow entry(window, place.settings, nullptr);
        QSignalSpy wanted(&entry, &desktop::EntryFlow::libraryWanted);
        const auto page = [&] {
            for (FirstRunPage* found : window.findChildren<FirstRunPage*>()) {
                if (found->isVisible()) {
                    return found;
                }
            }
            return static_cast<FirstRunPage*>(nullptr);
        };
        const auto errors = [&] {
            QStringList texts;
            for (const Field* field : page()->findChildren<Field*>()) {
                texts.append(field->error());
            }
            return texts.join(QString());
        };
        // Before a library is made.
        const QString fresh = place.folder.filePath(u"fresh"_s);
        entry.showFirstRun(fresh);
        Q_EMIT page()->submitted(u"vera"_s, u"tea"_s, fresh);
        QCOMPARE(wanted.size(), 0);
        QVERIFY(errors().contains(u"at least 6"_s));
        Q_EMIT page()->submitted(u" "_s, u"tea for two"_s, fresh);
        QCOMPARE(wanted.size(), 0);
        QVERIFY(errors().contains(u"A login has"_s));
        // In one that is there, after it took a moment to open.
        const QString there = place.services.library().path();
        Q_EMIT page()->submitted(u"vera"_s, u"tea"_s, there);
        QCOMPARE(wanted.size(), 1);
        window.showEntry(new NoticePage(u"Opening the library"_s, {}));
        QTRY_VERIFY(window.findChildren<FirstRunPage*>().isEmpty());
        entry.setLibrary(&place.services);
        entry.createFirstAccount();
        QTRY_VERIFY_WITH_TIMEOUT(page(), patienceMs);
        QVERIFY(errors().contains(u"at least 6"_s));
        const auto fields = page()->findChildren<TextField*>();
        QVERIFY(std::any_of(fields.begin(), fields.end(),
                            [](const TextField* field) { return field->text() == u"vera"_s; }));
        entry.setLibrary(nullptr);
    }

    void theLoginTellsOfPaidResults()
    {
        Place place;
        place.fill();
        place.write([&](Repositories& r) {
            const Shot shot = rows::shot(place.project.id, 0);
            r.shots.insert(shot);
            for (int i = 0; i < 6; ++i) {
                Generation generation = rows::generation(shot.id);
                generation.costEstimated = i == 0 ? 0.0 : 0.5;
                r.generations.insert(generation);
                Job job;
                job.generationId = generation.id;
                job.state = i == 1 ? JobState::Done : JobState::Running;
                job.step = i == 2 ? QString() : u"polling"_s; // not ordered yet
                r.jobs.insert(job);
            }
        });
        Screen screen;
        desktop::EntryFlow entry(screen.window, place.settings, nullptr);
        entry.setLibrary(&place.services);
        entry.showLogin(u"vera"_s);
        QVERIFY(screen.shows(u"Sign in to fetch 3 paid result(s)"_s));
        QSignalSpy entered(&entry, &desktop::EntryFlow::entered);
        for (TextField* field : screen.window.findChildren<TextField*>()) {
            field->setText(field->label() == u"Login"_s ? u"vera"_s : u"first password"_s);
        }
        Q_EMIT screen.window.findChild<LoginPage*>()->submitted(u"vera"_s, u"first password"_s);
        QTRY_COMPARE_WITH_TIMEOUT(entered.size(), 1, patienceMs);
        // From then on they come by themselves, also behind a lock.
        entry.showLogin(u"vera"_s);
        QVERIFY(!screen.shows(u"paid result"_s));
        entry.setLibrary(nullptr);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    LockTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "locktest.moc"
