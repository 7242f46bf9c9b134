#include "importflowtest.h"

#include "tests/support/rows.h"
#include "tests/support/samples.h"
#include "ui/common/toast.h"
#include "ui/import/groupingrow.h"
#include "ui/import/importflow.h"
#include "ui/import/importreportdialog.h"
#include "ui/import/importreporttext.h"
#include "ui/import/importsheet.h"
#include "workplace.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

// The window that imports are seen in.
class Screen
{
public:
    explicit Screen(Workplace& place)
        : m_place(place)
    {
        window.resize(1280, 900);
        window.show();
        new ToastStack(&window);
        start();
    }

    void start()
    {
        flow = std::make_unique<ImportFlow>(&window, *m_place.importer, m_place.library->store(),
                                            *m_place.commands, m_place.clock, m_place.account);
        QObject::connect(&flow->controller(), &ImportController::finished, &window,
                         [this](const ImportReport& report) { reports.append(report); });
    }

    ImportTarget target() const
    {
        ImportTarget target;
        target.projectId = m_place.project;
        target.projectTitle = u"Lighthouse"_s;
        return target;
    }
    ImportTarget newProject() const
    {
        ImportTarget target;
        target.projectTitle = u"Frames"_s;
        return target;
    }
    ImportSheet* sheet() const { return qobject_cast<ImportSheet*>(Dialog::topmost(&window)); }
    Button* button(const QString& beginning) const
    {
        for (Button* button : window.findChildren<Button*>()) {
            if (button->text().startsWith(beginning) && button->isVisible()) {
                return button;
            }
        }
        return nullptr;
    }
    // Waits until the sheet has its plan, and imports what it offers.
    void confirm()
    {
        QTRY_VERIFY_WITH_TIMEOUT(button(u"Import "_s) && button(u"Import "_s)->isEnabled(),
                                 patienceMs);
        button(u"Import "_s)->click();
    }
    void waitForReports(qsizetype count)
    {
        QTRY_COMPARE_WITH_TIMEOUT(reports.size(), count, patienceMs);
    }
    QStringList toasts() const
    {
        QStringList texts;
        for (const Toast* toast : window.findChildren<Toast*>()) {
            texts.append(toast->text());
        }
        return texts;
    }

private:
    Workplace& m_place;

public:
    QWidget window;
    QList<ImportReport> reports;
    std::unique_ptr<ImportFlow> flow;
};

QStringList namesOf(const Workplace& place, const QList<Shot>& shots)
{
    QStringList names;
    for (const Shot& shot : shots) {
        names.append(place.assets(shot.id).value(0).sourceName);
    }
    return names;
}

} // namespace

void ImportFlowTest::makesNothingBeforeTheClick()
{
    Workplace place;
    place.picture(u"a.png"_s, 1);
    Screen screen(place);
    screen.flow->offer({place.filesFolder()}, screen.newProject());
    QTRY_VERIFY_WITH_TIMEOUT(screen.button(u"Import "_s), patienceMs);
    screen.sheet()->reject();
    QVERIFY(!screen.sheet());
    QVERIFY(!screen.flow->controller().isRunning());
    place.library->store().flush();
    QCOMPARE(place.projects(), 1);
    QVERIFY(place.shots().isEmpty());
}

void ImportFlowTest::importsAFolderAsOneStep()
{
    Workplace place;
    for (int i = 0; i < 5; ++i) {
        place.picture(u"frames/%1.png"_s.arg(i), i);
    }
    Screen screen(place);
    QSignalSpy imported(screen.flow.get(), &ImportFlow::imported);
    screen.flow->offer({place.filesFolder()}, screen.target());
    QTRY_VERIFY_WITH_TIMEOUT(screen.button(u"Import "_s), patienceMs);
    screen.sheet()
        ->findChildren<GroupingRow*>()
        .at(static_cast<int>(ImportGrouping::File))
        ->radio()
        ->click();
    screen.confirm();
    screen.waitForReports(1);
    QCOMPARE(imported.size(), 1);
    const QList<Shot> shots = place.shots();
    QCOMPARE(namesOf(place, shots),
             (QStringList{u"0.png"_s, u"1.png"_s, u"2.png"_s, u"3.png"_s, u"4.png"_s}));
    for (const Shot& shot : shots) {
        QCOMPARE(shot.headlinerId, place.assets(shot.id).first().id);
    }
    QCOMPARE(screen.toasts().size(), 1);
    QVERIFY(screen.toasts().first().contains(u"5"_s));

    QTRY_COMPARE(place.commands->undoKind(), CommandKind::Import);
    QVERIFY(place.commands->undo().wait());
    QVERIFY(place.shots().isEmpty());
    QVERIFY(place.commands->redo().wait());
    QCOMPARE(place.shots().size(), 5);
}

void ImportFlowTest::makesAProjectOutOfAFolder()
{
    Workplace place;
    place.picture(u"a.png"_s, 1);
    place.picture(u"b.png"_s, 2);
    Screen screen(place);
    QSignalSpy created(screen.flow.get(), &ImportFlow::projectCreated);
    screen.flow->offer({place.filesFolder()}, screen.newProject());
    QTRY_VERIFY_WITH_TIMEOUT(screen.button(u"Import "_s), patienceMs);
    screen.confirm();
    screen.waitForReports(1);
    QCOMPARE(created.size(), 1);
    place.project = created.first().first().value<ProjectId>();
    QCOMPARE(place.shots().size(), 2);
    QCOMPARE(place.projects(), 2);
}

void ImportFlowTest::namesANewProjectAfterItsFolder()
{
    Workplace place;
    place.picture(u"Линия 14/a.png"_s, 1);
    Screen screen(place);
    QSignalSpy created(screen.flow.get(), &ImportFlow::projectCreated);
    screen.flow->offer({place.filesFolder() + u"/Линия 14/"_s}, ImportTarget());
    QTRY_VERIFY_WITH_TIMEOUT(screen.button(u"Import "_s), patienceMs);
    screen.confirm();
    screen.waitForReports(1);
    QCOMPARE(created.size(), 1);
    const auto id = created.first().first().value<ProjectId>();
    const auto project = place.library->store().read(
        place.account, [&](const Repositories& r) { return r.projects.find(id); });
    QVERIFY(project && *project);
    QCOMPARE((*project)->title, u"Линия 14"_s);
}

void ImportFlowTest::takesAFewFilesAtOnceAndInPlace()
{
    Workplace place;
    const QString first = place.picture(u"first.png"_s, 1);
    const QString last = place.picture(u"last.png"_s, 2);
    const QString between = place.picture(u"between.png"_s, 3);
    Screen screen(place);
    screen.flow->offer({first, last}, screen.target());
    QVERIFY(!screen.sheet());
    screen.waitForReports(1);
    ImportTarget target = screen.target();
    target.insertAt = 1;
    screen.flow->offer({between}, target);
    screen.waitForReports(2);
    QCOMPARE(namesOf(place, place.shots()),
             (QStringList{u"first.png"_s, u"between.png"_s, u"last.png"_s}));
    // The one file that came in is seen where it went.
    QCOMPARE(screen.toasts().size(), 1);
}

void ImportFlowTest::takesFilesIntoAShotAndUnderAParent()
{
    Workplace place;
    Screen screen(place);
    screen.flow->offer({place.picture(u"first.png"_s, 1)}, screen.target());
    screen.waitForReports(1);
    const Shot shot = place.shots().first();
    ImportTarget target = screen.target();
    target.intoShotId = shot.id;
    target.parentAssetId = shot.headlinerId;
    screen.flow->offer({place.picture(u"second.png"_s, 2), place.picture(u"third.png"_s, 3)},
                       target);
    QVERIFY(!screen.sheet());
    screen.waitForReports(2);
    QCOMPARE(place.shots().size(), 1);
    QCOMPARE(place.shots().first().headlinerId, shot.headlinerId);
    const QList<Asset> assets = place.assets(shot.id);
    QCOMPARE(assets.size(), 3);
    for (const Asset& asset : assets) {
        QCOMPARE(asset.parentId, asset.id == shot.headlinerId ? AssetId() : shot.headlinerId);
    }
    QTRY_COMPARE(place.commands->undoKind(), CommandKind::AddAssets);
}

void ImportFlowTest::asksBeforeManyFilesGoIntoAShot()
{
    Workplace place;
    Screen screen(place);
    screen.flow->offer({place.picture(u"first.png"_s, 1)}, screen.target());
    screen.waitForReports(1);
    QStringList paths;
    for (int i = 0; i < 20; ++i) {
        paths.append(place.picture(u"take%1.png"_s.arg(i), 2 + i));
    }
    ImportTarget target = screen.target();
    target.intoShotId = place.shots().first().id;
    screen.flow->offer(paths, target);
    QVERIFY(screen.sheet());
    screen.confirm();
    screen.waitForReports(2);
    QCOMPARE(place.shots().size(), 1);
    QCOMPARE(place.assets(target.intoShotId).size(), 21);
}

void ImportFlowTest::takesPicturesWithoutAFile_data()
{
    QTest::addColumn<bool>("encoded");
    QTest::newRow("bytes") << true;
    QTest::newRow("raw") << false;
}

void ImportFlowTest::takesPicturesWithoutAFile()
{
    QFETCH(const bool, encoded);
    Workplace place;
    Screen screen(place);
    const QImage picture = samples::picture(40, 30);
    QMimeData data;
    if (encoded) {
        data.setData(u"image/png"_s, samples::encoded(picture, "PNG"));
    } else {
        data.setImageData(picture);
    }
    screen.flow->offer(data, screen.target());
    screen.waitForReports(1);
    QCOMPARE(place.shots().size(), 1);
    const Asset asset = place.assets(place.shots().first().id).first();
    QCOMPARE(asset.sourceName, u"Picture.png"_s);
    const QImage stored(place.library->media().path(asset.sha256), "PNG");
    QCOMPARE(stored.convertToFormat(QImage::Format_RGB32),
             picture.convertToFormat(QImage::Format_RGB32));
}

void ImportFlowTest::namesWhatWasRefused()
{
    Workplace place;
    const QString broken = place.file(u"shot_12.png"_s);
    QVERIFY(samples::write(broken, samples::encoded(samples::picture(400, 300), "PNG").left(900)));
    const QString empty = place.file(u"empty.png"_s);
    QVERIFY(samples::write(empty, {}));
    Screen screen(place);
    screen.flow->offer({place.picture(u"good.png"_s, 1), broken, empty}, screen.target());
    screen.waitForReports(1);
    QCOMPARE(place.shots().size(), 1);
    QCOMPARE(screen.toasts().size(), 1);
    QVERIFY(screen.toasts().first().contains(u"2 file(s) could not be imported."_s));

    screen.button(u"Details"_s)->click();
    auto* dialog = qobject_cast<ImportReportDialog*>(Dialog::topmost(&screen.window));
    QVERIFY(dialog);
    QGuiApplication::clipboard()->clear();
    screen.button(u"Copy"_s)->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(broken));
    QVERIFY(copied.contains(u"“shot_12.png” is damaged"_s));
    QVERIFY(copied.contains(u"“empty.png” is empty"_s));

    // A single file tells its reason at once.
    ToastStack::of(&screen.window)->clear();
    screen.flow->offer({broken}, screen.target());
    screen.waitForReports(2);
    QTRY_VERIFY(screen.toasts().last().contains(u"“shot_12.png” is damaged"_s));
}

void ImportFlowTest::saysWhatIsThereAlready()
{
    Workplace place;
    place.picture(u"a.png"_s, 1);
    place.picture(u"b.png"_s, 2);
    Screen screen(place);
    screen.flow->offer({place.file(u"a.png"_s), place.file(u"b.png"_s)}, screen.target());
    screen.waitForReports(1);
    screen.flow->offer({place.file(u"a.png"_s), place.file(u"b.png"_s)}, screen.target());
    screen.waitForReports(2);
    QCOMPARE(screen.reports.last().skipped.size(), 2);
    QCOMPARE(place.shots().size(), 2);
    QVERIFY(screen.toasts().last().contains(u"2 file(s) are in the project already."_s));

    screen.flow->offer({place.filesFolder()}, screen.target());
    QTRY_COMPARE_WITH_TIMEOUT(screen.sheet()->plan().duplicates, 2, patienceMs);
    QVERIFY(!screen.button(u"Import"_s)->isEnabled());
}

void ImportFlowTest::offersToPutHereWhatLiesInAnotherShot()
{
    Workplace place;
    Screen screen(place);
    screen.flow->offer({place.picture(u"a.png"_s, 1), place.picture(u"b.png"_s, 2)},
                       screen.target());
    screen.waitForReports(1);
    const Shot first = place.shots().first();
    const Shot second = place.shots().last();
    ImportTarget target = screen.target();
    target.intoShotId = second.id;
    screen.flow->offer({place.file(u"a.png"_s)}, target);
    screen.waitForReports(2);
    QCOMPARE(place.assets(second.id).size(), 1);
    QTRY_VERIFY(screen.button(u"Put here too"_s));
    screen.button(u"Put here too"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(place.assets(second.id).size(), 2, patienceMs);
    QCOMPARE(place.assets(first.id).size(), 1);
    QCOMPARE(place.assets(second.id).first().sha256, place.assets(first.id).first().sha256);
    // What is here already is not offered once more.
    const auto before = screen.toasts().size();
    screen.flow->offer({place.file(u"b.png"_s)}, target);
    screen.waitForReports(3);
    QTRY_VERIFY(screen.toasts().size() > before);
    QVERIFY(screen.toasts().last().contains(u"1 file(s) are in the project already."_s));
}

void ImportFlowTest::saysWhyNothingCanBeTaken()
{
    Workplace place;
    Screen screen(place);
    QMimeData data;
    data.setUrls({QUrl(u"https://a.example/b.png"_s)});
    screen.flow->offer(data, screen.target());
    QCOMPARE(screen.toasts(), QStringList{offerProblemText(OfferProblem::OnlyAddress)});
    QVERIFY(!screen.flow->controller().isRunning());

    ImportTarget nowhere = screen.target();
    nowhere.projectId = ProjectId::create();
    screen.flow->offer({place.picture(u"a.png"_s, 1)}, nowhere);
    screen.waitForReports(1);
    QCOMPARE(screen.toasts().size(), 2);
    QVERIFY(place.shots().isEmpty());
}

void ImportFlowTest::keepsWhatIsInWhenCancelled()
{
    Workplace place;
    QStringList paths;
    for (int i = 0; i < 40; ++i) {
        paths.append(place.picture(u"%1.png"_s.arg(i), i));
    }
    Screen screen(place);
    ImportRunId running;
    connect(&screen.flow->controller(), &ImportController::progressed, this,
            [&](const ImportRunId& run, const ImportProgress&) {
                running = run;
                screen.flow->controller().cancel(run);
            });
    screen.flow->offer(paths, screen.target());
    screen.confirm();
    screen.waitForReports(1);
    const ImportReport& report = screen.reports.first();
    QVERIFY(report.run.finished);
    QCOMPARE(report.run.id, running);
    QCOMPARE(report.assets.size() + report.waiting, 40);
    QCOMPARE(place.shots().size(), report.shots.size());
    screen.flow->resumeUnfinished();
    QVERIFY(!screen.flow->controller().isRunning());
}

void ImportFlowTest::goesOnAfterARestart()
{
    Workplace place;
    QStringList paths;
    for (int i = 0; i < 6; ++i) {
        paths.append(place.picture(u"%1.png"_s.arg(i), i));
    }
    // Confirmed by a process that got no further.
    ImportRun run;
    run.accountId = place.account;
    run.projectId = place.project;
    run.paths = paths;
    const auto walk = walkPaths(paths);
    QVERIFY(walk);
    QVERIFY(confirmImport(place.library->store(), run, *walk, place.clock.nowMs()));
    Screen screen(place);
    screen.flow->resumeUnfinished();
    screen.waitForReports(1);
    QCOMPARE(place.shots().size(), 6);
    QTRY_COMPARE(place.commands->undoKind(), CommandKind::Import);
    screen.flow->resumeUnfinished();
    QVERIFY(!screen.flow->controller().isRunning());
}

void ImportFlowTest::offersToGoOnWhenTheDiskWasFull()
{
    Workplace place;
    Screen screen(place);
    // A run that is half in, as a full disk leaves it.
    const QStringList paths{place.picture(u"a.png"_s, 1), place.picture(u"b.png"_s, 2)};
    ImportRun run;
    run.accountId = place.account;
    run.projectId = place.project;
    run.paths = paths;
    const auto walk = walkPaths(paths);
    QVERIFY(walk);
    const auto confirmed = confirmImport(place.library->store(), run, *walk, place.clock.nowMs());
    QVERIFY(confirmed);
    auto report = importReport(place.library->store(), place.account, confirmed->id);
    QVERIFY(report);
    report->stoppedBy = Error{ErrorKind::DiskFull, {}, {}, 12'400'000'000};

    QVERIFY(importReportText(*report).contains(u"12.4"_s));
    auto* dialog = new ImportReportDialog(&screen.window, *report);
    QSignalSpy resumed(dialog, &ImportReportDialog::resumeRequested);
    QSignalSpy givenUp(dialog, &ImportReportDialog::giveUpRequested);
    dialog->open();
    screen.button(u"Continue"_s)->click();
    QCOMPARE(resumed.size(), 1);
    QCOMPARE(givenUp.size(), 0);

    screen.flow->controller().giveUp(*report);
    const auto unfinished = [&] {
        return place.library->store()
            .read(place.account, [](const Repositories& r) { return r.imports.unfinished(); })
            .value()
            .size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(unfinished(), 0, patienceMs);
    QVERIFY(place.shots().isEmpty());
}

void ImportFlowTest::saysInWordsWhatBecameOfIt_data()
{
    QTest::addColumn<int>("assets");
    QTest::addColumn<int>("shots");
    QTest::addColumn<int>("skipped");
    QTest::addColumn<int>("refused");
    QTest::addColumn<QString>("text");
    QTest::newRow("all") << 20 << 12 << 0 << 0 << u"Imported: 20 file(s) into 12 shot(s)."_s;
    QTest::newRow("some known") << 1 << 1 << 3 << 0
                                << u"Imported: 1 file(s) into 1 shot(s). 3 file(s) are in the "
                                   "project already."_s;
    QTest::newRow("some refused") << 5 << 5 << 0 << 2
                                  << u"Imported: 5 file(s) into 5 shot(s). 2 file(s) could not be "
                                     "imported."_s;
    QTest::newRow("none") << 0 << 0 << 4 << 0
                          << u"Nothing new came in. 4 file(s) are in the project already."_s;
}

void ImportFlowTest::saysInWordsWhatBecameOfIt()
{
    QFETCH(const int, assets);
    QFETCH(const int, shots);
    QFETCH(const int, skipped);
    QFETCH(const int, refused);
    QFETCH(const QString, text);
    ImportReport report;
    report.assets = QList<AssetId>(assets);
    report.shots = QList<ShotId>(shots);
    report.skipped.resize(skipped);
    report.refused = QList<ImportReport::Refused>(
        refused, {u"/films/a.heic"_s, {ErrorKind::HeicRefused, {}, u"a.heic"_s, 0}});
    QString summary = importSummaryText(report);
    QCOMPARE(summary.replace(u'\u00a0', u' '), text);
    const QStringList refusals = refusalTexts(report);
    QCOMPARE(refusals.size(), refused);
    for (const QString& sentence : refusals) {
        QVERIFY(sentence.contains(u"“a.heic” is a HEIC"_s));
    }
}
