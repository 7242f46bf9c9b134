#include "tests/support/rows.h"

#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// What the queue shows of the jobs of an account.
class QueueRowsTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    AccountId m_account;
    Project m_film;
    Shot m_shot;

    GenerationId addJob(JobState state, bool forgotten)
    {
        const Generation generation = rows::generation(m_shot.id);
        Job job;
        job.generationId = generation.id;
        job.state = state;
        job.forgotten = forgotten;
        job.queuedMs = 1;
        const auto written = rows::write(*m_store, m_account, [&](Repositories& r) {
            r.generations.insert(generation);
            r.jobs.insert(job);
        });
        return written ? generation.id : GenerationId();
    }
    QList<QueueRow> queue() const
    {
        return m_store->read(m_account, [](const Repositories& r) { return r.jobs.queue(100); })
            .value_or(QList<QueueRow>());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto store = Store::open(m_folder->filePath(u"library.db"_s), Store::Mode::ReadWrite);
        QVERIFY(store);
        m_store = std::move(*store);
        const Account account = rows::account(u"vera"_s);
        m_account = account.id;
        m_film = rows::project(m_account);
        m_shot = rows::shot(m_film.id, 0);
        QVERIFY(rows::write(*m_store, m_account, [&](Repositories& r) {
            r.accounts.insert(account);
            r.projects.insert(m_film);
            r.shots.insert(m_shot);
        }));
    }
    void cleanup() { m_store.reset(); }

    void whatWasForgottenIsGone_data()
    {
        QTest::addColumn<JobState>("state");
        QTest::newRow("failed") << JobState::Failed;
        QTest::newRow("canceled") << JobState::Canceled;
        QTest::newRow("unknown") << JobState::Unknown;
    }
    void whatWasForgottenIsGone()
    {
        QFETCH(JobState, state);
        const GenerationId kept = addJob(state, false);
        const GenerationId forgotten = addJob(state, true);
        const auto rows = queue();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().generation.id, kept);
        // Who knows its id finds it all the same.
        QVERIFY(*m_store->read(m_account, [&](const Repositories& r) {
            return r.jobs.queueRow(forgotten).has_value();
        }));
    }

    void whatIsForgottenAndStillRunsIsSeen()
    {
        addJob(JobState::Submitting, true);
        QCOMPARE(queue().size(), 1);
    }

    void theTrashIsTold()
    {
        addJob(JobState::Done, false);
        QVERIFY(!queue().first().inTrash);
        QVERIFY(rows::write(*m_store, m_account, [&](Repositories& r) {
            m_shot.trashedMs = 5;
            r.shots.update(m_shot);
        }));
        QVERIFY(queue().first().inTrash);
        QVERIFY(rows::write(*m_store, m_account, [&](Repositories& r) {
            m_shot.trashedMs = 0;
            r.shots.update(m_shot);
            m_film.trashedMs = 5;
            r.projects.update(m_film);
        }));
        QVERIFY(queue().first().inTrash);
    }
};

QTEST_GUILESS_MAIN(QueueRowsTest)
#include "queuerowstest.moc"
