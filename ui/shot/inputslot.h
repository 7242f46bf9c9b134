#pragma once

#include "core/base/id.h"

#include <QAbstractButton>

class QMimeData;

namespace raskadr::ui {

class ThumbnailCache;

// A place for an input picture of a model: dashed while empty, named below, filled by a drag from
// the feed or from outside, emptied by its cross.
class InputSlot final : public QAbstractButton
{
    Q_OBJECT

public:
    InputSlot(const QString& name, const QString& title, bool required, ThumbnailCache& thumbnails,
              QWidget* parent = nullptr);

    const QString& slotName() const { return m_name; }
    const AssetId& asset() const { return m_asset; }
    const QString& sha256() const { return m_sha256; }
    bool isRequired() const { return m_required; }
    void setAsset(const AssetId& asset, const QString& sha256);
    void clear();

    QSize sizeHint() const override;

Q_SIGNALS:
    void assetDropped(const raskadr::AssetId& asset);
    // A file or a picture from outside.
    void mediaDropped(const QMimeData* data);
    void cleared();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QRect crossRect() const;

    QString m_name;
    QString m_title;
    bool m_required;
    ThumbnailCache& m_thumbnails;
    bool m_dropping = false;
    AssetId m_asset;
    QString m_sha256;
};

} // namespace raskadr::ui
