#include "app/demo/demodirector.h"

#include "core/base/logging.h"
#include "core/edit/headlinercommands.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int advanceAfterMs = 50;
// As much of a picture as an interrupted download leaves.
constexpr double brokenShare = 0.4;

QByteArray json(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString aspectName(const Aspect& aspect)
{
    return u"%1:%2"_s.arg(aspect.width).arg(aspect.height);
}

// Stores the beginning of a picture's file as a file of its own.
Result<StoredMedia> storeBroken(const MediaFolder& media, const QString& sha256)
{
    QFile whole(media.path(sha256));
    if (!whole.open(QIODevice::ReadOnly)) {
        return failure(ErrorKind::FileUnreadable, whole.errorString(), whole.fileName());
    }
    const QByteArray part = whole.read(static_cast<qint64>(double(whole.size()) * brokenShare));
    QFile broken(media.temporaryPath());
    if (!broken.open(QIODevice::WriteOnly | QIODevice::NewOnly)
        || broken.write(part) != part.size()) {
        return failure(ErrorKind::DiskFull, broken.errorString(), {}, part.size());
    }
    broken.close();
    auto stored = media.adopt(broken.fileName());
    if (!stored) {
        QFile::remove(broken.fileName());
    }
    return stored;
}

// The demo that the account has, or a null id.
ProjectId openDemo(const Repositories& repositories)
{
    for (const Project& project : repositories.projects.all()) {
        if (project.demo && project.trashedMs == 0) {
            return project.id;
        }
    }
    return {};
}

} // namespace

DemoDirector::DemoDirector(Store& store, const MediaFolder& media, JobQueue& jobs,
                           const Clock& clock, QThreadPool& pool, const AccountId& account,
                           QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_media(media)
    , m_jobs(jobs)
    , m_clock(clock)
    , m_pool(pool)
    , m_account(account)
    , m_film(DemoFilm::lastLighthouse())
{
    m_advance.setSingleShot(true);
    m_advance.setInterval(advanceAfterMs);
    connect(&m_advance, &QTimer::timeout, this, &DemoDirector::advance);
    connect(&m_store, &Store::changed, this, [this](const ChangeSet& changes) {
        if (isWorking() && changes.shotContents.intersects(m_shots) && !m_advance.isActive()) {
            m_advance.start();
        }
    });
}

DemoDirector::~DemoDirector() = default;

void DemoDirector::open()
{
    const auto known = m_store.read(m_account, openDemo);
    if (!known) {
        Q_EMIT failed(known.error());
    } else if (known->isNull()) {
        create();
    } else {
        direct(*known);
        Q_EMIT ready(*known);
    }
}

void DemoDirector::create()
{
    if (std::exchange(m_creating, true)) {
        return; // it is on its way and will be told of
    }
    m_store
        .write(m_account,
               [film = m_film, account = m_account,
                now = m_clock.nowMs()](Repositories& r) -> Result<ProjectId> {
                   // Whoever asks twice in a hurry gets the same film.
                   const ProjectId known = openDemo(r);
                   return known.isNull() ? insertFilm(r, film, account, now) : known;
               })
        .then(this, [this](const Result<ProjectId>& project) {
            m_creating = false;
            if (!project) {
                Q_EMIT failed(project.error());
                return;
            }
            direct(*project);
            Q_EMIT ready(*project);
        });
}

void DemoDirector::resume()
{
    const auto demos = m_store.read(m_account, [](const Repositories& r) {
        QList<ProjectId> ids;
        for (const Project& project : r.projects.all()) {
            if (project.demo && project.trashedMs == 0) {
                ids.append(project.id);
            }
        }
        return ids;
    });
    if (demos && !demos->isEmpty()) {
        direct(demos->first());
    }
}

void DemoDirector::direct(const ProjectId& project)
{
    if (m_project != project) {
        m_project = project;
        m_onTheWay.clear();
        m_advance.start();
    }
}

void DemoDirector::advance()
{
    const auto rows = m_store.read(
        m_account, [this](const Repositories& r) { return readFilm(r, m_project, m_film); });
    if (!rows || !*rows) {
        m_project = {};
        return;
    }
    if ((*rows)->marks.contains(completeMark)) {
        m_project = {};
        return;
    }
    m_shots.clear();
    bool complete = true;
    for (const ShotRows& shot : (*rows)->shots) {
        m_shots.insert(shot.shot.id);
    }
    // What becomes a cover is asked for first, in story order.
    for (int take = 0; take < 2; ++take) {
        for (const ShotRows& shot : (*rows)->shots) {
            if (take < shot.takes.size() && shot.takes.at(take).id.isNull()) {
                ask(shot, take);
                complete = false;
            }
        }
    }
    const QSet<QString>& marks = (*rows)->marks;
    for (const ShotRows& shot : (*rows)->shots) {
        const auto picture = shot.pictures.value(0);
        const ScriptedShot& script = *shot.script;
        if (picture && script.damaged && !marks.contains(damageMark(shot.index))) {
            breakPicture(shot, *picture);
            complete = false;
        }
        const auto start = script.damaged ? shot.damagedPicture : picture;
        if (script.film && start && shot.film.id.isNull()) {
            askFilm(shot, start->asset.id);
            complete = false;
        }
        if (script.hasHeadliner && !script.takes.isEmpty()) {
            if (picture && !marks.contains(pictureChoice(shot.index))) {
                choose(shot, picture->asset.id, pictureChoice(shot.index));
            }
            if (script.film && shot.filmResult && !marks.contains(filmChoice(shot.index))) {
                choose(shot, shot.filmResult->asset.id, filmChoice(shot.index));
            }
            complete &=
                marks.contains(script.film ? filmChoice(shot.index) : pictureChoice(shot.index));
        }
    }
    if (complete) {
        finish();
    }
}

void DemoDirector::finish()
{
    // A film that was finished once is the user's: another version of the program does not go on
    // with it.
    const ProjectId project = std::exchange(m_project, {});
    m_store
        .write(m_account,
               [project](Repositories& r) -> Result<> {
                   addMark(r, project, completeMark);
                   return {};
               })
        .then(this, [this, project](const Result<>& done) {
            if (done) {
                Q_EMIT completed(project);
            }
        });
}

void DemoDirector::ask(const ShotRows& rows, int index)
{
    const Take& take = rows.script->takes.at(index);
    GenerationRequest request;
    request.shotId = rows.shot.id;
    request.modelId = imageModel;
    request.prompt = take.prompt;
    request.seed = take.seed;
    request.parameters =
        json({{u"aspect"_s, aspectName(m_film.aspect)}, {u"height"_s, m_film.frameHeight}});
    submit(request, takeMark(rows.index, index));
}

void DemoDirector::askFilm(const ShotRows& rows, const AssetId& start)
{
    GenerationRequest request;
    request.shotId = rows.shot.id;
    request.modelId = videoModel;
    request.prompt = rows.script->takes.first().prompt;
    request.seed = rows.script->takes.first().seed;
    request.parameters = json({{u"move"_s, rows.script->film->move},
                               {u"duration"_s, rows.script->film->durationSeconds}});
    request.inputs = {{u"start"_s, start}};
    submit(request, filmMark(rows.index));
}

void DemoDirector::submit(const GenerationRequest& request, const QString& mark)
{
    if (m_onTheWay.contains(mark)) {
        return;
    }
    m_onTheWay.insert(mark);
    m_jobs.submit(m_account, request).then(this, [this](const Result<QList<GenerationId>>& ids) {
        if (!ids) {
            qCWarning(logUi) << "the demo was refused:" << ids.error().detail
                             << ids.error().subject;
            Q_EMIT failed(ids.error());
        }
    });
}

void DemoDirector::choose(const ShotRows& rows, const AssetId& asset, const QString& mark)
{
    if (m_onTheWay.contains(mark)) {
        return;
    }
    m_onTheWay.insert(mark);
    // Only where the user has not chosen meanwhile; the choice and its mark are one transaction.
    const AssetId expected = mark == filmChoice(rows.index) && rows.pictures.first()
        ? rows.pictures.first()->asset.id
        : AssetId();
    m_store
        .write(m_account,
               [project = m_project, shotId = rows.shot.id, asset, mark, expected,
                now = m_clock.nowMs()](Repositories& r) -> Result<> {
                   const auto shot = r.shots.find(shotId);
                   if (shot && (shot->headlinerId.isNull() || shot->headlinerId == expected)) {
                       SetHeadliner command(shotId, asset);
                       if (auto applied = command.apply(r, now); !applied) {
                           return failure(applied.error());
                       }
                   }
                   addMark(r, project, mark);
                   return {};
               })
        .then(this, [this, mark](const Result<>& done) {
            m_onTheWay.remove(mark);
            if (done) {
                m_advance.start();
            }
        });
}

void DemoDirector::breakPicture(const ShotRows& rows, const AssetRow& picture)
{
    const QString mark = damageMark(rows.index);
    if (m_onTheWay.contains(mark)) {
        return;
    }
    m_onTheWay.insert(mark);
    m_breaking = runAsync(
        m_pool, this,
        [media = m_media, sha256 = picture.asset.sha256](const std::stop_token&) {
            return storeBroken(media, sha256);
        },
        [this, mark, shotId = rows.shot.id, picture](const Result<StoredMedia>& stored) {
            if (!stored) {
                Q_EMIT failed(stored.error());
                return;
            }
            Media media = picture.media;
            media.sha256 = stored->sha256;
            media.size = stored->size;
            media.palette.clear();
            media.createdMs = m_clock.nowMs();
            Asset asset;
            asset.id = AssetId::create();
            asset.shotId = shotId;
            asset.sha256 = stored->sha256;
            asset.origin = AssetOrigin::Imported;
            asset.sourceName = damagedName;
            // Behind the whole picture, which stays what the box shows.
            asset.createdMs = picture.asset.createdMs - 1;
            m_store
                .write(m_account,
                       [project = m_project, media, asset, mark](Repositories& r) -> Result<> {
                           r.media.insert(media);
                           r.assets.insert(asset);
                           addMark(r, project, mark);
                           return {};
                       })
                .then(this, [this](const Result<>& done) {
                    if (done) {
                        m_advance.start();
                    }
                });
        });
}

} // namespace raskadr::demo
