#include "tests/support/rows.h"

#include <QDebug>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

// Everything that one account has, one of each kind.
struct Belongings
{
    explicit Belongings(const QString& login, const QString& digit)
        : account(rows::account(login))
        , film(rows::project(account.id, login))
        , shot(rows::shot(film.id, 0))
        , trashedShot(rows::shot(film.id, 1))
        , media(rows::media(digit))
        , asset(rows::asset(shot.id, media.sha256))
        , trashedAsset(rows::asset(shot.id, media.sha256))
        , generation(rows::generation(shot.id, login))
        , waiting(rows::generation(shot.id, login))
        , draft{shot.id, u"model"_s, login, "{}", {}, 1, 1}
        , provider{u"provider."_s + login, {}, account.id, 1, "{}"}
        , model{u"model."_s + login, provider.id, account.id, 1, "{}"}
    {
        trashedShot.trashedMs = 9;
        trashedAsset.trashedMs = 9;
        asset.origin = AssetOrigin::Generated;
        asset.generationId = generation.id;
        generation.modelId = u"model."_s + login;
        generation.providerId = u"provider."_s + login;
        generation.costEstimated = 2;
        generation.costUnit = u"coin"_s;
        waiting.modelId = generation.modelId;
        job.generationId = generation.id;
        job.state = JobState::Done;
        waitingJob.generationId = waiting.id;
        output.generationId = generation.id;
        output.state = OutputState::Stored;
        output.sha256 = media.sha256;
        run.id = ImportRunId::create();
        run.accountId = account.id;
        run.projectId = film.id;
        server.id = ShareServerId::create();
        server.login = login;
        share.id = ShareId::create();
        share.projectId = film.id;
        share.serverId = server.id;
        share.revision = 1;
        share.state = ShareState::Published;
        shown = {share.id,          1,     shot.id, 1, login, media.sha256, 4000,
                 Verdict::Accepted, login, 5,       6};
        name = QString(31, u'0') + digit;
        comment.id = CommentId::create();
        comment.shareId = share.id;
        comment.shotId = shot.id;
        comment.revision = 1;
        comment.remoteId = u"remote-"_s + login;
        comment.text = login;
        answer = comment;
        answer.id = CommentId::create();
        answer.remoteId.clear();
        answer.replyTo = comment.remoteId;
        answer.own = true;
        message.shareId = share.id;
        message.commentId = answer.id;
        message.message = "{}";
        message.key = login.toLatin1();
        publication.shareId = share.id;
        publication.revision = 2;
        publication.shots = {shown};
        publication.idempotencyKey = login.toLatin1();
        upload = {share.id, 2, media.sha256, u"address"_s, 1};
    }

    void insert(Repositories& r) const
    {
        r.accounts.insert(account);
        r.projects.insert(film);
        r.shots.insert(shot);
        r.shots.insert(trashedShot);
        r.media.insert(media);
        r.generations.insert(generation);
        r.generations.insert(waiting);
        r.jobs.insert(job);
        r.jobs.insert(waitingJob);
        r.assets.insert(asset);
        r.assets.insert(trashedAsset);
        r.jobs.putOutput(output);
        r.drafts.put(draft);
        r.imports.insert(run, {ImportItem{}});
        r.rates.put({u"unit."_s + account.login, u"RUB"_s, 80, u"2026-11-01"_s});
        r.rates.noteWorth({u"provider."_s + account.login, u"coin"_s, 0.01});
        r.settings.setValue(account.login, u"value"_s);
        r.secrets.put({provider.id, u"key"_s, "sealed", 1});
        r.secrets.setEnteredText(provider.id, "{}");
        r.catalog.putProvider(provider);
        r.catalog.putModel(model);
        r.shareServers.put(server);
        r.shares.insert(share);
        r.shares.insertShots({shown});
        r.shares.insertShotName(share.id, shot.id, name);
        r.comments.insert(comment);
        r.comments.insert(answer);
        r.outbox.insert(message);
        r.publications.put(publication);
        r.publications.putUpload(upload);
    }

    Account account;
    Project film;
    Shot shot;
    Shot trashedShot;
    Media media;
    Asset asset;
    Asset trashedAsset;
    Generation generation; // with its result
    Generation waiting;
    Job job;
    Job waitingJob;
    Output output;
    ComposerDraft draft;
    ImportRun run;
    ManifestRecord provider;
    ManifestRecord model;
    ShareServer server;
    Share share;
    ShareShot shown;
    QString name; // of the shot, for the guests
    Comment comment;
    Comment answer;
    OutboxMessage message;
    Publication publication;
    ShareUpload upload;
};

// Whether a question shows anything of these belongings.
using Question = std::function<bool(const Repositories&, const Belongings&)>;
using Change = std::function<void(Repositories&, const Belongings&)>;

template <class Rows, class Matches>
bool any(const Rows& rows, Matches matches)
{
    return std::any_of(rows.begin(), rows.end(), matches);
}

} // namespace

Q_DECLARE_METATYPE(Question)
Q_DECLARE_METATYPE(Change)

// Two accounts in one library: whatever one asks or does, it neither sees nor touches the other's.
class IsolationTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
    Belongings m_vera{u"vera"_s, u"a"_s};
    Belongings m_oleg{u"oleg"_s, u"b"_s};

    QString everythingOf(const Belongings& b) const
    {
        QString text;
        QDebug debug(&text);
        const auto read = m_store->read(b.account.id, [&](const Repositories& r) {
            const auto asset = r.assets.row(b.asset.id);
            const auto run = r.imports.find(b.run.id);
            debug << r.projects.find(b.film.id)->title << r.projects.find(b.film.id)->changedMs
                  << r.shots.find(b.shot.id)->title << r.shots.order(b.film.id).size()
                  << asset->asset.note << int(asset->job->state)
                  << r.jobs.outputs(b.generation.id).size() << r.drafts.newest(b.shot.id)->prompt
                  << run->finished << r.imports.items(b.run.id).first().path
                  << r.assets.ofShot(b.shot.id).size() << r.assets.feed(b.shot.id, true).size()
                  << r.secrets.find(b.provider.id, u"key"_s)->sealed
                  << r.secrets.enteredText(b.provider.id)
                  << r.shots.trashedOfProject(b.film.id).size()
                  << r.generations.ofShot(b.shot.id).size() << r.shares.find(b.share.id)->name
                  << r.shares.find(b.share.id)->commentCursor << r.shares.find(b.share.id)->visits
                  << r.shares.shots(b.share.id, 1).first().verdictAuthor
                  << r.shares.shotNames(b.share.id).value(b.shot.id)
                  << r.shareServers.find(b.server.id)->login << r.comments.find(b.comment.id)->text
                  << r.comments.ofProject(b.film.id).size() << r.outbox.waiting().first().attempts
                  << r.publications.find(b.share.id)->revision
                  << r.publications.uploads(b.share.id, 2).first().offset;
            return true;
        });
        return read ? text : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto opened = Store::open(m_folder.filePath(u"library.db"_s), Store::Mode::ReadWrite);
        QVERIFY(opened);
        m_store = std::move(*opened);
        for (const Belongings* belongings : {&m_vera, &m_oleg}) {
            QVERIFY(rows::write(*m_store, belongings->account.id,
                                [&](Repositories& r) { belongings->insert(r); }));
        }
    }

    void showsOnlyOnesOwn_data()
    {
        QTest::addColumn<Question>("question");
        const auto row = [](const char* name, const Question& question) {
            QTest::newRow(name) << question;
        };
        using R = Repositories;
        using B = Belongings;
        row("projects.all", [](const R& r, const B& b) {
            return any(r.projects.all(), [&](const Project& p) { return p.id == b.film.id; });
        });
        row("projects.summaries", [](const R& r, const B& b) {
            return any(r.projects.summaries(),
                       [&](const ProjectSummary& s) { return s.project.id == b.film.id; });
        });
        row("projects.summary",
            [](const R& r, const B& b) { return r.projects.summary(b.film.id).has_value(); });
        row("projects.find",
            [](const R& r, const B& b) { return r.projects.find(b.film.id).has_value(); });
        row("projects.findByTail", [](const R& r, const B& b) {
            return !r.projects.findByTail(b.film.id.tail()).isEmpty();
        });
        row("shots.ofProject",
            [](const R& r, const B& b) { return !r.shots.ofProject(b.film.id).isEmpty(); });
        row("shots.trashedOfProject",
            [](const R& r, const B& b) { return !r.shots.trashedOfProject(b.film.id).isEmpty(); });
        row("shots.order",
            [](const R& r, const B& b) { return !r.shots.order(b.film.id).isEmpty(); });
        row("shots.find",
            [](const R& r, const B& b) { return r.shots.find(b.shot.id).has_value(); });
        row("shots.findByTail",
            [](const R& r, const B& b) { return !r.shots.findByTail(b.shot.id.tail()).isEmpty(); });
        row("shots.countOfProject",
            [](const R& r, const B& b) { return r.shots.countOfProject(b.film.id) > 0; });
        row("shots.board",
            [](const R& r, const B& b) { return !r.shots.board(b.film.id).isEmpty(); });
        row("shots.board of the trash",
            [](const R& r, const B& b) { return !r.shots.board(b.film.id, true).isEmpty(); });
        row("shots.boardRow",
            [](const R& r, const B& b) { return r.shots.boardRow(b.shot.id).has_value(); });
        row("assets.find",
            [](const R& r, const B& b) { return r.assets.find(b.asset.id).has_value(); });
        row("assets.findByTail", [](const R& r, const B& b) {
            return !r.assets.findByTail(b.asset.id.tail()).isEmpty();
        });
        row("assets.ofShot",
            [](const R& r, const B& b) { return !r.assets.ofShot(b.shot.id).isEmpty(); });
        row("assets.ofGeneration", [](const R& r, const B& b) {
            return !r.assets.ofGeneration(b.generation.id).isEmpty();
        });
        row("assets.feed",
            [](const R& r, const B& b) { return !r.assets.feed(b.shot.id).isEmpty(); });
        row("assets.feed of the trash",
            [](const R& r, const B& b) { return !r.assets.feed(b.shot.id, true).isEmpty(); });
        row("assets.row",
            [](const R& r, const B& b) { return r.assets.row(b.asset.id).has_value(); });
        row("assets.ofProject",
            [](const R& r, const B& b) { return !r.assets.ofProject(b.film.id).isEmpty(); });
        row("assets.visitProject", [](const R& r, const B& b) {
            bool visited = false;
            r.assets.visitProject(b.film.id, [&](const AssetRow&) { return visited = true; });
            return visited;
        });
        row("assets.hashesOfProject",
            [](const R& r, const B& b) { return !r.assets.hashesOfProject(b.film.id).isEmpty(); });
        row("generations.find",
            [](const R& r, const B& b) { return r.generations.find(b.generation.id).has_value(); });
        row("generations.findByTail", [](const R& r, const B& b) {
            return !r.generations.findByTail(b.generation.id.tail()).isEmpty();
        });
        row("generations.ofShot",
            [](const R& r, const B& b) { return !r.generations.ofShot(b.shot.id).isEmpty(); });
        row("generations.newestOfModel", [](const R& r, const B& b) {
            return r.generations.newestOfModel(b.generation.modelId).has_value();
        });
        row("jobs.find",
            [](const R& r, const B& b) { return r.jobs.find(b.generation.id).has_value(); });
        row("jobs.queue", [](const R& r, const B& b) {
            return any(r.jobs.queue(100),
                       [&](const QueueRow& q) { return q.projectId == b.film.id; });
        });
        row("jobs.queueRow",
            [](const R& r, const B& b) { return r.jobs.queueRow(b.generation.id).has_value(); });
        row("jobs.withoutResultOfShot", [](const R& r, const B& b) {
            return !r.jobs.withoutResultOfShot(b.shot.id).isEmpty();
        });
        row("jobs.outputs",
            [](const R& r, const B& b) { return !r.jobs.outputs(b.generation.id).isEmpty(); });
        row("catalog.providers", [](const R& r, const B& b) {
            return any(r.catalog.providers(),
                       [&](const ManifestRecord& m) { return m.id == b.provider.id; });
        });
        row("catalog.models", [](const R& r, const B& b) {
            return any(r.catalog.models(),
                       [&](const ManifestRecord& m) { return m.id == b.model.id; });
        });
        row("catalog.model",
            [](const R& r, const B& b) { return r.catalog.model(b.model.id, 1).has_value(); });
        row("drafts.find", [](const R& r, const B& b) {
            return r.drafts.find(b.shot.id, b.draft.modelId).has_value();
        });
        row("drafts.newest",
            [](const R& r, const B& b) { return r.drafts.newest(b.shot.id).has_value(); });
        row("imports.find",
            [](const R& r, const B& b) { return r.imports.find(b.run.id).has_value(); });
        row("imports.unfinished", [](const R& r, const B& b) {
            return any(r.imports.unfinished(),
                       [&](const ImportRun& run) { return run.id == b.run.id; });
        });
        row("imports.items",
            [](const R& r, const B& b) { return !r.imports.items(b.run.id).isEmpty(); });
        row("trash.deletable", [](const R& r, const B& b) {
            return !r.trash.deletable({{}, {b.trashedShot.id}, {b.trashedAsset.id}}).isEmpty();
        });
        row("trash.assetsOfShot",
            [](const R& r, const B& b) { return !r.trash.assetsOfShot(b.shot.id).isEmpty(); });
        row("trash.shotsOfProject",
            [](const R& r, const B& b) { return !r.trash.shotsOfProject(b.film.id).isEmpty(); });
        row("trash.contentOf",
            [](const R& r, const B& b) { return !r.trash.contentOf(b.asset.id).isEmpty(); });
        row("secrets.all", [](const R& r, const B& b) {
            return any(r.secrets.all(),
                       [&](const SecretRecord& s) { return s.providerId == b.provider.id; });
        });
        row("secrets.find", [](const R& r, const B& b) {
            return r.secrets.find(b.provider.id, u"key"_s).has_value();
        });
        row("secrets.enteredTexts", [](const R& r, const B& b) {
            return r.secrets.enteredTexts().contains(b.provider.id);
        });
        row("secrets.enteredText",
            [](const R& r, const B& b) { return !r.secrets.enteredText(b.provider.id).isEmpty(); });
        row("expenses.find",
            [](const R& r, const B& b) { return r.expenses.find(b.generation.id).has_value(); });
        row("expenses.ofShot",
            [](const R& r, const B& b) { return r.expenses.ofShot(b.shot.id) != Expenses{}; });
        row("expenses.ofProject",
            [](const R& r, const B& b) { return r.expenses.ofProject(b.film.id) != Expenses{}; });
        row("expenses.ofMonth", [](const R& r, const B& b) {
            const auto month =
                QDateTime::fromMSecsSinceEpoch(b.generation.createdMs).toString(u"yyyy-MM"_s);
            return any(r.expenses.ofMonth(month).spent, [&](const UnitAmount& a) {
                return a.providerId == b.generation.providerId;
            });
        });
        row("expenses.rateUnits", [](const R& r, const B& b) {
            return r.expenses.rateUnits().contains(rateUnit(b.generation.providerId, u"coin"_s));
        });
        row("rates.all", [](const R& r, const B& b) {
            return any(r.rates.all(), [&](const ExchangeRate& e) {
                return e.unit == u"unit."_s + b.account.login;
            });
        });
        row("rates.worths", [](const R& r, const B& b) {
            return any(r.rates.worths(),
                       [&](const UnitWorth& w) { return w.providerId == b.generation.providerId; });
        });
        row("accounts.current", [](const R& r, const B& b) {
            const auto own = r.accounts.current();
            return own && own->id == b.account.id;
        });
        row("shares.all", [](const R& r, const B& b) {
            return any(r.shares.all(), [&](const Share& s) { return s.id == b.share.id; });
        });
        row("shares.ofProject",
            [](const R& r, const B& b) { return !r.shares.ofProject(b.film.id).isEmpty(); });
        row("shares.find",
            [](const R& r, const B& b) { return r.shares.find(b.share.id).has_value(); });
        row("shares.findByTail", [](const R& r, const B& b) {
            return !r.shares.findByTail(b.share.id.tail()).isEmpty();
        });
        row("shares.shots",
            [](const R& r, const B& b) { return !r.shares.shots(b.share.id, 1).isEmpty(); });
        row("shares.shot", [](const R& r, const B& b) {
            return r.shares.shot(b.share.id, 1, b.shot.id).has_value();
        });
        row("shares.shotNames",
            [](const R& r, const B& b) { return !r.shares.shotNames(b.share.id).isEmpty(); });
        row("shares.shotOfName", [](const R& r, const B& b) {
            return r.shares.shotOfName(b.share.id, b.name).has_value();
        });
        row("shareServers.all", [](const R& r, const B& b) {
            return any(r.shareServers.all(),
                       [&](const ShareServer& s) { return s.id == b.server.id; });
        });
        row("shareServers.find",
            [](const R& r, const B& b) { return r.shareServers.find(b.server.id).has_value(); });
        row("comments.ofProject",
            [](const R& r, const B& b) { return !r.comments.ofProject(b.film.id).isEmpty(); });
        row("comments.ofShot",
            [](const R& r, const B& b) { return !r.comments.ofShot(b.shot.id).isEmpty(); });
        row("comments.row",
            [](const R& r, const B& b) { return r.comments.row(b.comment.id).has_value(); });
        row("comments.find",
            [](const R& r, const B& b) { return r.comments.find(b.comment.id).has_value(); });
        row("comments.findByTail", [](const R& r, const B& b) {
            return !r.comments.findByTail(b.comment.id.tail()).isEmpty();
        });
        row("comments.ofRemoteId", [](const R& r, const B& b) {
            return r.comments.ofRemoteId(b.share.id, b.comment.remoteId).has_value();
        });
        row("comments.unsentAnswer", [](const R& r, const B& b) {
            return r.comments.unsentAnswer(b.share.id, b.answer.replyTo, b.answer.text).has_value();
        });
        row("comments.unread",
            [](const R& r, const B& b) { return r.comments.unread(b.film.id) > 0; });
        row("outbox.waiting", [](const R& r, const B& b) {
            return any(r.outbox.waiting(),
                       [&](const OutboxMessage& m) { return m.shareId == b.share.id; });
        });
        row("outbox.ofComment",
            [](const R& r, const B& b) { return !r.outbox.ofComment(b.answer.id).isEmpty(); });
        row("publications.all", [](const R& r, const B& b) {
            return any(r.publications.all(),
                       [&](const Publication& p) { return p.shareId == b.share.id; });
        });
        row("publications.find",
            [](const R& r, const B& b) { return r.publications.find(b.share.id).has_value(); });
        row("publications.uploads", [](const R& r, const B& b) {
            return !r.publications.uploads(b.share.id, 2).isEmpty();
        });
        row("settings.value",
            [](const R& r, const B& b) { return r.settings.value(b.account.login).has_value(); });
    }
    void showsOnlyOnesOwn()
    {
        QFETCH(Question, question);
        const auto seen = [&](const Belongings& who, const Belongings& whose) {
            return *m_store->read(who.account.id,
                                  [&](const Repositories& r) { return question(r, whose); });
        };
        QVERIFY(seen(m_vera, m_vera));
        QVERIFY(seen(m_oleg, m_oleg));
        QVERIFY(!seen(m_vera, m_oleg));
        QVERIFY(!seen(m_oleg, m_vera));
        const auto nobody =
            m_store->read({}, [&](const Repositories& r) { return question(r, m_vera); });
        QVERIFY(!*nobody);
    }

    void touchesOnlyOnesOwn_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char* name, const Change& change) {
            QTest::newRow(name) << change;
        };
        using R = Repositories;
        using B = Belongings;
        row("projects.update", [](R& r, const B& b) {
            Project film = b.film;
            film.title = u"taken"_s;
            r.projects.update(film);
        });
        row("projects.touch", [](R& r, const B& b) { r.projects.touch(b.film.id, 99); });
        row("shots.insert", [](R& r, const B& b) { r.shots.insert(rows::shot(b.film.id, 5)); });
        row("shots.update", [](R& r, const B& b) {
            Shot shot = b.shot;
            shot.title = u"taken"_s;
            r.shots.update(shot);
        });
        row("shots.setOrder", [](R& r, const B& b) { r.shots.setOrder(b.film.id, {}); });
        row("assets.insert",
            [](R& r, const B& b) { r.assets.insert(rows::asset(b.shot.id, b.media.sha256)); });
        row("assets.update", [](R& r, const B& b) {
            Asset asset = b.asset;
            asset.note = u"taken"_s;
            r.assets.update(asset);
        });
        row("generations.insert",
            [](R& r, const B& b) { r.generations.insert(rows::generation(b.shot.id)); });
        row("jobs.update", [](R& r, const B& b) {
            Job job = b.job;
            job.state = JobState::Failed;
            r.jobs.update(job);
        });
        row("jobs.putOutput", [](R& r, const B& b) {
            Output output = b.output;
            output.index = 1;
            r.jobs.putOutput(output);
        });
        row("drafts.put", [](R& r, const B& b) {
            ComposerDraft draft = b.draft;
            draft.prompt = u"taken"_s;
            draft.changedMs = 99;
            r.drafts.put(draft);
        });
        row("imports.insert", [](R& r, const B& b) {
            ImportRun run = b.run;
            run.id = ImportRunId::create();
            r.imports.insert(run, {});
        });
        row("imports.updateItem", [](R& r, const B& b) {
            ImportItem item;
            item.path = u"taken"_s;
            r.imports.updateItem(b.run.id, item);
        });
        row("imports.finish", [](R& r, const B& b) { r.imports.finish(b.run.id); });
        row("secrets.put", [](R& r, const B& b) {
            r.secrets.put({b.provider.id, u"key"_s, "taken", 9});
        });
        row("secrets.remove", [](R& r, const B& b) { r.secrets.remove(b.provider.id, u"key"_s); });
        row("secrets.setEnteredText", [](R& r, const B& b) {
            r.secrets.setEnteredText(b.provider.id, {});
            r.secrets.setEnteredText(b.provider.id, R"({"baseUrl":"taken"})");
        });
        row("shares.insert", [](R& r, const B& b) {
            Share share = b.share;
            share.id = ShareId::create();
            share.serverId = {};
            r.shares.insert(share);
        });
        row("shares.update", [](R& r, const B& b) {
            Share share = b.share;
            share.name = u"taken"_s;
            r.shares.update(share);
        });
        row("shares.setCursor", [](R& r, const B& b) { r.shares.setCursor(b.share.id, 99); });
        row("shares.setVisits", [](R& r, const B& b) { r.shares.setVisits(b.share.id, 99, 99); });
        row("shares.remove", [](R& r, const B& b) { r.shares.remove(b.share.id); });
        row("shares.insertShots", [](R& r, const B& b) {
            ShareShot shown = b.shown;
            shown.revision = 2;
            r.shares.insertShots({shown});
        });
        row("shares.setVerdict", [](R& r, const B& b) {
            r.shares.setVerdict(b.share.id, b.shot.id, Verdict::Changes, u"taken"_s, 9);
        });
        row("shares.insertShotName", [](R& r, const B& b) {
            r.shares.insertShotName(b.share.id, b.trashedShot.id, QString(32, u'9'));
        });
        row("shareServers.put", [](R& r, const B& b) {
            ShareServer server = b.server;
            server.login = u"taken"_s;
            r.shareServers.put(server);
        });
        row("shareServers.remove", [](R& r, const B& b) { r.shareServers.remove(b.server.id); });
        row("comments.insert", [](R& r, const B& b) {
            Comment comment = b.comment;
            comment.id = CommentId::create();
            comment.remoteId = u"other"_s;
            r.comments.insert(comment);
        });
        row("comments.update", [](R& r, const B& b) {
            Comment comment = b.comment;
            comment.text = u"taken"_s;
            r.comments.update(comment);
        });
        row("comments.remove", [](R& r, const B& b) { r.comments.remove(b.comment.id); });
        row("outbox.insert", [](R& r, const B& b) {
            OutboxMessage message = b.message;
            message.key = "other";
            r.outbox.insert(message);
        });
        row("outbox.update", [](R& r, const B& b) {
            OutboxMessage message = b.message;
            message.number = 1;
            message.attempts = 99;
            r.outbox.update(message);
        });
        row("outbox.remove", [](R& r, const B& b) {
            OutboxMessage message = b.message;
            message.number = 1;
            r.outbox.remove(message);
        });
        row("publications.put", [](R& r, const B& b) {
            Publication publication = b.publication;
            publication.revision = 99;
            r.publications.put(publication);
        });
        row("publications.remove", [](R& r, const B& b) { r.publications.remove(b.share.id); });
        row("publications.putUpload", [](R& r, const B& b) {
            ShareUpload upload = b.upload;
            upload.offset = 99;
            r.publications.putUpload(upload);
        });
        row("publications.removeUpload",
            [](R& r, const B& b) { r.publications.removeUpload(b.share.id, 2, b.upload.sha256); });
        row("trash.removeAsset", [](R& r, const B& b) { r.trash.removeAsset(b.trashedAsset.id); });
        row("trash.removeShot", [](R& r, const B& b) { r.trash.removeShot(b.trashedShot.id); });
        row("trash.removeProject", [](R& r, const B& b) { r.trash.removeProject(b.film.id); });
    }
    void touchesOnlyOnesOwn()
    {
        QFETCH(Change, change);
        const QString before = everythingOf(m_vera);
        QVERIFY(!before.isEmpty());
        const Result<> changed =
            rows::write(*m_store, m_oleg.account.id, [&](Repositories& r) { change(r, m_vera); });
        if (!changed) {
            QCOMPARE(changed.error().kind, ErrorKind::NotFound);
        }
        QCOMPARE(everythingOf(m_vera), before);
    }
};

QTEST_GUILESS_MAIN(IsolationTest)
#include "isolationtest.moc"
