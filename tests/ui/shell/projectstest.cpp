#include "tests/support/widgettests.h"
#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/emptystate.h"
#include "ui/common/fields.h"
#include "ui/common/popupmenu.h"
#include "ui/common/thumbnailcache.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/projectcard.h"
#include "ui/shell/projectspage.h"
#include "ui/shell/shotchoicedialog.h"
#include "ui/shell/topbar.h"

#include <QAction>
#include <QListView>
#include <QSignalSpy>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

ProjectSummary summary(const QString& title)
{
    ProjectSummary summary;
    summary.project.id = ProjectId::create();
    summary.project.title = title;
    return summary;
}

struct Screen
{
    Screen()
        : thumbnails([](const QString&, int) { return QString(); })
        , page(thumbnails)
    {
        page.resize(1280, 800);
        page.show();
        page.activateWindow();
    }
    Button* button(const QString& text) const
    {
        for (Button* found : page.findChildren<Button*>()) {
            if (found->text() == text && found->isVisible()) {
                return found;
            }
        }
        return nullptr;
    }
    bool isEmptyStateShown() const { return button(u"Open the demo project"_s) != nullptr; }

    ThumbnailCache thumbnails;
    ProjectsPage page;
};

PopupMenu* openMenu(const QWidget& in)
{
    for (PopupMenu* menu : in.findChildren<PopupMenu*>()) {
        if (menu->isVisible()) {
            return menu;
        }
    }
    return nullptr;
}

} // namespace

// «Проекты» and what is chosen among shots.
class ProjectsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyShelfSaysHowToBegin()
    {
        Screen screen;
        screen.page.setProjects({});
        QVERIFY(screen.isEmptyStateShown());
        ProjectSummary film = summary(u"Film"_s);
        screen.page.setProjects({film});
        QVERIFY(!screen.isEmptyStateShown());
        // Everything is put away, and yet it is not the end of the way.
        for (const bool trashed : {true, false}) {
            film.project.trashedMs = trashed ? 5 : 0;
            film.project.archived = !trashed;
            screen.page.setProjects({film});
            QVERIFY(screen.isEmptyStateShown());
            QSignalSpy demo(&screen.page, &ProjectsPage::demoRequested);
            QTest::mouseClick(screen.button(u"Open the demo project"_s), Qt::LeftButton);
            QCOMPARE(demo.count(), 1);
            int creators = 0;
            for (const Button* button : screen.page.findChildren<Button*>()) {
                creators += button->isVisible() && button->text() == u"New project"_s ? 1 : 0;
            }
            QCOMPARE(creators, 1);
        }
    }

    void aSearchInAnEmptyShelfSaysThatNothingWasFound()
    {
        Screen screen;
        screen.page.setProjects({summary(u"Film"_s)});
        screen.page.findChild<SearchField*>()->setText(u"other"_s);
        QVERIFY(!screen.isEmptyStateShown());
        QVERIFY(screen.button(u"Show all"_s));
    }

    void theDemoIsInTheMenu()
    {
        MainWindow window;
        window.addPage(new QWidget);
        window.show();
        window.showWork();
        QSignalSpy demo(window.actions().demo, &QAction::triggered);
        const auto item = [&window]() -> QAction* {
            QTest::mouseClick(window.topBar().menuButton(), Qt::LeftButton);
            PopupMenu* menu = openMenu(window);
            for (QAction* action : menu ? menu->actions() : QList<QAction*>()) {
                if (action->text() == u"Open the demo project"_s) {
                    return action;
                }
            }
            return nullptr;
        };
        QAction* const found = item();
        QVERIFY(found);
        found->trigger();
        QCOMPARE(demo.count(), 1);
        openMenu(window)->close();
        window.actions().demo->setVisible(false);
        QVERIFY(!item());
        QVERIFY(openMenu(window));
    }

    void nothingIsOfferedWhereNothingCanBeChanged()
    {
        Screen screen;
        ProjectSummary trashed = summary(u"Old"_s);
        trashed.project.trashedMs = 5;
        screen.page.setReadOnly(true);
        screen.page.setProjects({summary(u"Film"_s), trashed});
        QVERIFY(!screen.page.acceptDrops());
        QVERIFY(!screen.button(u"New project"_s));
        QVERIFY(!screen.button(u"Import folder…"_s));
        Q_EMIT screen.page.findChild<ProjectCard*>()->menuRequested(QPoint(20, 20));
        PopupMenu* menu = openMenu(screen.page);
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 1);
        QVERIFY(menu->actions().first()->text().startsWith(u"Open"_s));
        menu->close();
        for (Chip* chip : screen.page.findChildren<Chip*>()) {
            if (chip->text() == u"Trash"_s) {
                QTest::mouseClick(chip, Qt::LeftButton);
            }
        }
        QVERIFY(!screen.button(u"Empty the trash…"_s));
        for (ProjectCard* card : screen.page.findChildren<ProjectCard*>()) {
            if (card->isVisible()) {
                Q_EMIT card->menuRequested(QPoint(20, 20));
            }
        }
        QVERIFY(!openMenu(screen.page));
        screen.page.setProjects({});
        QVERIFY(!screen.isEmptyStateShown());
    }

    void coversAreMadeForTheShotsThatAreSeen()
    {
        QSet<QString> asked;
        ThumbnailCache thumbnails([&asked](const QString& sha256, int) {
            asked.insert(sha256);
            return QString();
        });
        QWidget window;
        window.resize(1280, 800);
        window.show();
        QList<BoardRow> rows;
        for (int i = 0; i < 400; ++i) {
            BoardRow row;
            row.shot.id = ShotId::create();
            row.shot.position = i;
            row.shot.title = i == 390 ? u"Lighthouse"_s : u"Shot"_s;
            row.coverSha256 = QString::number(i).rightJustified(64, u'0');
            rows.append(row);
        }
        auto* dialog = new ShotChoiceDialog(&window, u"Move"_s, u"Move"_s, rows, thumbnails);
        QVERIFY(asked.isEmpty());
        dialog->open();
        QTRY_VERIFY(!asked.isEmpty());
        QVERIFY2(asked.size() < 40, qPrintable(QString::number(asked.size())));
        QTRY_VERIFY(asked.contains(rows.first().coverSha256));
        QCOMPARE(dialog->shot(), rows.first().shot.id);
        // What is found is seen.
        dialog->findChild<SearchField*>()->setText(u"lighthouse"_s);
        QCOMPARE(dialog->shot(), rows.at(390).shot.id);
        QTRY_VERIFY(asked.contains(rows.at(390).coverSha256));
    }

    void aCoverComesWhenItIsThere()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"cover.png"_s);
        QImage picture(120, 68, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(picture.save(path));
        ThumbnailCache thumbnails([&path](const QString&, int) { return path; });
        QWidget window;
        window.resize(1280, 800);
        window.show();
        BoardRow row;
        row.shot.id = ShotId::create();
        row.coverSha256 = u"a"_s.repeated(64);
        auto* dialog = new ShotChoiceDialog(&window, u"Move"_s, u"Move"_s, {row}, thumbnails);
        dialog->open();
        const auto* list = dialog->findChild<QListView*>();
        const QModelIndex index = list->model()->index(0, 0);
        QTRY_VERIFY(!index.data(Qt::DecorationRole).value<QIcon>().isNull());
    }
};

int main(int argc, char** argv)
{
    return raskadr::test::runWidgetTests<ProjectsTest>(argc, argv);
}

#include "projectstest.moc"
