#include "importsheettest.h"

#include "tests/support/samples.h"
#include "ui/common/switch.h"
#include "ui/import/groupingrow.h"
#include "ui/import/importnotices.h"
#include "ui/import/importplanner.h"
#include "ui/import/importsheet.h"
#include "ui/import/samplestrip.h"
#include "workplace.h"

#include <QFile>
#include <QLabel>
#include <QPointer>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

#include <sys/stat.h>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int sheetPatienceMs = 20'000;

class SheetScreen
{
public:
    explicit SheetScreen(const ImportTarget& target = {})
    {
        window.resize(1280, 900);
        window.show();
        sheet = new ImportSheet(&window, target);
        sheet->open();
    }

    Button* button(const QString& beginning) const
    {
        for (Button* button : sheet->findChildren<Button*>()) {
            if (button->text().startsWith(beginning)) {
                return button;
            }
        }
        return nullptr;
    }
    Button* import() const { return button(u"Import"_s); }
    QRadioButton* radio(ImportGrouping grouping) const
    {
        return sheet->findChildren<GroupingRow*>().at(static_cast<int>(grouping))->radio();
    }
    Switch* switchNamed(const QString& text) const
    {
        for (Switch* control : sheet->findChildren<Switch*>()) {
            if (control->text() == text) {
                return control;
            }
        }
        return nullptr;
    }
    bool shows(const QString& text) const
    {
        for (const QLabel* label : sheet->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }

    QWidget window;
    QPointer<ImportSheet> sheet;
};

ImportTarget film()
{
    ImportTarget target;
    target.projectId = ProjectId::create();
    target.projectTitle = u"Lighthouse"_s;
    return target;
}

ImportPlan plan()
{
    ImportPlan plan;
    plan.pictures = 18;
    plan.videos = 2;
    plan.duplicates = 12;
    plan.bytes = 2'000'000;
    plan.bytesAgain = 3'000'000;
    plan.suggested = ImportGrouping::Number;
    plan.shots = {{ImportGrouping::File, 20},
                  {ImportGrouping::Folder, 4},
                  {ImportGrouping::Number, 7},
                  {ImportGrouping::One, 1}};
    plan.shotsAgain = {{ImportGrouping::File, 32},
                       {ImportGrouping::Folder, 5},
                       {ImportGrouping::Number, 9},
                       {ImportGrouping::One, 1}};
    return plan;
}

} // namespace

void ImportSheetTest::plansAFolderWithEverythingInIt()
{
    Workplace place;
    place.picture(u"sh010/sh010_v1.png"_s, 1);
    place.picture(u"sh010/sh010_v2.png"_s, 2);
    place.picture(u"sh020/sh020_v1.jpg"_s, 3);
    QCOMPARE(samples::film(place.file(u"sh020/sh020_v2.mp4"_s), 12), QString());
    QVERIFY(QFile::copy(place.file(u"sh010/sh010_v1.png"_s), place.file(u"sh020/copy.png"_s)));
    QVERIFY(samples::write(place.file(u"notes.png"_s), "these are only notes"));
    QVERIFY(samples::write(place.file(u"empty.jpg"_s), {}));
    QVERIFY(samples::write(place.file(u"list.m3u8"_s), "#EXTM3U\nhttp://a.example/1.ts\n"));
    QVERIFY(samples::write(place.file(u".hidden.png"_s), "x"));
    QVERIFY(QFile::link(u"/etc/hostname"_s, place.file(u"outside.png"_s)));
    QCOMPARE(mkfifo(QFile::encodeName(place.file(u"pipe.png"_s)).constData(), 0600), 0);

    ImportPlanner planner(place.library->store());
    QSignalSpy planned(&planner, &ImportPlanner::planned);
    QSignalSpy failed(&planner, &ImportPlanner::failed);
    QSignalSpy samples(&planner, &ImportPlanner::sampleReady);
    ImportPlan plan;
    connect(&planner, &ImportPlanner::planned, this, [&](const ImportPlan& made) { plan = made; });
    planner.start(place.account, place.project, {place.filesFolder()});
    QTRY_COMPARE_WITH_TIMEOUT(planned.size(), 1, sheetPatienceMs);
    QCOMPARE(plan.pictures, 3);
    QCOMPARE(plan.videos, 1);
    QCOMPARE(plan.duplicates, 1);
    QCOMPARE(plan.refused.size(), 3);
    QCOMPARE(plan.walk.links, 1);
    QCOMPARE(plan.walk.specials, 1);
    QCOMPARE(plan.walk.hidden, 1);
    QCOMPARE(plan.suggested, ImportGrouping::Folder);
    QCOMPARE(plan.shots[ImportGrouping::Folder], 2);
    QTRY_COMPARE_WITH_TIMEOUT(samples.size(), 4, sheetPatienceMs);
    for (const QList<QVariant>& sample : std::as_const(samples)) {
        const auto picture = sample.at(1).value<QImage>();
        QVERIFY(!picture.isNull());
        QVERIFY(std::max(picture.width(), picture.height()) <= ImportPlanner::sampleSize);
    }
    QCOMPARE(failed.size(), 0);
}

void ImportSheetTest::plansForAProjectThatIsNotThereYet()
{
    Workplace place;
    place.picture(u"a.png"_s, 1);
    ImportPlanner planner(place.library->store());
    QSignalSpy planned(&planner, &ImportPlanner::planned);
    QSignalSpy failed(&planner, &ImportPlanner::failed);
    planner.start(place.account, ProjectId(), {place.filesFolder()});
    QTRY_COMPARE_WITH_TIMEOUT(planned.size(), 1, sheetPatienceMs);
    planner.start(place.account, ProjectId::create(), {place.filesFolder()});
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, sheetPatienceMs);
    QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::NotFound);
    QCOMPARE(place.projects(), 1);
}

void ImportSheetTest::forgetsAPlanThatIsNotWantedAnyMore()
{
    Workplace place;
    place.picture(u"one/a.png"_s, 1);
    place.picture(u"two/b.png"_s, 2);
    place.picture(u"two/c.png"_s, 3);
    ImportPlanner planner(place.library->store());
    QList<int> files;
    connect(&planner, &ImportPlanner::planned, this,
            [&](const ImportPlan& made) { files.append(made.files()); });
    planner.start(place.account, place.project, {place.file(u"one"_s)});
    planner.start(place.account, place.project, {place.file(u"two"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(files.size(), 1, sheetPatienceMs);
    QCOMPARE(files, QList<int>{2});
}

void ImportSheetTest::waitsForThePlan()
{
    SheetScreen screen(film());
    QVERIFY(screen.shows(u"Looking at the files…"_s));
    QVERIFY(!screen.import()->isEnabled());
    screen.sheet->setPlan(plan());
    QVERIFY(!screen.shows(u"Looking at the files…"_s));
    QVERIFY(screen.import()->isEnabled());
    QVERIFY(screen.shows(u"18 picture(s), 2 video(s)"_s));
}

void ImportSheetTest::numbersFollowTheGrouping()
{
    SheetScreen screen(film());
    screen.sheet->setPlan(plan());
    const QList<std::pair<ImportGrouping, int>> expected{{ImportGrouping::File, 20},
                                                         {ImportGrouping::Folder, 4},
                                                         {ImportGrouping::Number, 7},
                                                         {ImportGrouping::One, 1}};
    QSet<QString> labels;
    for (const auto& [grouping, shots] : expected) {
        screen.radio(grouping)->click();
        QCOMPARE(screen.sheet->choice().grouping, grouping);
        QCOMPARE(screen.sheet->shots(), shots);
        QCOMPARE(screen.sheet->files(), 20);
        QVERIFY(screen.import()->text().contains(QString::number(shots)));
        labels.insert(screen.import()->text());
        const auto* row = screen.sheet->findChildren<GroupingRow*>().at(static_cast<int>(grouping));
        QVERIFY(row->shotsText().startsWith(QString::number(shots)));
    }
    QCOMPARE(labels.size(), 4);
}

void ImportSheetTest::numbersFollowDuplicates()
{
    SheetScreen screen(film());
    screen.sheet->setPlan(plan());
    QVERIFY(screen.shows(u"12 file(s) are in the project already"_s));
    QVERIFY(!screen.sheet->choice().addAgain);
    screen.switchNamed(u"Add them anyway"_s)->click();
    QVERIFY(screen.sheet->choice().addAgain);
    QCOMPARE(screen.sheet->files(), 32);
    QCOMPARE(screen.sheet->shots(), 9);
    QVERIFY(screen.import()->text().contains(u"32"_s));
}

void ImportSheetTest::preselectsTheLikeliestGrouping()
{
    for (const ImportGrouping grouping : {ImportGrouping::File, ImportGrouping::Folder,
                                          ImportGrouping::Number, ImportGrouping::One}) {
        SheetScreen screen(film());
        ImportPlan made = plan();
        made.suggested = grouping;
        screen.sheet->setPlan(made);
        QCOMPARE(screen.sheet->choice().grouping, grouping);
        QVERIFY(screen.radio(grouping)->isChecked());
    }
}

void ImportSheetTest::explainsHeadliners()
{
    SheetScreen screen(film());
    screen.sheet->setPlan(plan());
    QVERIFY(screen.sheet->choice().makeHeadliners);
    QVERIFY(screen.shows(u"The newest file of each shot"_s));
    screen.radio(ImportGrouping::File)->click();
    QVERIFY(screen.shows(u"Each file becomes the headliner"_s));
    screen.switchNamed(u"Make them headliners"_s)->click();
    QVERIFY(!screen.sheet->choice().makeHeadliners);
    QVERIFY(screen.shows(u"stay without a headliner"_s));
}

void ImportSheetTest::namesWhatCannotGoIn()
{
    SheetScreen screen(film());
    ImportPlan made = plan();
    for (int i = 0; i < 9; ++i) {
        made.refused.append(
            {ErrorKind::FileDamaged, u"secret detail"_s, u"/films/shots/bad%1.png"_s.arg(i), 0});
    }
    made.walk.specials = 3;
    screen.sheet->setPlan(made);
    const auto* notices = screen.sheet->findChild<ImportNotices*>();
    QVERIFY(notices->isVisible());
    QVERIFY(screen.shows(u"9 file(s) cannot be imported"_s));
    QVERIFY(notices->text().contains(u"bad0.png"_s));
    QVERIFY(!notices->text().contains(u"/films"_s));
    QVERIFY(!notices->text().contains(u"detail"_s));
    QVERIFY(!notices->text().contains(u"bad8.png"_s));
    QVERIFY(notices->text().contains(u"Skipped 3 object(s) that are not files."_s));
    screen.button(u"Show all 9"_s)->click();
    QVERIFY(notices->text().contains(u"bad8.png"_s));
}

void ImportSheetTest::namesDamagedFilesWhenTheyAreFound()
{
    Workplace place;
    place.picture(u"in/a.png"_s, 1);
    place.picture(u"in/b.png"_s, 2);
    const QByteArray whole = samples::encoded(samples::picture(64, 36, 3), "png");
    QVERIFY(samples::write(place.file(u"in/half.png"_s), whole.left(whole.size() - 20)));
    SheetScreen screen(film());
    ImportPlanner planner(place.library->store());
    connect(&planner, &ImportPlanner::planned, screen.sheet, &ImportSheet::setPlan);
    connect(&planner, &ImportPlanner::revised, screen.sheet, &ImportSheet::revise);
    QSignalSpy planned(&planner, &ImportPlanner::planned);
    QSignalSpy revised(&planner, &ImportPlanner::revised);
    planner.start(place.account, place.project, {place.file(u"in"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(planned.size(), 1, sheetPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(revised.size(), 1, sheetPatienceMs);
    QCOMPARE(screen.sheet->files(), 2);
    QVERIFY(screen.shows(u"2 picture(s)"_s));
    QVERIFY(screen.shows(u"1 file(s) cannot be imported"_s));
    QVERIFY(screen.sheet->findChild<ImportNotices*>()->text().contains(u"half.png"_s));
}

void ImportSheetTest::keepsWhatWasChosenWhenAFileIsRefused()
{
    SheetScreen screen(film());
    screen.sheet->setPlan(plan());
    screen.radio(ImportGrouping::One)->click();
    screen.switchNamed(u"Make them headliners"_s)->click();
    screen.switchNamed(u"Add them anyway"_s)->click();
    const ImportChoice chosen = screen.sheet->choice();
    ImportPlan revision = plan();
    revision.pictures = 17;
    revision.refused.append({ErrorKind::FileDamaged, {}, u"/films/bad.png"_s, 0});
    screen.sheet->revise(revision);
    QCOMPARE(screen.sheet->choice(), chosen);
    QCOMPARE(screen.sheet->files(), 31);
    QVERIFY(screen.shows(u"1 file(s) cannot be imported"_s));
    // Nothing is left of the folder.
    ImportPlan nothing;
    nothing.refused = revision.refused;
    screen.sheet->revise(nothing);
    QVERIFY(!screen.import()->isEnabled());
}

void ImportSheetTest::offersNoGroupingForAShot()
{
    ImportTarget target = film();
    target.intoShotId = ShotId::create();
    target.intoShotNumber = 12;
    SheetScreen screen(target);
    screen.sheet->setPlan(plan());
    QVERIFY(screen.shows(u"shot 12"_s));
    for (const GroupingRow* row : screen.sheet->findChildren<GroupingRow*>()) {
        QVERIFY(!row->isVisible());
    }
    QVERIFY(!screen.switchNamed(u"Make them headliners"_s)->isVisible());
    QCOMPARE(screen.sheet->choice(), (ImportChoice{ImportGrouping::One, false, false}));
    QVERIFY(screen.import()->isEnabled());
}

void ImportSheetTest::offersNothingWithoutPictures()
{
    SheetScreen screen(film());
    ImportPlan nothing;
    nothing.refused.append({ErrorKind::FileEmpty, {}, u"/a.png"_s, 0});
    screen.sheet->setPlan(nothing);
    QVERIFY(!screen.import()->isEnabled());
    QVERIFY(screen.shows(u"no pictures and no videos"_s));
    QSignalSpy accepted(screen.sheet, &Dialog::accepted);
    QTest::keyClick(screen.sheet, Qt::Key_Return);
    QCOMPARE(accepted.size(), 0);

    ImportPlan again;
    again.duplicates = 3;
    again.shotsAgain = {{ImportGrouping::File, 3}};
    screen.sheet->setPlan(again);
    QVERIFY(!screen.import()->isEnabled());
    QVERIFY(screen.shows(u"Everything here is in the project already."_s));
    screen.switchNamed(u"Add them anyway"_s)->click();
    QVERIFY(screen.import()->isEnabled());
}

void ImportSheetTest::saysWhyThereIsNoPlan()
{
    SheetScreen screen(film());
    screen.sheet->setError({ErrorKind::FileUnreadable, {}, u"films"_s, 0});
    QVERIFY(screen.shows(u"films"_s));
    QVERIFY(!screen.import()->isEnabled());
}
