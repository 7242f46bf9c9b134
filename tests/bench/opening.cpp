#include "tests/bench/bench.h"
#include "tests/bench/samplelibrary.h"

#include <QFile>
#include <fcntl.h>
#include <sqlite3.h>
#include <string>
#include <unistd.h>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

// What a board shows of a project, asked in the leanest way: one statement through the C interface,
// every text copied out.
class RawReader
{
public:
    explicit RawReader(const QString& path)
    {
        sqlite3_open_v2(path.toUtf8().constData(), &m_database,
                        SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
        sqlite3_exec(m_database, "PRAGMA mmap_size=0; PRAGMA cache_size=-16384", nullptr, nullptr,
                     nullptr);
        sqlite3_prepare_v3(
            m_database,
            "SELECT s.id, s.project, s.position, s.title, s.script, s.status, s.label,"
            " s.planned_duration, s.headliner, s.trashed, s.created, a.id, a.kind, m.sha256,"
            " m.duration, m.fps, m.width, m.height, m.state, m.palette,"
            " (SELECT count(*) FROM asset WHERE shot = s.id AND trashed = 0),"
            " (SELECT count(*) FROM generation g JOIN job j ON j.generation = g.id"
            "  WHERE g.shot = s.id AND j.state NOT IN ('done', 'failed', 'canceled', 'unknown')),"
            " (SELECT count(*) FROM generation g JOIN job j ON j.generation = g.id"
            "  WHERE g.shot = s.id AND j.state IN ('failed', 'unknown') AND j.forgotten = 0),"
            " (SELECT count(*) FROM comment WHERE shot = s.id AND read = 0 AND own = 0),"
            " (SELECT count(*) FROM comment WHERE shot = s.id)"
            " FROM shot s JOIN project p ON p.id = s.project AND p.account = ?2"
            " LEFT JOIN asset a ON a.id = s.headliner LEFT JOIN media m ON m.sha256 = a.media"
            " WHERE s.project = ?1 AND s.trashed = 0 ORDER BY s.position",
            -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    }
    ~RawReader()
    {
        sqlite3_finalize(m_statement);
        sqlite3_close(m_database);
    }

    int read(const ProjectId& project, const AccountId& account)
    {
        const QByteArray projectBytes = project.uuid().toRfc4122();
        const QByteArray accountBytes = account.uuid().toRfc4122();
        sqlite3_bind_blob(m_statement, 1, projectBytes.constData(), 16, SQLITE_STATIC);
        sqlite3_bind_blob(m_statement, 2, accountBytes.constData(), 16, SQLITE_STATIC);
        int rows = 0;
        while (sqlite3_step(m_statement) == SQLITE_ROW) {
            ++rows;
            for (int c = 0; c < sqlite3_column_count(m_statement); ++c) {
                if (sqlite3_column_type(m_statement, c) == SQLITE_INTEGER) {
                    m_sum += sqlite3_column_int64(m_statement, c);
                } else {
                    const std::string text(
                        static_cast<const char*>(sqlite3_column_blob(m_statement, c)),
                        size_t(sqlite3_column_bytes(m_statement, c)));
                    m_sum += qint64(text.size());
                }
            }
        }
        sqlite3_reset(m_statement);
        return rows;
    }

private:
    sqlite3* m_database = nullptr;
    sqlite3_stmt* m_statement = nullptr;
    qint64 m_sum = 0;
};

void dropFromCache(const QString& path)
{
    for (const QString& name : {path, path + u"-wal"_s}) {
        const int descriptor = ::open(QFile::encodeName(name).constData(), O_RDONLY);
        if (descriptor >= 0) {
            fdatasync(descriptor);
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
            ::close(descriptor);
        }
    }
}

struct Times
{
    std::vector<double> product;
    std::vector<double> raw;
};

Times timeOpening(const SampleLibrary& sample, int rounds)
{
    Times times;
    const Store& store = sample.library->store();
    RawReader raw(sample.library->databasePath());
    for (int round = 0; round < rounds; ++round) {
        const ProjectId project = sample.projects.at(round % sample.projects.size());
        double start = wallNow();
        const auto rows = store.read(sample.account, [&](const Repositories& repositories) {
            return repositories.shots.board(project);
        });
        if (rows && !rows->isEmpty()) {
            times.product.push_back((wallNow() - start) * 1e3);
        }
        start = wallNow();
        if (raw.read(project, sample.account) > 0) {
            times.raw.push_back((wallNow() - start) * 1e3);
        }
    }
    return times;
}

Times timeColdOpening(const SampleLibrary& sample, int rounds)
{
    Times times;
    const QString path = sample.library->databasePath();
    for (int round = 0; round < rounds; ++round) {
        const ProjectId project = sample.projects.at((round * 7) % sample.projects.size());
        dropFromCache(path);
        double start = wallNow();
        // As the library opens what it closed itself.
        if (const auto store = Store::open(path, Store::Mode::ReadOnly, {}, Store::Look::Brief)) {
            const auto rows = (*store)->read(sample.account, [&](const Repositories& repositories) {
                return repositories.shots.board(project);
            });
            if (rows && !rows->isEmpty()) {
                times.product.push_back((wallNow() - start) * 1e3);
            }
        }
        dropFromCache(path);
        start = wallNow();
        RawReader raw(path);
        if (raw.read(project, sample.account) > 0) {
            times.raw.push_back((wallNow() - start) * 1e3);
        }
    }
    return times;
}

// The time of one move of a shot in a project of 150, committed.
double timeMove(const SampleLibrary& sample)
{
    std::vector<double> times;
    for (int round = 0; round < 40; ++round) {
        const ProjectId project = sample.projects.at(round % sample.projects.size());
        const double start = wallNow();
        const auto moved = sample.library->store()
                               .write(sample.account,
                                      [project, round](Repositories& repositories) -> Result<> {
                                          QList<ShotId> order = repositories.shots.order(project);
                                          order.move(0, 1 + round % int(order.size() - 1));
                                          repositories.shots.setOrder(project, order);
                                          return {};
                                      })
                               .wait();
        if (moved) {
            times.push_back((wallNow() - start) * 1e3);
        }
    }
    return median(times);
}

} // namespace

void measureOpening(const Place& place, Report& report)
{
    const SampleLibrary small = makeSampleLibrary(place.work.filePath(u"small"_s),
                                                  {.projects = 12, .shots = 150, .assets = 6});
    if (!small.library) {
        report.skipped(u"opening"_s, u"the library could not be made"_s);
        return;
    }
    const Times warm = timeOpening(small, 200);
    report.ratioAtMost(u"opening"_s, u"project of 150 shots, data, warm"_s, median(warm.product),
                       median(warm.raw), u"ms"_s, u"raw C query"_s, 2);
    const Times cold = timeColdOpening(small, 12);
    report.ratioAtMost(u"opening"_s, u"project of 150 shots, data, cold"_s, median(cold.product),
                       median(cold.raw), u"ms"_s, u"raw C query"_s, 2);

    // The same projects, only many more of them: the work is to be the same.
    const SampleLibrary large = keptSampleLibrary({.projects = 1112, .shots = 150, .assets = 6});
    if (!large.library) {
        report.skipped(u"opening"_s, u"the library of a million assets could not be made"_s);
        return;
    }
    const Times million = timeOpening(large, 200);
    report.ratioAtMost(u"opening"_s, u"the same among 1,000,000 assets"_s, median(million.product),
                       median(warm.product), u"ms"_s, u"10,000 assets"_s, 1.5);
    const double movedSmall = timeMove(small);
    const double movedLarge = timeMove(large);
    report.ratioAtMost(u"opening"_s, u"moving a shot among 1,000,000 assets"_s, movedLarge,
                       movedSmall, u"ms"_s, u"10,000 assets"_s, 1.5);
}

} // namespace raskadr::bench
