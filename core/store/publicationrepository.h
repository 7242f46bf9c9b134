#pragma once

#include "core/model/share.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>
#include <optional>

namespace raskadr {

struct RepositoryContext;

// Revisions that are on their way to the guests, and how far each of their files is.
class PublicationRepository
{
public:
    explicit PublicationRepository(const RepositoryContext& context);

    // Oldest first.
    QList<Publication> all() const;
    std::optional<Publication> find(const ShareId& share) const;
    void put(const Publication& publication);
    // With its uploads.
    void remove(const ShareId& share);

    QList<ShareUpload> uploads(const ShareId& share, int revision) const;
    void putUpload(const ShareUpload& upload);
    void removeUpload(const ShareId& share, int revision, const QString& sha256);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
