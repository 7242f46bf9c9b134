#include "core/store/draftrepository.h"

#include "core/store/queryrows.h"
#include "core/store/repositories.h"
#include "core/store/rowreaders.h"

namespace raskadr {

namespace {

#define DRAFT_SELECT                                                                               \
    "SELECT composer_draft.shot, model, prompt, parameters, inputs, variants, "                    \
    "composer_draft.changed FROM composer_draft JOIN shot ON shot.id = composer_draft.shot "       \
    "JOIN project ON project.id = shot.project AND project.account = :account "

ComposerDraft readDraft(Query& row)
{
    ComposerDraft draft;
    draft.shotId = row.id<ShotId>();
    draft.modelId = row.text();
    draft.prompt = row.text();
    draft.parameters = row.text().toUtf8();
    draft.inputs = inputsOf(row.text());
    draft.variants = row.number();
    draft.changedMs = row.integer();
    return draft;
}

} // namespace

DraftRepository::DraftRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

std::optional<ComposerDraft> DraftRepository::find(const ShotId& shot, const QString& modelId) const
{
    Query query(m_connection, DRAFT_SELECT "WHERE composer_draft.shot = :shot AND model = :model");
    query.bind(":account", m_account).bind(":shot", shot).bind(":model", modelId);
    return readOne(query, readDraft);
}

std::optional<ComposerDraft> DraftRepository::newest(const ShotId& shot) const
{
    Query query(m_connection,
                DRAFT_SELECT "WHERE composer_draft.shot = :shot "
                             "ORDER BY composer_draft.changed DESC LIMIT 1");
    query.bind(":account", m_account).bind(":shot", shot);
    return readOne(query, readDraft);
}

void DraftRepository::put(const ComposerDraft& draft)
{
    Query query(m_connection,
                "INSERT INTO composer_draft (shot, model, prompt, parameters, inputs, variants, "
                "changed) SELECT shot.id, :model, :prompt, :parameters, :inputs, :variants, "
                ":changed FROM shot JOIN project ON project.id = shot.project "
                "AND project.account = :account WHERE shot.id = :shot "
                "ON CONFLICT (shot, model) DO UPDATE SET prompt = excluded.prompt, "
                "parameters = excluded.parameters, inputs = excluded.inputs, "
                "variants = excluded.variants, changed = excluded.changed");
    query.bind(":account", m_account)
        .bind(":shot", draft.shotId)
        .bind(":model", draft.modelId)
        .bind(":prompt", draft.prompt)
        .bind(":parameters", QString::fromUtf8(draft.parameters))
        .bind(":inputs", inputsText(draft.inputs))
        .bind(":variants", draft.variants)
        .bind(":changed", draft.changedMs);
    query.runOnOne();
    m_changes.drafts.insert(draft.shotId);
}

} // namespace raskadr
