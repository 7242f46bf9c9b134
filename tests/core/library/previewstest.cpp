#include "core/library/previewmaker.h"
#include "core/media/palette.h"
#include "tests/support/files.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 120'000;

struct Told
{
    QString sha256;
    PreviewKind kind;

    bool operator==(const Told&) const = default;
};

} // namespace

class PreviewsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<MediaFolder> m_media;
    std::unique_ptr<CacheFolder> m_cache;
    std::unique_ptr<PreviewMaker> m_maker;
    Account m_vera = rows::account(u"vera"_s);
    Shot m_shot;
    QList<Told> m_ready;
    QList<std::pair<Told, ErrorKind>> m_failed;
    int m_created = 1;

    void start(const QList<QString>& visible = {})
    {
        m_ready.clear();
        m_failed.clear();
        m_maker = std::make_unique<PreviewMaker>(*m_store, *m_media, *m_cache);
        connect(m_maker.get(), &PreviewMaker::ready, this,
                [this](const QString& sha256, PreviewKind kind) {
                    m_ready.append({sha256, kind});
                });
        connect(m_maker.get(), &PreviewMaker::failed, this,
                [this](const QString& sha256, PreviewKind kind, const Error& error) {
                    m_failed.append({{sha256, kind}, error.kind});
                });
        m_maker->prioritise(visible);
    }
    bool runUntilIdle(const QList<QString>& visible = {})
    {
        start(visible);
        QSignalSpy idle(m_maker.get(), &PreviewMaker::idle);
        return idle.wait(patienceMs);
    }
    void insert(Media media)
    {
        media.createdMs = m_created++;
        QVERIFY(rows::write(*m_store, m_vera.id, [&](Repositories& r) {
            r.media.insert(media);
            r.assets.insert(rows::asset(m_shot.id, media.sha256));
        }));
    }
    QString addPicture(int seed)
    {
        const QString path = m_folder->filePath(u"picture.png"_s);
        samples::save(path, samples::picture(320, 180, seed), "png");
        const Media media = rows::mediaOfFile(*m_media, path);
        insert(media);
        return media.sha256;
    }
    QString addFilm(int frames)
    {
        const QString path = m_folder->filePath(u"film.mp4"_s);
        if (!samples::film(path, frames).isEmpty()) {
            return {};
        }
        const Media media = rows::mediaOfFile(*m_media, path);
        insert(media);
        return media.sha256;
    }
    // Bytes that pass for a PNG and are none, as a bad disk leaves them.
    QString addDamaged()
    {
        const QByteArray bytes = samples::encoded(samples::picture(64, 36, 7), "png").left(200);
        Media media = rows::media(u"0"_s);
        media.sha256 = QString::fromLatin1(
            QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        media.size = bytes.size();
        const QString path = m_media->path(media.sha256);
        QDir().mkpath(QFileInfo(path).path());
        samples::write(path, bytes);
        insert(media);
        return media.sha256;
    }
    QString paletteOf(const QString& sha256) const
    {
        return (**m_store->read({}, [&](const Repositories& r) { return r.media.find(sha256); }))
            .palette;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_media = std::make_unique<MediaFolder>(m_folder->path());
        m_cache = std::make_unique<CacheFolder>(m_folder->filePath(u"cache"_s));
        m_store =
            std::move(*Store::open(m_folder->filePath(u"library.db"_s), Store::Mode::ReadWrite));
        const Project film = rows::project(m_vera.id);
        m_shot = rows::shot(film.id, 0);
        QVERIFY(rows::write(*m_store, m_vera.id, [&](Repositories& r) {
            r.accounts.insert(m_vera);
            r.projects.insert(film);
            r.shots.insert(m_shot);
        }));
    }
    void cleanup()
    {
        m_maker.reset();
        m_store.reset();
    }

    void makesWhatIsMissing()
    {
        const QString picture = addPicture(1);
        const QString film = addFilm(24);
        QVERIFY(!film.isEmpty());
        QVERIFY(runUntilIdle());
        for (const QString& sha256 : {picture, film}) {
            QVERIFY(m_cache->hasThumbnails(sha256));
            QVERIFY(!paletteOf(sha256).isEmpty());
        }
        QVERIFY(m_cache->hasProxy(film));
        QVERIFY(QFile::exists(m_cache->framePath(film, FilmEnd::Last)));
        QVERIFY(!m_cache->hasProxy(picture));
        QCOMPARE(m_ready.count({picture, PreviewKind::Thumbnails}), 1);
        QCOMPARE(m_ready.count({film, PreviewKind::HoverProxy}), 1);
        QVERIFY(m_failed.isEmpty());
        QCOMPARE(m_maker->waiting(), 0);
    }

    void doesNothingTwice()
    {
        addPicture(1);
        QVERIFY(runUntilIdle());
        const auto before = treeOf(m_cache->path());
        start();
        const QString fresh = addPicture(2); // the only thing to do
        QSignalSpy idle(m_maker.get(), &PreviewMaker::idle);
        QVERIFY(idle.wait(patienceMs));
        QCOMPARE(m_ready, (QList<Told>{{fresh, PreviewKind::Thumbnails}}));
        const auto after = treeOf(m_cache->path());
        for (auto file = before.cbegin(); file != before.cend(); ++file) {
            QCOMPARE(after.value(file.key()), file.value());
        }
    }

    void followsWhatComesIn()
    {
        start();
        const QString picture = addPicture(3);
        QTRY_VERIFY_WITH_TIMEOUT(m_ready.contains({picture, PreviewKind::Thumbnails}), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!paletteOf(picture).isEmpty(), patienceMs);
    }

    void makesTheVisibleOnesFirstAndFilmsLast()
    {
        QList<QString> pictures;
        const QString film = addFilm(24);
        for (int i = 0; i < 16; ++i) {
            pictures.append(addPicture(i));
        }
        // Of the oldest, which would come last by themselves.
        const QList<QString> visible{pictures[2], pictures[0], pictures[1]};
        QVERIFY(runUntilIdle(visible));
        // By themselves they would be the last three of seventeen. Two threads work, and one of
        // them may be held up while the other goes on.
        for (const QString& sha256 : visible) {
            const qsizetype place = m_ready.indexOf({sha256, PreviewKind::Thumbnails});
            QVERIFY2(place >= 0 && place < 8, qPrintable(QString::number(place)));
        }
        QCOMPARE(m_ready.size(), 18);
        QCOMPARE(m_ready.last(), (Told{film, PreviewKind::HoverProxy}));
    }

    void makesLargeOnesWhenTheyAreAskedFor()
    {
        const QString picture = addPicture(4);
        QVERIFY(runUntilIdle());
        QVERIFY(!m_cache->hasThumbnails(picture, {960}));
        m_maker->request(picture, PreviewKind::LargeThumbnails);
        QTRY_VERIFY_WITH_TIMEOUT(m_ready.contains({picture, PreviewKind::LargeThumbnails}),
                                 patienceMs);
    }

    void survivesThatTheCacheIsDeleted()
    {
        const QString picture = addPicture(5);
        const QString film = addFilm(12);
        QVERIFY(runUntilIdle());
        QVERIFY(QDir(m_cache->path()).removeRecursively());
        m_maker->request(picture, PreviewKind::Thumbnails);
        QTRY_VERIFY_WITH_TIMEOUT(m_cache->hasThumbnails(picture), patienceMs);
        QVERIFY(runUntilIdle()); // the next start makes the rest
        QVERIFY(m_cache->hasThumbnails(film));
        QVERIFY(m_cache->hasProxy(film));
        QVERIFY(m_failed.isEmpty());
    }

    void notesAMediumThatCannotBeDecodedOnce()
    {
        const QString damaged = addDamaged();
        const QString picture = addPicture(6);
        QVERIFY(runUntilIdle());
        QVERIFY(m_cache->hasThumbnails(picture));
        QCOMPARE(m_failed.size(), 1);
        QCOMPARE(m_failed.first().first, (Told{damaged, PreviewKind::Thumbnails}));
        QCOMPARE(m_failed.first().second, ErrorKind::FileDamaged);
        QVERIFY(m_maker->hasFailed(damaged, PreviewKind::Thumbnails));

        // Neither asking again nor the next start tries it once more.
        m_maker->request(damaged, PreviewKind::Thumbnails);
        QCOMPARE(m_maker->waiting(), 0);
        start();
        const QString fresh = addPicture(7);
        QTRY_VERIFY_WITH_TIMEOUT(m_ready.contains({fresh, PreviewKind::Thumbnails}), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_maker->hasFailed(damaged, PreviewKind::Thumbnails), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_maker->waiting(), 0, patienceMs);
        QVERIFY(m_failed.isEmpty());
    }

    void triesAgainWhatWasHealed()
    {
        const QByteArray whole = samples::encoded(samples::picture(64, 36, 8), "png");
        const QString path = m_folder->filePath(u"whole.png"_s);
        QVERIFY(samples::write(path, whole));
        const Media media = rows::mediaOfFile(*m_media, path);
        QVERIFY(overwrite(m_media->path(media.sha256), 20, QByteArray(30, 'x')));
        insert(media);
        QVERIFY(runUntilIdle());
        QVERIFY(m_maker->hasFailed(media.sha256, PreviewKind::Thumbnails));
        QVERIFY(rows::write(*m_store, m_vera.id, [&](Repositories& r) {
            r.media.setState(media.sha256, MediaState::Altered);
        }));
        // Importing the good file again puts it in the place of the damaged one.
        QVERIFY(m_media->ingest(path));
        QVERIFY(rows::write(*m_store, m_vera.id, [&](Repositories& r) { r.media.insert(media); }));
        QTRY_VERIFY_WITH_TIMEOUT(m_cache->hasThumbnails(media.sha256), patienceMs);
        QVERIFY(!m_maker->hasFailed(media.sha256, PreviewKind::Thumbnails));
    }

    void takesAMissingOriginalForMissingOnly()
    {
        const QString picture = addPicture(9);
        const QByteArray bytes = contentsOf(m_media->path(picture));
        QVERIFY(QFile::remove(m_media->path(picture)));
        start();
        QTRY_COMPARE_WITH_TIMEOUT(m_failed.size(), 1, patienceMs);
        QCOMPARE(m_failed.first().second, ErrorKind::FileMissing);
        QVERIFY(samples::write(m_media->path(picture), bytes));
        m_maker->request(picture, PreviewKind::Thumbnails);
        QTRY_VERIFY_WITH_TIMEOUT(m_cache->hasThumbnails(picture), patienceMs);
    }
};

QTEST_GUILESS_MAIN(PreviewsTest)
#include "previewstest.moc"
