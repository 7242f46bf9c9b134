#pragma once

#include "core/media/cachefolder.h"
#include "core/media/mediafolder.h"
#include "core/passport/outgoingfiles.h"
#include "core/store/store.h"

#include <QPointer>
#include <QWidget>

class QMimeData;

namespace raskadr::ui {

class StoryboardController;
class ThumbnailCache;

// The storyboard of one project: the board with its tools, the colour strip, the side panel and the
// film. It reads the store when it is told of changes and never writes; wishes go to
// StoryboardController. Main thread.
class DeskPage final : public QWidget
{
    Q_OBJECT

public:
    DeskPage(Store& store, const AccountId& account, StoryboardController& controller,
             const MediaFolder& media, const CacheFolder& cache, ThumbnailCache& thumbnails,
             const OutgoingFiles& outgoing, QWidget* parent = nullptr);
    ~DeskPage() override;

    // Shows a project from its start; the one that is shown already stays at its zoom, scroll and
    // focus.
    void open(const ProjectId& project);
    // Keeps what is being typed and stops what plays.
    void leave();
    const ProjectId& projectId() const;
    // In story order.
    QList<ShotId> selection() const;
    // Brings a shot into view and gives it the focus.
    void showShot(const ShotId& shot);

    // Zoom, scroll, focus, and what is shown around the board: JSON for the settings, to be given
    // back after open().
    QByteArray state() const;
    void restoreState(const QByteArray& state);

    void setProgress(const GenerationId& id, double progress, qint64 remainingMs);

    // What the menu and the palette offer too.
    void addShot();
    void playFilm();
    bool isFilmOpen() const;

Q_SIGNALS:
    void shotOpened(const raskadr::ShotId& shot);
    // Files, a picture or addresses were dropped or pasted: new shots from this index on, or, if a
    // shot is given, into it.
    void mediaOffered(const QMimeData* data, int insertAt, const raskadr::ShotId& intoShot);
    void importFilesRequested(int insertAt);
    void importFolderRequested(int insertAt);
    void passportRequested(const QList<raskadr::ShotId>& shots);
    void headlinersFolderRequested(const QList<raskadr::ShotId>& shots);
    // Something was done that may be worth taking back.
    void notified(const QString& text, bool undoable);
    void failed(const raskadr::Error& error);
    void visibleMediaChanged(const QStringList& sha256);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace raskadr::ui
