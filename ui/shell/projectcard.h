#pragma once

#include "core/store/projectrepository.h"

#include <QAbstractButton>

namespace raskadr::ui {

class Button;
class ThumbnailCache;

// One project: a mosaic of its first covers, title, number of shots, how much is done. Clicking
// opens it; the menu of the card is asked for by a signal.
class ProjectCard final : public QAbstractButton
{
    Q_OBJECT

public:
    // The plate under a card with the pointer on it reaches so far beyond the pictures.
    static constexpr int plate = 5;

    ProjectCard(const ProjectSummary& summary, ThumbnailCache& thumbnails,
                QWidget* parent = nullptr);

    const ProjectSummary& summary() const { return m_summary; }
    void setSummary(const ProjectSummary& summary);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void menuRequested(const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF mosaicRect() const;
    QList<QRectF> cells() const;
    void requestCovers();

    ProjectSummary m_summary;
    QStringList m_coversBefore;
    ThumbnailCache& m_thumbnails;
    Button* m_more;
};

} // namespace raskadr::ui
