#include "core/library/closingmark.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// With the counters that SQLite changes when it writes to the file.
constexpr qint64 headerSize = 100;

QString stateOf(const QString& databasePath)
{
    QFile database(databasePath);
    if (QFileInfo(databasePath + u"-wal"_s).size() > 0 || !database.open(QIODevice::ReadOnly)) {
        return {};
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(database.read(headerSize));
    const QDateTime changed = database.fileTime(QFileDevice::FileModificationTime);
    return u"%1-%2-%3"_s.arg(QString::number(database.size()),
                             QString::number(changed.toMSecsSinceEpoch()),
                             QString::fromLatin1(hash.result().toHex()));
}

} // namespace

ClosingMark::ClosingMark(QString databasePath, QString cachePath)
    : m_databasePath(std::move(databasePath))
    , m_path(std::move(cachePath) + u"/closed.json"_s)
{
}

std::optional<qint64> ClosingMark::lookedThroughMs() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QJsonObject mark = QJsonDocument::fromJson(file.read(4096)).object();
    const QString state = stateOf(m_databasePath);
    if (state.isEmpty() || mark[u"database"_s].toString() != state) {
        return std::nullopt;
    }
    return static_cast<qint64>(mark[u"lookedThroughMs"_s].toDouble());
}

void ClosingMark::set(qint64 lookedThroughMs) const
{
    const QString state = stateOf(m_databasePath);
    QSaveFile file(m_path);
    if (state.isEmpty() || !file.open(QIODevice::WriteOnly)) {
        return;
    }
    file.write(
        QJsonDocument(QJsonObject{{u"database"_s, state},
                                  {u"lookedThroughMs"_s, static_cast<double>(lookedThroughMs)}})
            .toJson(QJsonDocument::Compact));
    file.commit();
}

void ClosingMark::remove() const
{
    QFile::remove(m_path);
}

} // namespace raskadr
