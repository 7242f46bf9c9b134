#include "tests/bench/bench.h"
#include "tests/bench/corpus.h"
#include "ui/player/filmplayer.h"

#include <QEventLoop>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cuts = 50;
constexpr qint64 clipMs = 500;
constexpr double frameMs = 1000.0 / 24;

// Films and pictures in turn, so that every kind of cut occurs.
ui::FilmReel reelOf(const Place& place)
{
    const QStringList films = corpusFiles(place.corpus, u"film720"_s);
    const QStringList pictures = corpusFiles(place.corpus, u"png"_s);
    QList<ui::FilmClip> clips;
    for (int i = 0; i <= cuts; ++i) {
        const bool film = i % 3 != 2;
        ui::FilmClip clip;
        clip.id = ShotId::create();
        clip.number = i + 1;
        clip.kind = film ? AssetKind::Video : AssetKind::Image;
        clip.path = film ? films.at(i % films.size()) : pictures.at(i % pictures.size());
        clip.sha256 = u"%1"_s.arg(i, 64, 16, QChar(u'0'));
        clip.durationMs = clipMs;
        clip.ownMs = film ? 5000 : 0;
        clip.hasMedia = true;
        clips << clip;
    }
    return ui::FilmReel(clips);
}

} // namespace

void measureAnimatic(const Place& place, Report& report)
{
    ui::FilmPlayer player;
    player.setTarget({1280, 720});
    const ui::FilmReel reel = reelOf(place);
    player.setReel(reel);
    std::vector<double> late;
    int empty = 0;
    QEventLoop loop;
    QObject::connect(&player, &ui::FilmPlayer::shotChanged, &loop, [&](int index) {
        if (index > 0) {
            late.push_back(double(player.positionMs() - reel.startMs(index)) / frameMs);
            empty += player.frame().isNull() ? 1 : 0;
        }
    });
    QObject::connect(&player, &ui::FilmPlayer::finished, &loop, &QEventLoop::quit);
    player.play();
    loop.exec();
    report.atMost(u"animatic"_s, u"lateness of %1 cuts, worst"_s.arg(late.size()),
                  percentile(late, 1), u"frames"_s, 1);
    report.atMost(u"animatic"_s, u"cuts without a picture at once"_s, empty, u"cuts"_s, 0);
    report.atMost(u"animatic"_s, u"cuts left out"_s, cuts - double(late.size()), u"cuts"_s, 0);
}

} // namespace raskadr::bench
