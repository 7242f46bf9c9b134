#include "app/desktop/workspace.h"
#include "core/settings/settings.h"
#include "tests/support/openlibrary.h"
#include "tests/support/rows.h"
#include "ui/common/diffview.h"
#include "ui/common/fields.h"
#include "ui/common/switch.h"
#include "ui/common/theme.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shot/shotpage.h"
#include "ui/shot/smarteditpanel.h"
#include "ui/storyboard/deskpage.h"
#include "ui/storyboard/editsheet.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;
constexpr PasswordCost cheap{1, 8192};

// Paints one colour, once it may.
class GatedEngine final : public BuiltinEngine
{
public:
    Result<BuiltinResult> run(const BuiltinRequest& request, const std::function<void(double)>&,
                              std::stop_token stop) override
    {
        while (!open) {
            if (stop.stop_requested()) {
                return failure(ErrorKind::Cancelled);
            }
            QThread::msleep(2);
        }
        QImage picture(64, 36, QImage::Format_RGB32);
        picture.fill(QColor::fromRgb(QRgb(request.seed * 2654435761u)));
        return picture.save(request.outputPath, "PNG")
            ? Result<BuiltinResult>(BuiltinResult{request.outputPath, AssetKind::Image})
            : Result<BuiltinResult>(failure(ErrorKind::Internal));
    }

    std::atomic<bool> open = true;
};

// The work of an account with a film of three shots, each with a generated headliner.
class Desk
{
public:
    Desk()
        : engine(new GatedEngine)
        , services(openLibrary(folder.filePath(u"library"_s)),
                   std::unique_ptr<BuiltinEngine>(engine), cheap)
        , machine(folder.filePath(u"raskadr.ini"_s))
    {
        const auto made = services.accounts().create(u"vera"_s, u"Vera"_s, u"first password"_s);
        Q_ASSERT(made);
        account = made->session.accountId;
        services.connections().unlock(made->session);
        services.jobs().unlock(account);
        services.start();
        project = rows::project(account);
        write([&](Repositories& r) {
            r.projects.insert(project);
            for (int i = 0; i < 3; ++i) {
                const Shot shot = rows::shot(project.id, i, u"Shot %1"_s.arg(i));
                shots.append(shot.id);
                r.shots.insert(shot);
            }
            r.settings.setValue(QString(settings::lastProject.key), project.id.toString());
        });
        for (const ShotId& shot : std::as_const(shots)) {
            GenerationRequest request;
            request.shotId = shot;
            request.modelId = u"draft.image"_s;
            request.prompt = u"Маяк, день"_s;
            services.jobs().submit(account, request);
        }
        [[maybe_unused]] const bool painted =
            QTest::qWaitFor([this] { return assets().size() == 3; }, patienceMs);
        Q_ASSERT(painted);
        const auto all = assets();
        write([&](Repositories& r) {
            for (const Asset& asset : all) {
                Shot shot = *r.shots.find(asset.shotId);
                shot.headlinerId = asset.id;
                r.shots.update(shot);
            }
        });
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
    // Of all shots, without the trash.
    QList<Asset> assets()
    {
        return *services.store().read(account, [this](const Repositories& r) {
            QList<Asset> found;
            for (const ShotId& shot : shots) {
                for (const AssetRow& row : r.assets.feed(shot)) {
                    found.append(row.asset);
                }
            }
            return found;
        });
    }
    // Newest first.
    QList<QueueRow> queue()
    {
        auto rows = *services.store().read(account,
                                           [](const Repositories& r) { return r.jobs.queue(100); });
        std::sort(rows.begin(), rows.end(), [](const QueueRow& a, const QueueRow& b) {
            return a.generation.id.toString() > b.generation.id.toString();
        });
        return rows;
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
    void undo() { window.actions().undo->trigger(); }

    QTemporaryDir folder;
    GatedEngine* engine; // the services' own
    desktop::LibraryServices services;
    MachineSettings machine;
    AccountId account;
    Project project;
    QList<ShotId> shots;
    MainWindow window;
    std::unique_ptr<desktop::Workspace> workspace;
};

// «Правка» of one picture, sent.
bool edit(Desk& desk, const QString& text)
{
    auto* panel = desk.shown<SmartEditPanel>();
    auto* words = panel->findChild<TextArea*>();
    words->setFocus();
    words->setText(text);
    const auto before = desk.queue().size();
    QTest::keyClick(words, Qt::Key_Return, Qt::ControlModifier);
    return QTest::qWaitFor([&] { return desk.queue().size() == before + 1; }, patienceMs)
        && QTest::qWaitFor([&] { return words->text().isEmpty(); }, patienceMs);
}

} // namespace

// What the parts of the window do together for one account.
class WorkspaceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditThatIsDoneIsTakenBack()
    {
        Desk desk;
        Q_EMIT desk.shown<DeskPage>()->shotOpened(desk.shots.first());
        QVERIFY(edit(desk, u"замени день на вечер"_s));
        QTRY_COMPARE_WITH_TIMEOUT(desk.assets().size(), 4, patienceMs);
        QVERIFY(desk.window.actions().undo->text().contains(u"edit"_s));
        desk.undo();
        QTRY_COMPARE_WITH_TIMEOUT(desk.assets().size(), 3, patienceMs);
        // The words and the proposal stand there again, to be changed or sent once more.
        auto* panel = desk.shown<SmartEditPanel>();
        QCOMPARE(panel->findChild<TextArea*>()->text(), u"замени день на вечер"_s);
        QVERIFY(panel->findChild<DiffView*>()->isVisible());
        QCOMPARE(panel->findChild<DiffView*>()->after(), u"Маяк, вечер"_s);
        // And the picture comes back out of the trash.
        desk.undo();
        QTRY_COMPARE_WITH_TIMEOUT(desk.assets().size(), 4, patienceMs);
    }

    void anEditThatIsUnderWayIsTakenBack()
    {
        Desk desk;
        Q_EMIT desk.shown<DeskPage>()->shotOpened(desk.shots.first());
        desk.engine->open = false;
        QVERIFY(edit(desk, u"замени день на вечер"_s));
        desk.undo();
        // What had begun is canceled and stays to be seen in the queue.
        QTRY_COMPARE_WITH_TIMEOUT(desk.queue().first().job.state, JobState::Canceled, patienceMs);
        desk.engine->open = true;
        QCOMPARE(desk.assets().size(), 3);
    }

    void theNextStepIsUndoneFirst()
    {
        Desk desk;
        Q_EMIT desk.shown<DeskPage>()->shotOpened(desk.shots.first());
        QVERIFY(edit(desk, u"замени день на вечер"_s));
        QTRY_COMPARE_WITH_TIMEOUT(desk.assets().size(), 4, patienceMs);
        auto* page = desk.shown<ShotPage>();
        page->setFocus();
        QTest::keyClick(page, Qt::Key_F); // a favourite
        const auto favourites = [&] {
            const auto all = desk.assets();
            return std::count_if(all.begin(), all.end(),
                                 [](const Asset& asset) { return asset.favourite; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(favourites(), 1, patienceMs);
        desk.undo();
        QTRY_COMPARE_WITH_TIMEOUT(favourites(), 0, patienceMs);
        QCOMPARE(desk.assets().size(), 4);
    }

    void manyShotsAreEditedInWordsAtOnce_data()
    {
        QTest::addColumn<bool>("keepSeeds");
        QTest::newRow("seeds are kept") << true;
        QTest::newRow("new seeds") << false;
    }
    void manyShotsAreEditedInWordsAtOnce()
    {
        QFETCH(bool, keepSeeds);
        Desk desk;
        desk.write([&](Repositories& r) {
            // A shot without a headliner has nothing to rewrite.
            Shot shot = rows::shot(desk.project.id, 3, u"Empty"_s);
            r.shots.insert(shot);
            desk.shots.append(shot.id);
        });
        Q_EMIT desk.shown<DeskPage>()->editRequested(desk.shots);
        auto* sheet = desk.shown<EditSheet>();
        QVERIFY(sheet);
        const auto boxes = sheet->findChildren<QCheckBox*>();
        QCOMPARE(boxes.size(), 3);
        auto* words = sheet->findChild<TextArea*>();
        words->setText(u"замени день на вечер"_s);
        QTest::keyClick(words, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(sheet->accepted().size(), 3, patienceMs);
        for (const DiffView* diff : sheet->findChildren<DiffView*>()) {
            QCOMPARE(diff->after(), u"Маяк, вечер"_s);
        }
        boxes.at(1)->click();
        QCOMPARE(sheet->accepted().size(), 2);
        if (!keepSeeds) {
            sheet->findChild<Switch*>()->click();
        }
        sheet->accept();
        QTRY_COMPARE_WITH_TIMEOUT(desk.assets().size(), 5, patienceMs);
        const auto rows = desk.queue();
        QHash<ShotId, quint64> seeds;
        for (const QueueRow& row : rows.mid(2)) {
            seeds.insert(row.shot.id, *row.generation.seedSent);
        }
        for (const QueueRow& row : rows.first(2)) {
            QCOMPARE(row.generation.prompt, u"Маяк, вечер"_s);
            QCOMPARE(row.generation.editRequest, u"замени день на вечер"_s);
            QVERIFY(!row.generation.parentId.isNull());
            QVERIFY(row.shot.id != desk.shots.at(1));
            QCOMPARE(*row.generation.seedSent == seeds.value(row.shot.id), keepSeeds);
        }
        // One step takes all of them back.
        desk.undo();
        QTRY_COMPARE_WITH_TIMEOUT(desk.assets().size(), 3, patienceMs);
    }

    void whatNobodyUnderstandsIsNotGenerated()
    {
        Desk desk;
        Q_EMIT desk.shown<DeskPage>()->editRequested(desk.shots);
        auto* sheet = desk.shown<EditSheet>();
        auto* words = sheet->findChild<TextArea*>();
        words->setText(u"сделай грустнее"_s);
        QTest::keyClick(words, Qt::Key_Return);
        const auto refused = [&] {
            int count = 0;
            for (const QLabel* label : sheet->findChildren<QLabel*>()) {
                count += label->isVisible() && label->text().contains(u"сделай грустнее"_s) ? 1 : 0;
            }
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(refused(), 3, patienceMs);
        QVERIFY(sheet->accepted().isEmpty());
        sheet->accept();
        QVERIFY(sheet->isVisible());
        QCOMPARE(words->text(), u"сделай грустнее"_s);
        QCOMPARE(desk.queue().size(), 3);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    WorkspaceTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "workspacetest.moc"
