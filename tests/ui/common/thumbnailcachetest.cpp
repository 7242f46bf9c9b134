#include "thumbnailcachetest.h"

#include "ui/common/thumbnailcache.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

QString ThumbnailCacheTest::path(const QString& sha256, int level) const
{
    return m_folder->filePath(u"%1-%2.png"_s.arg(sha256).arg(level));
}

void ThumbnailCacheTest::write(const QString& sha256, int level, const QSize& size) const
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor(level % 255, 80, 40));
    QVERIFY(image.save(path(sha256, level)));
}

void ThumbnailCacheTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void ThumbnailCacheTest::levelIsTheSmallestSharpOne()
{
    QCOMPARE(ThumbnailCache::levelFor(1), 120);
    QCOMPARE(ThumbnailCache::levelFor(120), 120);
    QCOMPARE(ThumbnailCache::levelFor(121), 240);
    QCOMPARE(ThumbnailCache::levelFor(1500), 1920);
    QCOMPARE(ThumbnailCache::levelFor(5000), 1920);
}

void ThumbnailCacheTest::requestedThumbnailBecomesReady()
{
    write(u"aa"_s, 240, {240, 135});
    ThumbnailCache cache([this](const QString& sha, int level) { return path(sha, level); });
    QSignalSpy ready(&cache, &ThumbnailCache::ready);
    QVERIFY(cache.image(u"aa"_s, 240).isNull());
    cache.request(u"aa"_s, 240, ThumbnailCache::Priority::Prefetch);
    cache.request(u"aa"_s, 240, ThumbnailCache::Priority::Visible);
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(ready.first().at(0).toString(), u"aa"_s);
    QCOMPARE(ready.first().at(1).toInt(), 240);
    QCOMPARE(cache.image(u"aa"_s, 240).size(), QSize(240, 135));
    cache.request(u"aa"_s, 240);
    QVERIFY(!ready.wait(30));
}

void ThumbnailCacheTest::missingFileIsSaidOnceUntilInvalidated()
{
    ThumbnailCache cache([this](const QString& sha, int level) { return path(sha, level); });
    QSignalSpy missing(&cache, &ThumbnailCache::missing);
    QSignalSpy ready(&cache, &ThumbnailCache::ready);
    cache.request(u"bb"_s, 480);
    QTRY_COMPARE(missing.size(), 1);
    cache.request(u"bb"_s, 480);
    QVERIFY(!missing.wait(30));
    write(u"bb"_s, 480, {480, 270});
    cache.invalidate(u"bb"_s);
    cache.request(u"bb"_s, 480);
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(missing.size(), 1);
}

void ThumbnailCacheTest::pictureStaysUntilTheNewOneIsThere()
{
    write(u"ii"_s, 240, {240, 135});
    ThumbnailCache cache([this](const QString& sha, int level) { return path(sha, level); });
    QSignalSpy ready(&cache, &ThumbnailCache::ready);
    QSignalSpy missing(&cache, &ThumbnailCache::missing);
    cache.request(u"ii"_s, 240);
    QTRY_COMPARE(ready.size(), 1);
    write(u"ii"_s, 240, {240, 160});
    cache.invalidate(u"ii"_s);
    QCOMPARE(cache.image(u"ii"_s, 240).height(), 135);
    cache.request(u"ii"_s, 240);
    QTRY_COMPARE(ready.size(), 2);
    QCOMPARE(cache.image(u"ii"_s, 240).height(), 160);

    QVERIFY(QFile::remove(path(u"ii"_s, 240)));
    cache.invalidateAll();
    cache.request(u"ii"_s, 240);
    QTRY_COMPARE(missing.size(), 1);
    QCOMPARE(cache.image(u"ii"_s, 240).height(), 160);
}

void ThumbnailCacheTest::damagedFileCountsAsMissing()
{
    QFile file(path(u"cc"_s, 120));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\x89PNG broken");
    file.close();
    ThumbnailCache cache([this](const QString& sha, int level) { return path(sha, level); });
    QSignalSpy missing(&cache, &ThumbnailCache::missing);
    cache.request(u"cc"_s, 120);
    QTRY_COMPARE(missing.size(), 1);
}

void ThumbnailCacheTest::nearestPrefersLarger()
{
    write(u"dd"_s, 120, {120, 68});
    write(u"dd"_s, 960, {960, 540});
    ThumbnailCache cache([this](const QString& sha, int level) { return path(sha, level); });
    QSignalSpy ready(&cache, &ThumbnailCache::ready);
    cache.request(u"dd"_s, 120);
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(cache.nearest(u"dd"_s, 240).width(), 120);
    cache.request(u"dd"_s, 960);
    QTRY_COMPARE(ready.size(), 2);
    QCOMPARE(cache.nearest(u"dd"_s, 240).width(), 960);
    QVERIFY(cache.nearest(u"ee"_s, 240).isNull());
}

void ThumbnailCacheTest::memoryStaysWithinTheLimit()
{
    constexpr qint64 limit = 1 << 20;
    ThumbnailCache cache([this](const QString& sha, int level) { return path(sha, level); },
                         nullptr, limit);
    QSignalSpy ready(&cache, &ThumbnailCache::ready);
    for (int i = 0; i < 12; ++i) {
        const QString sha = u"f%1"_s.arg(i);
        write(sha, 240, {240, 240});
        cache.request(sha, 240);
    }
    QTRY_COMPARE(ready.size(), 12);
    QVERIFY(cache.bytes() <= limit);
    QVERIFY(cache.bytes() > limit / 2);
    const QString last = ready.last().at(0).toString();
    QVERIFY(!cache.image(last, 240).isNull());
}

void ThumbnailCacheTest::cancelledRequestsAreNotAnswered()
{
    write(u"gg"_s, 240, {240, 135});
    ThumbnailCache cache([this](const QString& sha, int level) { return path(sha, level); });
    QSignalSpy ready(&cache, &ThumbnailCache::ready);
    cache.request(u"gg"_s, 240);
    cache.cancel(u"gg"_s, 240);
    QVERIFY(!ready.wait(60));
    cache.request(u"gg"_s, 240);
    QTRY_COMPARE(ready.size(), 1);
}

void ThumbnailCacheTest::destructionWithWorkUnderWayIsSafe()
{
    for (int i = 0; i < 40; ++i) {
        write(u"h%1"_s.arg(i), 480, {480, 270});
    }
    {
        ThumbnailCache cache([this](const QString& sha, int level) { return path(sha, level); });
        for (int i = 0; i < 40; ++i) {
            cache.request(u"h%1"_s.arg(i), 480);
        }
    }
    QCoreApplication::processEvents();
}
