#include "core/media/publishcopy.h"
#include "core/media/filehash.h"
#include "core/media/publishcopycache.h"
#include "core/wire/filestructure.h"
#include "tests/support/canaryfiles.h"
#include "tests/support/files.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <thread>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;
using wire::MediaRole;

namespace {

const QByteArray word = "KANAREYKA7Q3Z";

QImage noise(int width, int height)
{
    QRandomGenerator random(7);
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<quint32*>(image.scanLine(y));
        for (int x = 0; x < width; ++x) {
            line[x] = random.generate() | 0xFF000000;
        }
    }
    return image;
}

std::optional<PublishedFile> fileOf(const QList<PublishedFile>& files, MediaRole role)
{
    const auto found = std::find_if(files.begin(), files.end(), [role](const PublishedFile& file) {
        return file.role == role;
    });
    return found == files.end() ? std::nullopt : std::optional(*found);
}

QStringList rolesOf(const QList<PublishedFile>& files)
{
    QStringList roles;
    for (const PublishedFile& file : files) {
        roles += QString::fromUtf8(wire::nameOf(file.role));
    }
    roles.sort();
    return roles;
}

// What ffprobe says about a film.
QJsonObject probed(const QString& path)
{
    QProcess process;
    process.start(u"ffprobe"_s,
                  {u"-v"_s, u"error"_s, u"-of"_s, u"json"_s, u"-show_streams"_s, u"-show_format"_s,
                   u"-show_chapters"_s, path});
    return process.waitForFinished(60'000)
        ? QJsonDocument::fromJson(process.readAllStandardOutput()).object()
        : QJsonObject();
}

QJsonObject streamOf(const QJsonObject& film, const QString& type)
{
    for (const QJsonValue& stream : film[u"streams"_s].toArray()) {
        if (stream[u"codec_type"_s].toString() == type) {
            return stream.toObject();
        }
    }
    return {};
}

} // namespace

class PublishCopyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void leavesNothingButPictures();
    void leavesNothingButFilms();
    void makesThreeSizesOfAPicture();
    void enlargesNothing();
    void turnsPicturesUpright();
    void keepsSmallPicturesSmall();
    void makesFilmsOfTwoSizes();
    void leavesOutWhatTheSourceDoesNotHave();
    void turnsFilmsUpright_data();
    void turnsFilmsUpright();
    void keepsToItsBitRate();
    void keepsSoundBesidePictures();
    void givesTheSameBytesTwice();
    void takesWhatIsInTheCache();
    void makesDamagedCopiesAgain();
    void remakesWhatWasCleared();
    void makesOneSetForManyAtOnce();
    void publishesNothingThatIsNotClean();
    void refusesDamagedFiles_data();
    void refusesDamagedFiles();
    void stopsWhenAsked();
    void tellsHowFarItIs();
    void writesOneCleanCopy_data();
    void writesOneCleanCopy();
    void refusesAnUnfittingEnding();

private:
    QString at(const QString& name) const { return m_folder->filePath(name); }
    PublishSource source(const QString& path) const
    {
        return {path, hashOfFile(path).value_or(QString())};
    }
    // The copies of a file, each of which has passed the check once more.
    QList<PublishedFile> publish(const QString& path)
    {
        const auto files = publishCopies(source(path), *m_cache);
        if (!files) {
            qWarning() << errorKindName(files.error().kind) << files.error().detail;
            return {};
        }
        for (const PublishedFile& file : *files) {
            const QByteArray bytes = samples::read(file.path);
            const auto problem = wire::checkPublished(
                std::string_view(bytes.constData(), size_t(bytes.size())), file.mime.toStdString());
            if (problem || bytes.size() != file.size
                || hashOfFile(file.path).value() != file.sha256) {
                qWarning() << file.path << (problem ? describe(*problem).c_str() : "size or hash");
                return {};
            }
        }
        return *files;
    }

    void leavesNothingOf(const QList<canaries::Place>& places, const QString& folder);
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CacheFolder> m_cache;
};

void PublishCopyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_cache = std::make_unique<CacheFolder>(at(u"cache"_s));
    QVERIFY(QDir().mkpath(m_cache->path()));
}

// Every place, by publishing a file that has the word there and searching all that came out of it.
// That the search would find it is shown by the originals.
void PublishCopyTest::leavesNothingOf(const QList<canaries::Place>& places, const QString& folder)
{
    const QStringList originals = canaries::findInFolder(folder, word);
    for (const canaries::Place& place : places) {
        const bool seen = std::any_of(originals.begin(), originals.end(), [&](const QString& hit) {
            return hit.startsWith(place.fileName);
        });
        QVERIFY2(seen, qPrintable(u"the search is blind for "_s + place.name));
        const QList<PublishedFile> files = publish(folder + u'/' + place.fileName);
        QVERIFY2(files.size() >= 4, qPrintable(place.name));
    }
    const QStringList hits = canaries::findInFolder(m_cache->path(), word);
    QVERIFY2(hits.isEmpty(), qPrintable(hits.join(u'\n')));
    // Nor what programs say about themselves.
    for (const auto& [path, contents] : treeOf(m_cache->path()).asKeyValueRange()) {
        for (const char* name : {"Lavc", "Lavf", "x264", "VideoHandler", "SoundHandler"}) {
            QVERIFY2(!contents.contains(name), qPrintable(path));
        }
    }
}

void PublishCopyTest::leavesNothingButPictures()
{
    const QList<canaries::Place> places = canaries::writePictures(at(u"originals"_s), word);
    QCOMPARE_GE(places.size(), 50);
    leavesNothingOf(places, at(u"originals"_s));
}

void PublishCopyTest::leavesNothingButFilms()
{
    const QList<canaries::Place> places = canaries::writeFilms(at(u"originals"_s), word);
    QCOMPARE_GE(places.size(), 30);
    leavesNothingOf(places, at(u"originals"_s));
}

void PublishCopyTest::makesThreeSizesOfAPicture()
{
    QVERIFY(samples::save(at(u"a.png"_s), samples::picture(2560, 1440), "png"));
    const QList<PublishedFile> files = publish(at(u"a.png"_s));
    QVERIFY(!files.isEmpty());
    QCOMPARE(rolesOf(files), QStringList({u"full"_s, u"fullJpeg"_s, u"medium"_s, u"thumb"_s}));
    const auto has = [&files](MediaRole role, const QSize& size, const char* format, qint64 most) {
        const auto file = fileOf(files, role);
        QImageReader reader(file->path, format);
        const QImage image = reader.read();
        QCOMPARE(image.size(), size);
        QCOMPARE(QSize(file->width, file->height), size);
        QCOMPARE(file->mime, u"image/"_s + QString::fromLatin1(format));
        QCOMPARE_LE(file->size, most);
        QCOMPARE(file->durationMs, 0);
    };
    has(MediaRole::Thumb, {480, 270}, "webp", 30'000);
    has(MediaRole::Medium, {960, 540}, "webp", 200'000);
    has(MediaRole::Full, {1920, 1080}, "webp", 800'000);
    has(MediaRole::FullJpeg, {1920, 1080}, "jpeg", 300'000);
}

void PublishCopyTest::enlargesNothing()
{
    QVERIFY(samples::save(at(u"a.jpg"_s), samples::picture(301, 700), "jpeg"));
    const QList<PublishedFile> files = publish(at(u"a.jpg"_s));
    QVERIFY(!files.isEmpty());
    QCOMPARE(QImageReader(fileOf(files, MediaRole::Full)->path).size(), QSize(301, 700));
    QCOMPARE(QImageReader(fileOf(files, MediaRole::Medium)->path).size(), QSize(301, 700));
    QCOMPARE(QImageReader(fileOf(files, MediaRole::Thumb)->path).size(), QSize(206, 480));
}

void PublishCopyTest::turnsPicturesUpright()
{
    const QByteArray jpeg = samples::encoded(samples::quarters(600, 400), "jpeg", 95);
    QVERIFY(samples::write(
        at(u"a.jpg"_s),
        samples::withJpegSegment(jpeg, 0xE1, QByteArray("Exif\0\0", 6) + samples::exifBlock(6))));
    for (const PublishedFile& file : publish(at(u"a.jpg"_s))) {
        const QImage image(file.path);
        QVERIFY(image.width() < image.height());
        QCOMPARE(samples::quarterAt(image, 0.75, 0.25), 'r');
    }
}

void PublishCopyTest::keepsSmallPicturesSmall()
{
    QVERIFY(samples::save(at(u"a.png"_s), noise(1920, 1080), "png"));
    const QList<PublishedFile> files = publish(at(u"a.png"_s));
    QVERIFY(!files.isEmpty());
    QCOMPARE_LE(fileOf(files, MediaRole::Thumb)->size, 30'000);
    QCOMPARE_LE(fileOf(files, MediaRole::FullJpeg)->size, 300'000);
}

void PublishCopyTest::makesFilmsOfTwoSizes()
{
    QVERIFY(samples::ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=2560x1440:r=60:d=1"_s,
                             u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=r=44100:d=1"_s, u"-c:v"_s,
                             u"libx264"_s, u"-preset"_s, u"ultrafast"_s, u"-c:a"_s, u"libmp3lame"_s,
                             u"-ac"_s, u"1"_s, at(u"a.mp4"_s)}));
    const QList<PublishedFile> files = publish(at(u"a.mp4"_s));
    QVERIFY(!files.isEmpty());
    QCOMPARE(rolesOf(files),
             QStringList({u"full"_s, u"hover"_s, u"large"_s, u"medium"_s, u"poster"_s,
                          u"posterJpeg"_s, u"thumb"_s}));
    const auto has = [&files](MediaRole role, const QSize& size, const QString& rate, bool sound) {
        const auto file = fileOf(files, role);
        QCOMPARE(QSize(file->width, file->height), size);
        QCOMPARE(file->durationMs, 1000);
        QCOMPARE(file->mime, u"video/mp4"_s);
        const QJsonObject film = probed(file->path);
        const QJsonObject video = streamOf(film, u"video"_s);
        QCOMPARE(video[u"codec_name"_s].toString(), u"h264"_s);
        QCOMPARE(video[u"width"_s].toInt(), size.width());
        QCOMPARE(video[u"height"_s].toInt(), size.height());
        QCOMPARE(video[u"avg_frame_rate"_s].toString(), rate);
        QCOMPARE(video[u"pix_fmt"_s].toString(), u"yuv420p"_s);
        const QJsonObject audio = streamOf(film, u"audio"_s);
        QCOMPARE(audio[u"codec_name"_s].toString(), sound ? u"aac"_s : QString());
        QCOMPARE(film[u"streams"_s].toArray().size(), sound ? 2 : 1);
    };
    has(MediaRole::Full, {1280, 720}, u"60/1"_s, true);
    has(MediaRole::Large, {1920, 1080}, u"60/1"_s, true);
    has(MediaRole::Hover, {480, 270}, u"30/1"_s, false);
    QCOMPARE(QImageReader(fileOf(files, MediaRole::Poster)->path).size(), QSize(1920, 1080));
}

void PublishCopyTest::leavesOutWhatTheSourceDoesNotHave()
{
    QCOMPARE(samples::film(at(u"a.mp4"_s), 24, 24, {640, 360}), QString());
    const QList<PublishedFile> files = publish(at(u"a.mp4"_s));
    QVERIFY(!files.isEmpty());
    QVERIFY(!fileOf(files, MediaRole::Large));
    const auto full = fileOf(files, MediaRole::Full);
    QCOMPARE(QSize(full->width, full->height), QSize(640, 360));
    QCOMPARE(probed(full->path)[u"streams"_s].toArray().size(), 1);
}

void PublishCopyTest::turnsFilmsUpright_data()
{
    QTest::addColumn<int>("degrees");
    QTest::addColumn<QSize>("size");
    QTest::newRow("0") << 0 << QSize(320, 180);
    QTest::newRow("90") << 90 << QSize(180, 320);
    QTest::newRow("180") << 180 << QSize(320, 180);
    QTest::newRow("270") << 270 << QSize(180, 320);
}

void PublishCopyTest::turnsFilmsUpright()
{
    QFETCH(int, degrees);
    QFETCH(QSize, size);
    QVERIFY(samples::save(at(u"quarters.png"_s), samples::quarters(320, 180), "png"));
    QVERIFY(samples::ffmpeg({u"-loop"_s, u"1"_s, u"-i"_s, at(u"quarters.png"_s), u"-t"_s, u"0.5"_s,
                             u"-r"_s, u"12"_s, u"-c:v"_s, u"libx264"_s, u"-pix_fmt"_s, u"yuv420p"_s,
                             at(u"flat.mp4"_s)}));
    QVERIFY(samples::ffmpeg({u"-i"_s, at(u"flat.mp4"_s), u"-c"_s, u"copy"_s, u"-metadata:s:v"_s,
                             u"rotate=%1"_s.arg(degrees), at(u"turned.mp4"_s)}));
    const QList<PublishedFile> files = publish(at(u"turned.mp4"_s));
    QVERIFY(!files.isEmpty());
    const auto cornersOf = [this](const QStringList& input) {
        const bool done =
            samples::ffmpeg(input + QStringList{u"-frames:v"_s, u"1"_s, at(u"frame.png"_s)});
        const QImage frame(at(u"frame.png"_s));
        QString corners;
        for (const auto& [x, y] :
             {std::pair(0.25, 0.25), {0.75, 0.25}, {0.75, 0.75}, {0.25, 0.75}}) {
            corners += QLatin1Char(samples::quarterAt(frame, x, y));
        }
        return done ? corners : QString();
    };
    // The way round in which another player shows the original; of the copies, how they are stored.
    const QString expected = cornersOf({u"-i"_s, at(u"turned.mp4"_s)});
    QCOMPARE(expected == u"rgbw"_s, degrees == 0);
    for (const MediaRole role : {MediaRole::Full, MediaRole::Hover}) {
        const auto file = fileOf(files, role);
        QCOMPARE(QSize(file->width, file->height), size);
        QCOMPARE(cornersOf({u"-noautorotate"_s, u"-i"_s, file->path}), expected);
    }
}

void PublishCopyTest::keepsToItsBitRate()
{
    // Noise: the most that a film can ask for.
    QVERIFY(samples::ffmpeg(
        {u"-f"_s, u"lavfi"_s, u"-i"_s, u"nullsrc=s=1280x720:r=24:d=4,geq=random(1)*255:128:128"_s,
         u"-f"_s, u"lavfi"_s, u"-i"_s, u"anoisesrc=d=4"_s, u"-c:v"_s, u"libx264"_s, u"-preset"_s,
         u"ultrafast"_s, u"-crf"_s, u"28"_s, u"-c:a"_s, u"aac"_s, at(u"a.mp4"_s)}));
    const QList<PublishedFile> files = publish(at(u"a.mp4"_s));
    QVERIFY(!files.isEmpty());
    const auto full = fileOf(files, MediaRole::Full);
    QCOMPARE_LE(full->size * 8 * 1000 / full->durationMs, 2'500'000);
    QCOMPARE_LE(fileOf(files, MediaRole::Hover)->size, 1'000'000);
}

void PublishCopyTest::keepsSoundBesidePictures()
{
    // Two seconds of pictures; the sound begins after one and goes on for three.
    QVERIFY(samples::ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=320x180:r=24:d=2"_s,
                             u"-itsoffset"_s, u"1"_s, u"-f"_s, u"lavfi"_s, u"-i"_s,
                             u"sine=f=1000:r=48000:d=3"_s, u"-c:v"_s, u"libx264"_s, u"-c:a"_s,
                             u"pcm_s16le"_s, at(u"a.mov"_s)}));
    const QList<PublishedFile> files = publish(at(u"a.mov"_s));
    QVERIFY(!files.isEmpty());
    const QString path = fileOf(files, MediaRole::Full)->path;
    QVERIFY(samples::ffmpeg({u"-i"_s, path, u"-f"_s, u"s16le"_s, u"-ac"_s, u"1"_s, u"-ar"_s,
                             u"48000"_s, at(u"sound.raw"_s)}));
    const QByteArray raw = samples::read(at(u"sound.raw"_s));
    const auto* sound = reinterpret_cast<const qint16*>(raw.constData());
    const auto loudest = [sound, &raw](int fromMs, int toMs) {
        int most = 0;
        for (qsizetype i = fromMs * 48; i < toMs * 48 && i < raw.size() / 2; ++i) {
            most = std::max(most, std::abs(int(sound[i])));
        }
        return most;
    };
    QVERIFY(loudest(0, 950) < 500);
    QVERIFY(loudest(1050, 1950) > 2000);
    QVERIFY(qAbs(raw.size() / 96 - 2000) < 60);
}

void PublishCopyTest::givesTheSameBytesTwice()
{
    // Its pictures want more than the rate allows.
    QVERIFY(samples::ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=1920x1080:r=24:d=1"_s,
                             u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=1"_s, u"-c:v"_s, u"libx264"_s,
                             u"-preset"_s, u"ultrafast"_s, u"-c:a"_s, u"aac"_s, at(u"a.mp4"_s)}));
    QVERIFY(samples::save(at(u"b.png"_s), samples::picture(1000, 700), "png"));
    QVERIFY(!publish(at(u"a.mp4"_s)).isEmpty());
    QVERIFY(!publish(at(u"b.png"_s)).isEmpty());
    const auto first = treeOf(m_cache->path());
    for (int round = 0; round < 2; ++round) {
        m_cache = std::make_unique<CacheFolder>(at(u"another%1"_s.arg(round)));
        QVERIFY(QDir().mkpath(m_cache->path()));
        QVERIFY(!publish(at(u"a.mp4"_s)).isEmpty());
        QVERIFY(!publish(at(u"b.png"_s)).isEmpty());
        const auto again = treeOf(m_cache->path());
        QCOMPARE(again.keys(), first.keys());
        for (const QString& path : again.keys()) {
            QVERIFY2(again[path] == first[path], qPrintable(path));
        }
    }
}

void PublishCopyTest::takesWhatIsInTheCache()
{
    QVERIFY(samples::save(at(u"a.png"_s), samples::picture(300, 200), "png"));
    const PublishSource original = source(at(u"a.png"_s));
    const QList<PublishedFile> files = publish(original.path);
    QVERIFY(fileOf(files, MediaRole::Full)
                ->path.startsWith(m_cache->path() + u"/published/"_s + original.sha256));
    // Without the original, they can only come from there.
    QVERIFY(QFile::remove(original.path));
    QCOMPARE(publishCopies(original, *m_cache).value(), files);
}

void PublishCopyTest::makesDamagedCopiesAgain()
{
    QVERIFY(samples::save(at(u"a.png"_s), samples::picture(300, 200), "png"));
    const QList<PublishedFile> files = publish(at(u"a.png"_s));
    QVERIFY(!files.isEmpty());
    QVERIFY(flipBit(fileOf(files, MediaRole::Full)->path, 60));
    QCOMPARE(publish(at(u"a.png"_s)), files);
    QVERIFY(QFile::remove(fileOf(files, MediaRole::Thumb)->path));
    QCOMPARE(publish(at(u"a.png"_s)), files);
    const QString list = QFileInfo(files[0].path).path() + u"/files.json"_s;
    QVERIFY(samples::write(list, "[]"));
    QCOMPARE(publish(at(u"a.png"_s)), files);
}

void PublishCopyTest::remakesWhatWasCleared()
{
    QVERIFY(samples::save(at(u"a.png"_s), samples::picture(300, 200), "png"));
    const PublishSource original = source(at(u"a.png"_s));
    const QList<PublishedFile> files = publish(original.path);
    QVERIFY(m_cache->clear().value() > 0);
    QVERIFY(!QFile::exists(files[0].path));
    QCOMPARE(publish(original.path), files);
    m_cache->remove(original.sha256);
    QVERIFY(!QFile::exists(files[0].path));
}

void PublishCopyTest::makesOneSetForManyAtOnce()
{
    QVERIFY(samples::save(at(u"a.png"_s), samples::picture(600, 400), "png"));
    const PublishSource original = source(at(u"a.png"_s));
    constexpr int count = 6;
    std::array<QList<PublishedFile>, count> made;
    {
        std::vector<std::jthread> threads;
        for (QList<PublishedFile>& files : made) {
            threads.emplace_back([&] {
                files = publishCopies(original, *m_cache).value_or(QList<PublishedFile>());
            });
        }
    }
    for (const QList<PublishedFile>& files : made) {
        QCOMPARE(files.size(), 4);
        QCOMPARE(files, made[0]);
    }
    // Nothing is left of the others' work.
    QCOMPARE(
        QDir(m_cache->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        QStringList{u"published"_s});
    QCOMPARE(publish(original.path), made[0]);
}

void PublishCopyTest::publishesNothingThatIsNotClean()
{
    const PublishedCopies copies(*m_cache, QString(64, u'a'), copiesRecipe);
    const QString folder = copies.beginFolder().value();
    const QByteArray clean = samples::encoded(samples::picture(64, 36), "webp", 80);
    QVERIFY(samples::write(folder + u"/thumb.webp"_s, clean));
    QVERIFY(samples::write(folder + u"/full.webp"_s, clean + word));
    PublishedFile thumb;
    thumb.path = folder + u"/thumb.webp"_s;
    thumb.mime = u"image/webp"_s;
    PublishedFile full = thumb;
    full.role = MediaRole::Full;
    full.path = folder + u"/full.webp"_s;
    const auto stored = copies.store(folder, {thumb, full}, {});
    QVERIFY(!stored);
    QCOMPARE(stored.error().kind, ErrorKind::NotClean);
    QVERIFY(!stored.error().detail.contains(QString::fromLatin1(word)));
    QVERIFY(!*copies.load({}));
    QVERIFY(copies.store(folder, {thumb}, {}));
    QCOMPARE(copies.load({}).value()->size(), 1);
}

void PublishCopyTest::refusesDamagedFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("percent");
    for (const auto& name : {u"a.png"_s, u"a.jpg"_s, u"a.webp"_s, u"a.mp4"_s}) {
        for (const int percent : {3, 30, 70, 97}) {
            QTest::addRow("%s %d %%", qPrintable(name), percent) << name << percent;
        }
    }
}

void PublishCopyTest::refusesDamagedFiles()
{
    QFETCH(QString, name);
    QFETCH(int, percent);
    const QImage image = samples::picture(640, 360);
    const QByteArray format = QFileInfo(name).suffix().toLatin1();
    if (format == "mp4") {
        QCOMPARE(samples::film(at(name), 24), QString());
    } else {
        QVERIFY(samples::save(at(name), image, format == "jpg" ? "jpeg" : format.constData(), 80));
    }
    const QByteArray whole = samples::read(at(name));
    QVERIFY(samples::write(at(name), whole.left(whole.size() * percent / 100)));
    const auto files = publishCopies(source(at(name)), *m_cache);
    QVERIFY(!files);
    QVERIFY(files.error().kind == ErrorKind::FileDamaged
            || files.error().kind == ErrorKind::FormatUnsupported);
    QCOMPARE(treeOf(m_cache->path()).size(), 0);
}

void PublishCopyTest::stopsWhenAsked()
{
    QCOMPARE(samples::film(at(u"a.mp4"_s), 48, 24, {640, 360}), QString());
    std::stop_source stop;
    int calls = 0;
    const auto files = publishCopies(
        source(at(u"a.mp4"_s)), *m_cache,
        [&](double) {
            ++calls;
            stop.request_stop();
        },
        stop.get_token());
    QVERIFY(!files);
    QCOMPARE(files.error().kind, ErrorKind::Cancelled);
    QVERIFY(calls > 0);
    QCOMPARE(treeOf(m_cache->path()).size(), 0);
}

void PublishCopyTest::tellsHowFarItIs()
{
    QCOMPARE(samples::film(at(u"a.mp4"_s), 24), QString());
    QList<double> steps;
    QVERIFY(
        publishCopies(source(at(u"a.mp4"_s)), *m_cache, [&steps](double done) { steps += done; }));
    QVERIFY(std::is_sorted(steps.begin(), steps.end()));
    QCOMPARE_GE(steps.first(), 0.0);
    QCOMPARE(steps.last(), 1.0);
}

void PublishCopyTest::writesOneCleanCopy_data()
{
    QTest::addColumn<QString>("original");
    QTest::addColumn<QString>("copy");
    QTest::addColumn<QString>("mime");
    QTest::newRow("png") << u"a.jpg"_s << u"b.png"_s << u"image/png"_s;
    QTest::newRow("jpg") << u"a.jpg"_s << u"b.JPG"_s << u"image/jpeg"_s;
    QTest::newRow("webp") << u"a.jpg"_s << u"b.webp"_s << u"image/webp"_s;
    QTest::newRow("mp4") << u"a.mp4"_s << u"b.mp4"_s << u"video/mp4"_s;
}

void PublishCopyTest::writesOneCleanCopy()
{
    QFETCH(QString, original);
    QFETCH(QString, copy);
    QFETCH(QString, mime);
    if (original == u"a.jpg"_s) {
        QVERIFY(samples::write(
            at(original),
            samples::withJpegSegment(samples::encoded(samples::picture(2400, 1000), "jpeg"), 0xFE,
                                     word)));
    } else {
        QVERIFY(samples::ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=s=500x300:r=24:d=1"_s,
                                 u"-metadata"_s, u"comment="_s + QString::fromLatin1(word),
                                 at(original)}));
    }
    QVERIFY(samples::write(at(copy), "an older file"));
    QVERIFY(writeCleanCopy(at(original), at(copy)));
    QVERIFY(checkClean(at(copy), mime));
    QCOMPARE(canaries::find(samples::read(at(copy)), word), QString());
    if (mime == u"video/mp4"_s) {
        QCOMPARE(streamOf(probed(at(copy)), u"video"_s)[u"width"_s].toInt(), 500);
    } else {
        QCOMPARE(QImageReader(at(copy)).size(), QSize(2400, 1000));
    }
}

void PublishCopyTest::refusesAnUnfittingEnding()
{
    QVERIFY(samples::save(at(u"a.png"_s), samples::picture(30, 20), "png"));
    for (const auto& name : {u"b.mp4"_s, u"b.txt"_s, u"b"_s, u"b.gif"_s}) {
        const auto written = writeCleanCopy(at(u"a.png"_s), at(name));
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!QFile::exists(at(name)));
    }
}

QTEST_GUILESS_MAIN(PublishCopyTest)
#include "publishcopytest.moc"
