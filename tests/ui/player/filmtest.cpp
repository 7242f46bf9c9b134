#include "filmtest.h"

#include "core/media/videoencoder.h"
#include "tests/support/samples.h"
#include "ui/common/button.h"
#include "ui/player/filmbar.h"
#include "ui/player/filmplayer.h"
#include "ui/player/filmview.h"

#include <QAbstractButton>
#include <QFile>
#include <QLineEdit>
#include <QPointer>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int films = 3;
constexpr int framesOfFilm = 12; // half a second at 24 a second
constexpr qint64 filmMs = 500;

// The frame `frame` of the film `number` carries this number.
int mark(int number, int frame)
{
    return 100 * (number + 1) + frame;
}

FilmClip slate(int number, qint64 ms)
{
    FilmClip clip;
    clip.id = ShotId::create();
    clip.number = number;
    clip.title = u"Shot %1"_s.arg(number);
    clip.durationMs = ms;
    return clip;
}

FilmClip video(int number, const QString& path, qint64 ms = filmMs)
{
    FilmClip clip = slate(number, ms);
    clip.kind = AssetKind::Video;
    clip.path = path;
    clip.ownMs = filmMs;
    clip.hasMedia = true;
    return clip;
}

FilmClip picture(int number, const QString& path, qint64 ms)
{
    FilmClip clip = slate(number, ms);
    clip.path = path;
    clip.hasMedia = true;
    return clip;
}

// A player whose time the test decides.
struct Bench
{
    explicit Bench(const QList<FilmClip>& clips) { player.setReel(FilmReel(clips)); }
    // Plays from the start; the first picture is there.
    bool start()
    {
        player.play();
        return QTest::qWaitFor([this] { return !player.frame().isNull(); });
    }
    void go(qint64 filmMsFromStart)
    {
        now = filmMsFromStart;
        player.tick();
    }
    bool shows(int number)
    {
        player.tick();
        return !player.frame().isNull() && samples::numberOf(player.frame()) == number;
    }

    qint64 now = 0;
    FilmPlayer player{[this] { return now; }};
};

// A window with a film over it.
struct Screen
{
    explicit Screen(const QList<FilmClip>& clips)
        : edit(&window)
        , view(new FilmView(&window, {}))
    {
        window.resize(800, 500);
        window.show();
        edit.setFocus();
        view->setClips(clips);
    }
    void key(int key) { QTest::keyClick(view.data(), static_cast<Qt::Key>(key)); }

    QWidget window;
    QLineEdit edit;
    QPointer<FilmView> view;
};

} // namespace

void FilmTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    for (int number = 0; number < films; ++number) {
        VideoEncoderOptions options;
        options.size = QSize(160, 90);
        options.fps = 24;
        auto encoder = VideoEncoder::create(film(number), options);
        QVERIFY(encoder.has_value());
        for (int frame = 0; frame < framesOfFilm; ++frame) {
            QVERIFY(
                (*encoder)->addFrame(samples::numbered(mark(number, frame), 160, 90)).has_value());
        }
        QVERIFY((*encoder)->finish().has_value());
    }
}

QString FilmTest::film(int number) const
{
    return m_folder.filePath(u"%1.mp4"_s.arg(number));
}

void FilmTest::reelPutsShotsOnOneAxis()
{
    const FilmReel reel({slate(1, 1000), slate(2, 0), slate(3, 500)});
    QCOMPARE(reel.totalMs(), 1500);
    QCOMPARE(reel.startMs(2), 1000);
    QCOMPARE(reel.indexAt(-5), 0);
    QCOMPARE(reel.indexAt(999), 0);
    QCOMPARE(reel.indexAt(1000), 2); // what lasts no time is never shown
    QCOMPARE(reel.indexAt(9999), 2);
    QCOMPARE(reel.indexOf(reel.clip(1).id), 1);
    QCOMPARE(reel.indexOf(ShotId::create()), -1);
    QCOMPARE(FilmReel().indexAt(0), -1);
}

void FilmTest::reelSpreadsTheSoundOfItsVideos()
{
    FilmClip loud = video(2, u"loud.mp4"_s);
    loud.hasSound = true;
    FilmClip lost = loud;
    lost.isLost = true;
    const FilmReel reel({slate(1, 3000), loud, video(3, u"silent.mp4"_s), loud, lost});
    QCOMPARE(reel.sound(),
             (QList<SoundPart>{{u"loud.mp4"_s, 3000, filmMs}, {u"loud.mp4"_s, 4000, filmMs}}));
}

void FilmTest::showsEveryFrameAndLosesNoneOverFiftyCuts()
{
    QList<FilmClip> clips;
    for (int i = 0; i < 51; ++i) {
        clips.append(video(i + 1, film(i % films)));
    }
    Bench bench(clips);
    QVERIFY(bench.start());
    QSignalSpy shown(&bench.player, &FilmPlayer::frameChanged);
    for (int clip = 0; clip < clips.size(); ++clip) {
        for (int frame = 0; frame < framesOfFilm; ++frame) {
            const int number = mark(clip % films, frame);
            bench.now = clip * filmMs + (frame * 1000 + 23) / 24;
            if (frame == 0) {
                // The cut itself: the new film's first frame is there in the same tick.
                bench.player.tick();
                QCOMPARE(bench.player.current(), clip);
                QCOMPARE(samples::numberOf(bench.player.frame()), number);
            } else {
                QVERIFY(QTest::qWaitFor([&] { return bench.shows(number); }));
            }
        }
        QVERIFY(QTest::qWaitFor(
            [&] { return bench.player.isNextReady() || clip + 1 == clips.size(); }));
    }
    // Each frame once; the very first was there before the spy.
    QCOMPARE(shown.count(), clips.size() * framesOfFilm - 1);
}

void FilmTest::cutsFilmsThatArePlannedShorter()
{
    Bench bench({video(1, film(0), 200), video(2, film(1))});
    QVERIFY(bench.start());
    QVERIFY(QTest::qWaitFor([&] { return bench.player.isNextReady(); }));
    bench.go(199);
    QCOMPARE(bench.player.current(), 0);
    bench.go(200);
    QCOMPARE(bench.player.current(), 1);
    QCOMPARE(samples::numberOf(bench.player.frame()), mark(1, 0));
}

void FilmTest::standsOnPicturesAndSlates()
{
    const QString path = m_folder.filePath(u"still.png"_s);
    QVERIFY(samples::save(path, samples::numbered(777, 320, 180), "PNG"));
    Bench bench({slate(1, 1000), picture(2, path, 3000), slate(3, 1000)});
    bench.player.setTarget(QSize(160, 160));
    bench.player.play();
    QVERIFY(bench.player.frame().isNull());
    QVERIFY(QTest::qWaitFor([&] { return bench.player.isNextReady(); }));
    bench.go(1000);
    QCOMPARE(samples::numberOf(bench.player.frame()), 777);
    QCOMPARE(bench.player.frame().size(), QSize(160, 90)); // no larger than it is shown
    bench.go(3999);
    QCOMPARE(samples::numberOf(bench.player.frame()), 777);
    bench.go(4000);
    QCOMPARE(bench.player.current(), 2);
    QVERIFY(bench.player.frame().isNull());
}

void FilmTest::pauseHoldsTheFrame()
{
    Bench bench({video(1, film(0))});
    QVERIFY(bench.start());
    bench.now = 84;
    QVERIFY(QTest::qWaitFor([&] { return bench.shows(mark(0, 2)); }));
    bench.player.pause();
    bench.go(300);
    QCOMPARE(bench.player.positionMs(), 84);
    QCOMPARE(samples::numberOf(bench.player.frame()), mark(0, 2));
    bench.player.play();
    bench.go(342); // 42 ms later
    QCOMPARE(bench.player.positionMs(), 126);
}

void FilmTest::jumpWaitsForItsFirstFrame()
{
    Bench bench({slate(1, 1000), slate(2, 1000), video(3, film(2)), slate(4, 1000)});
    bench.player.play();
    bench.player.jump(2);
    QCOMPARE(bench.player.current(), 2);
    // However long it takes to open, nothing of the shot is lost meanwhile.
    bench.now = 400;
    bench.player.tick();
    QVERIFY(QTest::qWaitFor([&] { return bench.shows(mark(2, 0)); }));
    QCOMPARE(bench.player.positionMs(), 2000);
    bench.now = 442;
    QVERIFY(QTest::qWaitFor([&] { return bench.shows(mark(2, 1)); }));
    bench.player.seek(2000 + 250);
    QVERIFY(QTest::qWaitFor([&] { return bench.shows(mark(2, 6)); }));
}

void FilmTest::backGoesToTheStartOfTheShotFirst()
{
    Bench bench({slate(1, 5000), slate(2, 5000), slate(3, 5000)});
    bench.player.seek(7000);
    bench.player.previous();
    QCOMPARE(bench.player.positionMs(), 5000);
    bench.player.previous();
    QCOMPARE(bench.player.positionMs(), 0);
    bench.player.previous();
    QCOMPARE(bench.player.positionMs(), 0);
    bench.player.next();
    bench.player.next();
    QCOMPARE(bench.player.current(), 2);
    bench.player.next();
    QCOMPARE(bench.player.current(), 2);
}

void FilmTest::loopsFromTheEndToTheStart()
{
    Bench bench({video(1, film(0)), video(2, film(1))});
    bench.player.setLooping(true);
    QSignalSpy finished(&bench.player, &FilmPlayer::finished);
    QVERIFY(bench.start());
    QVERIFY(QTest::qWaitFor([&] { return bench.player.isNextReady(); }));
    bench.go(filmMs);
    QVERIFY(QTest::qWaitFor([&] { return bench.player.isNextReady(); }));
    bench.go(2 * filmMs);
    QCOMPARE(bench.player.current(), 0);
    QCOMPARE(samples::numberOf(bench.player.frame()), mark(0, 0));
    bench.now += 42;
    QVERIFY(QTest::qWaitFor([&] { return bench.shows(mark(0, 1)); }));
    QCOMPARE(finished.count(), 0);
}

void FilmTest::stopsAtTheEndAndStartsAgain()
{
    Bench bench({slate(1, 1000), slate(2, 1000)});
    QSignalSpy finished(&bench.player, &FilmPlayer::finished);
    bench.player.play();
    bench.go(2000);
    QCOMPARE(finished.count(), 1);
    QVERIFY(!bench.player.isPlaying());
    QCOMPARE(bench.player.positionMs(), 2000);
    QCOMPARE(bench.player.current(), 1);
    bench.player.play();
    QCOMPARE(bench.player.positionMs(), 0);
    QCOMPARE(bench.player.current(), 0);
}

void FilmTest::newValuesKeepTheShotAndThePlace()
{
    QList<FilmClip> clips{slate(1, 1000), video(2, film(1)), slate(3, 1000)};
    Bench bench(clips);
    bench.player.seek(1250);
    QVERIFY(QTest::qWaitFor([&] { return bench.shows(mark(1, 6)); }));
    clips[0].durationMs = 1500;
    clips[1].durationMs = 400;
    clips.prepend(slate(9, 300));
    bench.player.setReel(FilmReel(clips));
    QCOMPARE(bench.player.current(), 2);
    QCOMPARE(bench.player.positionMs(), 300 + 1500 + 250);
    QCOMPARE(samples::numberOf(bench.player.frame()), mark(1, 6));
    // A shot that ends before the place it is at is left on its last frame.
    clips[2].durationMs = 100;
    bench.player.setReel(FilmReel(clips));
    QCOMPARE(bench.player.positionMs(), 1800 + 99);
}

void FilmTest::shotThatIsGoneGivesWayToItsNeighbour()
{
    QList<FilmClip> clips{slate(1, 1000), slate(2, 1000), slate(3, 1000)};
    Bench bench(clips);
    bench.player.jump(1);
    clips.removeAt(1);
    bench.player.setReel(FilmReel(clips));
    QCOMPARE(bench.player.reel().clip(bench.player.current()).number, 3);
    bench.player.setReel(FilmReel());
    QCOMPARE(bench.player.current(), -1);
    bench.player.play();
    QVERIFY(!bench.player.isPlaying());
}

void FilmTest::damagedFileBecomesASlate()
{
    const QString path = m_folder.filePath(u"broken.mp4"_s);
    QVERIFY(samples::write(path, QByteArray("no film at all").repeated(100)));
    const QString still = m_folder.filePath(u"broken.png"_s);
    QVERIFY(samples::write(still, QByteArray("no picture").repeated(100)));
    for (const FilmClip& clip :
         {video(1, path), video(1, m_folder.filePath(u"gone.mp4"_s)), picture(1, still, 1000)}) {
        Bench bench({clip});
        bench.player.play();
        QVERIFY(QTest::qWaitFor([&] { return bench.player.isDamaged(); }));
        QVERIFY(bench.player.frame().isNull());
    }
}

void FilmTest::damagedFileIsPassedOver()
{
    const QString path = m_folder.filePath(u"broken.mp4"_s);
    QVERIFY(samples::write(path, QByteArray("no film at all").repeated(100)));
    Bench bench({slate(1, 1000), video(2, path), video(3, film(0))});
    bench.player.play();
    QVERIFY(QTest::qWaitFor([&] { return bench.player.isNextReady(); }));
    bench.go(1000);
    QVERIFY(bench.player.isDamaged());
    QVERIFY(QTest::qWaitFor([&] { return bench.player.isNextReady(); }));
    bench.go(1000 + filmMs);
    QVERIFY(!bench.player.isDamaged());
    QCOMPARE(samples::numberOf(bench.player.frame()), mark(0, 0));
}

void FilmTest::lineKnowsWhereEachTimeIs()
{
    Bench bench({slate(1, 1000), slate(2, 3000)});
    FilmLine line(bench.player);
    line.resize(400, 20);
    QCOMPARE(line.placeOf(1000), 100.0);
    QCOMPARE(line.timeAt(100), 1000);
    QCOMPARE(line.timeAt(-50), 0);
    QCOMPARE(line.timeAt(900), 4000);
    QTest::mouseClick(&line, Qt::LeftButton, {}, QPoint(200, 10));
    QCOMPARE(bench.player.positionMs(), 2000);
    QCOMPARE(bench.player.current(), 1);
    bench.player.play();
    QTest::mousePress(&line, Qt::LeftButton, {}, QPoint(100, 10));
    QVERIFY(!bench.player.isPlaying()); // it is held
    QTest::mouseMove(&line, QPoint(300, 10));
    QTest::mouseRelease(&line, Qt::LeftButton, {}, QPoint(300, 10));
    QVERIFY(bench.player.isPlaying());
}

void FilmTest::arrowsWishForADuration()
{
    const QList<FilmClip> clips{slate(1, 3000), slate(2, 3000)};
    Screen screen(clips);
    screen.view->play(clips[1].id);
    screen.key(Qt::Key_Space);
    QSignalSpy wishes(screen.view.data(), &FilmView::durationChangeRequested);
    screen.key(Qt::Key_Up);
    screen.key(Qt::Key_Up);
    screen.key(Qt::Key_Down);
    QCOMPARE(wishes.count(), 3);
    QCOMPARE(wishes.at(0).at(0).value<ShotId>(), clips[1].id);
    QCOMPARE(wishes.at(0).at(1).toLongLong(), 3100);
    QCOMPARE(wishes.at(1).at(1).toLongLong(), 3200); // counted on before the library answered
    QCOMPARE(wishes.at(2).at(1).toLongLong(), 3100);
}

void FilmTest::wishIsShownUntilItIsRefused()
{
    QList<FilmClip> clips{slate(1, 3000)};
    Screen screen(clips);
    screen.view->play({});
    screen.key(Qt::Key_Up);
    QCOMPARE(screen.view->player().reel().totalMs(), 3100);
    // Other news about the shots does not undo it.
    clips[0].title = u"New title"_s;
    screen.view->setClips(clips);
    QCOMPARE(screen.view->player().reel().totalMs(), 3100);
    screen.view->forgetWishes();
    QCOMPARE(screen.view->player().reel().totalMs(), 3000);
    screen.key(Qt::Key_Up);
    clips[0].durationMs = 3100;
    screen.view->setClips(clips);
    clips[0].durationMs = 3000; // taken back elsewhere
    screen.view->setClips(clips);
    QCOMPARE(screen.view->player().reel().totalMs(), 3000);
}

void FilmTest::videoCannotBeLongerThanItself()
{
    Screen screen({video(1, film(0), 480), slate(2, 100)});
    screen.view->play({});
    QSignalSpy wishes(screen.view.data(), &FilmView::durationChangeRequested);
    screen.key(Qt::Key_Up);
    QCOMPARE(wishes.takeFirst().at(1).toLongLong(), filmMs);
    screen.key(Qt::Key_Up);
    QCOMPARE(wishes.count(), 0);
    screen.key(Qt::Key_End);
    screen.key(Qt::Key_Down); // nothing is shorter than a tenth of a second
    QCOMPARE(wishes.count(), 0);
}

void FilmTest::escapeClosesAndTellsTheLastShot()
{
    const QList<FilmClip> clips{slate(1, 3000), slate(2, 3000)};
    Screen screen(clips);
    screen.view->play({});
    QSignalSpy closed(screen.view.data(), &FilmView::closed);
    screen.key(Qt::Key_Right);
    screen.key(Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QCOMPARE(closed.first().first().value<ShotId>(), clips[1].id);
    QVERIFY(QTest::qWaitFor([&] { return screen.view.isNull(); }));
}

void FilmTest::focusComesBackAfterTheFilm()
{
    Screen screen({slate(1, 3000)});
    screen.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&screen.window));
    screen.edit.setFocus();
    screen.view->play({});
    QVERIFY(screen.view->hasFocus());
    QCOMPARE(screen.view->geometry(), screen.window.rect());
    screen.edit.setFocus(); // nothing below may take the keys meanwhile
    QVERIFY(QTest::qWaitFor([&] { return screen.view->hasFocus(); }));
    screen.key(Qt::Key_Escape);
    QVERIFY(screen.edit.hasFocus());
}

void FilmTest::emptyShotsCanBeSkipped()
{
    Screen screen({slate(1, 3000), video(2, film(0)), slate(3, 3000)});
    screen.view->play({});
    auto* bar = screen.view->findChild<FilmBar*>();
    Button* skip = nullptr;
    for (Button* button : bar->findChildren<Button*>()) {
        if (button->text() == FilmBar::tr("Skip empty shots")) {
            skip = button;
        }
    }
    QVERIFY(skip && skip->isVisible());
    QTest::mouseClick(skip, Qt::LeftButton);
    QCOMPARE(screen.view->player().reel().count(), 1);
    QTest::mouseClick(skip, Qt::LeftButton);
    QCOMPARE(screen.view->player().reel().count(), 3);
    screen.view->setClips({slate(1, 3000)});
    QVERIFY(!skip->isVisible()); // there would be nothing left
}

void FilmTest::controlsStayWhilePaused()
{
    Screen screen({slate(1, 3000)});
    screen.view->play({});
    screen.key(Qt::Key_Space);
    QVERIFY(!screen.view->player().isPlaying());
    QVERIFY(screen.view->areControlsShown());
    QVERIFY(screen.view->findChild<FilmBar*>()->isVisible());
    QVERIFY(!screen.view->isHidingSoon());
    screen.key(Qt::Key_Space);
    QVERIFY(screen.view->isHidingSoon());
}

void FilmTest::shortcutsOfTheWindowDoNotFire()
{
    Screen screen({slate(1, 3000)});
    screen.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&screen.window));
    QShortcut shortcut(QKeySequence(u"Ctrl+Z"_s), &screen.window);
    QSignalSpy activated(&shortcut, &QShortcut::activated);
    screen.view->play({});
    QTest::keyClick(screen.view.data(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(activated.count(), 0);
}
