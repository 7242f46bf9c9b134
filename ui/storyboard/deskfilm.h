#pragma once

#include "core/media/mediafolder.h"
#include "ui/player/filmview.h"

#include <QObject>
#include <QPointer>

namespace raskadr::ui {

class DeskModel;
class StoryboardController;
class ThumbnailCache;

// Shows the film of the desk's shots over the window, and lets it follow what changes meanwhile. At
// most one is open. Main thread.
class DeskFilm final : public QObject
{
    Q_OBJECT

public:
    DeskFilm(const DeskModel& model, StoryboardController& controller, const MediaFolder& media,
             ThumbnailCache& thumbnails, QWidget* anywhere);
    ~DeskFilm() override;

    // Durations stay what they are.
    void setReadOnly(bool on) { m_readOnly = on; }
    // No shots: all of them, also those that come later.
    void play(const QList<ShotId>& shots, const ShotId& from, bool looping);
    void close();
    FilmView* view() const { return m_view; }

    // The rows of the model changed.
    void refresh();

Q_SIGNALS:
    void closed(const raskadr::ShotId& last);

private:
    QList<FilmClip> clips() const;

    const DeskModel& m_model;
    StoryboardController& m_controller;
    const MediaFolder& m_media;
    ThumbnailCache& m_thumbnails;
    QWidget* m_anywhere;
    QPointer<FilmView> m_view;
    QList<ShotId> m_shots;
    bool m_readOnly = false;
};

} // namespace raskadr::ui
