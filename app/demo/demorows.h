#pragma once

#include "app/demo/demofilm.h"
#include "core/store/repositories.h"

#include <QSet>

namespace raskadr::demo {

// What the library holds of one shot of the script.
struct ShotRows
{
    int index = 0; // in the script
    const ScriptedShot* script = nullptr;
    Shot shot;
    QList<Generation>
        takes; // as asked for: one for each take of the script, null ids where not yet
    QList<std::optional<AssetRow>> pictures; // their results, outside of the trash
    std::optional<AssetRow> damagedPicture;
    Generation film; // a null id: not asked for yet
    std::optional<AssetRow> filmResult;
};

// How far a demo film is.
struct FilmRows
{
    QList<ShotRows> shots; // those that are still there
    QSet<QString> marks; // choices that were made once and are not made again
};

inline const QString damagedName = QStringLiteral("оборванная загрузка.png");
inline const QString completeMark = QStringLiteral("complete");
inline const QString imageModel = QStringLiteral("draft.image");
inline const QString videoModel = QStringLiteral("draft.video");

// Null: the project is gone, or it is no demo film.
std::optional<FilmRows> readFilm(const Repositories& repositories, const ProjectId& project,
                                 const DemoFilm& film);
// The project and its shots, in one transaction.
Result<ProjectId> insertFilm(Repositories& repositories, const DemoFilm& film,
                             const AccountId& account, qint64 nowMs);
// Notes that a choice was made.
void addMark(Repositories& repositories, const ProjectId& project, const QString& mark);

// Names of steps.
QString takeMark(int shot, int take);
QString filmMark(int shot);
QString pictureChoice(int shot);
QString filmChoice(int shot);
QString damageMark(int shot);

} // namespace raskadr::demo
