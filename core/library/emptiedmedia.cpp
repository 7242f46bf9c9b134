#include "core/library/emptiedmedia.h"

#include "core/base/failpoint.h"
#include "core/base/logging.h"
#include "core/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QSet>
#include <QStandardPaths>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 80; // characters before the suffix

// How a person knows the file of an asset outside of the library.
QString fileName(const AssetRow& row)
{
    QString base = QFileInfo(row.asset.sourceName).completeBaseName().left(longestName);
    for (QChar& c : base) {
        if (c == u'/' || c == u'\\' || c.category() == QChar::Other_Control) {
            c = u'_';
        }
    }
    if (base.isEmpty() || base.startsWith(u'.')) {
        base = row.media.sha256.left(12);
    }
    const QString suffix = QMimeDatabase().mimeTypeForName(row.media.mimeType).preferredSuffix();
    return suffix.isEmpty() ? base : base + u'.' + suffix;
}

// The files that are still to be handed over, kept as a setting of the account that they belonged
// to: one line each, the hash and the name.
MediaNames pendingOf(const Repositories& r)
{
    MediaNames pending;
    const QStringList lines =
        readSetting(r.settings, settings::emptiedMedia).split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        pending.insert(line.section(u' ', 0, 0), line.section(u' ', 1));
    }
    return pending;
}

void keepPending(Repositories& r, const MediaNames& pending)
{
    QStringList lines;
    for (auto at = pending.cbegin(); at != pending.cend(); ++at) {
        lines.append(at.key() + u' ' + at.value());
    }
    writeSetting(r.settings, settings::emptiedMedia, lines.join(u'\n'));
}

// Takes the files of one account's pending contents away.
class HandOver
{
public:
    HandOver(Library& library, const AccountId& account, const TakeAway& takeAway)
        : m_library(library)
        , m_account(account)
        , m_takeAway(takeAway)
    {
    }

    Result<HandedOver> run(const std::stop_token& stop)
    {
        const auto pending =
            m_library.store().read(m_account, [](const Repositories& r) { return pendingOf(r); });
        if (!pending) {
            return failure(pending.error());
        }
        HandedOver handed;
        QSet<QString> settled;
        for (auto at = pending->cbegin(); at != pending->cend() && !stop.stop_requested(); ++at) {
            const auto taken = take(at.key(), at.value());
            if (!taken) {
                return failure(taken.error());
            }
            ++(*taken ? handed.taken : handed.left);
            if (*taken) {
                settled.insert(at.key());
            }
        }
        if (settled.isEmpty()) {
            return handed;
        }
        const auto noted = m_library.store()
                               .write(m_account,
                                      [settled](Repositories& r) -> Result<> {
                                          MediaNames names = pendingOf(r);
                                          names.removeIf([&](const auto& entry) {
                                              return settled.contains(entry.key());
                                          });
                                          keepPending(r, names);
                                          return {};
                                      })
                               .wait();
        if (!noted) {
            return failure(noted.error());
        }
        return handed;
    }

private:
    // In the store thread, behind every row that was queued before. What is still on its way to a
    // row is held in the media folder.
    Result<bool> isKnown(const QString& sha256)
    {
        return m_library.store()
            .write(AccountId(),
                   [sha256](Repositories& r) -> Result<bool> {
                       return r.media.find(sha256).has_value();
                   })
            .wait();
    }

    Result<bool> take(const QString& sha256, const QString& name)
    {
        const QString original = m_library.media().path(sha256);
        // Under its readable name first: that is what the system's trash shows.
        const QString folder = m_library.cache().path() + u"/emptied/"_s + sha256.left(16);
        const QString staged = folder + u'/' + name;
        auto known = isKnown(sha256);
        if (!known) {
            return failure(known.error());
        }
        if (!*known && QFileInfo::exists(original)) {
            QDir().mkpath(folder);
            if (!m_library.media().takeOut(sha256, staged)) {
                removeFolders(folder);
                return false;
            }
            failpoint("trash-file-staged");
            known = isKnown(sha256);
            if (!known) {
                return failure(known.error());
            }
        }
        if (*known) {
            // It is wanted again: a file that is already on its way comes back.
            if (!QFileInfo::exists(original)) {
                QFile::rename(staged, original);
            }
            QFile::remove(staged);
            removeFolders(folder);
            return true;
        }
        if (!QFileInfo::exists(original)) {
            QFile::remove(m_library.media().sidecarPath(sha256));
        }
        if (QFileInfo::exists(staged) && !m_takeAway(staged)) {
            qCWarning(logLibrary) << "the system's trash did not take" << staged;
            return false;
        }
        removeFolders(folder);
        m_library.cache().remove(sha256);
        return true;
    }

    static void removeFolders(const QString& folder)
    {
        QDir().rmdir(folder);
        QDir().rmdir(QFileInfo(folder).path());
    }

    Library& m_library;
    const AccountId m_account;
    const TakeAway& m_takeAway;
};

} // namespace

MediaNames namesOf(const Repositories& r, const QList<AssetId>& assets)
{
    MediaNames names;
    for (const AssetId& id : assets) {
        if (const auto row = r.assets.row(id)) {
            names.insert(row->media.sha256, fileName(*row));
        }
    }
    return names;
}

qint64 freeMedia(Repositories& r, const MediaNames& names)
{
    qint64 bytes = 0;
    MediaNames pending = pendingOf(r);
    for (const FreedMedia& media : r.trash.freeMedia(names)) {
        pending.insert(media.sha256, media.name);
        bytes += media.size;
    }
    keepPending(r, pending);
    return bytes;
}

Result<HandedOver> handOver(Library& library, const AccountId& account, const TakeAway& takeAway,
                            const std::stop_token& stop)
{
    return HandOver(library, account, takeAway).run(stop);
}

bool toSystemTrash(const QString& path)
{
    // Qt 6.4 makes the trash, but not the folder that it lies in, and without a trash it moves
    // files into the working directory.
    const QString home = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const QFileInfo trash(home + u"/Trash"_s);
    const bool possible =
        QDir().mkpath(home) && QFileInfo(trash.exists() ? trash.filePath() : home).isWritable();
    return possible && QFile::moveToTrash(path);
}

} // namespace raskadr
