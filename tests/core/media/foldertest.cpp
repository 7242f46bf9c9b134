#include "core/media/mediafolder.h"
#include "core/media/waittogether.h"
#include "tests/support/samples.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <stop_token>
#include <sys/stat.h>
#include <thread>
#include <vector>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// Originals and sidecars in the media folder of a library.
class FolderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void storesContentOnceUnderItsHash();
    void copiesEverySizeExactly_data();
    void copiesEverySizeExactly();
    void namesManyCopiesAtOnce();
    void waitsForAllThoughSomeFail();
    void removesCopiesThatGetNoName();
    void leavesNothingBehindWhenStopped();
    void noticesASourceThatChanges();
    void refusesWhatDoesNotFitOnTheDisk();
    void healsADamagedOriginal();
    void adoptsAFinishedFile();
    void keepsSidecarsBesideOriginals();
    void tellsMissingAndAlteredApart();
    void listsOnlyWhatItKnows();
    void removesLeftoversOfOtherProcessesOnly();
    void refusesNamesThatAreNoHash();
    void storesTheSameFileFromManyThreadsOnce();

private:
    QString at(const QString& name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void FolderTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void FolderTest::storesContentOnceUnderItsHash()
{
    const QByteArray bytes = samples::encoded(samples::picture(300, 200), "png");
    QVERIFY(samples::write(at(u"one.png"_s), bytes));
    QVERIFY(samples::write(at(u"two.png"_s), bytes));
    const QString hash =
        QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    const MediaFolder folder(at(u"library"_s));
    const auto first = folder.ingest(at(u"one.png"_s));
    QVERIFY(first);
    QCOMPARE(first->sha256, hash);
    QCOMPARE(first->size, bytes.size());
    QVERIFY(!first->alreadyThere);
    const auto second = folder.ingest(at(u"two.png"_s));
    QVERIFY(second);
    QCOMPARE(second->sha256, hash);
    QVERIFY(second->alreadyThere);

    QCOMPARE(folder.path(hash),
             at(u"library/media/"_s + hash.left(2) + u'/' + hash.mid(2, 2) + u'/' + hash));
    QCOMPARE(samples::read(folder.path(hash)), bytes);
    struct stat facts = {};
    QCOMPARE(::stat(QFile::encodeName(folder.path(hash)).constData(), &facts), 0);
    QCOMPARE(int(facts.st_mode & 0777), 0400);
    const auto listing = folder.list();
    QVERIFY(listing);
    QCOMPARE(listing->files.size(), 1);
    QVERIFY(listing->strangers.isEmpty());
    QCOMPARE(QDir(at(u"library/media"_s)).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void FolderTest::copiesEverySizeExactly_data()
{
    QTest::addColumn<qint64>("size");
    for (const qint64 size : {1LL, 262'143LL, 262'144LL, 1'048'575LL, 1'048'576LL, 1'048'577LL,
                              2'097'152LL, 2'097'153LL, 9'000'001LL}) {
        QTest::newRow(QByteArray::number(size).constData()) << size;
    }
}

void FolderTest::copiesEverySizeExactly()
{
    QFETCH(qint64, size);
    QByteArray bytes(size, '\0');
    quint32 state = 12345;
    for (char& byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    QVERIFY(samples::write(at(u"source"_s), bytes));
    const MediaFolder folder(at(u"library"_s));
    qint64 reported = 0;
    const auto stored = folder.ingest(at(u"source"_s), {}, [&](qint64 done, qint64 total) {
        QVERIFY(done > reported && done <= total);
        reported = done;
    });
    QVERIFY(stored);
    QCOMPARE(reported, size);
    QCOMPARE(
        stored->sha256,
        QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
    QVERIFY(samples::read(folder.path(stored->sha256)) == bytes);
}

void FolderTest::namesManyCopiesAtOnce()
{
    const MediaFolder folder(at(u"library"_s));
    QVERIFY(samples::write(at(u"known"_s), "known"));
    QVERIFY(folder.ingest(at(u"known"_s)));
    const QList<QByteArray> contents{"first", "known", QByteArray(9'000'000, 'l'), "first", "last"};
    std::vector<MediaCopy> copies;
    for (const QByteArray& content : contents) {
        QVERIFY(samples::write(at(u"source"_s), content));
        auto copy = folder.copy(at(u"source"_s));
        QVERIFY(copy);
        QVERIFY(QFile::exists(copy->path()));
        copies.push_back(std::move(*copy));
    }
    QCOMPARE(folder.list()->files.size(), 1);
    const auto stored = folder.settle(copies);
    QVERIFY(stored);
    QList<bool> there;
    for (qsizetype i = 0; i < contents.size(); ++i) {
        there.append(stored->at(i).alreadyThere);
        QVERIFY(samples::read(folder.path(stored->at(i).sha256)) == contents[i]);
    }
    QCOMPARE(there, (QList<bool>{false, true, false, true, false}));
    copies.clear();
    QCOMPARE(folder.list()->files.size(), 4);
    QVERIFY(QDir(at(u"library/media"_s)).entryList(QDir::Files | QDir::Hidden).isEmpty());
    QVERIFY(folder.settle({})->isEmpty());
}

void FolderTest::waitsForAllThoughSomeFail()
{
    std::array<std::atomic<int>, 100> calls{};
    const auto failed = waitTogether(calls.size(), [&](qsizetype i) -> Result<> {
        ++calls[size_t(i)];
        return i % 40 == 7 ? failure(ErrorKind::Storage, {}, QString::number(i)) : Result<>();
    });
    QVERIFY(!failed);
    QCOMPARE(failed.error().subject, u"7"_s);
    QVERIFY(std::all_of(calls.begin(), calls.end(), [](int count) { return count == 1; }));
    QVERIFY(waitTogether(1, [](qsizetype) { return Result<>(); }));
    QVERIFY(waitTogether(0, [](qsizetype) { return Result<>(failure(ErrorKind::Storage)); }));
}

void FolderTest::removesCopiesThatGetNoName()
{
    const MediaFolder folder(at(u"library"_s));
    QVERIFY(samples::write(at(u"source"_s), "content"));
    {
        auto copy = folder.copy(at(u"source"_s));
        QVERIFY(copy);
        const MediaCopy moved = std::move(*copy);
        QCOMPARE(moved.size(), 7);
    }
    QCOMPARE(QDir(at(u"library/media"_s))
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList());
}

void FolderTest::leavesNothingBehindWhenStopped()
{
    QVERIFY(samples::write(at(u"source"_s), QByteArray(8'000'000, 'x')));
    const MediaFolder folder(at(u"library"_s));
    std::stop_source stop;
    const auto stored = folder.ingest(at(u"source"_s), stop.get_token(),
                                      [&stop](qint64, qint64) { stop.request_stop(); });
    QVERIFY(!stored);
    QCOMPARE(stored.error().kind, ErrorKind::Cancelled);
    QCOMPARE(QDir(at(u"library/media"_s))
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList());
}

void FolderTest::noticesASourceThatChanges()
{
    for (const qint64 size : {100'000LL, 4'000'000LL}) {
        QVERIFY(samples::write(at(u"source"_s), QByteArray(size, 'x')));
        const MediaFolder folder(at(u"library"_s));
        const auto stored = folder.ingest(at(u"source"_s), {}, [this](qint64 done, qint64) {
            if (done <= 262'144) {
                QFile file(at(u"source"_s));
                QVERIFY(file.open(QIODevice::Append));
                file.write("more");
            }
        });
        QVERIFY(!stored);
        QCOMPARE(stored.error().kind, ErrorKind::FileUnreadable);
        QVERIFY(folder.list()->files.isEmpty());
        QVERIFY(QDir(at(u"library/media"_s)).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }
}

void FolderTest::refusesWhatDoesNotFitOnTheDisk()
{
    QFile huge(at(u"huge"_s));
    QVERIFY(huge.open(QIODevice::WriteOnly));
    const qint64 size = 10LL << 40;
    if (!huge.resize(size)) {
        QSKIP("this file system has no sparse files of ten terabytes");
    }
    const MediaFolder folder(at(u"library"_s));
    const auto stored = folder.ingest(at(u"huge"_s));
    QVERIFY(!stored);
    QCOMPARE(stored.error().kind, ErrorKind::DiskFull);
    QVERIFY(stored.error().amount >= size);
}

void FolderTest::healsADamagedOriginal()
{
    const QByteArray bytes(50'000, 'o');
    QVERIFY(samples::write(at(u"source"_s), bytes));
    const MediaFolder folder(at(u"library"_s));
    const QString hash = folder.ingest(at(u"source"_s))->sha256;
    QVERIFY(QFile::remove(folder.path(hash)));
    QByteArray flipped = bytes;
    flipped[100] = 'x';
    QVERIFY(samples::write(folder.path(hash), flipped));
    QCOMPARE(*folder.verify(hash), MediaState::Altered);
    const auto again = folder.ingest(at(u"source"_s));
    QVERIFY(again);
    QVERIFY(!again->alreadyThere);
    QCOMPARE(*folder.verify(hash), MediaState::Present);
}

void FolderTest::adoptsAFinishedFile()
{
    const MediaFolder folder(at(u"library"_s));
    const QByteArray bytes(70'000, 'r');
    const QString temporary = folder.temporaryPath();
    QVERIFY(samples::write(temporary, bytes));
    const auto stored = folder.adopt(temporary);
    QVERIFY(stored);
    QVERIFY(!QFile::exists(temporary));
    QVERIFY(samples::read(folder.path(stored->sha256)) == bytes);
    // The same result a second time: one file, and the second temporary is gone as well.
    const QString second = folder.temporaryPath();
    QVERIFY(second != temporary);
    QVERIFY(samples::write(second, bytes));
    QVERIFY(folder.adopt(second)->alreadyThere);
    QVERIFY(!QFile::exists(second));
    QCOMPARE(folder.list()->files.size(), 1);
}

void FolderTest::keepsSidecarsBesideOriginals()
{
    QVERIFY(samples::write(at(u"source"_s), "content"));
    const MediaFolder folder(at(u"library"_s));
    const QString hash = folder.ingest(at(u"source"_s))->sha256;
    QVERIFY(folder.writeSidecar(hash, "{\"a\":1}"));
    QCOMPARE(*folder.readSidecar(hash), QByteArray("{\"a\":1}"));
    QVERIFY(folder.writeSidecar(hash, "{}"));
    QCOMPARE(*folder.readSidecar(hash), QByteArray("{}"));

    const QString other(64, u'a');
    QVERIFY(folder.writeSidecars({{hash, "[1]"}, {other, "[2]"}}));
    QCOMPARE(*folder.readSidecar(hash), QByteArray("[1]"));
    QCOMPARE(*folder.readSidecar(other), QByteArray("[2]"));
    auto listing = folder.list();
    QCOMPARE(listing->files.size(), 1);
    QCOMPARE(listing->sidecarsAlone, QStringList{other});
    QVERIFY(listing->leftovers.isEmpty());

    QVERIFY(folder.remove(hash));
    QVERIFY(!folder.contains(hash));
    QCOMPARE(folder.readSidecar(hash).error().kind, ErrorKind::FileMissing);
    QVERIFY(folder.remove(hash));
}

void FolderTest::tellsMissingAndAlteredApart()
{
    QVERIFY(samples::write(at(u"source"_s), "content"));
    const MediaFolder folder(at(u"library"_s));
    const QString hash = folder.ingest(at(u"source"_s))->sha256;
    QCOMPARE(*folder.verify(hash), MediaState::Present);
    QVERIFY(QFile::remove(folder.path(hash)));
    QCOMPARE(*folder.verify(hash), MediaState::Missing);
    QVERIFY(samples::write(folder.path(hash), {}));
    QCOMPARE(*folder.verify(hash), MediaState::Altered);
}

void FolderTest::listsOnlyWhatItKnows()
{
    QVERIFY(samples::write(at(u"source"_s), "content"));
    const MediaFolder folder(at(u"library"_s));
    const QString hash = folder.ingest(at(u"source"_s))->sha256;
    const QString stranger = at(u"library/media/notes.txt"_s);
    QVERIFY(samples::write(stranger, "x"));
    // The right name in the wrong place is a stranger as well.
    const QString misplaced = at(u"library/media/"_s + hash);
    QVERIFY(samples::write(misplaced, "content"));
    const auto listing = folder.list();
    QVERIFY(listing);
    QCOMPARE(listing->files.size(), 1);
    QCOMPARE(listing->files.first().sha256, hash);
    QCOMPARE(listing->files.first().size, 7);
    QStringList strangers = listing->strangers;
    strangers.sort();
    QStringList expected{stranger, misplaced};
    expected.sort();
    QCOMPARE(strangers, expected);
}

void FolderTest::removesLeftoversOfOtherProcessesOnly()
{
    const MediaFolder folder(at(u"library"_s));
    const QString own = folder.temporaryPath();
    const QString foreign = at(u"library/media/.part-0123-7"_s);
    QVERIFY(samples::write(own, "x"));
    QVERIFY(samples::write(foreign, "x"));
    QCOMPARE(folder.list()->leftovers, QStringList{foreign});
    QVERIFY(folder.list()->strangers.isEmpty());
    QCOMPARE(folder.removeLeftovers(), 1);
    QVERIFY(QFile::exists(own));
    QVERIFY(!QFile::exists(foreign));
}

void FolderTest::refusesNamesThatAreNoHash()
{
    const MediaFolder folder(at(u"library"_s));
    for (const QString& name : {u"../../etc/passwd"_s, QString(), QString(64, u'A'),
                                QString(63, u'a'), u"../"_s + QString(61, u'a')}) {
        QCOMPARE(folder.path(name), QString());
        QVERIFY(!folder.contains(name));
        QCOMPARE(folder.verify(name).error().kind, ErrorKind::InvalidInput);
        QCOMPARE(folder.writeSidecar(name, "x").error().kind, ErrorKind::InvalidInput);
        QCOMPARE(folder.remove(name).error().kind, ErrorKind::InvalidInput);
    }
}

void FolderTest::storesTheSameFileFromManyThreadsOnce()
{
    QVERIFY(samples::write(at(u"source"_s), QByteArray(3'000'000, 'm')));
    const MediaFolder folder(at(u"library"_s));
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&] { good += folder.ingest(at(u"source"_s)) ? 1 : 0; });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    QCOMPARE(good.load(), 6);
    const auto listing = folder.list();
    QCOMPARE(listing->files.size(), 1);
    QCOMPARE(*folder.verify(listing->files.first().sha256), MediaState::Present);
    QVERIFY(QDir(at(u"library/media"_s)).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

QTEST_GUILESS_MAIN(FolderTest)
#include "foldertest.moc"
