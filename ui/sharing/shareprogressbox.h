#pragma once

#include "ui/sharing/shareline.h"

#include <QAbstractListModel>
#include <QWidget>

class QListView;

namespace raskadr::ui {

class ElidedLabel;
class ProgressBar;
class ThumbnailCache;
class WrapLabel;

// How far a publication is, as a whole and shot by shot.
class ShareProgressBox final : public QWidget
{
    Q_OBJECT

public:
    explicit ShareProgressBox(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

    void setProgress(const ShareProgress& progress);

private:
    class Lines;

    Lines* m_lines;
    ElidedLabel* m_title;
    ElidedLabel* m_files;
    ProgressBar* m_bar;
    ElidedLabel* m_bytes;
    QListView* m_list;
    WrapLabel* m_note;
};

} // namespace raskadr::ui
