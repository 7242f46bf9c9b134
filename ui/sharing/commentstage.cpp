#include "ui/sharing/commentstage.h"

#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/common/thumbnailcache.h"
#include "ui/player/pictureview.h"
#include "ui/player/videoview.h"

#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

namespace {

constexpr int plateHeight = 24;
constexpr int plateEdge = 12;

} // namespace

// Words on the dark plate that may lie on a picture.
class StagePlate final : public QWidget
{
public:
    explicit StagePlate(QWidget* parent)
        : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

    void setWords(const QString& words)
    {
        m_words = words;
        setAccessibleName(words);
        resize(plateSize(words, false, plateHeight).toSize() + QSize(1, 1));
        setVisible(!words.isEmpty());
        raise();
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintPlate(painter, {0, 0}, Qt::TopLeftCorner, m_words, themeOf(this), {}, {}, plateHeight);
    }

private:
    QString m_words;
};

CommentStage::CommentStage(ThumbnailCache& thumbnails, FindStageMedium find, QWidget* parent)
    : QWidget(parent)
    , m_thumbnails(thumbnails)
    , m_find(std::move(find))
    , m_stack(new QStackedLayout(this))
    , m_picture(new PictureView)
    , m_video(new VideoView(m_player))
    , m_wordsPage(new QWidget)
    , m_words(new WrapLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_plate(new StagePlate(this))
{
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_picture);
    m_stack->addWidget(m_video);
    m_stack->addWidget(m_wordsPage);
    m_words->setAlignment(Qt::AlignCenter);
    auto* column = new QVBoxLayout(m_wordsPage);
    column->addWidget(m_words);
    m_player.setLooping(false);
    connect(&m_thumbnails, &ThumbnailCache::ready, this, [this](const QString& sha256, int) {
        if (sha256 == m_sha256) {
            refreshPreview();
        }
    });
    connect(m_picture, &PictureView::failed, this, [this] {
        m_words->setText(tr("The file of this version is not in the library any more."));
        m_stack->setCurrentWidget(m_wordsPage);
    });
}

void CommentStage::show(const CommentRow& row)
{
    const bool sameComment = row.comment.id == m_comment;
    m_comment = row.comment.id;
    if (row.seenSha256 != m_sha256 || m_sha256.isEmpty()
        || m_stack->currentWidget() == m_wordsPage) {
        m_sha256 = row.seenSha256;
        const auto medium = m_sha256.isEmpty() ? std::nullopt : m_find(m_sha256);
        m_player.close();
        m_picture->clear();
        if (!medium) {
            m_words->setText(m_sha256.isEmpty()
                                 ? tr("There was no picture in this shot yet.")
                                 : tr("The file of this version is not in the library any more."));
            m_stack->setCurrentWidget(m_wordsPage);
            return;
        }
        m_thumbnails.request(m_sha256, 960);
        if (medium->isVideo) {
            m_stack->setCurrentWidget(m_video);
            m_player.open(medium->path, medium->hasSound);
        } else {
            m_stack->setCurrentWidget(m_picture);
            m_picture->setPicture(medium->path, medium->size, m_thumbnails.nearest(m_sha256, 960));
        }
        refreshPreview();
    } else if (sameComment) {
        return;
    }
    if (row.comment.atMs >= 0) {
        seek(row.comment.atMs);
    }
}

void CommentStage::refreshPreview()
{
    if (m_stack->currentWidget() == m_video) {
        m_video->setPoster(m_thumbnails.nearest(m_sha256, 960));
    }
}

void CommentStage::seek(qint64 ms)
{
    if (m_stack->currentWidget() == m_video) {
        m_player.pause();
        m_player.seek(ms);
    }
}

void CommentStage::stop()
{
    m_player.pause();
}

void CommentStage::clear()
{
    m_player.close();
    m_picture->clear();
    m_sha256.clear();
    m_comment = {};
}

void CommentStage::setPlate(const QString& words)
{
    m_plate->setWords(words);
    m_plate->move(plateEdge, plateEdge);
}

void CommentStage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_plate->raise();
}

void CommentStage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeOf(this).stage);
}

} // namespace raskadr::ui
