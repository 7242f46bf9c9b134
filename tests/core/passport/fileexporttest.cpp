#include "core/passport/fileexport.h"
#include "core/passport/csvwriter.h"
#include "core/passport/jsonwriter.h"
#include "core/passport/xlsxwriter.h"
#include "tests/support/files.h"
#include "tests/support/rows.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

QString hashOf(const QByteArray& content)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

} // namespace

// The files beside a passport: what they are called, and that everything that names one names
// the right one.
class FileExportTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    const Account m_vera = rows::account(u"vera"_s);
    const Project m_film = rows::project(m_vera.id);
    const Shot m_shot = rows::shot(m_film.id, 0, u"Мост"_s);
    PassportLabels m_labels;
    qint64 m_now = 0;

    QString at(const QString& name) const { return m_folder->filePath(name); }
    QString workbook() const { return at(u"Маяк.xlsx"_s); }
    QString files() const { return filesFolderOf(workbook(), m_labels); }
    QString mediaPath(const QString& sha256) const { return at(u"media-"_s + sha256); }
    PassportRequest request() const { return {m_vera.id, m_film.id, PassportScope::All, {}}; }
    void write(const std::function<void(Repositories&)>& fn)
    {
        QVERIFY(rows::write(*m_store, m_vera.id, fn));
    }
    Asset add(const QByteArray& content, const AssetId& parent = {})
    {
        Media media = rows::media(u"0"_s);
        media.sha256 = hashOf(content);
        media.size = content.size();
        media.mimeType = u"image/png"_s;
        Asset asset = rows::asset(m_shot.id, media.sha256);
        asset.parentId = parent;
        asset.createdMs = ++m_now;
        QFile file(mediaPath(media.sha256));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(content);
        }
        write([&](Repositories& r) {
            r.media.insert(media);
            r.assets.insert(asset);
        });
        return asset;
    }
    Result<FileExport> plan() { return FileExport::plan(*m_store, request(), files()); }
    // The number of files that were copied.
    int copy(const FileExport& planned)
    {
        const auto copied =
            planned.copy([this](const QString& sha256) { return mediaPath(sha256); });
        return copied ? copied->copied : -1;
    }
    // The document by the suffix of its name, as both programs write it.
    bool document(const QString& path, const PassportRequest& request)
    {
        return withPassport(
                   *m_store, request,
                   [&](const Passport& passport) -> Result<> {
                       if (path.endsWith(u".csv"_s)) {
                           return writePassportCsv(passport, m_labels, CsvFlavour::Rfc4180, path);
                       }
                       if (path.endsWith(u".json"_s)) {
                           return writePassportJson(passport, path);
                       }
                       XlsxOptions options;
                       options.filesFolder = QFileInfo(filesFolderOf(path, m_labels)).fileName();
                       return writePassportXlsx(passport, m_labels, options, path);
                   })
            .has_value();
    }
    static QString part(const QString& workbook, const QString& name)
    {
        QProcess unzip;
        unzip.start(u"/usr/bin/python3"_s,
                    {u"-c"_s,
                     u"import sys,zipfile;"
                     "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"_s,
                     workbook, name});
        unzip.waitForFinished();
        return QString::fromUtf8(unzip.readAllStandardOutput());
    }
    QJsonArray assetsOf(const QString& json) const
    {
        return QJsonDocument::fromJson(contentsOf(json)).object()[u"assets"_s].toArray();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_labels = {};
        m_labels.filesFolder = u"%1. Файлы"_s;
        m_labels.assetsSheet = u"Ассеты"_s;
        m_labels.shotsSheet = u"Шоты"_s;
        m_labels.commentsSheet = u"Комментарии"_s;
        m_store = std::move(*Store::open(at(u"library.db"_s), Store::Mode::ReadWrite));
        write([&](Repositories& r) {
            r.accounts.insert(m_vera);
            r.projects.insert(m_film);
            r.shots.insert(m_shot);
        });
    }
    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }

    void replacesNothingThatLiesThere()
    {
        add("one");
        add("two");
        QVERIFY(QDir().mkpath(files()));
        QFile stranger(files() + u"/001_мост_01.png"_s);
        QVERIFY(stranger.open(QIODevice::WriteOnly));
        stranger.write("mine");
        stranger.close();
        QCOMPARE(copy(*plan()), 2);
        QCOMPARE(contentsOf(stranger.fileName()), QByteArray("mine"));
        QCOMPARE(contentsOf(files() + u"/001_мост_01 (2).png"_s), QByteArray("one"));
        QCOMPARE(contentsOf(files() + u"/001_мост_02.png"_s), QByteArray("two"));
        QCOMPARE(copy(*plan()), 0);
    }

    void everyDocumentNamesTheFileThatBelongsToTheRow()
    {
        add("one");
        Asset second = add("two");
        QCOMPARE(copy(*plan()), 2);
        second.trashedMs = 7;
        write([&](Repositories& r) { r.assets.update(second); });
        const Asset third = add("three");
        add("four", third.id);

        // What was the second variant lies under the name of the third.
        const auto planned = plan();
        QVERIFY(planned);
        for (const QString& suffix : {u"xlsx"_s, u"csv"_s, u"json"_s}) {
            QVERIFY(document(at(u"Маяк."_s + suffix), planned->request()));
        }
        QCOMPARE(copy(*planned), 2);
        QCOMPARE(contentsOf(files() + u"/001_мост_02.png"_s), QByteArray("two"));
        QCOMPARE(contentsOf(files() + u"/001_мост_02 (2).png"_s), QByteArray("three"));

        const QJsonArray assets = assetsOf(at(u"Маяк.json"_s));
        QCOMPARE(assets.size(), 3);
        for (const QJsonValue& asset : assets) {
            const QByteArray content = contentsOf(files() + u'/' + asset[u"file"_s].toString());
            QCOMPARE(hashOf(content), asset[u"sha256"_s].toString());
        }
        const QString links = part(workbook(), u"xl/worksheets/_rels/sheet1.xml.rels"_s);
        QVERIFY(links.contains(u"001_мост_02%20(2).png"_s));
        QVERIFY(!links.contains(u"001_мост_02.png"_s));
        const QString sheet = part(workbook(), u"xl/worksheets/sheet1.xml"_s);
        QCOMPARE(sheet.count(u"001_мост_02 (2).png"_s), 2); // itself, and what it is the source of
        QVERIFY(!sheet.contains(u"001_мост_02.png"_s));
        const QByteArray table = contentsOf(at(u"Маяк.csv"_s));
        QCOMPARE(table.count("001_мост_02 (2).png"), 2);
        QVERIFY(!table.contains("001_мост_02.png"));
    }

    void namesNoFileForWhatCameInMeanwhile()
    {
        add("one");
        const auto planned = plan();
        QVERIFY(planned);
        add("two");
        QVERIFY(document(at(u"Маяк.json"_s), planned->request()));
        QVERIFY(document(workbook(), planned->request()));
        QCOMPARE(copy(*planned), 1);
        const QJsonArray assets = assetsOf(at(u"Маяк.json"_s));
        QCOMPARE(assets.size(), 2);
        QCOMPARE(assets[0][u"file"_s].toString(), u"001_мост_01.png"_s);
        QVERIFY(assets[1][u"file"_s].isNull());
        QCOMPARE(part(workbook(), u"xl/worksheets/_rels/sheet1.xml.rels"_s).count(u"png"_s), 1);
    }

    void linksIntoFoldersOfAnyName()
    {
        add("one");
        const QString path = at(u"Маяк #1, 100%20.xlsx"_s);
        QVERIFY(document(path, plan()->request()));
        const QString links = part(path, u"xl/worksheets/_rels/sheet1.xml.rels"_s);
        QVERIFY2(links.contains(u"Маяк%20%231,%20100%2520.%20Файлы"_s), qPrintable(links));
    }

    void holdsNoSnapshotWhileItCopies()
    {
        add("one");
        const auto planned = plan();
        QVERIFY(planned);
        bool isFree = false;
        const auto copied = planned->copy([&](const QString& sha256) {
            add("two"); // into the log, which only a reader keeps from being put away
            m_store->flush();
            Connection other(at(u"library.db"_s), Connection::Mode::ReadWrite);
            Query checkpoint(other, "PRAGMA wal_checkpoint(TRUNCATE)");
            isFree = checkpoint.step() && !checkpoint.boolean();
            return mediaPath(sha256);
        });
        QVERIFY(copied);
        QVERIFY(isFree);
    }

    void saysWhatIsMissing()
    {
        const Asset asset = add("one");
        add("two");
        QVERIFY(QFile::remove(mediaPath(asset.sha256)));
        const auto copied =
            plan()->copy([this](const QString& sha256) { return mediaPath(sha256); });
        QVERIFY(copied);
        QCOMPARE(copied->copied, 1);
        QCOMPARE(copied->missing, QStringList{u"001_мост_01.png"_s});
    }
};

QTEST_GUILESS_MAIN(FileExportTest)
#include "fileexporttest.moc"
