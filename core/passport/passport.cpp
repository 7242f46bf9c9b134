#include "core/passport/passport.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

Passport::Passport(const Repositories& repositories, Project project, PassportRequest request)
    : m_repositories(repositories)
    , m_project(std::move(project))
    , m_request(std::move(request))
{
    for (const Shot& shot : repositories.shots.ofProject(m_project.id)) {
        m_shotById.insert(shot.id, shot);
        if (concerns(shot.id)) {
            m_shots.append(shot);
        }
    }
    QHash<QString, int> frequency;
    QSet<AssetId> parents;
    repositories.assets.visitProject(m_project.id, [&](const AssetRow& row) {
        if (!row.asset.parentId.isNull()) {
            parents.insert(row.asset.parentId);
        }
        return true;
    });
    visitAll([&](const PassportRow& row) {
        if (parents.contains(row.data.asset.id)) {
            m_parentNames.insert(row.data.asset.id, row.fileName);
        }
        ++m_assetCounts[row.shot.id];
        if (includes(row)) {
            ++m_rowCount;
            for (auto it = row.parameters.begin(); it != row.parameters.end(); ++it) {
                if (!it->isObject() && !it->isArray() && !it->isNull()) {
                    ++frequency[it.key()];
                }
            }
        }
        return true;
    });
    m_parameterNames = frequency.keys();
    std::sort(m_parameterNames.begin(), m_parameterNames.end(),
              [&](const QString& a, const QString& b) {
                  return std::pair(-frequency[a], a) < std::pair(-frequency[b], b);
              });
}

bool Passport::concerns(const ShotId& shot) const
{
    switch (m_request.scope) {
    case PassportScope::All:
        return true;
    case PassportScope::Headliners:
        return m_request.shots.isEmpty() || m_request.shots.contains(shot);
    case PassportScope::Selected:
        return m_request.shots.contains(shot);
    }
    return true;
}

bool Passport::includes(const PassportRow& row) const
{
    return concerns(row.shot.id)
        && (m_request.scope != PassportScope::Headliners || row.isHeadliner);
}

void Passport::visitAll(const std::function<bool(const PassportRow&)>& visit) const
{
    ShotId shotId;
    int index = 0;
    m_repositories.assets.visitProject(m_project.id, [&](const AssetRow& data) {
        index = data.asset.shotId == shotId ? index + 1 : 1;
        shotId = data.asset.shotId;
        return visit(passportRow(m_shotById.value(shotId), index, data,
                                 m_parentNames.value(data.asset.parentId)));
    });
}

void Passport::visit(const std::function<bool(const PassportRow&)>& visit) const
{
    visitAll([&](const PassportRow& row) { return !includes(row) || visit(row); });
}

Result<> withPassport(const Store& store, const PassportRequest& request,
                      const std::function<Result<>(const Passport&)>& write)
{
    return store.read(request.accountId, [&](const Repositories& repositories) -> Result<> {
        const auto project = repositories.projects.find(request.projectId);
        if (!project) {
            return failure(ErrorKind::NotFound, u"no such project"_s);
        }
        return write(Passport(repositories, *project, request));
    });
}

} // namespace raskadr
