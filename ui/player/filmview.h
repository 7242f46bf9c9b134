#pragma once

#include "ui/player/filmclip.h"

#include <QHash>
#include <QImage>
#include <QTimer>
#include <QWidget>
#include <functional>

namespace raskadr::ui {

class Button;
class FilmBar;
class FilmPlayer;
class FocusKeep;

// The film over the whole window: the shots' headliners one after another, a slate where there is
// none. Keys: Space, arrows, Home, End, M, L, F, Esc. Covers the window that holds `anywhere` and
// deletes itself when it is closed.
class FilmView final : public QWidget
{
    Q_OBJECT

public:
    // `posterOf` gives a picture of a medium that is in memory, for the moment until the original
    // is decoded.
    FilmView(QWidget* anywhere, std::function<QImage(const QString& sha256)> posterOf);
    ~FilmView() override;

    // New values while it plays keep the shot and the place in it.
    void setClips(const QList<FilmClip>& clips);
    void setLooping(bool on);
    // Arrows wish for no other durations.
    void setReadOnly(bool on) { m_readOnly = on; }
    // Appears and plays from this shot on; a null shot: from the start.
    void play(const ShotId& from);
    void closeFilm();
    // Durations that were wished for will not come: what the clips say is shown again.
    void forgetWishes();

    FilmPlayer& player() const { return *m_player; }
    ShotId shownShot() const;
    bool areControlsShown() const { return m_controlsShown; }
    // They will go unless the pointer moves.
    bool isHidingSoon() const { return m_hide.isActive(); }

Q_SIGNALS:
    void durationChangeRequested(const raskadr::ShotId& shot, qint64 ms);
    void closed(const raskadr::ShotId& last);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    const FilmClip* shownClip() const;
    void fillReel();
    void showControls();
    void hideControls();
    void changeDuration(qint64 byMs);
    void toggleFullScreen();
    void place();
    QRectF pictureRect(const QSizeF& picture) const;

    FilmPlayer* m_player;
    std::function<QImage(const QString&)> m_posterOf;
    QList<FilmClip> m_clips;
    QHash<ShotId, qint64> m_wishes; // durations that are on their way
    FilmBar* m_bar;
    Button* m_close;
    QTimer m_hide;
    FocusKeep* m_keep;
    bool m_skipEmpty = false;
    bool m_madeFullScreen = false;
    bool m_controlsShown = true;
    bool m_closing = false;
    bool m_readOnly = false;
};

} // namespace raskadr::ui
