#pragma once

#include "ui/settings/manifestreading.h"

#include <QWidget>

class QComboBox;

namespace raskadr::ui {

class ElidedLabel;
class TextArea;
class WrapLabel;

// What the composer will show of the models of a manifest: slots, prompt, parameters. It can be
// tried and does nothing. Values in.
class ModelPreviewPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelPreviewPane(QWidget* parent = nullptr);

    void setModels(const QList<ModelPreview>& models);
    // What is shown is older than the text beside it.
    void setOutdated(bool on);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showModel();
    void tell(const QString& moved);

    QList<ModelPreview> m_models;
    QComboBox* m_choice;
    WrapLabel* m_note;
    ElidedLabel* m_name;
    ElidedLabel* m_task;
    QWidget* m_inputs;
    ElidedLabel* m_promptName;
    TextArea* m_prompt;
    ParameterForm* m_form;
    WrapLabel* m_moved; // on values that had to move
    WrapLabel* m_nothing;
};

} // namespace raskadr::ui
