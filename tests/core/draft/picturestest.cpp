#include "core/draft/cornermark.h"
#include "tests/core/draft/enginerun.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <cmath>
#include <thread>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class PicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void givesTheSameBytesTwice();
    void givesTheSameBytesInTwoThreads();
    void hasTheSizeThatIsAskedFor_data();
    void hasTheSizeThatIsAskedFor();
    void composesAlikeInEverySize();
    void variantsDifferButKeepThePalette_data();
    void variantsDifferButKeepThePalette();
    void otherWordsChangeTheComposition();
    void nightIsDarkerThanDay_data();
    void nightIsDarkerThanDay();
    void warmAndColdDiffer();
    void weatherChangesThePicture_data();
    void weatherChangesThePicture();
    void paintsEveryPlace_data();
    void paintsEveryPlace();
    void bringsTheFigureNearer();
    void marksTheCorner();
    void reportsProgress();
    void stopsWithoutAFile();
    void refusesWhatItCannotDo_data();
    void refusesWhatItCannotDo();
    void reportsAFolderThatIsNotThere();

private:
    QByteArray bytesOf(const QString& prompt, quint64 seed, const QByteArray& parameters);
    QImage pictureOf(const QString& prompt, quint64 seed = 1,
                     const QByteArray& parameters = R"({"height": 180})");

    std::optional<QTemporaryDir> m_folder;
};

namespace {

struct Look
{
    double r = 0, g = 0, b = 0, spread = 0;

    double level() const { return (r + g + b) / 3; }
    double distanceTo(const Look& o) const { return std::hypot(r - o.r, g - o.g, b - o.b); }
};

Look lookOf(const QImage& image)
{
    Look look;
    double squares = 0;
    const double count = double(image.width()) * image.height();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            look.r += qRed(pixel) / count;
            look.g += qGreen(pixel) / count;
            look.b += qBlue(pixel) / count;
            const double grey = qGray(pixel);
            squares += grey * grey / count;
        }
    }
    const double mean = 0.34 * look.r + 0.5 * look.g + 0.16 * look.b; // as qGray() weighs them
    look.spread = std::sqrt(std::max(0.0, squares - mean * mean));
    return look;
}

} // namespace

void PicturesTest::init()
{
    m_folder.emplace();
    QVERIFY(m_folder->isValid());
}

QByteArray PicturesTest::bytesOf(const QString& prompt, quint64 seed, const QByteArray& parameters)
{
    const QString path = m_folder->filePath(u"picture.png"_s);
    const auto result = runEngine(pictureRequest(prompt, seed, path, parameters));
    if (!result || result->path != path || result->kind != AssetKind::Image) {
        return {};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return file.readAll();
}

QImage PicturesTest::pictureOf(const QString& prompt, quint64 seed, const QByteArray& parameters)
{
    return QImage::fromData(bytesOf(prompt, seed, parameters), "PNG");
}

void PicturesTest::givesTheSameBytesTwice()
{
    const QByteArray parameters = R"({"height": 270, "aspect": "4:3"})";
    const QByteArray first = bytesOf(u"Улица под дождём, человек с зонтом"_s, 9, parameters);
    QVERIFY(!first.isEmpty());
    QVERIFY(first == bytesOf(u"Улица под дождём, человек с зонтом"_s, 9, parameters));
    QVERIFY(first != bytesOf(u"Улица под дождём, человек с зонтом"_s, 10, parameters));
}

void PicturesTest::givesTheSameBytesInTwoThreads()
{
    const QStringList prompts{u"Лес в тумане"_s, u"Город ночью"_s, u"Маяк, шторм"_s, u"Комната"_s};
    QList<QByteArray> serial;
    for (const QString& prompt : prompts) {
        serial.append(bytesOf(prompt, 3, R"({"height": 180})"));
        QVERIFY(!serial.last().isEmpty());
    }
    DraftEngine engine;
    std::atomic<int> failures = 0;
    const auto paintAll = [&](int thread) {
        for (int i = 0; i < prompts.size(); ++i) {
            const QString path = m_folder->filePath(u"%1-%2.png"_s.arg(thread).arg(i));
            failures +=
                engine.run(pictureRequest(prompts.at(i), 3, path), [](double) {}, {}) ? 0 : 1;
        }
    };
    {
        const std::jthread first(paintAll, 1);
        const std::jthread second(paintAll, 2);
    }
    QCOMPARE(failures.load(), 0);
    for (int i = 0; i < prompts.size(); ++i) {
        for (int thread = 1; thread <= 2; ++thread) {
            QFile file(m_folder->filePath(u"%1-%2.png"_s.arg(thread).arg(i)));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(file.readAll() == serial.at(i), qPrintable(prompts.at(i)));
        }
    }
}

void PicturesTest::hasTheSizeThatIsAskedFor_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QSize>("size");
    QTest::newRow("default") << QByteArray("{}") << QSize(1280, 720);
    const QList<QPair<QByteArray, QList<int>>> widths{{"16:9", {960, 1280, 1920}},
                                                      {"9:16", {304, 406, 608}},
                                                      {"1:1", {540, 720, 1080}},
                                                      {"4:3", {720, 960, 1440}},
                                                      {"2.39:1", {1290, 1720, 2582}}};
    const int heights[] = {540, 720, 1080};
    for (const auto& [aspect, expected] : widths) {
        for (int i = 0; i < 3; ++i) {
            QTest::addRow("%s %d", aspect.constData(), heights[i])
                << QByteArray(R"({"aspect": ")" + aspect + R"(", "height": )"
                              + QByteArray::number(heights[i]) + "}")
                << QSize(expected.at(i), heights[i]);
        }
    }
}

void PicturesTest::hasTheSizeThatIsAskedFor()
{
    QFETCH(QByteArray, parameters);
    QFETCH(QSize, size);
    QCOMPARE(pictureOf(u"Рассвет над морем"_s, 1, parameters).size(), size);
}

void PicturesTest::composesAlikeInEverySize()
{
    const QString prompt = u"Одинокое дерево в поле на закате, женщина"_s;
    const QImage small = pictureOf(prompt, 4, R"({"height": 180})");
    const QImage large = pictureOf(prompt, 4, R"({"height": 540})");
    const QImage reduced =
        large.scaled(small.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QImage other = pictureOf(prompt, 5, R"({"height": 180})");
    QVERIFY(differenceOf(reduced, small) * 3 < differenceOf(other, small));
}

void PicturesTest::variantsDifferButKeepThePalette_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::newRow("sea") << u"Рассвет над морем"_s;
    QTest::newRow("forest") << u"Лес в тумане"_s;
    QTest::newRow("city") << u"Город ночью"_s;
    QTest::newRow("room") << u"Комната, свет из окна"_s;
    QTest::newRow("mountains") << u"Горы днём"_s;
    QTest::newRow("nowhere") << u"Закат"_s;
}

void PicturesTest::variantsDifferButKeepThePalette()
{
    QFETCH(QString, prompt);
    const QImage first = pictureOf(prompt, 1);
    const Look look = lookOf(first);
    for (quint64 seed = 2; seed <= 5; ++seed) {
        const QImage variant = pictureOf(prompt, seed);
        QVERIFY(differenceOf(first, variant) > 3);
        // Half of what lies between the times of a day.
        QVERIFY2(lookOf(variant).distanceTo(look) < 45,
                 qPrintable(QString::number(lookOf(variant).distanceTo(look))));
    }
}

void PicturesTest::otherWordsChangeTheComposition()
{
    const QImage plain = pictureOf(u"Маяк ночью"_s);
    const QImage stirred = pictureOf(u"Загадочный маяк ночью"_s);
    QVERIFY(differenceOf(plain, stirred) > 2);
    QVERIFY(lookOf(plain).distanceTo(lookOf(stirred)) < 30);
}

void PicturesTest::nightIsDarkerThanDay_data()
{
    QTest::addColumn<QString>("place");
    for (const char* place : {"city", "street", "forest", "mountains", "sea", "room", "field"}) {
        QTest::newRow(place) << QString::fromLatin1(place);
    }
}

void PicturesTest::nightIsDarkerThanDay()
{
    QFETCH(QString, place);
    for (quint64 seed = 1; seed <= 2; ++seed) {
        const double night = lookOf(pictureOf(place + u" at night, no people"_s, seed)).level();
        const double dusk = lookOf(pictureOf(place + u" at dusk, no people"_s, seed)).level();
        const double day = lookOf(pictureOf(place + u" by day, no people"_s, seed)).level();
        QVERIFY(night * 1.3 < day);
        QVERIFY(night <= dusk * 1.05);
        QVERIFY(dusk < day);
    }
}

void PicturesTest::warmAndColdDiffer()
{
    for (const QString& place : {u"Море днём"_s, u"Комната"_s, u"Город вечером"_s}) {
        const Look warm = lookOf(pictureOf(place + u", тёплый свет"_s));
        const Look plain = lookOf(pictureOf(place + u", свет"_s));
        const Look cold = lookOf(pictureOf(place + u", холодный свет"_s));
        QVERIFY(warm.r / warm.b > plain.r / plain.b * 1.08);
        QVERIFY(plain.r / plain.b > cold.r / cold.b * 1.08);
    }
}

void PicturesTest::weatherChangesThePicture_data()
{
    QTest::addColumn<QString>("weather");
    for (const char* weather : {"rain", "fog", "snow", "storm"}) {
        QTest::newRow(weather) << QString::fromLatin1(weather);
    }
}

void PicturesTest::weatherChangesThePicture()
{
    QFETCH(QString, weather);
    const QImage clear = pictureOf(u"mountains by day"_s);
    const QImage changed = pictureOf(u"mountains by day, "_s + weather);
    QVERIFY(differenceOf(clear, changed) > 6);
    if (weather == u"fog") {
        QVERIFY(lookOf(changed).spread < lookOf(clear).spread);
    }
}

void PicturesTest::paintsEveryPlace_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QByteArray>("parameters");
    const QStringList places{u"море, лодка, птицы"_s,
                             u"гавань"_s,
                             u"маяк"_s,
                             u"город"_s,
                             u"улица"_s,
                             u"лес, дорога"_s,
                             u"горы, озеро, лодка"_s,
                             u"поле, дом, дерево"_s,
                             u"дорога"_s,
                             u"комната, лампа"_s,
                             u"просто слова"_s,
                             QString()};
    const QStringList times{u"день"_s, u"рассвет"_s, u"ночь"_s, u"закат"_s};
    const QStringList shots{u"общий план, 18 мм"_s, u"средний план, двое"_s,
                            u"крупный план, ребёнок, 200 мм"_s};
    const QByteArrayList aspects{"16:9", "9:16", "2.39:1", "1:1"};
    for (int i = 0; i < places.size(); ++i) {
        for (int k = 0; k < shots.size(); ++k) {
            QTest::addRow("%d %d", i, k)
                << (places.at(i) + u' ' + times.at((i + k) % 4) + u' ' + shots.at(k))
                << QByteArray(R"({"height": 144, "aspect": ")" + aspects.at((i + 2 * k) % 4)
                              + R"("})");
        }
    }
}

void PicturesTest::paintsEveryPlace()
{
    QFETCH(QString, prompt);
    QFETCH(QByteArray, parameters);
    const QImage image = pictureOf(prompt, 6, parameters);
    QVERIFY(!image.isNull());
    const Look look = lookOf(image);
    QVERIFY(look.level() > 6 && look.level() < 245);
    QVERIFY(look.spread > 4); // not one flat colour
}

void PicturesTest::bringsTheFigureNearer()
{
    // Whoever stands against the light covers more of the middle of the picture, the nearer the
    // shot.
    const auto covered = [&](const QString& shot) {
        const QImage image = pictureOf(u"Море, день, "_s + shot + u", мужчина"_s, 2);
        int dark = 0;
        for (int y = image.height() / 3; y < image.height() * 2 / 3; ++y) {
            for (int x = 0; x < image.width(); ++x) {
                dark += qGray(image.pixel(x, y)) < 60 ? 1 : 0;
            }
        }
        return dark;
    };
    const int wide = covered(u"общий план"_s);
    const int medium = covered(u"средний план"_s);
    const int close = covered(u"крупный план"_s);
    QVERIFY(wide < medium);
    QVERIFY(medium < close);
}

void PicturesTest::marksTheCorner()
{
    QImage image(1280, 720, QImage::Format_RGB32);
    image.fill(QColor(90, 90, 90));
    draft::paintCornerMark(image);
    QRect changed;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != qRgb(90, 90, 90)) {
                changed |= QRect(x, y, 1, 1);
            }
        }
    }
    QVERIFY(!changed.isEmpty());
    QVERIFY(QRect(1280 - 140, 720 - 40, 136, 37).contains(changed));
}

void PicturesTest::reportsProgress()
{
    QList<double> reported;
    const auto result =
        DraftEngine().run(pictureRequest(u"лес"_s, 1, m_folder->filePath(u"a.png"_s)),
                          [&](double share) { reported.append(share); }, {});
    QVERIFY(result);
    QVERIFY(reported.size() >= 3);
    QVERIFY(std::is_sorted(reported.begin(), reported.end()));
    QCOMPARE(reported.last(), 1.0);
}

void PicturesTest::stopsWithoutAFile()
{
    const QString path = m_folder->filePath(u"a.png"_s);
    for (const double at : {0.0, 0.5, 1.0}) {
        std::stop_source source;
        if (at == 0) {
            source.request_stop();
        }
        const auto result = DraftEngine().run(
            pictureRequest(u"лес"_s, 1, path),
            [&](double share) {
                if (share >= at && share < 1) {
                    source.request_stop();
                }
            },
            source.get_token());
        if (at < 1) {
            QVERIFY(!result);
            QCOMPARE(result.error().kind, ErrorKind::Cancelled);
            QVERIFY(!QFileInfo::exists(path));
        } else {
            QVERIFY(result);
        }
    }
}

void PicturesTest::refusesWhatItCannotDo_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<ErrorKind>("error");
    QTest::newRow("model") << u"draft.sculpture"_s << QByteArray("{}") << ErrorKind::ModelGone;
    QTest::newRow("aspect") << u"draft.image"_s << QByteArray(R"({"aspect": "7:3"})")
                            << ErrorKind::InvalidInput;
    QTest::newRow("height") << u"draft.image"_s << QByteArray(R"({"height": 100000})")
                            << ErrorKind::InvalidInput;
    QTest::newRow("no object") << u"draft.image"_s << QByteArray("[1, 2]")
                               << ErrorKind::InvalidInput;
    QTest::newRow("no JSON") << u"draft.image"_s << QByteArray("{") << ErrorKind::InvalidInput;
}

void PicturesTest::refusesWhatItCannotDo()
{
    QFETCH(QString, model);
    QFETCH(QByteArray, parameters);
    QFETCH(ErrorKind, error);
    const QString path = m_folder->filePath(u"a.png"_s);
    BuiltinRequest request = pictureRequest(u"лес"_s, 1, path, parameters);
    request.modelId = model;
    const auto result = runEngine(request);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, error);
    QVERIFY(!QFileInfo::exists(path));
}

void PicturesTest::reportsAFolderThatIsNotThere()
{
    const auto result = runEngine(pictureRequest(u"лес"_s, 1, m_folder->filePath(u"no/a.png"_s)));
    QVERIFY(!result);
    QVERIFY(result.error().kind != ErrorKind::Cancelled);
}

QTEST_MAIN(PicturesTest)
#include "picturestest.moc"
