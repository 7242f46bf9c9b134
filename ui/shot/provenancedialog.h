#pragma once

#include "core/edit/assetcommands.h"
#include "core/model/asset.h"
#include "ui/common/dialog.h"

namespace raskadr::ui {

class Button;
class TextArea;
class TextField;

// «Внести данные»: what the user knows about files that were not made here, beginning with what is
// known. With several assets only the fields that were touched are written.
class ProvenanceDialog final : public Dialog
{
    Q_OBJECT

public:
    // `fromFile` is what the file of a single asset says: it can be brought back field by field.
    ProvenanceDialog(QWidget* anywhere, const QList<Provenance>& assets,
                     const Provenance& fromFile = {});

    ProvenanceChanges changes() const;
    bool hasUnsaved() const override;

private:
    // The field, and below it the way back to what the file says as long as it says something else.
    template <class Text>
    QWidget* withWayBack(QWidget* field, Text* text,
                         const std::optional<ProvenanceField>& fromFile);
    Button* wayBack(const QString& fromFile);
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
