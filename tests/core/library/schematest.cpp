#include "core/library/library.h"
#include "core/store/migrations.h"
#include "tests/support/files.h"
#include "tests/support/openlibrary.h"
#include "tests/support/process.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString title = u"Последний маяк"_s;

int child(const QString&, const QStringList& arguments)
{
    return openLibrary(arguments[0]) ? 0 : 1;
}

// What the versions of the program before this one wrote, with a film in it.
void fillAsOf(Connection& database, int schema)
{
    const int current = currentSchemaVersion(); // which has the files of the schemas loaded
    QVERIFY(schema <= current);
    const QDir schemas(u":/sql"_s);
    const QStringList files = schemas.entryList(QDir::Files, QDir::Name);
    for (const QString& name : files.mid(0, schema)) {
        QFile file(schemas.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        database.execute(file.readAll().constData());
    }
    database.execute(u"PRAGMA user_version = %1"_s.arg(schema).toUtf8().constData());
    database.execute(
        "INSERT INTO account (id, login, name, password_hash, key_by_password, "
        "key_by_recovery_code, created) "
        "VALUES (x'00000000000000000000000000000001', 'vera', '', '', x'01', x'01', 1)");
    database.execute(u"INSERT INTO project (id, account, title, created, changed) "
                     "VALUES (x'00000000000000000000000000000002', "
                     "x'00000000000000000000000000000001', '%1', 1, 1)"_s.arg(title)
                         .toUtf8()
                         .constData());
}

// Reads a database that nobody has open.
QString titleIn(const QString& database)
{
    Connection connection(database, Connection::readingMode(database));
    Query query(connection, "SELECT title FROM project");
    return query.step() ? query.text() : QString();
}

int schemaIn(const QString& database)
{
    Connection connection(database, Connection::readingMode(database));
    return schemaVersion(connection);
}

} // namespace

// Libraries of earlier versions, and the copy that is made before they are brought up to date.
class SchemaTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(u"library"_s); }
    QString database() const { return path() + u"/library.db"_s; }
    QDir backups() const { return {path() + u"/backups"_s}; }
    // The only copy there is.
    QString copy() const
    {
        const QStringList names = backups().entryList(QDir::Files);
        return names.size() == 1 ? backups().filePath(names.first()) : QString();
    }
    void makeLibraryOf(int schema)
    {
        QVERIFY(QDir().mkpath(path()));
        Connection old(database(), Connection::Mode::ReadWrite);
        fillAsOf(old, schema);
    }
    static QString titleThroughTheStore(Library& library)
    {
        const AccountId vera(QUuid::fromRfc4122(QByteArray(15, 0) + char(1)));
        const auto films =
            library.store().read(vera, [](const Repositories& r) { return r.projects.all(); });
        return films && films->size() == 1 ? films->first().title : QString();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsACopyOfWhatItBringsUpToDate_data()
    {
        QTest::addColumn<int>("schema");
        for (int schema = 1; schema < currentSchemaVersion(); ++schema) {
            QTest::addRow("schema %d", schema) << schema;
        }
    }
    void keepsACopyOfWhatItBringsUpToDate()
    {
        QFETCH(int, schema);
        makeLibraryOf(schema);
        auto library = openLibrary(path());
        QVERIFY(library);
        QCOMPARE(titleThroughTheStore(*library), title);
        library.reset();
        QCOMPARE(schemaIn(database()), currentSchemaVersion());

        QVERIFY(!copy().isEmpty());
        QVERIFY2(QFileInfo(copy()).fileName().contains(
                     QRegularExpression(u"^library-\\d{8}-\\d{9}-schema-%1\\.db$"_s.arg(schema))),
                 qPrintable(copy()));
        QCOMPARE(schemaIn(copy()), schema);
        QCOMPARE(titleIn(copy()), title);

        // It is a library like any other once it is put back; what is up to date is not copied.
        QVERIFY(QFile::remove(database()));
        QVERIFY(QFile::copy(copy(), database()));
        QVERIFY(QFile::setPermissions(database(), QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(backups().removeRecursively());
        library = openLibrary(path());
        QVERIFY(library);
        QCOMPARE(titleThroughTheStore(*library), title);
        library.reset();
        const QString kept = copy();
        QVERIFY(openLibrary(path()));
        QCOMPARE(copy(), kept);
    }

    void copiesNothingOfANewLibrary()
    {
        QVERIFY(openLibrary(path()));
        QVERIFY(backups().exists());
        QVERIFY(backups().isEmpty());
    }

    void copiesWhatIsStillInTheLog()
    {
        QVERIFY(QDir().mkpath(path()));
        {
            Connection killed(m_folder->filePath(u"killed.db"_s), Connection::Mode::ReadWrite);
            fillAsOf(killed, currentSchemaVersion() - 1);
            for (const QString& ending : {u""_s, u"-wal"_s}) {
                QVERIFY(
                    QFile::copy(m_folder->filePath(u"killed.db"_s) + ending, database() + ending));
            }
        }
        QVERIFY(openLibrary(path()));
        QCOMPARE(titleIn(copy()), title);
        QCOMPARE(schemaIn(copy()), currentSchemaVersion() - 1);
    }

    void survivesAKill_data()
    {
        QTest::addColumn<int>("schema");
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("left");
        QTest::addColumn<bool>("copied");
        const int last = currentSchemaVersion() - 1;
        QTest::newRow("copying") << last << u"schema-copied"_s << last << false;
        QTest::newRow("only step") << last << u"migration-step"_s << last << true;
        QTest::newRow("second step") << 1 << u"migration-step:2"_s << 2 << true;
    }
    void survivesAKill()
    {
        QFETCH(int, schema);
        QFETCH(QString, point);
        QFETCH(int, left);
        QFETCH(bool, copied);
        makeLibraryOf(schema);
        QCOMPARE(runChild(u"open"_s, {path()}, point), killedStatus);
        QCOMPARE(schemaIn(database()), left);
        QCOMPARE(titleIn(database()), title);
        if (copied) {
            QCOMPARE(schemaIn(copy()), schema);
            QCOMPARE(titleIn(copy()), title);
        }
        const auto library = openLibrary(path());
        QVERIFY(library);
        QCOMPARE(titleThroughTheStore(*library), title);
        QVERIFY(backups().entryList({u"*.part*"_s}, QDir::Files).isEmpty());
    }

    void refusesWithoutRoomForACopy()
    {
        QVERIFY(QDir().mkpath(path()));
        const QByteArray disk = path().toUtf8();
        if (::mount("none", disk.constData(), "tmpfs", 0, "size=8m") != 0) {
            QSKIP("making a small disk needs the right to mount");
        }
        const auto unmounting = qScopeGuard([&disk] { ::umount2(disk.constData(), MNT_DETACH); });
        makeLibraryOf(currentSchemaVersion() - 1);
        const QByteArray before = contentsOf(database());
        const auto refused = Library::open(path(), {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::DiskFull);
        QVERIFY(refused.error().amount > before.size());
        QCOMPARE(contentsOf(database()), before);
        QVERIFY(!QFile::exists(database() + u"-wal"_s));
        QVERIFY(backups().isEmpty());

        QCOMPARE(::mount("none", disk.constData(), "tmpfs", MS_REMOUNT, "size=64m"), 0);
        QVERIFY(openLibrary(path()));
        QVERIFY(!copy().isEmpty());
    }

    void keepsTheNewestCopies()
    {
        makeLibraryOf(currentSchemaVersion() - 1);
        QVERIFY(backups().mkpath(u"damaged-20240101-000000000"_s));
        const auto put = [this](const QString& name) {
            QFile file(backups().filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        };
        for (int year = 2021; year <= 2024; ++year) {
            put(u"library-%1"_s.arg(year) + u"0101-000000000-schema-1.db"_s);
        }
        put(u"library-mine.db"_s);
        QVERIFY(openLibrary(path()));
        const QStringList left = backups().entryList(QDir::Files, QDir::Name);
        QCOMPARE(left.size(), 4);
        QVERIFY(left.contains(u"library-mine.db"_s));
        QVERIFY(left.contains(u"library-20230101-000000000-schema-1.db"_s));
        QVERIFY(left.contains(u"library-20240101-000000000-schema-1.db"_s));
        QVERIFY(backups().exists(u"damaged-20240101-000000000"_s));
    }
};

RASKADR_TEST_MAIN_WITH_CHILDREN(SchemaTest, child)
#include "schematest.moc"
