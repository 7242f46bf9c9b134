#pragma once

#include "core/model/draft.h"

#include <QWidget>

class QMimeData;

namespace raskadr::ui {

class InputSlot;
class ThumbnailCache;

// A place for a picture that a model takes.
struct ComposerSlot
{
    QString name;
    QString title;
    bool required = false;
};

// The places of a composer for the pictures that its model takes, side by side. Hidden where there
// is none. Values in, wishes out; main thread.
class SlotRow final : public QWidget
{
    Q_OBJECT

public:
    explicit SlotRow(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

    // All empty.
    void setSlots(const QList<ComposerSlot>& descriptions);
    // What has a place here; an asset that is null empties one.
    void setInputs(const QList<GenerationInput>& inputs);
    QList<GenerationInput> inputs() const;
    QString first() const; // name of the first place; empty: there is none
    bool lacksPicture() const; // that the model cannot do without

Q_SIGNALS:
    void changed(); // by the user
    void filled(const QString& slot, const raskadr::AssetId& asset);
    void pressed(const QString& slot);
    void mediaDropped(const QString& slot, const QMimeData* data);

private:
    ThumbnailCache& m_thumbnails;
    QList<InputSlot*> m_slots;
};

} // namespace raskadr::ui
