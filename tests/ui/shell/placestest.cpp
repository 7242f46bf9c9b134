#include "app/desktop/workspace.h"
#include "core/settings/settings.h"
#include "tests/support/noengine.h"
#include "tests/support/openlibrary.h"
#include "tests/support/rows.h"
#include "tests/support/widgettests.h"
#include "ui/common/toast.h"
#include "ui/queue/queuepage.h"
#include "ui/sharing/shotcomments.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/projectspage.h"
#include "ui/shot/composer.h"
#include "ui/shot/shotpage.h"
#include "ui/storyboard/deskpage.h"

#include <QAction>
#include <QLabel>
#include <QTemporaryDir>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
constexpr PasswordCost cheap{1, 8192};

// A library with two films of two shots each, in a folder.
class Shelf
{
public:
    Shelf()
    {
        desktop::LibraryServices services(open(), std::make_unique<NoEngine>(), cheap);
        const auto made = services.accounts().create(u"vera"_s, u"Vera"_s, u"first password"_s);
        Q_ASSERT(made);
        account = made->session.accountId;
        [[maybe_unused]] const auto written =
            rows::write(services.store(), account, [this](Repositories& r) {
                for (Project* film : {&first, &second}) {
                    *film = rows::project(account, film == &first ? u"First"_s : u"Second"_s);
                    r.projects.insert(*film);
                    for (int i = 0; i < 2; ++i) {
                        const Shot shot = rows::shot(film->id, i, u"Shot %1"_s.arg(i));
                        r.shots.insert(shot);
                        (film == &first ? firstShots : secondShots).append(shot.id);
                    }
                }
            });
        Q_ASSERT(written);
    }

    std::unique_ptr<Library> open(Library::Mode mode = Library::Mode::ReadWrite) const
    {
        Library::OpenOptions options;
        options.create = mode == Library::Mode::ReadWrite;
        options.mode = mode;
        auto library = Library::open(folder.filePath(u"library"_s), options);
        return library ? std::move(*library) : nullptr;
    }

    QTemporaryDir folder;
    AccountId account;
    Project first;
    Project second;
    QList<ShotId> firstShots;
    QList<ShotId> secondShots;
};

// The window of who works with it.
class Desk
{
public:
    explicit Desk(const Shelf& shelf, Library::Mode mode = Library::Mode::ReadWrite)
        : account(shelf.account)
        , services(shelf.open(mode), std::make_unique<NoEngine>(), cheap)
        , machine(shelf.folder.filePath(u"raskadr.ini"_s))
    {
        services.start();
        window.resize(1280, 800);
        window.show();
        const auto row = services.store().read(
            account, [](const Repositories& r) { return *r.accounts.current(); });
        workspace = std::make_unique<desktop::Workspace>(window, services, machine, *row,
                                                         Language::English);
        window.showWork();
        workspace->openLast();
    }

    void write(const std::function<void(Repositories&)>& fn)
    {
        [[maybe_unused]] const auto written = rows::write(services.store(), account, fn);
        Q_ASSERT(written);
    }
    template <class Widget>
    Widget* shown()
    {
        for (Widget* widget : window.findChildren<Widget*>()) {
            if (widget->isVisible()) {
                return widget;
            }
        }
        return nullptr;
    }
    void openProject(const ProjectId& project)
    {
        window.actions().projects->trigger();
        Q_EMIT shown<ProjectsPage>()->opened(project);
    }
    // As the queue wishes for the shot of one of its lines.
    void goFromQueue(const ProjectId& project, const ShotId& shot)
    {
        window.actions().queue->trigger();
        QueueLine line;
        line.row.projectId = project;
        line.row.shot.id = shot;
        Q_EMIT shown<QueuePage>()->acted(line, JobAct::ToShot);
    }
    QString said()
    {
        const auto* toast = window.findChild<Toast*>();
        return toast ? toast->text() : QString();
    }

    AccountId account;
    desktop::LibraryServices services;
    MachineSettings machine;
    MainWindow window;
    std::unique_ptr<desktop::Workspace> workspace;
};

} // namespace

// The ways from one page to the other, and where they do not lead.
class PlacesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theQueueLeadsIntoTheFilmOfTheShot()
    {
        const Shelf shelf;
        Desk desk(shelf);
        desk.goFromQueue(shelf.first.id, shelf.firstShots.last());
        QVERIFY(desk.shown<ShotPage>());
        QCOMPARE(desk.shown<ShotPage>()->shotId(), shelf.firstShots.last());
        desk.goFromQueue(shelf.second.id, shelf.secondShots.first());
        QCOMPARE(desk.shown<ShotPage>()->shotId(), shelf.secondShots.first());
        desk.window.actions().back->trigger();
        QCOMPARE(desk.shown<DeskPage>()->projectId(), shelf.second.id);
    }

    void noWayLeadsIntoTheTrash_data()
    {
        QTest::addColumn<bool>("project");
        QTest::addColumn<bool>("withOther");
        QTest::newRow("project, nothing open") << true << false;
        QTest::newRow("project, another open") << true << true;
        QTest::newRow("shot, nothing open") << false << false;
        QTest::newRow("shot, its film open") << false << true;
    }
    void noWayLeadsIntoTheTrash()
    {
        QFETCH(bool, project);
        QFETCH(bool, withOther);
        const Shelf shelf;
        Desk desk(shelf);
        desk.write([&](Repositories& r) {
            if (project) {
                Project gone = *r.projects.find(shelf.first.id);
                gone.trashedMs = 5;
                r.projects.update(gone);
            } else {
                Shot gone = *r.shots.find(shelf.firstShots.first());
                gone.trashedMs = 5;
                r.shots.update(gone);
            }
        });
        const ProjectId open = project ? shelf.second.id : shelf.first.id;
        if (withOther) {
            desk.openProject(open);
            QCOMPARE(desk.shown<DeskPage>()->projectId(), open);
        }
        desk.goFromQueue(shelf.first.id, shelf.firstShots.first());
        QVERIFY(desk.shown<QueuePage>());
        QVERIFY(!desk.shown<ShotPage>());
        QVERIFY2(desk.said().contains(u"in the trash"_s), qPrintable(desk.said()));
        desk.window.actions().back->trigger();
        QVERIFY(withOther ? desk.shown<DeskPage>() != nullptr
                          : desk.shown<ProjectsPage>() != nullptr);
        if (withOther) {
            QCOMPARE(desk.shown<DeskPage>()->projectId(), open);
        }
    }

    void aFilmThatGoesTakesItsPagesWithIt()
    {
        const Shelf shelf;
        Desk desk(shelf);
        desk.openProject(shelf.first.id);
        Q_EMIT desk.shown<DeskPage>()->shotOpened(shelf.firstShots.first());
        desk.window.actions().queue->trigger();
        desk.write([&](Repositories& r) {
            Project gone = *r.projects.find(shelf.first.id);
            gone.trashedMs = 5;
            r.projects.update(gone);
        });
        QTRY_VERIFY_WITH_TIMEOUT(desk.shown<ProjectsPage>(), patienceMs);
        desk.goFromQueue(shelf.first.id, shelf.firstShots.first());
        QVERIFY(desk.shown<QueuePage>());
        desk.window.actions().back->trigger();
        QVERIFY(desk.shown<ProjectsPage>());
        desk.write([&](Repositories& r) {
            for (const ShotId& shot : shelf.firstShots) {
                r.trash.removeShot(shot);
            }
            r.trash.removeProject(shelf.first.id);
        });
        QTest::qWait(50);
        desk.goFromQueue(shelf.first.id, shelf.firstShots.first());
        QVERIFY(desk.shown<QueuePage>());
        QVERIFY(!desk.said().isEmpty());
    }

    void guestsAreHeardWhereverOneComesFrom_data()
    {
        QTest::addColumn<QString>("detour");
        QTest::newRow("queue") << u"queue"_s;
        QTest::newRow("settings") << u"settings"_s;
        QTest::newRow("lock") << u"lock"_s;
    }
    void guestsAreHeardWhereverOneComesFrom()
    {
        QFETCH(QString, detour);
        const Shelf shelf;
        Desk desk(shelf);
        desk.openProject(shelf.first.id);
        const ShotId shot = shelf.firstShots.first();
        Q_EMIT desk.shown<DeskPage>()->shotOpened(shot);
        if (detour == u"lock"_s) {
            desk.workspace->keepState(); // and the entry page covers the work
        } else {
            (detour == u"queue"_s ? desk.window.actions().queue : desk.window.actions().settings)
                ->trigger();
            QVERIFY(!desk.shown<ShotPage>());
            desk.window.actions().back->trigger();
        }
        QVERIFY(desk.shown<ShotPage>());
        desk.write([&](Repositories& r) {
            Share share;
            share.id = ShareId::create();
            share.projectId = shelf.first.id;
            share.way = ShareWay::Folder;
            share.name = u"Client"_s;
            share.state = ShareState::Published;
            share.revision = 1;
            share.createdMs = share.changedMs = 1;
            r.shares.insert(share);
            Comment comment;
            comment.id = CommentId::create();
            comment.shareId = share.id;
            comment.shotId = shot;
            comment.revision = 1;
            comment.remoteId = u"c1"_s;
            comment.author = u"Igor"_s;
            comment.text = u"Darker, please"_s;
            comment.createdMs = 2;
            r.comments.insert(comment);
        });
        const auto isHeard = [&desk] {
            for (const QLabel* label :
                 desk.window.findChild<ShotComments*>()->findChildren<QLabel*>()) {
                if (label->text().contains(u"Darker, please"_s)) {
                    return true;
                }
            }
            return desk.window.findChild<ShotComments*>()->isVisible();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isHeard(), patienceMs);
    }

    void aLibraryThatIsOnlyReadIsOnlyLookedAt()
    {
        const Shelf shelf;
        Desk desk(shelf, Library::Mode::ReadOnly);
        QVERIFY(desk.services.isReadOnly());
        QVERIFY(!desk.window.actions().demo->isVisible());
        QVERIFY(!desk.shown<ProjectsPage>()->acceptDrops());
        desk.openProject(shelf.first.id);
        Q_EMIT desk.shown<DeskPage>()->shotOpened(shelf.firstShots.first());
        QVERIFY(desk.shown<ShotPage>());
        QVERIFY(!desk.shown<Composer>());
        desk.workspace->bringIn({shelf.folder.filePath(u"raskadr.ini"_s)});
        QVERIFY(!desk.said().isEmpty());
    }
};

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<PlacesTest>(argc, argv);
}

#include "placestest.moc"
