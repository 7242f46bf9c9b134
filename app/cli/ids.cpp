#include "app/cli/ids.h"

#include <QRegularExpression>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

// The one thing that a word names; `missing` is the sentence for a word that names nothing.
template <class Entity, class EntityId, class Find, class FindByTail>
std::optional<Entity> findOne(Context& context, const QString& word, const QString& missing,
                              Find find, FindByTail findByTail)
{
    static const QRegularExpression tail(u"^[0-9a-fA-F]{8}$"_s);
    const auto found = context.read([&](const Repositories& r) {
        QList<Entity> entities;
        if (tail.match(word).hasMatch()) {
            entities = findByTail(r, word.toLower());
        } else if (const EntityId id = EntityId::fromString(word)) {
            if (const std::optional<Entity> one = find(r, id)) {
                entities.append(*one);
            }
        }
        if constexpr (requires(const Entity& entity) { entity.trashedMs; }) {
            entities.removeIf([](const Entity& entity) { return entity.trashedMs != 0; });
        }
        return entities;
    });
    if (!found) {
        context.fail(found.error());
        return std::nullopt;
    }
    if (found->isEmpty()) {
        context.fail(missing);
        return std::nullopt;
    }
    if (found->size() > 1) {
        context.fail(Words::tr("“%1” fits several ids. Write the id in full.").arg(word));
        return std::nullopt;
    }
    return found->first();
}

std::optional<Shot> findNumberedShot(Context& context, const QString& word)
{
    const QString projectWord = word.section(u'#', 0, 0);
    const QString numberWord = word.section(u'#', 1);
    const auto project = findProject(context, projectWord);
    if (!project) {
        return std::nullopt;
    }
    bool isNumber = false;
    const int number = numberWord.toInt(&isNumber);
    const auto shots =
        context.read([&](const Repositories& r) { return r.shots.ofProject(project->id); });
    if (!shots) {
        context.fail(shots.error());
        return std::nullopt;
    }
    if (!isNumber || number < 1 || number > shots->size()) {
        context.fail(Words::tr("The project “%1” has no shot %2.").arg(project->title, numberWord));
        return std::nullopt;
    }
    return (*shots)[number - 1];
}

} // namespace

std::optional<Project> findProject(Context& context, const QString& word)
{
    return findOne<Project, ProjectId>(
        context, word, Words::tr("There is no project “%1”.").arg(word),
        [](const Repositories& r, const ProjectId& id) { return r.projects.find(id); },
        [](const Repositories& r, const QString& tail) { return r.projects.findByTail(tail); });
}

std::optional<Shot> findShot(Context& context, const QString& word)
{
    if (word.contains(u'#')) {
        return findNumberedShot(context, word);
    }
    return findOne<Shot, ShotId>(
        context, word, Words::tr("There is no shot “%1”.").arg(word),
        [](const Repositories& r, const ShotId& id) { return r.shots.find(id); },
        [](const Repositories& r, const QString& tail) { return r.shots.findByTail(tail); });
}

std::optional<Asset> findAsset(Context& context, const QString& word)
{
    return findOne<Asset, AssetId>(
        context, word, Words::tr("There is no asset “%1”.").arg(word),
        [](const Repositories& r, const AssetId& id) { return r.assets.find(id); },
        [](const Repositories& r, const QString& tail) { return r.assets.findByTail(tail); });
}

std::optional<Generation> findGeneration(Context& context, const QString& word)
{
    return findOne<Generation, GenerationId>(
        context, word, Words::tr("There is no generation “%1”.").arg(word),
        [](const Repositories& r, const GenerationId& id) { return r.generations.find(id); },
        [](const Repositories& r, const QString& tail) { return r.generations.findByTail(tail); });
}

} // namespace raskadr::cli
