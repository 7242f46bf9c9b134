#include "tests/support/openlibrary.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// Temporary files of processes that ended early.
class LeftoversTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAnUnfinishedJobKeepsStays()
    {
        const QTemporaryDir folder;
        const auto library = openLibrary(folder.filePath(u"library"_s));
        QVERIFY(library);
        const Account vera = rows::account(u"vera"_s);
        const Project film = rows::project(vera.id);
        const Shot shot = rows::shot(film.id, 0);
        const Generation waiting = rows::generation(shot.id);
        const Generation over = rows::generation(shot.id);
        const auto jobOf = [](const Generation& generation, JobState state,
                              const QByteArray& variables) {
            Job job;
            job.generationId = generation.id;
            job.state = state;
            job.variables = variables;
            return job;
        };
        QVERIFY(rows::write(library->store(), vera.id, [&](Repositories& r) {
            r.accounts.insert(vera);
            r.projects.insert(film);
            r.shots.insert(shot);
            r.generations.insert(waiting);
            r.generations.insert(over);
            r.jobs.insert(jobOf(waiting, JobState::Queued, R"({"file":".part-0123-1"})"));
            r.jobs.insert(jobOf(over, JobState::Failed, R"({"file":".part-0123-2"})"));
        }));
        const auto file = [&](int number) {
            return folder.filePath(u"library/media/.part-0123-%1"_s.arg(number));
        };
        for (int number = 1; number <= 3; ++number) {
            QVERIFY(samples::write(file(number), "a result"));
        }
        QCOMPARE(library->removeLeftovers(), 2);
        QVERIFY(QFile::exists(file(1)));
        QCOMPARE(library->media().temporaryPath(u".part-0123-1"_s), file(1));
        QCOMPARE(library->media().temporaryPath(u".part-0123-2"_s), QString());
        QCOMPARE(library->media().temporaryPath(u"../media/.part-0123-1"_s), QString());
    }
};

QTEST_GUILESS_MAIN(LeftoversTest)
#include "leftoverstest.moc"
