#include "app/demo/demodirector.h"
#include "core/library/accounts.h"
#include "core/library/library.h"
#include "core/library/seedcatalog.h"
#include "core/media/videoencoder.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;
constexpr PasswordCost cheap{1, 8192};

// Paints small pictures and films at once, and refuses damaged pictures as the real one does.
class SmallEngine final : public BuiltinEngine
{
public:
    Result<BuiltinResult> run(const BuiltinRequest& request, const std::function<void(double)>&,
                              std::stop_token) override
    {
        ++runs;
        QImage picture(64, 36, QImage::Format_RGB32);
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                picture.setPixel(x, y, QRgb((request.seed * 2654435761u) ^ uint(x * 7 + y * 131)));
            }
        }
        if (request.inputs.isEmpty()) {
            return picture.save(request.outputPath, "PNG")
                ? Result<BuiltinResult>(BuiltinResult{request.outputPath, AssetKind::Image})
                : Result<BuiltinResult>(failure(ErrorKind::Internal));
        }
        QFile start(request.inputs.first().path);
        if (!start.open(QIODevice::ReadOnly) || !start.readAll().contains("IEND")) {
            return failure(ErrorKind::InputDamaged);
        }
        auto film = VideoEncoder::create(request.outputPath, {QSize(64, 36)});
        for (int i = 0; i < 6; ++i) {
            if (auto added = (*film)->addFrame(picture); !added) {
                return failure(added.error());
            }
        }
        if (auto finished = (*film)->finish(); !finished) {
            return failure(finished.error());
        }
        return BuiltinResult{request.outputPath, AssetKind::Video};
    }

    std::atomic<int> runs = 0;
};

// One process with the demo in it.
struct Studio
{
    explicit Studio(const QString& folder)
    {
        Library::OpenOptions options;
        options.create = true;
        library = std::move(*Library::open(folder, options));
        [[maybe_unused]] const auto seeded = putSeedManifests(library->store());
        Accounts accounts(library->store(), clock, cheap);
        const auto created = accounts.create(u"demo"_s, {}, u"demo-demo"_s);
        account = created ? created->session.accountId
                          : accounts.login(u"demo"_s, u"demo-demo"_s)->accountId;
        jobs = std::make_unique<JobQueue>(library->store(), library->media(), clock, pool, engine);
        jobs->unlock(account);
        jobs->start();
        director = std::make_unique<demo::DemoDirector>(library->store(), library->media(), *jobs,
                                                        clock, pool, account);
    }
    ~Studio()
    {
        director.reset();
        jobs.reset();
        pool.waitForDone();
    }

    template <class Fn>
    auto read(Fn fn)
    {
        return *library->store().read(account, fn);
    }

    SystemClock clock;
    SmallEngine engine;
    QThreadPool pool;
    std::unique_ptr<Library> library;
    AccountId account;
    std::unique_ptr<JobQueue> jobs;
    std::unique_ptr<demo::DemoDirector> director;
};

struct Film
{
    int shots = 0, headliners = 0, films = 0, empty = 0, undecided = 0, failed = 0, assets = 0;
    QSet<ShotStatus> statuses;
};

Film filmOf(const Repositories& r, const ProjectId& project)
{
    Film film;
    for (const BoardRow& row : r.shots.board(project)) {
        ++film.shots;
        film.statuses.insert(row.shot.status);
        film.assets += row.assets;
        film.headliners += row.coverIsHeadliner ? 1 : 0;
        film.films += row.coverIsHeadliner && row.coverKind == AssetKind::Video ? 1 : 0;
        film.failed += row.failedJobs > 0 ? 1 : 0;
        film.empty += row.assets == 0 ? 1 : 0;
        film.undecided += row.assets > 0 && !row.coverIsHeadliner && row.failedJobs == 0 ? 1 : 0;
    }
    return film;
}

} // namespace

class DemoTest final : public QObject
{
    Q_OBJECT

private:
    void compare(const Film& film)
    {
        QCOMPARE(film.shots, 24);
        QCOMPARE(film.headliners, 20);
        QCOMPARE(film.films, 8);
        QCOMPARE(film.undecided, 2);
        QCOMPARE(film.empty, 1);
        QCOMPARE(film.failed, 1);
        QCOMPARE(film.statuses.size(), 3);
    }

private Q_SLOTS:
    void makesTheFilmThatIsWritten()
    {
        QTemporaryDir folder;
        Studio studio(folder.filePath(u"library"_s));
        QSignalSpy ready(studio.director.get(), &demo::DemoDirector::ready);
        QSignalSpy completed(studio.director.get(), &demo::DemoDirector::completed);
        studio.director->open();
        studio.director->open();
        QTRY_COMPARE_WITH_TIMEOUT(completed.size(), 1, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(studio.jobs->isIdle(), patienceMs);
        const auto projects = studio.read([](const Repositories& r) { return r.projects.all(); });
        QCOMPARE(projects.size(), 1);
        compare(studio.read([&](const Repositories& r) { return filmOf(r, projects.first().id); }));
    }

    void completesWithoutDoublingAfterEveryInterruption()
    {
        QTemporaryDir folder;
        const QString library = folder.filePath(u"library"_s);
        ProjectId project;
        int assets = -1;
        for (int start = 0; start < 6; ++start) {
            Studio studio(library);
            QSignalSpy ready(studio.director.get(), &demo::DemoDirector::ready);
            studio.director->open();
            QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, patienceMs);
            project = ready.first().first().value<ProjectId>();
            if (start < 5) {
                // Each start gets a little further before it is ended.
                QTRY_VERIFY_WITH_TIMEOUT(studio.engine.runs >= 5, patienceMs);
                continue;
            }
            QTRY_VERIFY_WITH_TIMEOUT(!studio.director->isWorking(), patienceMs);
            QTRY_VERIFY_WITH_TIMEOUT(studio.jobs->isIdle(), patienceMs);
            const Film film =
                studio.read([&](const Repositories& r) { return filmOf(r, project); });
            compare(film);
            assets = film.assets;
        }
        // 29 pictures, 8 films and the damaged copy.
        QCOMPARE(assets, 38);
    }

    void leavesTheUsersChoiceAlone()
    {
        QTemporaryDir folder;
        const QString library = folder.filePath(u"library"_s);
        ProjectId project;
        {
            Studio studio(library);
            QSignalSpy completed(studio.director.get(), &demo::DemoDirector::completed);
            studio.director->open();
            QTRY_COMPARE_WITH_TIMEOUT(completed.size(), 1, patienceMs);
            project = completed.first().first().value<ProjectId>();
            const auto cleared = studio.library->store()
                                     .write(studio.account,
                                            [&](Repositories& r) -> Result<> {
                                                Shot shot = r.shots.ofProject(project).first();
                                                shot.headlinerId = {};
                                                r.shots.update(shot);
                                                return {};
                                            })
                                     .wait();
            QVERIFY(cleared);
        }
        Studio studio(library);
        studio.director->resume();
        QTRY_VERIFY_WITH_TIMEOUT(!studio.director->isWorking(), patienceMs);
        const Shot first =
            studio.read([&](const Repositories& r) { return r.shots.ofProject(project).first(); });
        QVERIFY(first.headlinerId.isNull());
    }

    void refusesAFilmThatIsWrittenWrongly()
    {
        QCOMPARE(demo::DemoFilm::parse("{}").error().kind, ErrorKind::InvalidInput);
        const auto film = demo::DemoFilm::parse(
            R"({"title":"T","shots":[{"title":"A","status":"done","takes":[{"prompt":""}]}]})");
        QVERIFY(!film);
        QCOMPARE(film.error().subject, u"/shots/0"_s);
    }
};

QTEST_MAIN(DemoTest)
#include "demotest.moc"
