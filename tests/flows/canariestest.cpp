#include "tests/flows/cli.h"
#include "tests/flows/pagecrawl.h"
#include "tests/flows/textcolumns.h"
#include "tests/support/canaryfiles.h"
#include "tests/support/samples.h"
#include "tests/support/syncserver.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

namespace {

// In everything that nobody but the producer may see.
const QByteArray word = "KANAREYKA7Q3Z";
// In what the server keeps for the producer and shows to no guest.
const QByteArray producerWord = "SINITSA5W1X";

QString text(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes);
}

} // namespace

// That the manager sees nothing but the result: a project full of a word, in every column and in
// every place of a file, is published, and the word is searched for in all that comes out.
class CanariesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fillsTheLibrary();
    void tellsTheGuestNothing();
    void tellsTheServerNothing();
    void keepsNamesAndIdsAtHome();
    void hasNoFieldsBeyondTheListed();
    void tellsNothingAfterAnUpdate();
    void leavesNothingInAFolder_data();
    void leavesNothingInAFolder();
    void cleansOneAsset_data();
    void cleansOneAsset();

private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    Cli cli(const QByteArray& input = {}) const
    {
        Cli cli(m_library);
        cli.setInput(input);
        return cli;
    }
    CliResult run(const QStringList& words, const QByteArray& input = {}) const
    {
        return cli(input).json(words);
    }
    QList<CrawledPage> crawlTo(const QString& folder) const
    {
        return crawl(m_server->url(),
                     {m_url, m_url + u"/board.json"_s, m_url + u"/comments?after=0&limit=200"_s,
                      m_server->url() + u"/robots.txt"_s, m_server->url() + u"/favicon.ico"_s,
                      m_server->url() + u"/"_s, m_url + u"/nothing"_s,
                      m_url + u"/m/nothing.webp"_s},
                     folder);
    }
    // Every word of a column of the library.
    QStringList valuesOf(const char* query) const
    {
        QStringList values;
        SQLite::Database database(at(u"library/library.db"_s).toStdString());
        SQLite::Statement statement(database, query);
        while (statement.executeStep()) {
            values += QString::fromStdString(statement.getColumn(0).getString());
        }
        return values;
    }

    QTemporaryDir m_folder;
    QString m_library;
    QString m_project;
    QString m_share;
    QString m_url;
    std::unique_ptr<SyncServer> m_server;
    QList<CrawledPage> m_pages;
    int m_shots = 0;
};

void CanariesTest::initTestCase()
{
    m_library = at(u"library"_s);
    m_server = std::make_unique<SyncServer>(at(u"server"_s));
    QVERIFY(m_server->addAccount(u"studio"_s, u"studio-password"_s));
    QVERIFY(m_server->start());
    EXPECT_STATUS(cli()({u"library"_s, u"init"_s}), 0);
    EXPECT_STATUS(cli()({u"account"_s, u"create"_s, u"anna"_s}), 0);
    m_project = idOf(run({u"project"_s, u"create"_s, u"Последний маяк"_s}).object());
    const QList<canaries::Place> pictures = canaries::writePictures(at(u"pictures"_s), word);
    const QList<canaries::Place> films = canaries::writeFilms(at(u"films"_s), word);
    QVERIFY(pictures.size() >= 50);
    QVERIFY(films.size() >= 30);
    EXPECT_STATUS(run({u"import"_s, m_project, at(u"pictures"_s), at(u"films"_s)}), 0);
    const QJsonArray shots = run({u"shot"_s, u"list"_s, m_project}).array();
    m_shots = int(shots.size());
    QCOMPARE(m_shots, pictures.size() + films.size());
    // One that was made here, with everything that its making leaves behind.
    EXPECT_STATUS(
        run({u"generate"_s, idOf(shots.first().toObject()), u"--model"_s, u"draft.image"_s,
             u"--prompt"_s, text(word) + u" море, рассвет"_s, u"--wait"_s}),
        0);
}

void CanariesTest::fillsTheLibrary()
{
    const QStringList problems = fillTextColumns(at(u"library/library.db"_s), word);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    // It is a library still, and what was put there can be read.
    const CliResult assets = run({u"asset"_s, u"list"_s, m_project + u"#1"_s});
    EXPECT_STATUS(assets, 0);
    QVERIFY(assets.out.contains(word));
}

void CanariesTest::tellsTheGuestNothing()
{
    EXPECT_STATUS(run({u"server"_s, u"login"_s, m_server->url(), u"studio"_s}, "studio-password\n"),
                  0);
    const CliResult published = run({u"publish"_s, m_project, u"--name"_s, text(producerWord)});
    EXPECT_STATUS(published, 0);
    m_share = idOf(published.object());
    m_url = published.object()[u"url"_s].toString();
    QVERIFY(!m_url.isEmpty());
    QCOMPARE(published.object()[u"refused"_s].toArray().size(), 0);
    const QString shot = asGuest(m_url + u"/board.json"_s)
                             .object()[u"shots"_s]
                             .toArray()
                             .first()
                             .toObject()[u"id"_s]
                             .toString();
    QCOMPARE(asGuest(m_url + u"/comments"_s, "POST",
                     {{u"shotId"_s, shot}, {u"author"_s, u"Ольга"_s}, {u"text"_s, u"Темнее"_s}})
                 .status,
             201);

    m_pages = crawlTo(at(u"crawl"_s));
    int media = 0;
    bool sawTitle = false;
    bool sawComment = false;
    for (const CrawledPage& page : m_pages) {
        media += page.status == 200
            && (page.type.startsWith(u"image/"_s) || page.type.startsWith(u"video/"_s));
        sawTitle = sawTitle || page.body.contains("Последний маяк");
        sawComment = sawComment || page.body.contains("Темнее");
    }
    // Every file of every shot was loaded: four of a picture, six of a film.
    QVERIFY2(media >= m_shots * 4, qPrintable(QString::number(media)));
    QVERIFY(sawTitle);
    QVERIFY(sawComment);
    for (const QByteArray& secret : {word, producerWord}) {
        const QStringList hits = canaries::findInFolder(at(u"crawl"_s), secret);
        QVERIFY2(hits.isEmpty(), qPrintable(hits.join(u'\n')));
    }
}

void CanariesTest::tellsTheServerNothing()
{
    const QStringList hits = canaries::findInFolder(at(u"server"_s), word);
    QVERIFY2(hits.isEmpty(), qPrintable(hits.join(u'\n')));
    // The search is not blind: what the server may know is there.
    QVERIFY(!canaries::findInFolder(at(u"server"_s), producerWord).isEmpty());
}

// Neither the ids of the library nor hashes, models, accounts, paths or programs.
void CanariesTest::keepsNamesAndIdsAtHome()
{
    QStringList secrets = valuesOf("SELECT sha256 FROM media");
    for (const char* query :
         {"SELECT lower(hex(id)) FROM shot", "SELECT lower(hex(id)) FROM asset",
          "SELECT lower(hex(id)) FROM project", "SELECT lower(hex(id)) FROM account",
          "SELECT lower(hex(id)) FROM share", "SELECT lower(hex(id)) FROM generation"}) {
        for (const QString& id : valuesOf(query)) {
            secrets += id;
            secrets +=
                QString(id).insert(20, u'-').insert(16, u'-').insert(12, u'-').insert(8, u'-');
        }
    }
    QDirIterator copies(at(u"library/cache/published"_s), {u"files.json"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
    while (copies.hasNext()) {
        const QJsonArray files = QJsonDocument::fromJson(samples::read(copies.next())).array();
        secrets += column(files, u"sha256"_s);
    }
    QVERIFY(secrets.size() > m_shots * 8);
    secrets += {u"studio"_s,      u"anna"_s,    m_folder.path(), QDir::homePath(),
                u"draft.image"_s, u"libx264"_s, u"Lavf"_s,       u"Lavc"_s};
    QByteArray everything;
    for (const CrawledPage& page : m_pages) {
        const bool readable =
            !page.type.startsWith(u"image/"_s) && !page.type.startsWith(u"video/"_s);
        everything +=
            page.url.toUtf8() + '\n' + page.headers + (readable ? page.body : QByteArray());
    }
    for (const QString& secret : std::as_const(secrets)) {
        QVERIFY2(!everything.contains(secret.toUtf8()), qPrintable(secret));
    }
}

void CanariesTest::hasNoFieldsBeyondTheListed()
{
    const auto keys = [](const QJsonObject& object) {
        const QStringList list = object.keys();
        return QSet<QString>(list.begin(), list.end());
    };
    const QJsonObject board = asGuest(m_url + u"/board.json"_s).object();
    const QSet<QString> boardFields{u"title"_s,       u"greeting"_s,    u"canComment"_s,
                                    u"canDownload"_s, u"revision"_s,    u"publishedAt"_s,
                                    u"seq"_s,         u"aspectWidth"_s, u"aspectHeight"_s,
                                    u"expiresAt"_s,   u"shots"_s};
    const QSet<QString> shotFields{u"id"_s,      u"number"_s, u"title"_s,      u"kind"_s,
                                   u"width"_s,   u"height"_s, u"durationMs"_s, u"media"_s,
                                   u"changed"_s, u"since"_s,  u"verdict"_s,    u"comments"_s};
    QVERIFY(boardFields.contains(keys(board)));
    static const QRegularExpression id(u"^[0-9a-f]{32}$"_s);
    static const QRegularExpression medium(
        u"^/s/[A-Za-z0-9_-]+/m/[0-9a-f]{32}\\.(webp|jpg|mp4)$"_s);
    for (const QJsonValue& shot : board[u"shots"_s].toArray()) {
        QVERIFY(shotFields.contains(keys(shot.toObject())));
        QVERIFY(id.match(shot[u"id"_s].toString()).hasMatch());
        for (const QJsonValue& address : shot[u"media"_s].toObject()) {
            QVERIFY2(medium.match(address.toString()).hasMatch(), qPrintable(address.toString()));
        }
    }
    for (const CrawledPage& page : m_pages) {
        QVERIFY2(!page.headers.toLower().contains("content-disposition"), page.headers.constData());
    }
}

// What comes back is filled, too, and published over.
void CanariesTest::tellsNothingAfterAnUpdate()
{
    EXPECT_STATUS(run({u"comments"_s, u"pull"_s, m_project}), 0);
    const QStringList problems = fillTextColumns(at(u"library/library.db"_s), word);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    EXPECT_STATUS(run({u"share"_s, u"update"_s, m_share}), 0);
    QVERIFY(crawlTo(at(u"again"_s)).size() >= m_shots * 4);
    for (const QString& folder : {at(u"again"_s), at(u"server"_s)}) {
        const QStringList hits = canaries::findInFolder(folder, word);
        QVERIFY2(hits.isEmpty(), qPrintable(hits.join(u'\n')));
    }
}

void CanariesTest::leavesNothingInAFolder_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("folder") << u"Посылка"_s;
    QTest::newRow("zip") << u"Посылка.zip"_s;
}

void CanariesTest::leavesNothingInAFolder()
{
    QFETCH(QString, target);
    EXPECT_STATUS(
        run({u"publish"_s, m_project, u"--folder"_s, at(target), u"--name"_s, text(producerWord)}),
        0);
    QString folder = at(target);
    if (target.endsWith(u".zip"_s)) {
        folder = at(u"unpacked"_s);
        QProcess unzip;
        unzip.start(u"/usr/bin/python3"_s, {u"-m"_s, u"zipfile"_s, u"-e"_s, at(target), folder});
        QVERIFY(unzip.waitForFinished(60'000));
        QCOMPARE(unzip.exitCode(), 0);
        // Names and remarks of the archive itself.
        QCOMPARE(canaries::find(samples::read(at(target)), word), QString());
    }
    int files = 0;
    for (QDirIterator all(folder, QDir::Files, QDirIterator::Subdirectories); all.hasNext();
         ++files) {
        all.next();
    }
    QVERIFY2(files > m_shots * 3, qPrintable(QString::number(files)));
    for (const QByteArray& secret : {word, producerWord}) {
        const QStringList hits = canaries::findInFolder(folder, secret);
        QVERIFY2(hits.isEmpty(), qPrintable(hits.join(u'\n')));
    }
}

void CanariesTest::cleansOneAsset_data()
{
    QTest::addColumn<QString>("ending");
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("png") << u"png"_s << u"clean.png"_s << 0;
    QTest::newRow("jpeg") << u"jpg"_s << u"clean.jpg"_s << 0;
    QTest::newRow("webp") << u"tif"_s << u"clean.webp"_s << 0;
    QTest::newRow("film") << u"mkv"_s << u"clean.mp4"_s << 0;
    QTest::newRow("a film as a picture") << u"mkv"_s << u"wrong.jpg"_s << 1;
    QTest::newRow("a picture as a film") << u"png"_s << u"wrong.mp4"_s << 1;
    QTest::newRow("no such folder") << u"png"_s << u"nowhere/clean.png"_s << 1;
}

void CanariesTest::cleansOneAsset()
{
    QFETCH(QString, ending);
    QFETCH(QString, target);
    QFETCH(int, status);
    // A file with the word in it, in a project of its own.
    const QString folder = ending == u"mkv"_s ? at(u"films"_s) : at(u"pictures"_s);
    const QStringList files = QDir(folder).entryList({u"*."_s + ending});
    QVERIFY(!files.isEmpty());
    const QString project = idOf(run({u"project"_s, u"create"_s, u"Один"_s}).object());
    EXPECT_STATUS(run({u"import"_s, project, folder + u'/' + files.first()}), 0);
    const QString asset = run({u"asset"_s, u"list"_s, project + u"#1"_s})
                              .array()
                              .first()
                              .toObject()[u"id"_s]
                              .toString();
    const CliResult cleaned = run({u"asset"_s, u"clean"_s, asset, at(target)});
    EXPECT_STATUS(cleaned, status);
    if (status != 0) {
        QVERIFY2(isRussian(cleaned.said()), cleaned.report().constData());
        QVERIFY(!QFile::exists(at(target)));
        return;
    }
    QCOMPARE(cleaned.object()[u"path"_s].toString(), at(target));
    const QString alone = at(u"alone-"_s + ending);
    QVERIFY(QDir().mkpath(alone) && QFile::copy(at(target), alone + u'/' + target));
    const QStringList hits = canaries::findInFolder(alone, word);
    QVERIFY2(hits.isEmpty(), qPrintable(hits.join(u'\n')));
    if (ending == u"png"_s) {
        QProcess pngcheck;
        pngcheck.start(u"pngcheck"_s, {u"-v"_s, at(target)});
        QVERIFY(pngcheck.waitForFinished(60'000));
        const QString said = QString::fromUtf8(pngcheck.readAllStandardOutput());
        QVERIFY2(pngcheck.exitCode() == 0, qPrintable(said));
        static const QRegularExpression part(u"chunk (\\w{4})"_s);
        for (auto parts = part.globalMatch(said); parts.hasNext();) {
            const QString name = parts.next().captured(1);
            QVERIFY2(QStringList({u"IHDR"_s, u"IDAT"_s, u"IEND"_s}).contains(name),
                     qPrintable(name));
        }
    }
}

QTEST_GUILESS_MAIN(CanariesTest)
#include "canariestest.moc"
