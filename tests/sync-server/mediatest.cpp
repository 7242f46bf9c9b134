#include "sync-server/api/uploads.h"
#include "sync-server/media/foldermedia.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"
#include "sync-server/storage/sqliteengine.h"
#include "sync-server/storage/sqlstore.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace raskadr::server;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Millis start = 1'700'000'000'000;
constexpr Millis day = 24 * 3'600'000;

std::string id(int number)
{
    return QByteArray::number(number, 16).rightJustified(32, '0').toStdString();
}

std::string little32(size_t number)
{
    std::string bytes;
    for (int i = 0; i < 4; ++i) {
        bytes += static_cast<char>(number >> (8 * i) & 0xFF);
    }
    return bytes;
}

// The structure of a lossless WebP; different for each seed.
std::string webp(quint32 seed, size_t size = 200)
{
    using namespace std::string_literals;
    std::string data = "\x2f\0\0\0\0"s;
    QRandomGenerator random(seed);
    for (size_t i = 0; i < size; ++i) {
        data += static_cast<char>(random.bounded(256));
    }
    if (data.size() % 2) {
        data += '\0';
    }
    const std::string body = "WEBPVP8L" + little32(data.size()) + data;
    return "RIFF" + little32(body.size()) + body;
}

} // namespace

// What every store of media promises, whatever it keeps files in; `openMedia` says in what.
class MediaTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MediaStore> m_media;

    void openMedia(std::int64_t reserve = 0)
    {
        auto media = FolderMedia::open(m_folder->filePath(u"media"_s).toStdString(), reserve);
        QVERIFY(media.has_value());
        m_media = std::move(*media);
    }
    void append(const std::string& upload, const std::string& bytes)
    {
        auto part = m_media->append(upload);
        QVERIFY(part.has_value());
        QVERIFY((*part)->append(bytes).has_value());
        QVERIFY((*part)->sync().has_value());
    }
    std::string read(const std::string& sha256)
    {
        QFile file(QString::fromStdString(m_media->file(sha256).string()));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString()
                                              : std::string("nothing");
    }
    int fileCount() const
    {
        int count = 0;
        QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            count += !files.next().contains(u"sqlite"_s);
        }
        return count;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(startSecrets()); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        openMedia();
    }
    void cleanup() { m_media.reset(); }

    void growsFromPieces()
    {
        const std::string data = webp(1, 300'000);
        QVERIFY(m_media->begin(id(1)).has_value());
        QCOMPARE(*m_media->arrived(id(1)), 0);
        append(id(1), data.substr(0, 100'000));
        QCOMPARE(*m_media->arrived(id(1)), 100'000);
        append(id(1), data.substr(100'000));
        const ArrivedFile file = *m_media->examine(id(1));
        QCOMPARE(file.sha256, sha256Hex(data));
        QCOMPARE(file.size, std::int64_t(data.size()));
        QCOMPARE(file.mime, std::string("image/webp"));
        QCOMPARE(file.problem, std::string());
        QVERIFY(!m_media->size(file.sha256).has_value());
        QVERIFY(m_media->publish(id(1), file.sha256).has_value());
        QCOMPARE(read(file.sha256), data);
        QCOMPARE(*m_media->size(file.sha256), std::int64_t(data.size()));
        QVERIFY(!m_media->arrived(id(1)).has_value());
    }
    void keepsWhatArrivedWithoutAnEnd()
    {
        QVERIFY(m_media->begin(id(1)).has_value());
        {
            auto part = m_media->append(id(1));
            QVERIFY((*part)->append("half").has_value());
        }
        m_media.reset();
        openMedia();
        QCOMPARE(*m_media->arrived(id(1)), 4);
    }
    void beginsOnce()
    {
        QVERIFY(m_media->begin(id(1)).has_value());
        QVERIFY(!m_media->begin(id(1)).has_value());
    }
    void dropsUploads()
    {
        QVERIFY(m_media->begin(id(1)).has_value());
        QVERIFY(m_media->drop(id(1)).has_value());
        QVERIFY(m_media->drop(id(1)).has_value());
        QCOMPARE(m_media->arrived(id(1)).error().kind, MediaError::Kind::Missing);
        QCOMPARE(fileCount(), 0);
    }
    void takesNamesForNothingElse()
    {
        const std::string outside[] = {
            "", "..", "../lock", "/etc/passwd", std::string(32, 'G'), id(1) + "/", id(1).substr(1)};
        for (const std::string& name : outside) {
            QVERIFY(!m_media->begin(name).has_value());
            QVERIFY(!m_media->arrived(name).has_value());
            QVERIFY(!m_media->append(name).has_value());
            QVERIFY(!m_media->examine(name).has_value());
            QVERIFY(!m_media->drop(name).has_value());
            QVERIFY(!m_media->publish(name, std::string(64, 'a')).has_value());
            QVERIFY(!m_media->remove(name).has_value());
            QVERIFY(!m_media->size(name).has_value());
        }
        QCOMPARE(fileCount(), 0);
    }
    void tellsTypesByContent_data()
    {
        using namespace std::string_literals;
        QTest::addColumn<std::string>("bytes");
        QTest::newRow("nothing") << ""s;
        QTest::newRow("html") << "<html></html>"s;
        QTest::newRow("svg") << "<svg/>"s;
        QTest::newRow("gif") << "GIF89a\1\0\1\0\0\0\0;"s;
        QTest::newRow("cut off") << webp(1).substr(0, 100);
        QTest::newRow("more behind the end") << webp(1) + "prompt";
        QTest::newRow("jpeg with html") << "\xff\xd8\xff<script>"s;
        QTest::newRow("png without an end") << "\x89PNG\r\n\x1a\n"s;
        QTest::newRow("empty film") << "\0\0\0\x08"
                                       "ftyp\0\0\0\0"s;
    }
    void tellsTypesByContent()
    {
        QFETCH(std::string, bytes);
        QVERIFY(m_media->begin(id(1)).has_value());
        append(id(1), bytes);
        QVERIFY(!m_media->examine(id(1))->problem.empty());
    }
    void leavesRoomForTheDatabase()
    {
        m_media.reset();
        openMedia(std::numeric_limits<std::int64_t>::max() / 2);
        QVERIFY(!m_media->hasRoomFor(1));
        QVERIFY(m_media->begin(id(1)).has_value());
        auto part = m_media->append(id(1));
        const auto written = (*part)->append("bytes");
        QVERIFY(!written.has_value());
        QCOMPARE(written.error().kind, MediaError::Kind::NoRoom);
        QCOMPARE(*m_media->arrived(id(1)), 0);
    }
    void removesFiles()
    {
        const std::string data = webp(1);
        const std::string hash = sha256Hex(data);
        QVERIFY(m_media->begin(id(1)).has_value());
        append(id(1), data);
        QVERIFY(m_media->publish(id(1), hash).has_value());
        QCOMPARE(m_media->filesOlderThan(0), std::vector<std::string>{hash});
        QVERIFY(m_media->filesOlderThan(3600).empty());
        QVERIFY(m_media->remove(hash).has_value());
        QVERIFY(m_media->remove(hash).has_value());
        QVERIFY(!m_media->size(hash).has_value());
        QCOMPARE(fileCount(), 0);
    }
    void publishesTheSameFileTwice()
    {
        const std::string data = webp(1);
        for (const int number : {1, 2}) {
            QVERIFY(m_media->begin(id(number)).has_value());
            append(id(number), data);
            QVERIFY(m_media->publish(id(number), sha256Hex(data)).has_value());
        }
        QCOMPARE(read(sha256Hex(data)), data);
        QCOMPARE(fileCount(), 1);
    }

    // --- disk and database together

    void aFileThatIsUploadedAgainOutlivesItsRemoval()
    {
        auto engine = SqliteEngine::open(m_folder->filePath(u"server.sqlite"_s).toStdString());
        SqlStore store(std::move(*engine));
        Uploads uploads(store, *m_media);
        QVERIFY(*store.addAccount({id(1), "anna", "hash"}, start));
        const std::string data = webp(1);
        const std::string hash = sha256Hex(data);
        const auto upload = [&](int number, Millis now) {
            const Upload row{id(number), id(1), hash, std::int64_t(data.size()), false, now + day};
            QVERIFY(*store.addUpload(row, 0, now));
            const auto held = uploads.hold(row.id);
            QVERIFY(held.has_value());
            QVERIFY(!uploads.hold(row.id).has_value());
            QVERIFY(m_media->begin(row.id).has_value());
            append(row.id, data);
            QVERIFY(!uploads.finish(row, now));
        };
        upload(10, start);
        QVERIFY(store.tidy(start + 2 * day).has_value());
        const Leftovers leftovers = *store.tidy(start + 3 * day);
        QCOMPARE(leftovers.blobs, std::vector<std::string>{hash});
        // It comes back between the database's forgetting and the removal of its file.
        upload(11, start + 3 * day);
        uploads.removeFiles(leftovers);
        QCOMPARE(read(hash), data);
        uploads.removeFiles(*store.tidy(start + 5 * day));
        uploads.removeFiles(*store.tidy(start + 6 * day));
        QVERIFY(!m_media->size(hash).has_value());
    }
};

QTEST_GUILESS_MAIN(MediaTest)
#include "mediatest.moc"
