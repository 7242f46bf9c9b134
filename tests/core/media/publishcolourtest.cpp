#include "core/media/filehash.h"
#include "core/media/publishcopy.h"
#include "tests/support/samples.h"

#include <QColorSpace>
#include <QDir>
#include <QImageReader>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <numbers>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

using Lab = std::array<double, 3>;

Lab labOf(QRgb colour)
{
    const auto linear = [](int value) {
        const double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const double r = linear(qRed(colour));
    const double g = linear(qGreen(colour));
    const double b = linear(qBlue(colour));
    const auto f = [](double t) {
        return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    };
    const double x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const double y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

double hueOf(double a, double b)
{
    if (a == 0 && b == 0) {
        return 0;
    }
    const double degrees = std::atan2(b, a) * 180 / std::numbers::pi;
    return degrees < 0 ? degrees + 360 : degrees;
}

// CIEDE2000 with all weights 1.
double difference(const Lab& one, const Lab& two)
{
    const double c7 = std::pow((std::hypot(one[1], one[2]) + std::hypot(two[1], two[2])) / 2, 7);
    const double twentyFive7 = std::pow(25.0, 7);
    const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + twentyFive7)));
    const double a1 = one[1] * (1 + g);
    const double a2 = two[1] * (1 + g);
    const double c1 = std::hypot(a1, one[2]);
    const double c2 = std::hypot(a2, two[2]);
    const double h1 = hueOf(a1, one[2]);
    const double h2 = hueOf(a2, two[2]);
    double dh = h2 - h1;
    double mean = (h1 + h2) / 2;
    if (c1 * c2 == 0) {
        dh = 0;
        mean = h1 + h2;
    } else if (std::abs(dh) > 180) {
        dh += dh > 0 ? -360 : 360;
        mean += h1 + h2 < 360 ? 180 : -180;
    }
    const double dL = two[0] - one[0];
    const double dC = c2 - c1;
    const double dH = 2 * std::sqrt(c1 * c2) * std::sin(radians(dh / 2));
    const double L = (one[0] + two[0]) / 2;
    const double C = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos(radians(mean - 30)) + 0.24 * std::cos(radians(2 * mean))
        + 0.32 * std::cos(radians(3 * mean + 6)) - 0.20 * std::cos(radians(4 * mean - 63));
    const double turn = 30 * std::exp(-std::pow((mean - 275) / 25, 2));
    const double rc = 2 * std::sqrt(std::pow(C, 7) / (std::pow(C, 7) + twentyFive7));
    const double sl = 1 + 0.015 * std::pow(L - 50, 2) / std::sqrt(20 + std::pow(L - 50, 2));
    const double sc = 1 + 0.045 * C;
    const double sh = 1 + 0.015 * C * t;
    const double rt = -std::sin(radians(2 * turn)) * rc;
    return std::sqrt(std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2)
                     + rt * dC / sc * dH / sh);
}

double meanDifference(const QImage& one, const QImage& two)
{
    double sum = 0;
    qint64 count = 0;
    for (int y = 0; y < one.height(); y += 3) {
        for (int x = 0; x < one.width(); x += 3) {
            sum += difference(labOf(one.pixel(x, y)), labOf(two.pixel(x, y)));
            ++count;
        }
    }
    return sum / double(count);
}

// Soft fields of colour, of which no two samples have the same.
QImage fields(int sample)
{
    QImage image(360, 240, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const double u = x / 360.0;
            const double v = y / 240.0;
            const auto wave = [&](double phase) {
                return int(127.5
                           + 127.5 * std::sin(phase + sample * 0.7 + 3 * u + 2 * v * (sample % 3)));
            };
            image.setPixel(x, y, qRgb(wave(0), wave(2.1 + v), wave(4.2 - u)));
        }
    }
    return image;
}

} // namespace

class PublishColourTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresAsTheStandardDoes_data();
    void measuresAsTheStandardDoes();
    void showsTheColoursOfTheOriginal_data();
    void showsTheColoursOfTheOriginal();
    void keepsTheColoursOfFilms_data();
    void keepsTheColoursOfFilms();
};

// Pairs published with the formula.
void PublishColourTest::measuresAsTheStandardDoes_data()
{
    QTest::addColumn<QList<double>>("labs");
    QTest::addColumn<double>("expected");
    QTest::newRow("1") << QList<double>{50, 2.6772, -79.7751, 50, 0, -82.7485} << 2.0425;
    QTest::newRow("7") << QList<double>{50, 0, 0, 50, -1, 2} << 2.3669;
    QTest::newRow("17") << QList<double>{50, 2.5, 0, 73, 25, -18} << 27.1492;
    QTest::newRow("24") << QList<double>{60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387}
                        << 1.2644;
    QTest::newRow("34") << QList<double>{2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514}
                        << 0.9082;
}

void PublishColourTest::measuresAsTheStandardDoes()
{
    QFETCH(QList<double>, labs);
    QFETCH(double, expected);
    const double found = difference({labs[0], labs[1], labs[2]}, {labs[3], labs[4], labs[5]});
    QVERIFY2(std::abs(found - expected) < 0.0001, qPrintable(QString::number(found)));
}

void PublishColourTest::showsTheColoursOfTheOriginal_data()
{
    QTest::addColumn<int>("space");
    QTest::addColumn<QString>("ending");
    QTest::addColumn<int>("sample");
    const std::pair<const char*, QColorSpace::NamedColorSpace> spaces[] = {
        {"Adobe RGB", QColorSpace::AdobeRgb},   {"Display P3", QColorSpace::DisplayP3},
        {"ProPhoto", QColorSpace::ProPhotoRgb}, {"sRGB", QColorSpace::SRgb},
        {"linear", QColorSpace::SRgbLinear},
    };
    int sample = 0;
    for (const auto& [name, space] : spaces) {
        for (const char* ending : {"png", "jpg", "webp", "tif"}) {
            QTest::addRow("%s %s", name, ending)
                << int(space) << QString::fromLatin1(ending) << sample++;
        }
    }
}

// Beside what lcms makes of the same file, in ImageMagick.
void PublishColourTest::showsTheColoursOfTheOriginal()
{
    QFETCH(int, space);
    QFETCH(QString, ending);
    QFETCH(int, sample);
    const QTemporaryDir folder;
    const QString original = folder.filePath(u"a."_s + ending);
    const QColorSpace colours{QColorSpace::NamedColorSpace(space)};
    QVERIFY(samples::write(folder.filePath(u"from.icc"_s), colours.iccProfile()));
    QVERIFY(samples::write(folder.filePath(u"srgb.icc"_s),
                           QColorSpace(QColorSpace::SRgb).iccProfile()));
    QVERIFY(samples::save(folder.filePath(u"plain.png"_s), fields(sample), "png"));
    const auto convert = [](const QStringList& arguments) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(u"convert"_s, arguments);
        return process.waitForFinished(60'000) && process.exitCode() == 0;
    };
    // The numbers are kept, only their meaning is noted.
    QVERIFY(convert({folder.filePath(u"plain.png"_s), u"-quality"_s, u"98"_s, u"-profile"_s,
                     folder.filePath(u"from.icc"_s), original}));
    QVERIFY(convert({original, u"-intent"_s, u"relative"_s, u"-profile"_s,
                     folder.filePath(u"srgb.icc"_s), u"-strip"_s, u"-depth"_s, u"8"_s,
                     folder.filePath(u"expected.png"_s)}));
    const QImage expected(folder.filePath(u"expected.png"_s));
    QVERIFY(space == QColorSpace::SRgb || meanDifference(expected, fields(sample)) > 1);

    const CacheFolder cache(folder.filePath(u"cache"_s));
    QVERIFY(QDir().mkpath(cache.path()));
    const auto files = publishCopies({original, hashOfFile(original).value()}, cache);
    QVERIFY2(files, files ? "" : qPrintable(files.error().detail));
    for (const PublishedFile& file : *files) {
        if (file.role == wire::MediaRole::Full || file.role == wire::MediaRole::FullJpeg) {
            const double found = meanDifference(expected, QImage(file.path));
            QVERIFY2(found < 1, qPrintable(file.path + u": %1"_s.arg(found)));
        }
    }
}

void PublishColourTest::keepsTheColoursOfFilms_data()
{
    QTest::addColumn<QString>("matrix");
    QTest::addColumn<QString>("range");
    QTest::newRow("BT.709") << u"bt709"_s << u"tv"_s;
    QTest::newRow("BT.601") << u"smpte170m"_s << u"tv"_s;
    QTest::newRow("full range") << u"bt709"_s << u"pc"_s;
}

void PublishColourTest::keepsTheColoursOfFilms()
{
    QFETCH(QString, matrix);
    QFETCH(QString, range);
    const QTemporaryDir folder;
    const QString original = folder.filePath(u"a.mp4"_s);
    QVERIFY(samples::save(folder.filePath(u"plain.png"_s), fields(3), "png"));
    QVERIFY(samples::ffmpeg(
        {u"-loop"_s, u"1"_s, u"-i"_s, folder.filePath(u"plain.png"_s), u"-t"_s, u"0.5"_s, u"-r"_s,
         u"24"_s, u"-vf"_s,
         u"scale=out_color_matrix=%1:out_range=%2:flags=accurate_rnd+full_chroma_int,format=%3"_s
             .arg(matrix, range, range == u"pc"_s ? u"yuvj420p"_s : u"yuv420p"_s),
         u"-colorspace"_s, matrix, u"-color_range"_s, range, u"-c:v"_s, u"libx264"_s, u"-crf"_s,
         u"10"_s, original}));
    const CacheFolder cache(folder.filePath(u"cache"_s));
    QVERIFY(QDir().mkpath(cache.path()));
    const auto files = publishCopies({original, hashOfFile(original).value()}, cache);
    QVERIFY2(files, files ? "" : qPrintable(files.error().detail));
    for (const PublishedFile& file : *files) {
        QString picture = file.path;
        if (file.role == wire::MediaRole::Full) {
            picture = folder.filePath(u"frame.png"_s);
            QVERIFY(samples::ffmpeg(
                {u"-i"_s, file.path, u"-frames:v"_s, u"1"_s, u"-vf"_s,
                 u"scale=in_color_matrix=bt709:flags=accurate_rnd+full_chroma_int"_s, picture}));
        } else if (file.role != wire::MediaRole::Poster
                   && file.role != wire::MediaRole::PosterJpeg) {
            continue;
        }
        const double found = meanDifference(fields(3), QImage(picture));
        QVERIFY2(found < 1.5, qPrintable(file.path + u": %1"_s.arg(found)));
    }
}

QTEST_GUILESS_MAIN(PublishColourTest)
#include "publishcolourtest.moc"
