#pragma once

#include "ui/settings/providerline.h"
#include "ui/settings/providerwish.h"

#include <QSet>
#include <QWidget>

class QVBoxLayout;

namespace raskadr::ui {

class Button;
class WrapLabel;

// The models of one provider: what each takes opens below its line, with what can be done with its
// manifest. Values in, wishes out.
class ModelsCard final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelsCard(QWidget* parent = nullptr);

    void setProvider(const ProviderLine& provider);

Q_SIGNALS:
    void wished(const raskadr::ui::ProviderWish& wish);

private:
    void rebuild();
    QWidget* panelFor(const ModelLine& model);

    ProviderLine m_line;
    QSet<QString> m_open; // ids of the models that are open
    Button* m_add;
    Button* m_import;
    Button* m_export;
    QVBoxLayout* m_column;
    QWidget* m_card = nullptr;
};

} // namespace raskadr::ui
