#include "core/store/connection.h"
#include "core/store/store.h"
#include "tests/support/rows.h"

#include <QTemporaryDir>
#include <QTest>
#include <functional>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double price = 0.5;
constexpr qint64 priceMicros = 500'000;

} // namespace

// Libraries whose books were kept by earlier rules.
class BooksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
        m_account = rows::account(u"vera"_s);
        m_project = rows::project(m_account.id);
        m_shot = rows::shot(m_project.id, 0);
        QVERIFY(rows::write(*m_store, m_account.id, [&](Repositories& r) {
            r.accounts.insert(m_account);
            r.projects.insert(m_project);
            r.shots.insert(m_shot);
        }));
    }

    void whatFailedBeforeItsOrderIsTakenBackAndWhatWasOrderedIsAdded()
    {
        addFailed("result_invalid", {});
        const QList<UnitAmount> free = spent();
        addFailed("internal", u"polling"_s);
        const QList<UnitAmount> paid = spent();
        QCOMPARE(free, QList<UnitAmount>());
        QCOMPARE(paid.value(0).micros, priceMicros);
        keepByEarlierRules();
        QCOMPARE(spent(), paid);
        QCOMPARE(*m_store->read(
                     m_account.id,
                     [&](const Repositories& r) { return r.expenses.ofShot(m_shot.id).spent; }),
                 paid);
    }

    void earlierTriesKeepWhatTheyCost()
    {
        const GenerationId id = addFailed("job_lost", u"polling"_s);
        change(id, [](Job& job) {
            job.state = JobState::Queued;
            job.step.clear();
        });
        change(id, [](Job& job) {
            job.state = JobState::Failed;
            job.errorClass = u"timeout"_s;
            job.finishedMs = 1'700'000'000'000;
        });
        QCOMPARE(spent().value(0).micros, priceMicros);
        keepByEarlierRules();
        QCOMPARE(spent().value(0).micros, priceMicros);
    }

private:
    QString path() const { return m_folder->filePath(u"library.db"_s); }
    void open()
    {
        auto store = Store::open(path(), Store::Mode::ReadWrite);
        QVERIFY(store);
        m_store = std::move(*store);
    }
    GenerationId addFailed(const char* errorClass, const QString& step)
    {
        Generation generation = rows::generation(m_shot.id);
        generation.providerId = u"paid"_s;
        generation.costEstimated = price;
        generation.costUnit = u"usd"_s;
        Job job;
        job.generationId = generation.id;
        if (!rows::write(*m_store, m_account.id, [&](Repositories& r) {
                r.generations.insert(generation);
                r.jobs.insert(job);
            })) {
            return {};
        }
        change(generation.id, [&](Job& row) {
            row.state = JobState::Failed;
            row.errorClass = QString::fromLatin1(errorClass);
            row.step = step;
            row.finishedMs = 1'700'000'000'000;
        });
        return generation.id;
    }
    void change(const GenerationId& id, const std::function<void(Job&)>& how)
    {
        QVERIFY(rows::write(*m_store, m_account.id, [&](Repositories& r) {
            Job job = *r.jobs.find(id);
            how(job);
            r.jobs.update(job);
        }));
    }
    QList<UnitAmount> spent() const
    {
        return m_store
            ->read(m_account.id,
                   [&](const Repositories& r) { return r.expenses.ofProject(m_project.id).spent; })
            .value_or(QList<UnitAmount>{});
    }
    // As a program of the fifth version counted, which looked at the class alone; then as ours
    // opens what it left.
    void keepByEarlierRules()
    {
        m_store.reset();
        {
            Connection connection(path(), Connection::Mode::ReadWrite);
            connection.execute("UPDATE expense SET amount = ifnull((SELECT 500000 FROM job "
                               "WHERE job.generation = expense.generation AND job.error_class IN "
                               "('job_lost', 'timeout', 'submit_unknown', 'result_invalid', "
                               "'result_expired', 'content_blocked_output', 'disk_full')), 0)");
            connection.execute("ALTER TABLE share_shot DROP COLUMN planned_duration");
            connection.execute("PRAGMA user_version = 5");
        }
        open();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    Account m_account;
    Project m_project;
    Shot m_shot;
};

QTEST_GUILESS_MAIN(BooksTest)
#include "bookstest.moc"
