#include "app/desktop/application.h"
#include "core/library/accounts.h"
#include "tests/bench/bench.h"
#include "tests/bench/corpus.h"
#include "tests/bench/samplelibrary.h"
#include "tests/support/noengine.h"
#include "ui/common/thumbnailcache.h"
#include "ui/shell/loginpage.h"
#include "ui/shell/projectspage.h"
#include "ui/storyboard/board/boardview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QJsonDocument>
#include <QProcess>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shots = 150;
constexpr double patienceS = 60;
const QString login = u"bench"_s;
const QString password = u"bench-bench"_s;

// The whole program, logged in as a user does it.
class Program
{
public:
    explicit Program(const QDir& folder)
        : m_settings(folder.filePath(u"settings.ini"_s))
    {
        desktop::Options options;
        options.libraryFolder = folder.filePath(u"library"_s);
        desktop::Parts parts;
        parts.makeEngine = [] { return std::make_unique<NoEngine>(); };
        m_application =
            std::make_unique<desktop::Application>(*qApp, m_settings, options, std::move(parts));
        m_application->start();
    }

    template <class Page>
    Page* page() const
    {
        for (Page* page : m_application->window().findChildren<Page*>()) {
            if (page->isVisible()) {
                return page;
            }
        }
        return nullptr;
    }
    template <class Page>
    Page* waitFor() const
    {
        waitUntil([&] { return page<Page>() != nullptr; });
        return page<Page>();
    }
    bool waitUntil(const std::function<bool()>& condition) const
    {
        const double start = wallNow();
        while (!condition()) {
            if (wallNow() - start > patienceS) {
                return false;
            }
            QApplication::processEvents(QEventLoop::AllEvents, 5);
        }
        return true;
    }
    bool logIn() const
    {
        auto* entry = waitFor<ui::LoginPage>();
        if (entry == nullptr) {
            return false;
        }
        Q_EMIT entry->submitted(login, password);
        return true;
    }
    bool waitForBoard() const
    {
        return waitUntil([&] {
            const auto* board = page<ui::BoardView>();
            return board != nullptr && board->cards().size() == shots && !board->isBusy();
        });
    }

private:
    MachineSettings m_settings;
    std::unique_ptr<desktop::Application> m_application;
};

bool prepare(const Place& place)
{
    {
        SampleLibrary sample = makeSampleLibrary(place.work.filePath(u"library"_s),
                                                 {.projects = 1, .shots = shots, .assets = 4},
                                                 corpusFiles(place.corpus, u"png"_s).mid(0, 12));
        if (!sample.library) {
            return false;
        }
        const SystemClock clock;
        Accounts accounts(sample.library->store(), clock);
        if (!accounts.resetWithoutCode(login, password)) {
            return false;
        }
    }
    // Once, so that the program knows where it was.
    const Program program(place.work);
    if (!program.logIn()) {
        return false;
    }
    auto* projects = program.waitFor<ui::ProjectsPage>();
    if (projects == nullptr) {
        return false;
    }
    const auto known =
        program.waitUntil([&] { return projects->findChild<QAbstractButton*>() != nullptr; });
    if (!known) {
        return false;
    }
    const auto library =
        Library::open(place.work.filePath(u"library"_s), {.mode = Library::Mode::ReadOnly});
    if (!library) {
        return false;
    }
    const auto opened = (*library)->store().read(AccountId(), [](const Repositories& repositories) {
        return repositories.accounts.findByLogin(login);
    });
    if (!opened || !*opened) {
        return false;
    }
    const auto project =
        (*library)->store().read((*opened)->id, [](const Repositories& repositories) {
            return repositories.projects.all().first().id;
        });
    if (!project) {
        return false;
    }
    Q_EMIT projects->opened(*project);
    return program.waitForBoard();
}

} // namespace

int startHere(const QString& folder, double processStart)
{
    const Program program{QDir(folder)};
    if (!program.logIn() || !program.waitForBoard()) {
        return 1;
    }
    const QJsonObject answer{{u"ms"_s, (wallNow() - processStart) * 1e3},
                             {u"mib"_s, residentMiB()}};
    std::fputs(QJsonDocument(answer).toJson(QJsonDocument::Compact).constData(), stdout);
    std::fflush(stdout);
    return 0;
}

void measureStart(const Place& place, Report& report)
{
    if (!prepare(place)) {
        report.skipped(u"start"_s, u"the library could not be opened in the program"_s);
        return;
    }
    std::vector<double> times;
    double memory = 0;
    for (int round = 0; round < 5; ++round) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(),
                      {u"--start-in"_s, place.work.path()});
        process.waitForFinished(-1);
        const QJsonObject answer =
            QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        if (process.exitCode() == 0 && !answer.isEmpty()) {
            times.push_back(answer[u"ms"_s].toDouble());
            memory = std::max(memory, answer[u"mib"_s].toDouble());
        }
    }
    if (times.empty()) {
        report.skipped(u"start"_s, u"the program did not reach the board"_s);
        return;
    }
    report.atMost(u"start"_s, u"start to usable board, %1 shots, with login"_s.arg(shots),
                  median(times), u"ms"_s, 1500);
    report.atMost(u"start"_s, u"memory at the board"_s, memory, u"MiB"_s, 300);
}

} // namespace raskadr::bench
