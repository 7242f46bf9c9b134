#include "ui/storyboard/deskfilm.h"

#include "ui/common/thumbnailcache.h"
#include "ui/storyboard/deskmodel.h"
#include "ui/storyboard/storyboardcontroller.h"

#include <QSet>

namespace raskadr::ui {

namespace {

constexpr int posterLevel = 960;

} // namespace

DeskFilm::DeskFilm(const DeskModel& model, StoryboardController& controller,
                   const MediaFolder& media, ThumbnailCache& thumbnails, QWidget* anywhere)
    : QObject(anywhere)
    , m_model(model)
    , m_controller(controller)
    , m_media(media)
    , m_thumbnails(thumbnails)
    , m_anywhere(anywhere)
{
    connect(&m_controller, &StoryboardController::refused, this, [this] {
        if (m_view) {
            m_view->forgetWishes();
        }
    });
}

DeskFilm::~DeskFilm()
{
    // It belongs to the window and would ask for pictures that nobody has any more.
    delete m_view;
}

QList<FilmClip> DeskFilm::clips() const
{
    const QSet<ShotId> wanted(m_shots.begin(), m_shots.end());
    QList<FilmClip> clips;
    for (const BoardRow& row : m_model.rows()) {
        if (wanted.isEmpty() || wanted.contains(row.shot.id)) {
            clips.append(filmClip(row, m_media.path(row.coverSha256)));
        }
    }
    return clips;
}

void DeskFilm::play(const QList<ShotId>& shots, const ShotId& from, bool looping)
{
    m_shots = shots;
    const QList<FilmClip> all = clips();
    if (m_view || all.isEmpty()) {
        return;
    }
    m_view = new FilmView(m_anywhere, [this](const QString& sha256) {
        return m_thumbnails.nearest(sha256, posterLevel);
    });
    connect(m_view, &FilmView::durationChangeRequested, this,
            [this](const ShotId& shot, qint64 ms) { m_controller.setPlannedDuration({shot}, ms); });
    connect(m_view, &FilmView::closed, this, [this](const ShotId& last) {
        m_view = nullptr;
        Q_EMIT closed(last);
    });
    m_view->setReadOnly(m_readOnly);
    m_view->setClips(all);
    m_view->setLooping(looping);
    m_view->play(from);
}

void DeskFilm::close()
{
    if (m_view) {
        m_view->closeFilm();
    }
}

void DeskFilm::refresh()
{
    if (m_view) {
        m_view->setClips(clips());
    }
}

} // namespace raskadr::ui
