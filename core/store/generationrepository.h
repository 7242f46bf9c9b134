#pragma once

#include "core/model/generation.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>

namespace raskadr {

struct RepositoryContext;

// What was asked of the models. Rows are inserted once and never changed.
class GenerationRepository
{
public:
    explicit GenerationRepository(const RepositoryContext& context);

    std::optional<Generation> find(const GenerationId& id) const;
    QList<Generation> findByTail(const QString& tail) const;
    QList<Generation> ofShot(const ShotId& shot) const; // newest first
    // The settings that were last used with a model in this account.
    std::optional<Generation> newestOfModel(const QString& modelId) const;

    void insert(const Generation& generation);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
