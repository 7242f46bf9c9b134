#include "core/passport/passport.h"

#include "core/passport/readablename.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// Counts how often scalar parameters are used. Variants of a shot share their parameters to the
// letter, so texts are counted and each is parsed once, as long as there are not too many.
class ParameterCounter
{
public:
    void add(const QByteArray& parameters)
    {
        ++m_texts[parameters];
        if (m_texts.size() > maxTexts) {
            parse();
        }
    }
    // Most frequent first.
    QStringList names()
    {
        parse();
        QStringList names = m_frequency.keys();
        std::sort(names.begin(), names.end(), [&](const QString& a, const QString& b) {
            return std::pair(-m_frequency[a], a) < std::pair(-m_frequency[b], b);
        });
        return names;
    }

private:
    static constexpr qsizetype maxTexts = 1'000;

    void parse()
    {
        for (auto text = m_texts.cbegin(); text != m_texts.cend(); ++text) {
            const QJsonObject parameters = shownParameters(text.key());
            for (auto it = parameters.begin(); it != parameters.end(); ++it) {
                if (!it->isObject() && !it->isArray() && !it->isNull()) {
                    m_frequency[it.key()] += text.value();
                }
            }
        }
        m_texts.clear();
    }

    QHash<QByteArray, int> m_texts;
    QHash<QString, int> m_frequency;
};

} // namespace

Passport::Passport(const Repositories& repositories, Project project, PassportRequest request)
    : m_repositories(repositories)
    , m_project(std::move(project))
    , m_request(std::move(request))
{
    for (const Shot& shot : repositories.shots.ofProject(m_project.id)) {
        Source& source = m_sources[shot.id];
        source = {shot, readableStem(shot.number(), shot.title), 0, concerns(shot.id)};
        if (source.concerned) {
            m_shots.append(shot);
        }
    }
    readOutlines();
}

void Passport::readOutlines()
{
    ParameterCounter counter;
    m_repositories.assets.visitOutlines(m_project.id, [&](const AssetOutline& asset) {
        Source& source = m_sources[asset.shotId];
        ++source.assets;
        if (!asset.parentMimeType.isEmpty()) {
            m_parentNames.insert(asset.id,
                                 fileNameOf(asset.id, source, source.assets, asset.parentMimeType));
        }
        if (includes(source, asset.id)) {
            ++m_rowCount;
            counter.add(asset.parameters);
        }
    });
    m_parameterNames = counter.names();
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

bool Passport::includes(const Source& source, const AssetId& asset) const
{
    return source.concerned
        && (m_request.scope != PassportScope::Headliners || source.shot.headlinerId == asset);
}

QString Passport::fileNameOf(const AssetId& asset, const Source& source, int index,
                             const QString& mimeType) const
{
    return m_request.fileNames ? m_request.fileNames->value(asset)
                               : readableFileName(source.stem, index, suffixOfMimeType(mimeType));
}

void Passport::visit(const std::function<bool(const PassportRow&)>& visit) const
{
    Source source;
    PassportRow row;
    QByteArray parameters;
    m_repositories.assets.visitProject(m_project.id, [&](const AssetRow& data) {
        if (data.asset.shotId != source.shot.id) {
            source = m_sources.value(data.asset.shotId);
            row.index = 0;
        }
        ++row.index;
        if (!includes(source, data.asset.id)) {
            return true;
        }
        if (const QByteArray own = data.generation ? data.generation->parameters : QByteArray();
            own != parameters) {
            parameters = own;
            row.parameters = shownParameters(parameters);
            ++row.parametersVersion;
        }
        row.shot = source.shot;
        row.data = data;
        row.isHeadliner = source.shot.headlinerId == data.asset.id;
        row.fileName = fileNameOf(data.asset.id, source, row.index, data.media.mimeType);
        row.sourceFileName = m_parentNames.value(data.asset.parentId);
        tellOrigin(row);
        return visit(row);
    });
}

QList<CommentRow> Passport::comments() const
{
    QList<CommentRow> rows = m_repositories.comments.ofProject(m_project.id);
    rows.removeIf([this](const CommentRow& row) {
        const ShotId& shot = row.comment.shotId;
        return shot.isNull()
            ? m_request.scope == PassportScope::Selected || !m_request.shots.isEmpty()
            : !m_sources.value(shot).concerned;
    });
    std::reverse(rows.begin(), rows.end());
    return rows;
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
