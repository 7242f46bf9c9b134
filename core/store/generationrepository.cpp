#include "core/store/generationrepository.h"

#include "core/store/queryrows.h"
#include "core/store/repositories.h"
#include "core/store/rowreaders.h"

namespace raskadr {

namespace {

#define GENERATION_OF_ACCOUNT                                                                      \
    " JOIN shot ON shot.id = generation.shot "                                                     \
    " JOIN project ON project.id = shot.project AND project.account = :account "

} // namespace

GenerationRepository::GenerationRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

std::optional<Generation> GenerationRepository::find(const GenerationId& id) const
{
    Query query(m_connection,
                "SELECT " GENERATION_COLUMNS " FROM generation" GENERATION_OF_ACCOUNT
                "WHERE generation.id = :id");
    query.bind(":account", m_account).bind(":id", id);
    return readOne(query, readGeneration);
}

QList<Generation> GenerationRepository::findByTail(const QString& tail) const
{
    Query query(m_connection,
                "SELECT " GENERATION_COLUMNS " FROM generation" GENERATION_OF_ACCOUNT
                "WHERE substr(lower(hex(generation.id)), -length(:tail)) = :tail");
    query.bind(":account", m_account).bind(":tail", tail.toLower());
    return readAll(query, readGeneration);
}

QList<Generation> GenerationRepository::ofShot(const ShotId& shot) const
{
    Query query(m_connection,
                "SELECT " GENERATION_COLUMNS " FROM generation" GENERATION_OF_ACCOUNT
                "WHERE generation.shot = :shot "
                "ORDER BY generation.created DESC, generation.id DESC");
    query.bind(":account", m_account).bind(":shot", shot);
    return readAll(query, readGeneration);
}

std::optional<Generation> GenerationRepository::newestOfModel(const QString& modelId) const
{
    Query query(m_connection,
                "SELECT " GENERATION_COLUMNS " FROM generation" GENERATION_OF_ACCOUNT
                "WHERE generation.model = :model "
                "ORDER BY generation.created DESC, generation.id DESC LIMIT 1");
    query.bind(":account", m_account).bind(":model", modelId);
    return readOne(query, readGeneration);
}

void GenerationRepository::insert(const Generation& generation)
{
    Query query(
        m_connection,
        "INSERT INTO generation (id, shot, provider, model, model_revision, prompt, "
        "negative_prompt, parameters, inputs, seed_sent, edit_request, agent_model, parent, "
        "cost_estimated, cost_unit, created) SELECT :id, shot.id, :provider, :model, "
        ":model_revision, :prompt, :negative_prompt, :parameters, :inputs, :seed_sent, "
        ":edit_request, :agent_model, :parent, :cost_estimated, :cost_unit, :created "
        "FROM shot JOIN project ON project.id = shot.project "
        "AND project.account = :account WHERE shot.id = :shot");
    query.bind(":account", m_account)
        .bind(":id", generation.id)
        .bind(":shot", generation.shotId)
        .bind(":provider", generation.providerId)
        .bind(":model", generation.modelId)
        .bind(":model_revision", generation.modelRevision)
        .bind(":prompt", generation.prompt)
        .bind(":negative_prompt", generation.negativePrompt)
        .bind(":parameters", QString::fromUtf8(generation.parameters))
        .bind(":inputs", inputsText(generation.inputs))
        .bind(":seed_sent", generation.seedSent)
        .bind(":edit_request", generation.editRequest)
        .bind(":agent_model", generation.agentModel)
        .bind(":parent", generation.parentId)
        .bind(":cost_estimated", generation.costEstimated)
        .bind(":cost_unit", generation.costUnit)
        .bind(":created", generation.createdMs);
    query.runOnOne();
}

} // namespace raskadr
