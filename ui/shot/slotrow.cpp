#include "ui/shot/slotrow.h"

#include "ui/shot/inputslot.h"

#include <QHBoxLayout>
#include <QMimeData>

#include <algorithm>

namespace raskadr::ui {

SlotRow::SlotRow(ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_thumbnails(thumbnails)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
}

void SlotRow::setSlots(const QList<ComposerSlot>& descriptions)
{
    qDeleteAll(m_slots);
    m_slots.clear();
    for (const ComposerSlot& description : descriptions) {
        auto* slot =
            new InputSlot(description.name, description.title, description.required, m_thumbnails);
        layout()->addWidget(slot);
        m_slots.append(slot);
        const QString name = description.name;
        connect(slot, &InputSlot::assetDropped, this,
                [this, name](const AssetId& asset) { Q_EMIT filled(name, asset); });
        connect(slot, &InputSlot::clicked, this, [this, name] { Q_EMIT pressed(name); });
        connect(slot, &InputSlot::cleared, this, &SlotRow::changed);
        connect(slot, &InputSlot::mediaDropped, this,
                [this, name](const QMimeData* data) { Q_EMIT mediaDropped(name, data); });
    }
    setVisible(!m_slots.isEmpty());
}

void SlotRow::setInputs(const QList<GenerationInput>& inputs)
{
    for (InputSlot* slot : std::as_const(m_slots)) {
        for (const GenerationInput& input : inputs) {
            if (input.slot == slot->slotName()) {
                slot->setAsset(input.assetId, input.sha256);
            }
        }
    }
}

QList<GenerationInput> SlotRow::inputs() const
{
    QList<GenerationInput> inputs;
    for (const InputSlot* slot : m_slots) {
        if (!slot->asset().isNull()) {
            inputs.append({slot->slotName(), slot->asset(), slot->sha256()});
        }
    }
    return inputs;
}

QString SlotRow::first() const
{
    return m_slots.isEmpty() ? QString() : m_slots.first()->slotName();
}

bool SlotRow::lacksPicture() const
{
    return std::any_of(m_slots.begin(), m_slots.end(), [](const InputSlot* slot) {
        return slot->isRequired() && slot->asset().isNull();
    });
}

} // namespace raskadr::ui
