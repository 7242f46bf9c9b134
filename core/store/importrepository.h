#pragma once

#include "core/model/importrun.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>

namespace raskadr {

struct RepositoryContext;

// Confirmed imports and the state of each of their files, so that a kill loses and doubles nothing.
class ImportRepository
{
public:
    explicit ImportRepository(const RepositoryContext& context);

    std::optional<ImportRun> find(const ImportRunId& id) const;
    QList<ImportRun> unfinished() const;
    QList<ImportItem> items(const ImportRunId& run) const;

    void insert(const ImportRun& run, const QList<ImportItem>& items);
    void updateItem(const ImportRunId& run, const ImportItem& item);
    void finish(const ImportRunId& run);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
