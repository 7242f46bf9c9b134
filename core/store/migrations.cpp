#include "core/store/migrations.h"

#include "core/base/failpoint.h"

#include <QDir>
#include <QFile>
#include <SQLiteCpp/SQLiteCpp.h>

// Resources of a static library are not linked unless somebody asks for them; the macro has to
// stand outside of any namespace.
static void initialiseSqlResources()
{
    Q_INIT_RESOURCE(sql);
}

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList migrationFiles()
{
    initialiseSqlResources();
    return QDir(u":/sql"_s).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
}

} // namespace

int currentSchemaVersion()
{
    return static_cast<int>(migrationFiles().size());
}

int schemaVersion(Connection& connection)
{
    return connection.database().execAndGet("PRAGMA user_version").getInt();
}

Result<> migrate(Connection& connection)
{
    const QStringList files = migrationFiles();
    const int found = schemaVersion(connection);
    if (found > files.size()) {
        return failure(ErrorKind::NewerVersion,
                       u"schema %1, this program knows %2"_s.arg(found).arg(files.size()));
    }
    for (int version = found; version < files.size(); ++version) {
        QFile file(u":/sql/"_s + files.at(version));
        if (!file.open(QIODevice::ReadOnly)) {
            return failure(ErrorKind::Internal,
                           u"migration %1 is missing"_s.arg(files.at(version)));
        }
        SQLite::Transaction transaction(connection.database(),
                                        SQLite::TransactionBehavior::IMMEDIATE);
        connection.database().exec(file.readAll().toStdString());
        connection.database().exec("PRAGMA user_version = " + std::to_string(version + 1));
        failpoint("migration-step");
        transaction.commit();
    }
    return {};
}

} // namespace raskadr
