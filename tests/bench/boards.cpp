#include "core/edit/commandstack.h"
#include "tests/bench/bench.h"
#include "tests/bench/corpus.h"
#include "tests/bench/samplelibrary.h"
#include "tests/support/noengine.h"
#include "ui/common/style.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/storyboard/board/boardview.h"
#include "ui/storyboard/deskpage.h"
#include "ui/storyboard/storyboardcontroller.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPaintEvent>
#include <QScrollBar>
#include <QWheelEvent>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;
using ui::BoardView;
using ui::DeskPage;
using ui::StoryboardController;
using ui::ThumbnailCache;

namespace {

const QSize windowSize(1920, 1032);

SampleLibrary makeBoardLibrary(const Place& place, int shots)
{
    return makeSampleLibrary(place.work.filePath(u"board%1"_s.arg(shots)),
                             {.projects = 1, .shots = shots, .assets = 1},
                             corpusFiles(place.corpus, u"png"_s).mid(0, 12));
}

// A desk over a sample library, shown offscreen.
class Desk
{
public:
    Desk(SampleLibrary& library, const QDir& work)
        : sample(library)
        , thumbnails([this](const QString& sha256, int level) {
            return sample.library->cache().thumbnailPath(sha256, level);
        })
        , outgoing(work.filePath(u"outgoing"_s),
                   [this](const QString& sha256) { return sample.library->media().path(sha256); })
        , commands(sample.library->store(), sample.account, clock)
        , jobs(sample.library->store(), sample.library->media(), clock, pool, engine)
        , controller(sample.library->store(), sample.account, commands, jobs)
        , page(sample.library->store(), sample.account, controller, sample.library->media(),
               sample.library->cache(), thumbnails, outgoing)
    {
        page.resize(windowSize);
        page.show();
    }

    ProjectId project() const { return sample.projects.first(); }
    BoardView& board() const { return *page.findChild<BoardView*>(); }
    // Every cover in sight is painted as sharp as it gets.
    bool isComplete() const
    {
        const BoardView& view = board();
        if (view.isBusy() || view.cards().isEmpty()) {
            return false;
        }
        const int level = ThumbnailCache::levelFor(view.boxWidth());
        const QStringList visible = view.visibleMedia();
        return std::all_of(visible.begin(), visible.end(), [&](const QString& sha256) {
            return !thumbnails.nearest(sha256, level).isNull();
        });
    }
    void settle() const
    {
        do {
            QApplication::processEvents(QEventLoop::AllEvents, 5);
        } while (!isComplete());
    }

    SampleLibrary& sample;
    SystemClock clock;
    QThreadPool pool;
    NoEngine engine;
    ThumbnailCache thumbnails;
    OutgoingFiles outgoing;
    CommandStack commands;
    JobQueue jobs;
    StoryboardController controller;
    DeskPage page;
};

struct FrameTimes
{
    std::vector<double> cpu; // of the window's thread
    std::vector<double> wall;

    void measure(const std::function<void()>& frame)
    {
        const double wallStart = wallNow();
        const double cpuStart = threadCpuNow();
        frame();
        QApplication::processEvents();
        cpu.push_back((threadCpuNow() - cpuStart) * 1e3);
        wall.push_back((wallNow() - wallStart) * 1e3);
    }
    void report(Report& report, const QString& what, double cpuGoal) const
    {
        report.atMost(u"board"_s, what + u", CPU p99"_s, percentile(cpu, 0.99), u"ms"_s, cpuGoal);
        report.atMost(u"board"_s, what + u", wall p99"_s, percentile(wall, 0.99), u"ms"_s, 16.6);
    }
};

void turnWheel(BoardView& board, int delta)
{
    const QPointF at = board.viewport()->rect().center();
    QWheelEvent event(at, board.viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(board.viewport(), &event);
}

// Boxes so large that there is something to scroll.
void showScrollable(Desk& desk)
{
    desk.board().setZoom(0.45);
    desk.settle();
}

void measureFrames(Desk& desk, Report& report, int shots)
{
    BoardView& board = desk.board();
    const QString boxes = u"%1 boxes: "_s.arg(shots);
    desk.page.open(desk.project());
    board.fitAll();
    desk.settle();

    FrameTimes repaint;
    for (int i = 0; i < 200; ++i) {
        repaint.measure([&] { board.viewport()->repaint(); });
    }
    repaint.report(report, boxes + u"full repaint"_s, 4);

    FrameTimes glide;
    QList<ui::BoardCard> cards = board.cards();
    for (int round = 0; round < 12; ++round) {
        cards.move(cards.size() - 1, 0);
        board.setCards(cards);
        while (board.isBusy()) {
            // A turn of the loop that painted nothing is a wait and no frame.
            FrameTimes turn;
            const qint64 paintsBefore = board.statistics().paints;
            turn.measure([] { QApplication::processEvents(QEventLoop::WaitForMoreEvents); });
            if (board.statistics().paints > paintsBefore) {
                glide.cpu.push_back(turn.cpu.front());
            }
        }
    }
    // The wall would count the pause between two frames.
    report.atMost(u"board"_s, boxes + u"glide, CPU p99"_s, percentile(glide.cpu, 0.99), u"ms"_s, 4);

    FrameTimes hover;
    const QImage frame(480, 270, QImage::Format_RGB32);
    const ShotId hovered = board.cards().first().id;
    for (int i = 0; i < 200; ++i) {
        hover.measure([&] { board.showFrame(hovered, frame, i * 40, 8000); });
    }
    board.showFrame(hovered, {}, 0, 0);
    hover.report(report, boxes + u"hover frame"_s, 0.5);

    FrameTimes zoom;
    for (int round = 0; round < 4; ++round) {
        for (int i = 0; i < 40; ++i) {
            zoom.measure([&] { turnWheel(board, round % 2 == 0 ? 60 : -60); });
        }
        desk.settle();
    }
    zoom.report(report, boxes + u"zoom"_s, 12);

    showScrollable(desk);
    FrameTimes scroll;
    QScrollBar* bar = board.verticalScrollBar();
    const int steps = std::min(150, std::max(1, bar->maximum() / 40));
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < steps; ++i) {
            scroll.measure([&] { bar->setValue(bar->value() + (round == 0 ? 40 : -40)); });
        }
    }
    scroll.report(report, boxes + u"scroll"_s, 10);
}

void measureFirstFrame(SampleLibrary& library, const QDir& work, Report& report, int shots,
                       double goal)
{
    std::vector<double> times;
    for (int round = 0; round < 20; ++round) {
        Desk desk(library, work);
        QApplication::processEvents();
        const double start = wallNow();
        desk.page.open(desk.project());
        desk.settle();
        desk.page.repaint();
        times.push_back((wallNow() - start) * 1e3);
    }
    report.atMost(u"board"_s, u"project of %1 shots to the first whole frame, p95"_s.arg(shots),
                  percentile(times, 0.95), u"ms"_s, goal);
}

} // namespace

void measureBoard(const Place& place, Report& report)
{
    ui::applyTheme(*qApp, true);
    for (const auto& [shots, goal] : {std::pair(150, 100.0), std::pair(1500, 150.0)}) {
        SampleLibrary library = makeBoardLibrary(place, shots);
        if (!library.library) {
            report.skipped(u"board"_s, u"the library could not be made"_s);
            continue;
        }
        measureFirstFrame(library, place.work, report, shots, goal);
        Desk desk(library, place.work);
        measureFrames(desk, report, shots);
    }
}

void measureDrop(const Place& place, Report& report)
{
    ui::applyTheme(*qApp, true);
    SampleLibrary library = makeBoardLibrary(place, 1500);
    if (!library.library) {
        report.skipped(u"drop"_s, u"the library could not be made"_s);
        return;
    }
    Desk desk(library, place.work);
    desk.page.open(desk.project());
    desk.settle();
    std::vector<double> mainThread;
    std::vector<double> announced;
    for (int round = 0; round < 40; ++round) {
        const ShotId shot = desk.board().cards().at(round * 31).id;
        QElapsedTimer sinceDrop;
        double cpu = 0;
        bool changed = false;
        const auto connection = QObject::connect(&desk.sample.library->store(), &Store::changed,
                                                 &desk.page, [&] { changed = true; });
        sinceDrop.start();
        double start = threadCpuNow();
        // Never where it is: a move that changes nothing is not announced.
        desk.controller.moveShots(desk.project(), {shot}, (round * 97 + 701) % 1500);
        cpu += threadCpuNow() - start;
        while (!changed) {
            start = threadCpuNow();
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
            cpu += threadCpuNow() - start;
        }
        announced.push_back(double(sinceDrop.nsecsElapsed()) / 1e6);
        mainThread.push_back(cpu * 1e3);
        QObject::disconnect(connection);
        desk.settle();
    }
    report.atMost(u"drop"_s, u"one box among 1,500: the window's thread, p95"_s,
                  percentile(mainThread, 0.95), u"CPU ms"_s, 8);
    report.atMost(u"drop"_s, u"one box among 1,500: committed and announced, p95"_s,
                  percentile(announced, 0.95), u"ms"_s, 50);
}

} // namespace raskadr::bench
