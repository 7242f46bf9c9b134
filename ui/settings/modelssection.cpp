#include "ui/settings/modelssection.h"

#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/settings/modelrow.h"
#include "ui/settings/settingscard.h"

#include <QHBoxLayout>
#include <QPainter>

namespace raskadr::ui {

namespace {

// The first letter of a provider on a tile.
class LetterTile final : public QWidget
{
public:
    explicit LetterTile(const QString& name)
        : m_letter(name.left(1).toUpper())
    {
        setFixedSize(40, 40);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme& theme = themeOf(this);
        paintBox(painter, rect(), 8, theme.raised, theme.lineStrong);
        paintText(painter, rect(), m_letter, ui::font(TextStyle::Heading), theme.text,
                  Qt::AlignHCenter);
    }

private:
    const QString m_letter;
};

} // namespace

ModelsSection::ModelsSection(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(16);
}

void ModelsSection::setProviders(const QList<ProviderLine>& providers)
{
    if (providers == m_providers) {
        return;
    }
    m_providers = providers;
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const ProviderLine& provider : providers) {
        addProvider(provider);
    }
}

void ModelsSection::addProvider(const ProviderLine& provider)
{
    auto* head = new QWidget;
    auto* headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(0, 0, 0, 0);
    headRow->setSpacing(12);
    headRow->addWidget(new LetterTile(provider.name));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new ElidedLabel(provider.name, TextStyle::Heading));
    words->addWidget(new ElidedLabel(provider.remark, TextStyle::Small, TextRole::Secondary));
    headRow->addLayout(words, 1);
    m_column->addWidget(head);

    auto* card = new SettingsCard;
    for (const ModelLine& model : provider.models) {
        auto* row = new ModelRow(model);
        auto* table = new ParameterTable(model.parameters);
        table->hide();
        card->addWhole(row);
        card->addBelow(table);
        connect(row, &QAbstractButton::toggled, table, &QWidget::setVisible);
    }
    m_column->addWidget(card);
}

} // namespace raskadr::ui
