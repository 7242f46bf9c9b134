#include "core/ingest/walk.h"

#include "core/media/sidecartexts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace fs = std::filesystem;

namespace {

constexpr int stopEvery = 256; // entries between two looks at the stop token

QString textOf(const fs::path& path)
{
    return QFile::decodeName(QByteArray::fromStdString(path.string()));
}

fs::path pathOf(const QString& text)
{
    return fs::path(QFile::encodeName(text).toStdString());
}

bool isLitter(const QString& name)
{
    static const QSet<QString> litter = {u"thumbs.db"_s, u"desktop.ini"_s, u"__macosx"_s,
                                         u"ehthumbs.db"_s};
    return name.startsWith(u'.') || name.startsWith(u"~$"_s)
        || litter.contains(name.toCaseFolded());
}

// What lies in a folder comes before what begins with the folder's name.
QString pathKey(const QString& path)
{
    return naturalKey(QString(QDir::cleanPath(path)).replace(u'/', QChar(1)));
}

ErrorKind kindOf(const std::error_code& code)
{
    return code == std::errc::no_such_file_or_directory ? ErrorKind::FileMissing
                                                        : ErrorKind::FileUnreadable;
}

struct Entry
{
    QString key;
    QString name;
    bool folder = false;
};

class Walker
{
public:
    Walker(Walk& walk, std::stop_token stop)
        : m_walk(walk)
        , m_stop(std::move(stop))
    {
    }

    Result<> add(const QString& given)
    {
        const QFileInfo info(QDir::cleanPath(QFileInfo(given).absoluteFilePath()));
        if (!info.exists()) {
            m_walk.unreadable.append({ErrorKind::FileMissing, u"not there"_s, given, 0});
            return {};
        }
        // A link that was given by itself is meant: what it points to counts.
        const QString real = info.canonicalFilePath();
        if (info.isDir()) {
            if (markFolder(real)) {
                return addFolder(info.absoluteFilePath());
            }
        } else if (!info.isFile()) {
            ++m_walk.specials;
        } else {
            addFile(info.absoluteFilePath(), real, {}, {});
        }
        return {};
    }

private:
    bool markFolder(const QString& real)
    {
        const qsizetype before = m_folders.size();
        m_folders.insert(real);
        return m_folders.size() > before;
    }

    void addFile(const QString& path, const QString& real, const QString& root,
                 const QString& folder)
    {
        const qsizetype before = m_files.size();
        m_files.insert(real);
        if (m_files.size() == before) {
            return;
        }
        const QFileInfo info(path);
        m_walk.candidates.append(
            {path, folder, root, info.size(), info.lastModified().toMSecsSinceEpoch()});
    }

    // Depth first with a list of its own, so that deep trees do not use up the stack. Files of a
    // folder and its subfolders are ordered together by name.
    Result<> addFolder(const QString& root)
    {
        struct Level
        {
            QString folder; // relative
            QList<Entry> entries;
            qsizetype next = 0;
        };
        const QString realRoot = QFileInfo(root).canonicalFilePath();
        QList<Level> levels;
        auto first = entriesOf(root);
        if (!first) {
            return failure(first.error());
        }
        levels.append({{}, *first});
        while (!levels.isEmpty()) {
            Level& level = levels.last();
            if (level.next == level.entries.size()) {
                levels.removeLast();
                continue;
            }
            const Entry entry = level.entries[level.next++];
            const QString relative =
                level.folder.isEmpty() ? entry.name : level.folder + u'/' + entry.name;
            if (!entry.folder) {
                addFile(root + u'/' + relative, realRoot + u'/' + relative, root, level.folder);
            } else if (markFolder(realRoot + u'/' + relative)) {
                auto entries = entriesOf(root + u'/' + relative);
                if (!entries) {
                    return failure(entries.error());
                }
                levels.append({relative, *entries}); // `level` is gone from here on
            }
        }
        return {};
    }

    // What lies in a folder and counts, in natural order. A folder that cannot be read is noted.
    Result<QList<Entry>> entriesOf(const QString& folder)
    {
        QList<Entry> entries;
        std::error_code code;
        fs::directory_iterator at(pathOf(folder), code);
        while (!code && at != fs::directory_iterator()) {
            if (++m_seen % stopEvery == 0 && m_stop.stop_requested()) {
                return failure(ErrorKind::Cancelled);
            }
            note(*at, entries);
            at.increment(code);
        }
        if (code) {
            m_walk.unreadable.append(
                {kindOf(code), QString::fromLocal8Bit(code.message().c_str()), folder, 0});
        }
        std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
            return a.key != b.key ? a.key < b.key : a.name < b.name;
        });
        return entries;
    }

    void note(const fs::directory_entry& found, QList<Entry>& entries)
    {
        const QString name = textOf(found.path().filename());
        if (isLitter(name)) {
            ++m_walk.hidden;
            return;
        }
        std::error_code code;
        switch (found.symlink_status(code).type()) {
        case fs::file_type::regular:
            entries.append({naturalKey(name), name, false});
            break;
        case fs::file_type::directory:
            entries.append({naturalKey(name), name, true});
            break;
        case fs::file_type::symlink:
            ++m_walk.links;
            break;
        default:
            ++m_walk.specials;
            break;
        }
    }

    Walk& m_walk;
    std::stop_token m_stop;
    QSet<QString> m_folders; // canonical
    QSet<QString> m_files; // canonical
    int m_seen = 0;
};

// Texts that tell of a file in the list are no candidates themselves.
void takeOutSidecars(Walk& walk)
{
    const auto placeOf = [](const Candidate& file, const QString& name) {
        return QString(file.path.chopped(file.name().size()) + name);
    };
    QSet<QString> subjects;
    for (const Candidate& file : std::as_const(walk.candidates)) {
        if (sidecarSubject(file.name()).isEmpty()) {
            subjects.insert(placeOf(file, QFileInfo(file.name()).completeBaseName()));
        }
    }
    walk.sidecars += static_cast<int>(walk.candidates.removeIf([&](const Candidate& file) {
        const QString subject = sidecarSubject(file.name());
        return !subject.isEmpty() && subjects.contains(placeOf(file, subject))
            && isUnderstoodSidecar(file.path);
    }));
}

} // namespace

QString naturalKey(const QString& name)
{
    const QString folded = name.normalized(QString::NormalizationForm_C).toCaseFolded();
    QString key;
    key.reserve(folded.size() + 8);
    for (qsizetype i = 0; i < folded.size();) {
        if (folded[i] < u'0' || folded[i] > u'9') {
            key.append(folded[i++]);
            continue;
        }
        qsizetype end = i;
        while (end < folded.size() && folded[end] >= u'0' && folded[end] <= u'9') {
            ++end;
        }
        while (i + 1 < end && folded[i] == u'0') {
            ++i;
        }
        // More digits is a larger number; the length stands where digits stand among other signs.
        key.append(u'0');
        key.append(QChar(char16_t(end - i)));
        key.append(QStringView(folded).mid(i, end - i));
        i = end;
    }
    return key;
}

Result<Walk> walkPaths(const QStringList& paths, std::stop_token stop)
{
    Walk walk;
    Walker walker(walk, stop);
    QStringList ordered = paths;
    std::sort(ordered.begin(), ordered.end(), [](const QString& a, const QString& b) {
        const QString left = pathKey(a);
        const QString right = pathKey(b);
        return left != right ? left < right : a < b;
    });
    for (const QString& path : std::as_const(ordered)) {
        if (auto added = walker.add(path); !added) {
            return failure(added.error());
        }
    }
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    takeOutSidecars(walk);
    return walk;
}

} // namespace raskadr
