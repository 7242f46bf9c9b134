#include "core/media/publishcard.h"
#include "core/media/filehash.h"
#include "core/wire/filestructure.h"
#include "tests/support/files.h"
#include "tests/support/samples.h"

#include <QFile>
#include <QImage>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 most = 300'000; // bytes that messengers show

QImage noise(int width, int height)
{
    QRandomGenerator random(7);
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<quint32*>(image.scanLine(y));
        random.fillRange(line, width);
    }
    return image;
}

} // namespace

// The picture beside a link: always of one size, never too heavy, clean.
class PublishCardTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CacheFolder> m_cache;

    QString at(const QString& name) const { return m_folder->filePath(name); }
    QString hashOf(const QString& path) const { return hashOfFile(path).value_or(QString()); }
    QList<PublishedFile> copiesOf(const QString& path) const
    {
        return publishCopies({path, hashOf(path)}, *m_cache).value_or(QList<PublishedFile>());
    }
    std::optional<PublishedFile> cardOf(const QString& path) const
    {
        return publishCard(hashOf(path), copiesOf(path), *m_cache)
            .value_or(std::optional<PublishedFile>());
    }
    std::optional<PublishedFile> cardOf(const QImage& picture) const
    {
        samples::save(at(u"a.png"_s), picture, "png");
        return cardOf(at(u"a.png"_s));
    }
    static void judge(const std::optional<PublishedFile>& card)
    {
        QVERIFY(card);
        QCOMPARE(card->role, wire::MediaRole::Card);
        QCOMPARE(card->mime, u"image/jpeg"_s);
        QCOMPARE(QSize(card->width, card->height), QSize(1200, 630));
        QCOMPARE(QImage(card->path).size(), QSize(1200, 630));
        QCOMPARE_LE(card->size, most);
        QCOMPARE(QFile(card->path).size(), card->size);
        QVERIFY(!wire::checkPublishedFile(card->path.toStdString(), "image/jpeg"));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_cache = std::make_unique<CacheFolder>(at(u"cache"_s));
        QVERIFY(QDir().mkpath(m_cache->path()));
    }

    void hasOneSizeWhateverTheShape_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("16:9") << QSize(1920, 1080);
        QTest::newRow("scope") << QSize(1920, 804);
        QTest::newRow("4:3") << QSize(1440, 1080);
        QTest::newRow("square") << QSize(512, 512);
        QTest::newRow("upright") << QSize(1080, 1920);
        QTest::newRow("tiny") << QSize(3, 2);
        QTest::newRow("a line") << QSize(2000, 2);
        QTest::newRow("a column") << QSize(2, 2000);
    }
    void hasOneSizeWhateverTheShape()
    {
        QFETCH(QSize, size);
        judge(cardOf(samples::picture(size.width(), size.height())));
    }

    void isFilledByAWidePicture()
    {
        const auto card = cardOf(samples::quarters(1920, 1080));
        judge(card);
        const QImage image(card->path);
        const QImage source = samples::quarters(1920, 1080);
        for (const auto& [x, y] :
             {std::pair(0.02, 0.02), {0.98, 0.02}, {0.02, 0.98}, {0.98, 0.98}}) {
            QCOMPARE(samples::quarterAt(image, x, y), samples::quarterAt(source, x, y));
        }
    }
    // Nothing of it is cut off: it stands in the middle, and what is around it is darker.
    void showsAnUprightPictureWhole()
    {
        const QImage source = samples::quarters(1000, 2000);
        const auto card = cardOf(source);
        judge(card);
        const QImage image(card->path);
        const QImage middle = image.copy(QRect((1200 - 315) / 2, 0, 315, 630));
        for (const auto& [x, y] :
             {std::pair(0.05, 0.03), {0.95, 0.03}, {0.05, 0.97}, {0.95, 0.97}}) {
            QCOMPARE(samples::quarterAt(middle, x, y), samples::quarterAt(source, x, y));
        }
        const auto light = [](const QColor& color) {
            return color.red() + color.green() + color.blue();
        };
        QVERIFY(light(image.pixelColor(20, 40)) < light(middle.pixelColor(20, 40)));
    }
    void staysLight() { judge(cardOf(noise(1920, 1080))); }
    void isThePosterOfAFilm()
    {
        QCOMPARE(samples::film(at(u"a.mp4"_s), 24, 24, {640, 360}), QString());
        judge(cardOf(at(u"a.mp4"_s)));
    }
    void isNotThereWithoutAPicture()
    {
        const auto none = publishCard(QString(64, u'a'), {}, *m_cache);
        QVERIFY(none && !*none);
    }
    void isKeptAndMadeAgainIfItIsDamaged()
    {
        const auto first = cardOf(samples::picture(1600, 900));
        judge(first);
        QVERIFY(first->path.startsWith(m_cache->path() + u"/published/"_s));
        const QByteArray bytes = samples::read(first->path);
        QVERIFY(flipBit(first->path, 60));
        QCOMPARE(cardOf(at(u"a.png"_s)), first);
        QCOMPARE(samples::read(first->path), bytes);
    }
    void stopsWhenAsked()
    {
        samples::save(at(u"a.png"_s), samples::picture(1600, 900), "png");
        const auto copies = copiesOf(at(u"a.png"_s));
        std::stop_source stop;
        stop.request_stop();
        const auto card = publishCard(hashOf(at(u"a.png"_s)), copies, *m_cache, stop.get_token());
        QVERIFY(!card);
        QCOMPARE(card.error().kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(PublishCardTest)
#include "publishcardtest.moc"
