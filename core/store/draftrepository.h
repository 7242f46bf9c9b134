#pragma once

#include "core/model/draft.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <optional>

namespace raskadr {

struct RepositoryContext;

// Unsent texts and settings of the composer, for each shot and model.
class DraftRepository
{
public:
    explicit DraftRepository(const RepositoryContext& context);

    std::optional<ComposerDraft> find(const ShotId& shot, const QString& modelId) const;
    // The draft that was touched last in this shot.
    std::optional<ComposerDraft> newest(const ShotId& shot) const;

    void put(const ComposerDraft& draft);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
