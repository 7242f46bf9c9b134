#pragma once

#include "core/model/media.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>

namespace raskadr {

struct RepositoryContext;

// The facts of the files in the media folder. Contents are shared by all accounts of a library; who
// may see a file is decided by the assets that use it.
class MediaRepository
{
public:
    explicit MediaRepository(const RepositoryContext& context);

    std::optional<Media> find(const QString& sha256) const;
    QList<Media> all() const;
    // Media whose palette was not computed yet, newest first.
    QList<Media> withoutPalette(int limit) const;

    // Does nothing if the content is known already, except that its state becomes Present.
    void insert(const Media& media);
    void setState(const QString& sha256, MediaState state);
    void setPalette(const QString& sha256, const QString& palette);

private:
    void noteUsers(const QString& sha256);

    Connection& m_connection;
    ChangeSet& m_changes;
};

} // namespace raskadr
