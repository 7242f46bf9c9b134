#include "core/library/schemarefresh.h"

#include "core/library/servicequestion.h"

#include <QDateTime>
#include <QPointer>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

struct InForce
{
    ManifestRecord provider;
    ManifestRecord model;
};

Result<InForce> recordsOf(const Repositories& r, const QString& modelId)
{
    const auto models = r.catalog.models();
    const auto model = std::find_if(models.begin(), models.end(),
                                    [&](const ManifestRecord& each) { return each.id == modelId; });
    if (model == models.end()) {
        return failure(ErrorKind::ModelGone, u"no such model"_s, modelId);
    }
    const auto providers = r.catalog.providers();
    const auto provider =
        std::find_if(providers.begin(), providers.end(),
                     [&](const ManifestRecord& each) { return each.id == model->providerId; });
    if (provider == providers.end()) {
        return failure(ErrorKind::ModelGone, u"no such provider"_s, modelId);
    }
    return InForce{*provider, *model};
}

class Refreshing final : public QObject
{
public:
    Refreshing(ServiceSender& sender, Store& store, const AccountId& account, QObject* context,
               SchemaRefreshed done)
        : m_sender(sender)
        , m_store(store)
        , m_account(account)
        , m_context(context)
        , m_done(std::move(done))
    {
    }

    void start(const ProviderConnections& connections, const QString& modelId, const QString& day)
    {
        m_day = day;
        const auto records =
            m_store.read(m_account, [&](const Repositories& r) { return recordsOf(r, modelId); });
        if (!records) {
            fail(failureOfRoute(records.error()));
            return;
        }
        m_records = *records;
        const auto access = connections.access(m_account, m_records.provider.id);
        if (!access) {
            fail(failureOfRoute(access.error()));
            return;
        }
        const auto provider = parseProvider(m_records.provider.manifest);
        const auto model = parseModel(m_records.model.manifest);
        if (!provider || !model) {
            fail(failureOfRoute(provider ? model.error() : provider.error()));
            return;
        }
        m_route.emplace(ServiceRoute::of(m_account, *provider, *model, *access));
        m_questions = schemaQuestions(m_route->model, m_sender.moment());
        m_outcome.asked = !m_questions.isEmpty();
        m_outcome.revision = m_records.model.revision;
        ask();
    }

private:
    void ask()
    {
        if (m_answers.size() == m_questions.size()) {
            settle();
            return;
        }
        const SchemaQuestion question = m_questions.at(m_answers.size());
        m_asking = askService(m_sender, *m_route, question.request, this,
                              [this, question](const QuestionResult& result) {
                                  const bool matters = m_questions.size() == 1
                                      || question.about != SchemaQuestion::About::Price;
                                  if (!result && matters) {
                                      fail(result.error());
                                      return;
                                  }
                                  m_answers.append({question, result ? result->body : nullptr});
                                  ask();
                              });
    }

    // Reading what came takes as long as it is large.
    void settle()
    {
        using Refreshed = Checked<QByteArray>;
        m_asking = runAsync(
            m_sender.pool(), this,
            [records = m_records, answers = m_answers, day = m_day](const std::stop_token&) {
                return std::make_shared<Refreshed>(refreshedModel(
                    records.provider.manifest, records.model.manifest, answers, day));
            },
            [this](const std::shared_ptr<Refreshed>& refreshed) { keep(*refreshed); });
    }

    void keep(const Checked<QByteArray>& refreshed)
    {
        if (!refreshed) {
            m_outcome.refused = refreshed.error();
            end();
            return;
        }
        if (*refreshed == m_records.model.manifest) {
            end();
            return;
        }
        ManifestRecord record = m_records.model;
        record.accountId = m_account;
        record.manifest = *refreshed;
        m_store
            .write(m_account,
                   [record](Repositories& r) -> Result<int> {
                       r.catalog.putModel(record);
                       for (const ManifestRecord& each : r.catalog.models()) {
                           if (each.id == record.id) {
                               return each.revision;
                           }
                       }
                       return failure(ErrorKind::Internal);
                   })
            .then(this, [this](const Result<int>& revision) {
                if (!revision) {
                    fail(failureOfRoute(revision.error()));
                    return;
                }
                m_outcome.changed = true;
                m_outcome.revision = *revision;
                end();
            });
    }

    void fail(const ServiceFailure& failure)
    {
        if (m_context) {
            m_done(tl::unexpected<ServiceFailure>(failure));
        }
    }

    void end()
    {
        if (m_context) {
            m_done(m_outcome);
        }
    }

    ServiceSender& m_sender;
    Store& m_store;
    const AccountId m_account;
    const QPointer<QObject> m_context;
    const SchemaRefreshed m_done;
    QString m_day;
    InForce m_records;
    std::optional<ServiceRoute> m_route;
    QList<SchemaQuestion> m_questions;
    QList<SchemaAnswer> m_answers;
    SchemaRefresh m_outcome;
    AsyncHandle m_asking;
};

} // namespace

std::unique_ptr<QObject> refreshSchema(ServiceSender& sender, Store& store,
                                       const ProviderConnections& connections, const Clock& clock,
                                       const AccountId& account, const QString& modelId,
                                       QObject* context, SchemaRefreshed done)
{
    auto refreshing =
        std::make_unique<Refreshing>(sender, store, account, context, std::move(done));
    const QString day = QDateTime::fromMSecsSinceEpoch(clock.nowMs()).date().toString(Qt::ISODate);
    // Later, as everything that is answered.
    QMetaObject::invokeMethod(
        refreshing.get(),
        [raw = refreshing.get(), &connections, modelId, day] {
            raw->start(connections, modelId, day);
        },
        Qt::QueuedConnection);
    return refreshing;
}

} // namespace raskadr
