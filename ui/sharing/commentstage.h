#pragma once

#include "core/store/commentrepository.h"
#include "ui/player/videoplayer.h"

#include <QWidget>
#include <functional>
#include <optional>

class QStackedLayout;

namespace raskadr::ui {

class PictureView;
class ThumbnailCache;
class VideoView;
class WrapLabel;

// A medium of the library, to be looked at.
struct StageMedium
{
    QString path;
    bool isVideo = false;
    bool hasSound = false;
    QSize size;
};
// Nothing: its file is not there.
using FindStageMedium = std::function<std::optional<StageMedium>(const QString& sha256)>;

// What the guest saw when he said something: the picture, or the film at the moment he means; else
// words on why there is none. Its height follows its width. Main thread.
class CommentStage final : public QWidget
{
    Q_OBJECT

public:
    CommentStage(ThumbnailCache& thumbnails, FindStageMedium find, QWidget* parent = nullptr);

    // The same medium stays as it plays; a comment with a moment goes there.
    void show(const CommentRow& row);
    void seek(qint64 ms);
    void stop();
    // Forgets the medium: another one is not compared with it.
    void clear();
    // A plate over the picture; empty takes it away.
    void setPlate(const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refreshPreview();

    ThumbnailCache& m_thumbnails;
    FindStageMedium m_find;
    VideoPlayer m_player;
    QString m_sha256;
    CommentId m_comment;
    QStackedLayout* m_stack;
    PictureView* m_picture;
    VideoView* m_video;
    QWidget* m_wordsPage;
    WrapLabel* m_words;
    class StagePlate* m_plate;
};

} // namespace raskadr::ui
