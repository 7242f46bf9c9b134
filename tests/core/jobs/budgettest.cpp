#include "core/jobs/budget.h"
#include "core/jobs/submit.h"
#include "core/model/names.h"
#include "core/settings/settings.h"
#include "core/store/store.h"
#include "tests/support/rows.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

// Slashes are spelled so because moc takes two of them for a comment, in a raw string too.
const char* const paidProvider = R"({"id":"paid","name":"Paid","baseUrl":"https:\/\/paid.example",
  "auth":{"kind":"none"}})";

const char* const modelTemplate = R"({"id":"$ID","provider":"paid","produces":"image",
  "flow":"sync","seed":null,"params":{"type":"object","properties":{
    "prompt":{"type":"string","x-widget":"prompt"},
    "duration":{"type":"integer","minimum":1,"maximum":10,"default":5}}},
  "steps":{"submit":{"method":"POST","url":"{base}/v1","retrySafe":false,
    "body":{"type":"json","value":{"prompt":{"$param":"prompt"}}}}},
  "outputs":[{"from":"submit","value":"/url","as":"url"}]$PRICE})";

QByteArray paidModel(const char* id, const char* price)
{
    return QByteArray(modelTemplate).replace("$ID", id).replace("$PRICE", price);
}

const char* const secondsPrice = R"(,"price":{"unit":"usd","seconds":{"$param":"duration"},
  "estimate":[{"amount":0.1,"per":"second"}]})";
const char* const creditPrice = R"(,"price":{"unit":"credit","usdPerUnit":0.01,
  "estimate":[{"amount":25,"per":"output"}]})";
const char* const strangePrice =
    R"(,"price":{"unit":"coin","estimate":[{"amount":3,"per":"output"}]})";
const char* const laterPrice = R"(,"price":{"unit":"usd","actual":"/cost"})";

QStringList namesOf(Connection& database, const char* sql, const QString& table = {})
{
    QStringList names;
    Query query(database, sql);
    if (!table.isEmpty()) {
        query.bind(":table", table);
    }
    while (query.step()) {
        names.append(query.text());
    }
    return names;
}

// Takes away what the first version of a library did not have.
void backToTheFirstVersion(const QString& path)
{
    Connection first(path + u".first"_s, Connection::Mode::ReadWrite);
    QFile sql(u":/sql/0001_initial.sql"_s);
    QVERIFY(sql.open(QIODevice::ReadOnly));
    first.execute(sql.readAll().constData());
    Connection now(path, Connection::Mode::ReadWrite);
    now.execute("PRAGMA foreign_keys = OFF");
    const auto drop = [&](const QString& what) { now.execute(what.toUtf8().constData()); };
    const std::pair<QString, const char*> kinds[]{
        {u"TRIGGER"_s, "SELECT name FROM sqlite_master WHERE type = 'trigger'"},
        {u"VIEW"_s, "SELECT name FROM sqlite_master WHERE type = 'view'"},
        {u"INDEX"_s, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"},
        {u"TABLE"_s, "SELECT name FROM sqlite_master WHERE type = 'table'"}};
    for (const auto& [kind, names] : kinds) {
        const QStringList before = namesOf(first, names);
        for (const QString& name : namesOf(now, names)) {
            if (!before.contains(name)) {
                drop(u"DROP %1 \"%2\""_s.arg(kind, name));
            }
        }
    }
    const char* columns = "SELECT name FROM pragma_table_info(:table)";
    for (const QString& table : namesOf(first, kinds[3].second)) {
        const QStringList before = namesOf(first, columns, table);
        for (const QString& name : namesOf(now, columns, table)) {
            if (!before.contains(name)) {
                drop(u"ALTER TABLE \"%1\" DROP COLUMN \"%2\""_s.arg(table, name));
            }
        }
    }
    now.execute("PRAGMA user_version = 1");
}

} // namespace

// The books of what generations cost, and the limits that no batch and no restart passes.
class BudgetTest final : public QObject
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
            r.catalog.putProvider({u"paid"_s, {}, {}, 1, paidProvider});
            const std::pair<const char*, const char*> models[]{{"paid.seconds", secondsPrice},
                                                               {"paid.credits", creditPrice},
                                                               {"paid.coins", strangePrice},
                                                               {"paid.later", laterPrice},
                                                               {"paid.silent", ""}};
            for (const auto& [id, price] : models) {
                r.catalog.putModel(
                    {QString::fromLatin1(id), u"paid"_s, {}, 1, paidModel(id, price)});
            }
        }));
    }

    void estimatesAreWrittenAtTheSubmit()
    {
        const Generation seconds = asked(u"paid.seconds"_s, R"({"duration":7})");
        QCOMPARE(seconds.costEstimated, std::optional(0.7));
        QCOMPARE(seconds.costUnit, u"usd"_s);
        const Generation credits = asked(u"paid.credits"_s);
        QCOMPARE(credits.costEstimated, std::optional(25.0));
        QCOMPARE(credits.costUnit, u"credit"_s);
        // What is told afterwards has its unit before.
        const Generation later = asked(u"paid.later"_s);
        QCOMPARE(later.costEstimated, std::optional<double>());
        QCOMPARE(later.costUnit, u"usd"_s);
        QCOMPARE(asked(u"paid.silent"_s).costEstimated, std::optional<double>());
    }

    void batchesAreWrittenWholeOrNotAtAll()
    {
        QList<GenerationRequest> requests(5, request(u"paid.seconds"_s));
        requests[3].modelId = u"nobody"_s;
        const auto refused = m_store
                                 ->write(m_account.id,
                                         [&](Repositories& r) {
                                             return insertAllRequested(r, requests, seeds(), now());
                                         })
                                 .wait();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::ModelGone);
        QCOMPARE(refused.error().amount, 3);
        QCOMPARE(queue().size(), 0);
        requests[3].modelId = u"paid.credits"_s;
        requests[4].variants = 3;
        const auto taken = m_store
                               ->write(m_account.id,
                                       [&](Repositories& r) {
                                           return insertAllRequested(r, requests, seeds(), now());
                                       })
                               .wait();
        QVERIFY(taken);
        QCOMPARE(taken->size(), 7);
        QCOMPARE(queue().size(), 7);
    }

    void everyEndCountsWhatItMayHaveCost_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("errorClass");
        QTest::addColumn<QString>("step");
        QTest::addColumn<double>("charged");
        QTest::addColumn<double>("counted");
        const auto row = [](const char* name, JobState state, const char* errorClass,
                            const char* step, double charged, double counted) {
            QTest::newRow(name) << nameOf(state) << QString::fromLatin1(errorClass)
                                << QString::fromLatin1(step) << charged << counted;
        };
        row("told", JobState::Done, "", "", 0.3, 0.3);
        row("told to be free", JobState::Done, "", "", 0, 0);
        row("not told", JobState::Done, "", "", -1, 0.5);
        row("unknown", JobState::Unknown, "submit_unknown", "submit", -1, 0.5);
        row("canceled before it was sent", JobState::Canceled, "", "", -1, 0);
        row("canceled while it ran", JobState::Canceled, "", "poll", -1, 0.5);
        row("canceled, and charged", JobState::Canceled, "", "poll", 0.2, 0.2);
        row("charged for a failure", JobState::Failed, "provider_failed", "", 0.1, 0.1);
        for (const char* paid :
             {"job_lost", "timeout", "submit_unknown", "result_invalid", "result_expired",
              "content_blocked_output", "disk_full", "internal", "model_gone", "offline"}) {
            row(paid, JobState::Failed, paid, "polling", -1, 0.5);
        }
        for (const char* early :
             {"result_invalid", "timeout", "disk_full", "internal", "job_lost"}) {
            QTest::addRow("%s before the order", early)
                << nameOf(JobState::Failed) << QString::fromLatin1(early) << QString() << -1.0
                << 0.0;
        }
        row("result that does not come", JobState::Failed, "busy", "fetching", -1, 0.5);
        row("answer that is none", JobState::Failed, "result_invalid", "submitting", -1, 0.5);
        row("job that the service gave up", JobState::Failed, "provider_failed", "polling", -1, 0);
        for (const char* refused :
             {"rate_limited", "busy", "insufficient_funds", "quota_daily", "auth_invalid",
              "auth_forbidden", "content_blocked_input", "invalid_input", "model_gone",
              "provider_failed", "offline", "tls", "local_missing", "blocked_region", "internal"}) {
            row(refused, JobState::Failed, refused, "submitting", -1, 0);
        }
    }
    void everyEndCountsWhatItMayHaveCost()
    {
        QFETCH(QString, state);
        QFETCH(QString, errorClass);
        QFETCH(QString, step);
        QFETCH(double, charged);
        QFETCH(double, counted);
        const GenerationId id = submit(u"paid.seconds"_s);
        QCOMPARE(spent().size(), 0);
        change(id, [](Job& job) {
            job.state = JobState::Running;
            job.attempts = 1;
        });
        QCOMPARE(ofProject().reserved.value(0).micros, 500'000);
        change(id, [&](Job& job) {
            job.state = *fromName<JobState>(state);
            job.errorClass = errorClass;
            job.step = step;
            job.finishedMs = now();
            if (charged >= 0) {
                job.costCharged = charged;
            }
            QCOMPARE(mayHaveCost(job) || charged >= 0, counted > 0 || charged == 0);
        });
        const Expenses project = ofProject();
        QCOMPARE(project.reserved.size(), 0);
        QCOMPARE(project.planned.size(), 0);
        QCOMPARE(ExchangeRates(u"USD"_s, {}, {}).sum(project.spent).micros,
                 qRound64(counted * 1e6));
        QCOMPARE(ofShot().spent, project.spent);
        QCOMPARE(ofMonth().spent, project.spent);
    }

    void aNewTryIsAddedAndTheSameOneIsNot()
    {
        const GenerationId id = submit(u"paid.seconds"_s);
        const auto to = [&](JobState state, const char* errorClass = "") {
            change(id, [&](Job& job) {
                job.state = state;
                job.errorClass = QString::fromLatin1(errorClass);
                job.step = state == JobState::Failed ? u"polling"_s : QString();
                job.finishedMs = isFinal(state) ? now() : 0;
            });
        };
        to(JobState::Running);
        to(JobState::Unknown);
        QCOMPARE(dollars(), 0.5);
        to(JobState::Running); // «Проверить» found it
        QCOMPARE(dollars(), 0.0);
        to(JobState::Failed, "job_lost");
        QCOMPARE(dollars(), 0.5);
        to(JobState::Queued); // «Повторить»
        QCOMPARE(dollars(), 0.5);
        QCOMPARE(ofProject().planned.value(0).micros, 500'000);
        to(JobState::Running);
        QCOMPARE(ofProject().reserved.value(0).micros, 500'000);
        to(JobState::Queued); // a restart, or a wait
        QCOMPARE(ofProject().reserved.value(0).micros, 500'000);
        to(JobState::Done);
        QCOMPARE(dollars(), 1.0);
    }

    void whatWasPaidStaysPaidWhenItsShotIsDeleted()
    {
        const GenerationId id = submit(u"paid.seconds"_s);
        change(id, [](Job& job) {
            job.state = JobState::Done;
            job.finishedMs = QDateTime::currentMSecsSinceEpoch();
        });
        QVERIFY(rows::write(*m_store, m_account.id, [&](Repositories& r) {
            Shot shot = *r.shots.find(m_shot.id);
            shot.trashedMs = 1;
            r.shots.update(shot);
            r.trash.removeShot(m_shot.id);
        }));
        QCOMPARE(dollars(), 0.5);
        QCOMPARE(ofMonth().spent.size(), 1);
    }

    void olderLibrariesGetTheirBooks()
    {
        const GenerationId done = submit(u"paid.seconds"_s);
        const GenerationId open = submit(u"paid.credits"_s);
        change(done, [](Job& job) {
            job.state = JobState::Done;
            job.costCharged = 0.25;
            job.finishedMs = QDateTime::currentMSecsSinceEpoch();
        });
        const QList<UnitAmount> before = spent();
        m_store.reset();
        backToTheFirstVersion(path());
        open_();
        QCOMPARE(spent(), before);
        QCOMPARE(ofProject().planned.size(), 1);
        Q_UNUSED(open)
    }

    void whatIsPaidBesideGenerationsCounts()
    {
        QVERIFY(rows::write(*m_store, m_account.id, [&](Repositories& r) {
            r.expenses.add(m_shot.id, u"talker"_s, u"usd"_s, 20'000, 1'790'000'000'000);
            r.expenses.add(m_shot.id, u"talker"_s, u"usd"_s, std::nullopt, 1'790'000'000'000);
        }));
        const Expenses ofShot = *m_store->read(
            m_account.id, [&](const Repositories& r) { return r.expenses.ofShot(m_shot.id); });
        QCOMPARE(ofShot.spent.size(), 1);
        QCOMPARE(ofShot.spent.first().providerId, u"talker"_s);
        QCOMPARE(ofShot.spent.first().micros, 20'000);
        QCOMPARE(ofShot.spent.first().unknown, 1);
        QCOMPARE(ofProject().spent, ofShot.spent);
    }

    void ratesHoldFromTheirDayOn()
    {
        const ExchangeRates rates(u"RUB"_s,
                                  {{u"USD"_s, u"RUB"_s, 90, u"2026-06-10"_s},
                                   {u"USD"_s, u"RUB"_s, 80, u"2026-01-01"_s},
                                   {u"USD"_s, u"EUR"_s, 1, u"2026-01-01"_s},
                                   {u"other/credit"_s, u"RUB"_s, 5, u"2026-01-01"_s}},
                                  {{u"paid"_s, u"credit"_s, 0.01}});
        const auto rubles = [&](const char* provider, const char* unit, const char* day) {
            return rates.inCurrency({QString::fromLatin1(provider), QString::fromLatin1(unit),
                                     QString::fromLatin1(day), 2'000'000, 0});
        };
        QCOMPARE(rubles("paid", "usd", "2026-03-01"), std::optional<qint64>(160'000'000));
        QCOMPARE(rubles("paid", "usd", "2026-06-10"), std::optional<qint64>(180'000'000));
        QCOMPARE(rubles("paid", "usd", "2020-01-01"), std::optional<qint64>(160'000'000));
        QCOMPARE(rubles("paid", "usd", ""), std::optional<qint64>(180'000'000));
        QCOMPARE(rubles("paid", "credit", ""), std::optional<qint64>(1'800'000));
        QCOMPARE(rubles("other", "credit", ""), std::optional<qint64>(10'000'000));
        QCOMPARE(rubles("third", "credit", ""), std::optional<qint64>());
        QCOMPARE(rubles("paid", "rub", "1999-01-01"), std::optional<qint64>(2'000'000));
        const MoneySum sum = rates.sum({{u"third"_s, u"credit"_s, u"2026-01-01"_s, 1, 1},
                                        {u"third"_s, u"credit"_s, u"2026-02-01"_s, 2, 2},
                                        {u"paid"_s, u"rub"_s, {}, 7, 0}});
        QCOMPARE(sum.micros, 7);
        QCOMPARE(sum.unknown, 3);
        QCOMPARE(sum.withoutRate.size(), 1);
        QCOMPARE(sum.withoutRate.first().micros, 3);
    }

    void aLimitStopsWhatWouldPassIt()
    {
        limitProject(40); // 0.5 $ at 80 is 40 roubles
        const GenerationId first = submit(u"paid.seconds"_s);
        const GenerationId second = submit(u"paid.seconds"_s);
        QCOMPARE(stop(first)->reason, BudgetStop::Reason::RateUnknown);
        QCOMPARE(stop(first)->rateUnit, u"USD"_s);
        putRate(u"USD"_s, 80);
        QVERIFY(!stop(first)); // just met
        change(first, [](Job& job) { job.state = JobState::Running; });
        QVERIFY(!stop(first)); // it is counted once
        const auto full = stop(second);
        QVERIFY(full);
        QCOMPARE(full->reason, BudgetStop::Reason::Full);
        QCOMPARE(full->limit, BudgetStop::Limit::Project);
        QCOMPARE(full->use.used, 40.0);
        QCOMPARE(full->currency, u"RUB"_s);
        change(first, [](Job& job) {
            job.state = JobState::Failed;
            job.errorClass = u"busy"_s;
        });
        QVERIFY(!stop(second));
        limitProject(39.99);
        QVERIFY(stop(second));
        limitProject(std::nullopt);
        limitAccount(20);
        QCOMPARE(stop(second)->limit, BudgetStop::Limit::Account);
        limitAccount(std::nullopt);
        QVERIFY(!stop(second));
    }

    void theLimitOfTheAccountIsOfTheMonth()
    {
        putRate(u"USD"_s, 80);
        limitAccount(60);
        const GenerationId old = submit(u"paid.seconds"_s);
        change(old, [](Job& job) {
            job.state = JobState::Done;
            job.finishedMs = QDateTime::currentDateTime().addMonths(-2).toMSecsSinceEpoch();
        });
        const GenerationId next = submit(u"paid.seconds"_s);
        QVERIFY(!stop(next));
        const GenerationId recent = submit(u"paid.seconds"_s);
        change(recent, [](Job& job) {
            job.state = JobState::Done;
            job.finishedMs = QDateTime::currentMSecsSinceEpoch();
        });
        QVERIFY(stop(next));
    }

    void unknownPricesCountAsTheUserChose()
    {
        const GenerationId silent = submit(u"paid.silent"_s);
        QVERIFY(!stop(silent)); // no limit, nothing to pass
        limitProject(100);
        QCOMPARE(stop(silent)->reason, BudgetStop::Reason::PriceUnknown);
        assumeUnknown(0);
        QVERIFY(!stop(silent));
        assumeUnknown(60'000'000);
        QVERIFY(!stop(silent));
        change(silent, [](Job& job) {
            job.state = JobState::Done;
            job.finishedMs = QDateTime::currentMSecsSinceEpoch();
        });
        const GenerationId next = submit(u"paid.silent"_s);
        const auto full = stop(next);
        QVERIFY(full);
        QCOMPARE(full->use.used, 60.0);
        QCOMPARE(full->use.unknown, 1);
        // A unit without a rate is not a price in the currency.
        assumeUnknown(0);
        const GenerationId coins = submit(u"paid.coins"_s);
        QCOMPARE(stop(coins)->reason, BudgetStop::Reason::RateUnknown);
        QCOMPARE(stop(coins)->rateUnit, u"paid/coin"_s);
        putRate(u"paid/coin"_s, 2);
        QVERIFY(!stop(coins));
    }

    void creditsAreConvertedByWhatTheyAreWorth()
    {
        limitProject(19.9);
        putRate(u"USD"_s, 80); // 25 credits of a cent are 20 roubles
        const GenerationId id = submit(u"paid.credits"_s);
        QVERIFY(stop(id));
        limitProject(20);
        QVERIFY(!stop(id));
    }

    void noBatchAndNoRestartPassesALimit_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 12; ++seed) {
            QTest::addRow("seed %u", seed) << seed;
        }
    }
    // Batches from several threads, tries that begin at once, every end there is, repeats, checks,
    // limits that change and processes that end in the middle, against a ledger of the service.
    void noBatchAndNoRestartPassesALimit()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        putRate(u"USD"_s, 80);
        assumeUnknown(-1);
        double limit = 30 + random.bounded(400);
        double month = 30 + random.bounded(600);
        limitProject(limit);
        limitAccount(month);
        struct Entry
        {
            double earlier = 0; // of tries that are over, in dollars
            double present = 0;
            bool open = false;
        };
        QHash<GenerationId, Entry> ledger;
        const auto owed = [&] {
            double sum = 0;
            for (const Entry& entry : std::as_const(ledger)) {
                sum += entry.earlier + entry.present;
            }
            return sum * 80;
        };
        const auto submitSome = [&] {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 3; ++i) {
                const int count = 1 + int(random.bounded(4));
                const bool credits = random.bounded(2) == 0;
                threads.emplace_back([this, count, credits] {
                    QList<GenerationRequest> requests(
                        count, request(credits ? u"paid.credits"_s : u"paid.seconds"_s));
                    Q_UNUSED(m_store
                                 ->write(m_account.id,
                                         [&](Repositories& r) {
                                             return insertAllRequested(r, requests, seeds(), now());
                                         })
                                 .wait())
                });
            }
        };
        const auto priceOf = [](const Generation& generation) {
            return *generation.costEstimated * (generation.costUnit == u"credit"_s ? 0.01 : 1);
        };
        const auto begin = [&](const QueueRow& row) {
            const GenerationId id = row.generation.id;
            const auto begun = m_store
                                   ->write(m_account.id,
                                           [&](Repositories& r) -> Result<bool> {
                                               if (budgetStop(r, id, now())) {
                                                   return false;
                                               }
                                               Job job = *r.jobs.find(id);
                                               job.state = JobState::Submitting;
                                               job.attempts += 1;
                                               r.jobs.update(job);
                                               return true;
                                           })
                                   .wait();
            QVERIFY(begun);
            if (*begun && !ledger[id].open) {
                ledger[id].open = true;
                ledger[id].present = priceOf(row.generation);
            }
        };
        const auto end = [&](const QueueRow& row) {
            Entry& entry = ledger[row.generation.id];
            const int how = int(random.bounded(6));
            change(row.generation.id, [&](Job& job) {
                job.finishedMs = now();
                job.state = how < 2 ? JobState::Done
                    : how == 2      ? JobState::Failed
                    : how == 3      ? JobState::Failed
                    : how == 4      ? JobState::Unknown
                                    : JobState::Canceled;
                job.errorClass = how == 2 ? u"busy"_s : how == 3 ? u"job_lost"_s : QString();
                job.step = u"poll"_s;
                job.costCharged.reset();
                if (how == 0) {
                    job.costCharged = *row.generation.costEstimated / 2;
                }
            });
            entry.present = how == 0 ? entry.present / 2 : how == 2 ? 0 : entry.present;
            entry.open = how == 4; // nobody knows: it may go on
        };
        for (int round = 0; round < 60; ++round) {
            const QList<QueueRow> all = queue();
            const int what = int(random.bounded(10));
            if (all.isEmpty() || what == 0) {
                submitSome();
                continue;
            }
            if (what == 1) { // a process ends: what was unfinished waits again
                for (const QueueRow& row : all) {
                    if (!isFinal(row.job.state)) {
                        change(row.generation.id, [](Job& job) { job.state = JobState::Queued; });
                    }
                }
                m_store.reset();
                open_();
                continue;
            }
            const QueueRow row = all[random.bounded(int(all.size()))];
            Entry& entry = ledger[row.generation.id];
            if (row.job.state == JobState::Queued) {
                begin(row);
            } else if (row.job.state == JobState::Unknown && what < 5) {
                change(row.generation.id, [](Job& job) { job.state = JobState::Running; });
            } else if (!isFinal(row.job.state)) {
                end(row);
            } else if (row.job.state != JobState::Done) {
                change(row.generation.id, [](Job& job) {
                    job.state = JobState::Queued;
                    job.step.clear();
                    job.costCharged.reset();
                });
                entry.earlier += entry.present;
                entry.present = 0;
                entry.open = false;
            }
            const double most = std::min(limit, month);
            QVERIFY2(owed() <= most + 1e-6, qPrintable(u"%1 of %2"_s.arg(owed()).arg(most)));
        }
        QVERIFY(!ledger.isEmpty());
    }

    void sumsDoNotReadEveryGeneration()
    {
        QVERIFY(rows::write(*m_store, m_account.id, [&](Repositories& r) { r.jobs.queue(1); }));
        m_store.reset();
        Connection connection(path(), Connection::Mode::ReadWrite);
        const std::pair<const char*, const char*> plans[]{
            {"EXPLAIN QUERY PLAN SELECT provider, unit, day, sum(amount), sum(unknown) FROM "
             "spending "
             "WHERE account = x'00' AND day >= 'a' AND day < 'b' GROUP BY day, provider, unit",
             "PRIMARY KEY"},
            {"EXPLAIN QUERY PLAN SELECT provider, unit, day, sum(amount), sum(unknown) FROM "
             "spending "
             "WHERE project = x'00' AND account = x'00' GROUP BY day, provider, unit",
             "spending_of_project"},
            {"EXPLAIN QUERY PLAN SELECT sum(estimated) FROM expense WHERE account = x'00' "
             "AND project = x'00' AND stage = 'reserved' GROUP BY provider, unit",
             "expense_reserved"},
            {"EXPLAIN QUERY PLAN SELECT sum(estimated) FROM expense WHERE account = x'00' "
             "AND stage = 'planned' GROUP BY provider, unit",
             "expense_planned"},
            {"EXPLAIN QUERY PLAN SELECT sum(amount) FROM expense WHERE shot = x'00' "
             "AND account = x'00' GROUP BY stage",
             "expense_of_shot"}};
        for (const auto& [sql, index] : plans) {
            Query query(connection, sql);
            QString plan;
            while (query.step()) {
                query.skip(3);
                plan += query.text() + u'\n';
            }
            QVERIFY2(plan.contains(u"SEARCH"_s) && plan.contains(QString::fromLatin1(index)),
                     qPrintable(plan));
        }
    }

private:
    QString path() const { return m_folder->filePath(u"library.db"_s); }
    void open() { open_(); }
    void open_()
    {
        auto store = Store::open(path(), Store::Mode::ReadWrite);
        QVERIFY(store);
        m_store = std::move(*store);
    }
    static qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }
    static SeedSource seeds()
    {
        return [] { return 7u; };
    }
    GenerationRequest request(const QString& model, const QByteArray& parameters = {}) const
    {
        GenerationRequest request;
        request.shotId = m_shot.id;
        request.modelId = model;
        request.prompt = u"a lighthouse"_s;
        request.parameters = parameters;
        return request;
    }
    GenerationId submit(const QString& model, const QByteArray& parameters = {})
    {
        const auto ids =
            m_store
                ->write(m_account.id,
                        [&](Repositories& r) {
                            return insertRequested(r, request(model, parameters), seeds(), now());
                        })
                .wait();
        return ids ? ids->value(0) : GenerationId();
    }
    Generation asked(const QString& model, const QByteArray& parameters = {})
    {
        const GenerationId id = submit(model, parameters);
        const auto generation = m_store->read(
            m_account.id, [&](const Repositories& r) { return r.generations.find(id); });
        return generation && *generation ? **generation : Generation{};
    }
    void change(const GenerationId& id, const std::function<void(Job&)>& how)
    {
        QVERIFY(rows::write(*m_store, m_account.id, [&](Repositories& r) {
            Job job = *r.jobs.find(id);
            how(job);
            r.jobs.update(job);
        }));
    }
    QList<QueueRow> queue() const
    {
        const auto rows =
            m_store->read(m_account.id, [](const Repositories& r) { return r.jobs.queue(1000); });
        return rows ? *rows : QList<QueueRow>{};
    }
    Expenses ofProject() const
    {
        return m_store
            ->read(m_account.id,
                   [&](const Repositories& r) { return r.expenses.ofProject(m_project.id); })
            .value_or(Expenses{});
    }
    Expenses ofShot() const
    {
        return m_store
            ->read(m_account.id,
                   [&](const Repositories& r) { return r.expenses.ofShot(m_shot.id); })
            .value_or(Expenses{});
    }
    Expenses ofMonth() const
    {
        return m_store
            ->read(m_account.id,
                   [&](const Repositories& r) { return r.expenses.ofMonth(monthOf(now())); })
            .value_or(Expenses{});
    }
    QList<UnitAmount> spent() const { return ofProject().spent; }
    double dollars() const { return ExchangeRates(u"USD"_s, {}, {}).sum(spent()).amount(); }
    std::optional<BudgetStop> stop(const GenerationId& id) const
    {
        const auto read = m_store->read(
            m_account.id, [&](const Repositories& r) { return budgetStop(r, id, now()); });
        return read ? *read : std::nullopt;
    }
    void limitProject(std::optional<double> limit)
    {
        m_project.budget = limit;
        QVERIFY(rows::write(*m_store, m_account.id,
                            [&](Repositories& r) { r.projects.update(m_project); }));
    }
    void limitAccount(std::optional<double> limit)
    {
        m_account.budget = limit;
        QVERIFY(rows::write(*m_store, m_account.id,
                            [&](Repositories& r) { r.accounts.update(m_account); }));
    }
    void putRate(const QString& unit, double rate)
    {
        QVERIFY(rows::write(*m_store, m_account.id, [&](Repositories& r) {
            r.rates.put({unit, u"RUB"_s, rate, u"2026-01-01"_s});
        }));
    }
    void assumeUnknown(qint64 micros)
    {
        QVERIFY(rows::write(*m_store, m_account.id, [&](Repositories& r) {
            writeSetting(r.settings, settings::unknownPriceMicros, micros);
        }));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    Account m_account;
    Project m_project;
    Shot m_shot;
};

QTEST_GUILESS_MAIN(BudgetTest)
#include "budgettest.moc"
