#pragma once

#include "core/edit/assetcommands.h"
#include "core/model/asset.h"
#include "ui/common/dialog.h"

namespace raskadr::ui {

class TextArea;
class TextField;

// «Внести данные»: what the user knows about files that were not made here. With several assets
// only the fields that were touched are written.
class ProvenanceDialog final : public Dialog
{
    Q_OBJECT

public:
    ProvenanceDialog(QWidget* anywhere, const QList<Provenance>& assets);

    ProvenanceChanges changes() const;

private:
    void sayWhatDiffers(const QList<Provenance>& assets);

    TextArea* m_prompt;
    TextArea* m_negative;
    TextField* m_model;
    TextField* m_seed;
    TextField* m_service;
    TextField* m_link;
    Provenance m_before; // what all of them have in common
};

} // namespace raskadr::ui
