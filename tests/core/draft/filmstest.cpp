#include "core/media/framereader.h"
#include "core/media/probe.h"
#include "tests/core/draft/enginerun.h"

#include <QFile>
#include <QFileInfo>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class FilmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void hasTheFramesThatAreAskedFor_data();
    void hasTheFramesThatAreAskedFor();
    void fitsIntoTheLongestSide();
    void beginsAsThePicture();
    void endsAsThePicture();
    void everyMoveIsItsOwn();
    void movesWithoutJumps();
    void nearThingsMoveMore();
    void givesTheSameBytesTwice();
    void movesAnybodysPicture();
    void trustsThePictureMoreThanThePrompt();
    void reportsProgress();
    void refusesBrokenStarts_data();
    void refusesBrokenStarts();
    void refusesWhatItCannotDo_data();
    void refusesWhatItCannotDo();
    void stopsWithoutAFile();

private:
    QString film(const BuiltinInput& start, const QByteArray& parameters);
    static QList<QImage> framesOf(const QString& path);

    std::optional<QTemporaryDir> m_folder;
    BuiltinInput m_own; // a picture that the engine made
    int m_number = 0;
};

namespace {

// How far a strip of the picture has moved to the left, in pixels.
int shiftOf(const QImage& from, const QImage& to, const QRect& strip)
{
    int best = 0;
    double least = 1e9;
    for (int shift = -40; shift <= 40; ++shift) {
        double sum = 0;
        for (int y = strip.top(); y <= strip.bottom(); ++y) {
            for (int x = strip.left(); x <= strip.right(); ++x) {
                sum += std::abs(qGray(from.pixel(x, y)) - qGray(to.pixel(x - shift, y)));
            }
        }
        if (sum < least) {
            least = sum;
            best = shift;
        }
    }
    return best;
}

} // namespace

void FilmsTest::init()
{
    m_folder.emplace();
    QVERIFY(m_folder->isValid());
    const QString path = m_folder->filePath(u"start.png"_s);
    const QString prompt = u"Лес, человек, день"_s;
    QVERIFY(runEngine(pictureRequest(prompt, 5, path, R"({"height": 270})")));
    m_own = {u"start"_s, path, {}, prompt, 5};
}

QString FilmsTest::film(const BuiltinInput& start, const QByteArray& parameters)
{
    const QString path = m_folder->filePath(u"film%1.mp4"_s.arg(++m_number));
    const auto result = runEngine(filmRequest(start, parameters, path));
    return result && result->kind == AssetKind::Video ? result->path : QString();
}

QList<QImage> FilmsTest::framesOf(const QString& path)
{
    QList<QImage> frames;
    auto reader = FrameReader::open(path);
    while (reader) {
        const auto frame = (*reader)->next();
        if (!frame || !*frame) {
            break;
        }
        frames.append((*frame)->image);
    }
    return frames;
}

void FilmsTest::hasTheFramesThatAreAskedFor_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<int>("frames");
    QTest::newRow("default") << QByteArray("{}") << 96;
    QTest::newRow("one second") << QByteArray(R"({"duration": 1, "move": "pan"})") << 24;
    QTest::newRow("three seconds") << QByteArray(R"({"duration": 3, "move": "rise"})") << 72;
}

void FilmsTest::hasTheFramesThatAreAskedFor()
{
    QFETCH(QByteArray, parameters);
    QFETCH(int, frames);
    const auto facts = probeMedia(film(m_own, parameters));
    QVERIFY(facts);
    QCOMPARE(facts->kind, MediaKind::Video);
    QCOMPARE(facts->videoCodec, u"h264"_s);
    QCOMPARE(facts->width, 480);
    QCOMPARE(facts->height, 270);
    QCOMPARE(facts->fps, 24.0);
    QCOMPARE(facts->frameCount, qint64(frames));
    QCOMPARE(facts->durationMs, qint64(frames * 1000 / 24));
}

void FilmsTest::fitsIntoTheLongestSide()
{
    const QString path = m_folder->filePath(u"large.png"_s);
    QImage large(2001, 1501, QImage::Format_RGB32);
    large.fill(QColor(90, 60, 30));
    QVERIFY(large.save(path));
    const auto facts = probeMedia(film({u"start"_s, path, {}, {}, {}}, R"({"duration": 1})"));
    QVERIFY(facts);
    QCOMPARE(facts->width, 1280);
    QCOMPARE(facts->height, 960);
}

void FilmsTest::beginsAsThePicture()
{
    const QImage start(m_own.path);
    const QList<QImage> frames = framesOf(film(m_own, R"({"duration": 1, "move": "push_in"})"));
    QCOMPARE(frames.size(), 24);
    QVERIFY(differenceOf(start, frames.first()) < 5);
    QVERIFY(differenceOf(start, frames.last()) > 2 * differenceOf(start, frames.first()));
}

void FilmsTest::endsAsThePicture()
{
    const QImage start(m_own.path);
    const QList<QImage> frames = framesOf(film(m_own, R"({"duration": 1, "move": "pull_out"})"));
    QCOMPARE(frames.size(), 24);
    QVERIFY(differenceOf(start, frames.last()) < 5);
    QVERIFY(differenceOf(start, frames.first()) > 2 * differenceOf(start, frames.last()));
}

void FilmsTest::everyMoveIsItsOwn()
{
    QList<QImage> firsts;
    QList<QImage> lasts;
    for (const QByteArray move : {"push_in", "pull_out", "pan", "rise"}) {
        const QList<QImage> frames =
            framesOf(film(m_own, QByteArray(R"({"duration": 1, "move": ")" + move + R"("})")));
        QCOMPARE(frames.size(), 24);
        QVERIFY2(differenceOf(frames.first(), frames.last()) > 4, move.constData());
        firsts.append(frames.first());
        lasts.append(frames.last());
    }
    for (int a = 0; a < firsts.size(); ++a) {
        for (int b = a + 1; b < firsts.size(); ++b) {
            QVERIFY(std::max(differenceOf(firsts.at(a), firsts.at(b)),
                             differenceOf(lasts.at(a), lasts.at(b)))
                    > 4);
        }
    }
}

void FilmsTest::movesWithoutJumps()
{
    const QList<QImage> frames = framesOf(film(m_own, R"({"duration": 2, "move": "pan"})"));
    QCOMPARE(frames.size(), 48);
    const double whole = differenceOf(frames.first(), frames.last());
    for (int i = 1; i < frames.size(); ++i) {
        QVERIFY(differenceOf(frames.at(i - 1), frames.at(i)) < whole * 0.6);
    }
    // Slow at both ends, fast in the middle.
    const double middle = differenceOf(frames.at(23), frames.at(25));
    QVERIFY(differenceOf(frames.at(0), frames.at(2)) < middle);
    QVERIFY(differenceOf(frames.at(45), frames.at(47)) < middle);
}

void FilmsTest::nearThingsMoveMore()
{
    const QString path = m_folder->filePath(u"field.png"_s);
    const QString prompt = u"Маяк, средний план, мужчина, день"_s;
    QVERIFY(runEngine(pictureRequest(prompt, 3, path, R"({"height": 270})")));
    const QByteArray parameters = R"({"duration": 2, "move": "pan"})";
    const auto spreadOf = [&](const QString& file) {
        const QList<QImage> frames = framesOf(file);
        const QImage& from = frames.first();
        const QImage& to = frames.last();
        int least = 1000;
        int most = -1000;
        for (int y = 20; y + 50 < from.height(); y += 50) {
            const int shift = shiftOf(from, to, QRect(60, y, from.width() - 120, 50));
            least = std::min(least, shift);
            most = std::max(most, shift);
        }
        return most - least;
    };
    const int parallax = spreadOf(film({u"start"_s, path, {}, prompt, 3}, parameters));
    const int plain = spreadOf(film({u"start"_s, path, {}, {}, {}}, parameters));
    QVERIFY(plain <= 1);
    QVERIFY(parallax >= 4);
}

void FilmsTest::givesTheSameBytesTwice()
{
    const auto bytes = [&] {
        QFile file(film(m_own, R"({"duration": 1})"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray first = bytes();
    QVERIFY(!first.isEmpty());
    QVERIFY(first == bytes());
}

void FilmsTest::movesAnybodysPicture()
{
    const QString path = m_folder->filePath(u"photo.jpg"_s);
    QImage photo(641, 361, QImage::Format_RGB32);
    photo.fill(QColor(200, 180, 120));
    QPainter painter(&photo);
    painter.fillRect(200, 100, 120, 80, QColor(20, 40, 90));
    painter.end();
    QVERIFY(photo.save(path, "JPG", 95));
    const QList<QImage> frames =
        framesOf(film({u"start"_s, path, {}, {}, {}}, R"({"duration": 1})"));
    QCOMPARE(frames.size(), 24);
    QCOMPARE(frames.first().size(), QSize(640, 360));
    QVERIFY(differenceOf(frames.first(), photo.copy(0, 0, 640, 360)) < 3);
    QVERIFY(differenceOf(frames.first(), frames.last()) > 0.5);
}

void FilmsTest::trustsThePictureMoreThanThePrompt()
{
    // The picture is not what its prompt says any more: it moves as it is.
    BuiltinInput changed = m_own;
    changed.prompt = u"Город ночью"_s;
    const QList<QImage> frames = framesOf(film(changed, R"({"duration": 1})"));
    QCOMPARE(frames.size(), 24);
    QVERIFY(differenceOf(QImage(m_own.path), frames.first()) < 5);
}

void FilmsTest::reportsProgress()
{
    QList<double> reported;
    const auto result =
        DraftEngine().run(filmRequest(m_own, R"({"duration": 1})", m_folder->filePath(u"a.mp4"_s)),
                          [&](double share) { reported.append(share); }, {});
    QVERIFY(result);
    QVERIFY(reported.size() >= 24);
    QVERIFY(std::is_sorted(reported.begin(), reported.end()));
    QCOMPARE(reported.last(), 1.0);
}

void FilmsTest::refusesBrokenStarts_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<ErrorKind>("error");
    QTest::newRow("cut off") << QByteArray("cut") << ErrorKind::InputDamaged;
    QTest::newRow("no picture") << QByteArray("text") << ErrorKind::InputDamaged;
    QTest::newRow("empty") << QByteArray("empty") << ErrorKind::InputDamaged;
    QTest::newRow("gone") << QByteArray("gone") << ErrorKind::FileMissing;
    QTest::newRow("tiny") << QByteArray("tiny") << ErrorKind::InputDamaged;
}

void FilmsTest::refusesBrokenStarts()
{
    QFETCH(QByteArray, kind);
    QFETCH(ErrorKind, error);
    QFile whole(m_own.path);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    const QString path = m_folder->filePath(u"broken.png"_s);
    if (kind == "tiny") {
        QImage image(3, 3, QImage::Format_RGB32);
        image.fill(Qt::red);
        QVERIFY(image.save(path));
    } else if (kind != "gone") {
        QFile broken(path);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(kind == "cut"        ? bytes.left(bytes.size() / 2)
                         : kind == "text" ? QByteArray("no picture at all")
                                          : QByteArray());
    }
    BuiltinInput input = m_own;
    input.path = path;
    const QString output = m_folder->filePath(u"a.mp4"_s);
    const auto result = runEngine(filmRequest(input, R"({"duration": 1})", output));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, error);
    QVERIFY(!QFileInfo::exists(output));
}

void FilmsTest::refusesWhatItCannotDo_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("slot");
    QTest::newRow("move") << QByteArray(R"({"move": "spin"})") << u"start"_s;
    QTest::newRow("duration") << QByteArray(R"({"duration": 0})") << u"start"_s;
    QTest::newRow("too long") << QByteArray(R"({"duration": 100000})") << u"start"_s;
    QTest::newRow("slot") << QByteArray("{}") << u"end"_s;
}

void FilmsTest::refusesWhatItCannotDo()
{
    QFETCH(QByteArray, parameters);
    QFETCH(QString, slot);
    BuiltinInput input = m_own;
    input.slot = slot;
    const QString output = m_folder->filePath(u"a.mp4"_s);
    const auto result = runEngine(filmRequest(input, parameters, output));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::InvalidInput);
    QVERIFY(!QFileInfo::exists(output));
}

void FilmsTest::stopsWithoutAFile()
{
    const QString output = m_folder->filePath(u"a.mp4"_s);
    std::stop_source source;
    int afterwards = 0;
    const auto result = DraftEngine().run(
        filmRequest(m_own, "{}", output),
        [&](double share) {
            afterwards += source.stop_requested() ? 1 : 0;
            if (share > 0.3) {
                source.request_stop();
            }
        },
        source.get_token());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    QCOMPARE(afterwards, 0);
    QVERIFY(!QFileInfo::exists(output));
}

QTEST_MAIN(FilmsTest)
#include "filmstest.moc"
