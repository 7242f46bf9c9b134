#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/storyboard/board/boardview.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTest>
#include <cstdio>
#include <ctime>

// The board for eyes and for the clock. `board_gallery THUMBNAILS FOLDER` writes PNG files in both
// themes; THUMBNAILS holds NAME-LEVEL.jpg in every level up to 960. `board_gallery THUMBNAILS
// --measure` prints milliseconds per frame.

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList titles{u"Берег до рассвета"_s,    u"Чайки над туманом"_s,
                         u"Тёмная вода"_s,          u"Маяк на утёсе"_s,
                         u"Линза фонаря"_s,         u"Лодка в тумане"_s,
                         u"Вера смотрит на море"_s, u"Город: общий план"_s,
                         u"Улица под дождём"_s,     u"Вера поднимается наверх по лестнице"_s};
const QString script =
    u"Ночной перрон, фонари в тумане. Вера стоит с чемоданом, поезда ещё не видно. Гудок вдали, и тишина."_s;

QList<BoardCard> someCards(const QStringList& covers, int count)
{
    QList<BoardCard> cards;
    for (int i = 0; i < count; ++i) {
        BoardCard card;
        card.id = ShotId::create();
        card.number = i + 1;
        card.title = titles[i % titles.size()];
        card.script = script;
        card.status = i % 60 < 25 ? ShotStatus::Done
            : i % 60 < 45         ? ShotStatus::InProgress
                                  : ShotStatus::Waiting;
        card.label = static_cast<ShotLabel>((i / 7) % 8);
        card.coverSha256 = covers[i % covers.size()];
        card.coverKind = i % 4 == 3 ? AssetKind::Image : AssetKind::Video;
        card.durationMs = card.coverDurationMs = 2500 + (i * 700) % 5000;
        card.hasHeadliner = i % 19 != 17;
        card.running = i % 33 == 9 ? 1 : 0;
        card.progress = i == 42 ? -1 : 0.18 + (i % 60) / 80.0;
        card.failed = i % 41 == 12;
        card.queued = i % 47 == 14 ? 2 : 0;
        card.unreadComments = i % 23 == 16 ? i % 5 + 1 : 0;
        card.comments = i % 11 == 3 ? 2 : card.unreadComments;
        card.coverMissing = i % 59 == 22;
        if (i % 60 >= 57) {
            card.coverSha256.clear();
            card.hasHeadliner = false;
            card.script = i % 60 == 58 ? QString() : script;
        }
        cards.append(card);
    }
    return cards;
}

void settle(BoardView& view)
{
    QTest::qWait(50);
    QElapsedTimer clock;
    clock.start();
    while (view.isBusy() && clock.elapsed() < 5000) {
        QTest::qWait(20);
    }
    QTest::qWait(60);
}

void point(BoardView& view, const QPoint& at, Qt::MouseButtons buttons = Qt::NoButton)
{
    QMouseEvent move(QEvent::MouseMove, at, view.viewport()->mapToGlobal(at), Qt::NoButton, buttons,
                     Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &move);
}

void shoot(QApplication& application, const QString& thumbnails, const QDir& folder,
           const QStringList& covers, bool dark)
{
    applyTheme(application, dark);
    ThumbnailCache cache([&](const QString& name, int level) {
        return u"%1/%2-%3.jpg"_s.arg(thumbnails, name).arg(level);
    });
    BoardView view(cache, [](const QString&) { return HoverSource(); });
    view.resize(1920, 908);
    view.show();
    const QString theme = dark ? u"dark"_s : u"light"_s;
    const auto save = [&](const QString& name) {
        settle(view);
        view.grab().save(folder.filePath(u"%1-%2.png"_s.arg(name, theme)));
    };

    const QList<BoardCard> cards = someCards(covers, 60);
    view.setCards(cards);
    view.setSelection({cards[26].id, cards[27].id});
    settle(view);
    point(view, view.coverRect(cards[20].id).center());
    view.showFrame(cards[20].id, cache.nearest(cards[20].coverSha256, 240), 2900, 5000);
    save(u"near"_s);

    view.showFrame(cards[20].id, {}, 0, 0);
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, view.coverRect(cards[26].id).center());
    point(view, view.coverRect(cards[12].id).center() + QPoint(60, 10), Qt::LeftButton);
    point(view, view.coverRect(cards[12].id).center() + QPoint(62, 10), Qt::LeftButton);
    QTest::qWait(250);
    save(u"drag"_s);
    QTest::keyClick(&view, Qt::Key_Escape);

    QTest::keyClick(&view, Qt::Key_Right);
    view.setZoom(1);
    save(u"one"_s);
    view.setZoom(0.7);
    view.beginEdit(cards[2].id, BoardField::Title);
    save(u"script"_s);
    view.setZoom(0.12);
    save(u"far"_s);
    view.setZoom(0.44);
    settle(view);
    view.zoomOut();
    QTest::qWait(50);
    view.grab().save(folder.filePath(u"zooming-%1.png"_s.arg(theme)));

    view.setSelection({});
    view.setZoom(0.33);
    view.setCards(someCards(covers, 150));
    view.setCurrent(view.cards()[69].id);
    QTest::keyClick(&view, Qt::Key_Right);
    view.fitAll();
    settle(view);
    point(view, view.coverRect(view.cards()[61].id).center());
    QTest::qWait(450);
    save(u"middle"_s);
    view.setTrashMode(true);
    view.setZoom(0.45);
    save(u"trash"_s);
}

double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

template <class Frame>
void measure(BoardView& view, const char* name, int frames, Frame frame)
{
    std::vector<double> cpu;
    std::vector<double> wall;
    QTimer wake; // ends the waiting for a frame that does not come
    wake.start(20);
    for (int i = 0; i < frames; ++i) {
        const qint64 before = view.statistics().paints;
        QElapsedTimer clock;
        clock.start();
        const double start = cpuMs();
        frame(i);
        QApplication::processEvents();
        while (view.statistics().paints == before && clock.elapsed() < 100) {
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        cpu.push_back(cpuMs() - start);
        wall.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(cpu.begin(), cpu.end());
    std::sort(wall.begin(), wall.end());
    const auto at = [](const std::vector<double>& all, double share) {
        return all[std::min(all.size() - 1, static_cast<size_t>(double(all.size()) * share))];
    };
    std::printf("  %-14s cpu p50 %6.2f p99 %6.2f | wall p50 %6.2f p99 %6.2f\n", name, at(cpu, 0.5),
                at(cpu, 0.99), at(wall, 0.5), at(wall, 0.99));
}

void measureAll(QApplication& application, const QString& thumbnails, const QStringList& covers,
                int count)
{
    applyTheme(application, true);
    ThumbnailCache cache([&](const QString& name, int level) {
        return u"%1/%2-%3.jpg"_s.arg(thumbnails, name).arg(level);
    });
    BoardView view(cache, [](const QString&) { return HoverSource(); });
    view.resize(1920, 1080);
    view.show();
    QElapsedTimer clock;
    clock.start();
    QList<BoardCard> cards = someCards(covers, count);
    view.setCards(cards);
    view.fitAll();
    settle(view);
    std::printf("%d boxes, %d columns of %d px\n", count, view.columns(), view.boxWidth());
    measure(view, "full repaint", 200, [&](int) { view.viewport()->update(); });
    measure(view, "glide", 200, [&](int i) {
        if (i % 12 == 0) {
            i % 24 == 0 ? cards.move(0, cards.size() - 1) : cards.move(cards.size() - 1, 0);
            view.setCards(cards);
        }
    });
    settle(view);
    measure(view, "zoom", 160, [&](int i) { view.setZoom(0.35 + 0.3 * std::sin(i * M_PI / 40)); });
    view.setZoom(0.45);
    settle(view);
    measure(view, "scroll", 200, [&](int i) {
        QScrollBar* bar = view.verticalScrollBar();
        bar->setValue((i * 40) % std::max(1, bar->maximum()));
    });
    settle(view);
    view.verticalScrollBar()->setValue(0);
    settle(view);
    QImage frame(view.coverRect(cards[3].id).size(), QImage::Format_ARGB32_Premultiplied);
    frame.fill(Qt::darkCyan);
    measure(view, "hover frame", 200,
            [&](int i) { view.showFrame(cards[3].id, frame, i * 40, 8000); });
}

} // namespace

int main(int argc, char** argv)
{
    prepareTextRendering();
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 3) {
        std::fputs("usage: board_gallery THUMBNAILS FOLDER | --measure\n", stderr);
        return 2;
    }
    QStringList covers;
    for (const QString& name : QDir(arguments[1]).entryList({u"*-240.jpg"_s}, QDir::Files)) {
        covers.append(name.chopped(8));
    }
    if (covers.isEmpty()) {
        std::fputs("no thumbnails there\n", stderr);
        return 1;
    }
    if (arguments[2] == u"--measure"_s) {
        measureAll(application, arguments[1], covers, 150);
        measureAll(application, arguments[1], covers, 1500);
        return 0;
    }
    QDir().mkpath(arguments[2]);
    for (const bool dark : {true, false}) {
        shoot(application, arguments[1], QDir(arguments[2]), covers, dark);
    }
    return 0;
}
