#pragma once

#include "core/model/project.h"
#include "core/passport/passportrow.h"
#include "core/store/store.h"

#include <QHash>
#include <QList>
#include <functional>
#include <optional>
#include <stop_token>

namespace raskadr {

enum class PassportScope { All, Headliners, Selected };

struct PassportRequest
{
    AccountId accountId;
    ProjectId projectId;
    PassportScope scope = PassportScope::All;
    QList<ShotId> shots; // for Selected; for Headliners: of these, none: of all
    // As FileExport decided them, if files go with it; an asset that is not here has no file.
    std::optional<QHash<AssetId, QString>> fileNames = std::nullopt;
};

// What a passport tells, read row by row from one snapshot so that its size does not matter. Used
// by one thread, inside the call of withPassport() that lent it.
class Passport
{
public:
    Passport(const Repositories& repositories, Project project, PassportRequest request);

    const Project& project() const { return m_project; }
    const QList<Shot>& shots() const { return m_shots; }
    int assetsOf(const ShotId& shot) const { return m_sources.value(shot).assets; }
    int rowCount() const { return m_rowCount; }
    // Scalar parameters that rows carry, most frequent first.
    const QStringList& parameterNames() const { return m_parameterNames; }

    // What was said about the shots of this passport, or about shots that are gone, oldest first.
    QList<CommentRow> comments() const;

    // Every row in story order; `visit` returns whether to go on.
    void visit(const std::function<bool(const PassportRow&)>& visit) const;

private:
    // A shot with what its rows have in common.
    struct Source
    {
        Shot shot;
        QString stem; // of its file names
        int assets = 0;
        bool concerned = false;
    };

    void readOutlines();
    bool concerns(const ShotId& shot) const;
    bool includes(const Source& source, const AssetId& asset) const;
    QString fileNameOf(const AssetId& asset, const Source& source, int index,
                       const QString& mimeType) const;

    const Repositories& m_repositories;
    Project m_project;
    PassportRequest m_request;
    QList<Shot> m_shots;
    QHash<ShotId, Source> m_sources;
    QHash<AssetId, QString> m_parentNames;
    QStringList m_parameterNames;
    int m_rowCount = 0;
};

// Lends a passport of the project to `write`, inside a snapshot of the database that ends with it:
// what takes long and needs no rows belongs before or after. NotFound if the account has no such
// project. Any thread but the window's.
Result<> withPassport(const Store& store, const PassportRequest& request,
                      const std::function<Result<>(const Passport&)>& write);

// Fraction done, 0..1.
using PassportProgress = std::function<void(double)>;

} // namespace raskadr
