#pragma once

#include "ui/settings/settingsstate.h"

#include <QWidget>

class QVBoxLayout;

namespace raskadr::ui {

// «Модели»: the providers, their models, and what each model takes. To look at.
class ModelsSection final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelsSection(QWidget* parent = nullptr);

    void setProviders(const QList<ProviderLine>& providers);

private:
    void addProvider(const ProviderLine& provider);

    QVBoxLayout* m_column;
    QList<ProviderLine> m_providers;
};

} // namespace raskadr::ui
