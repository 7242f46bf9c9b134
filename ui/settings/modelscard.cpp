#include "ui/settings/modelscard.h"

#include "ui/common/button.h"
#include "ui/common/textlabels.h"
#include "ui/settings/modelrow.h"
#include "ui/settings/settingscard.h"

#include <QHBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

ModelsCard::ModelsCard(QWidget* parent)
    : QWidget(parent)
    , m_add(new Button(u"plus"_s, tr("Add a model…")))
    , m_import(new Button(u"import"_s, tr("Import…"), Button::Kind::Quiet))
    , m_export(new Button(u"export"_s, tr("Export…"), Button::Kind::Quiet))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(10);
    auto* head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(new ElidedLabel(tr("Models"), TextStyle::Heading), 1);
    head->addWidget(m_import);
    head->addWidget(m_export);
    head->addSpacing(4);
    head->addWidget(m_add);
    m_column->addLayout(head);
    connect(m_add, &Button::clicked, this, [this] { Q_EMIT wished(EditModel{m_line.id, {}}); });
    connect(m_import, &Button::clicked, this, [this] { Q_EMIT wished(ImportManifest{}); });
    connect(m_export, &Button::clicked, this, [this] {
        Q_EMIT wished(ExportManifest{m_line.id, {}});
    });
}

void ModelsCard::setProvider(const ProviderLine& provider)
{
    const bool same = m_card && provider.id == m_line.id && provider.models == m_line.models
        && provider.standing == m_line.standing;
    m_line = provider;
    for (Button* button : {m_add, m_import, m_export}) {
        button->setVisible(!provider.isBuiltin());
    }
    if (!same) {
        rebuild();
    }
}

void ModelsCard::rebuild()
{
    // The keyboard stays on the model that it was on.
    const auto* focused = qobject_cast<const ModelRow*>(focusWidget());
    const QString focusedId = focused && focused->hasFocus() ? focused->modelId() : QString();
    delete m_card;
    m_card = nullptr;
    if (m_line.models.isEmpty()) {
        auto* words =
            new WrapLabel(tr("There is no model of this provider yet. Add one, or import a "
                             "file with its description."),
                          TextStyle::Body, TextRole::Secondary);
        m_card = words;
        m_column->addWidget(words);
        return;
    }
    auto* card = new SettingsCard;
    for (const ModelLine& model : std::as_const(m_line.models)) {
        auto* row = new ModelRow(model);
        QWidget* panel = panelFor(model);
        if (!m_open.contains(model.id)) {
            panel->hide();
        }
        row->setChecked(m_open.contains(model.id));
        card->addWhole(row);
        card->addBelow(panel);
        connect(row, &QAbstractButton::toggled, this, [this, panel, id = model.id](bool open) {
            panel->setVisible(open);
            if (open) {
                m_open.insert(id);
            } else {
                m_open.remove(id);
            }
        });
        if (model.id == focusedId) {
            row->setFocus(Qt::OtherFocusReason);
        }
    }
    m_card = card;
    m_column->addWidget(card);
}

QWidget* ModelsCard::panelFor(const ModelLine& model)
{
    auto* panel = new QWidget;
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    if (!model.parameters.isEmpty()) {
        column->addWidget(new ParameterTable(model.parameters));
    }
    if (m_line.isBuiltin()) {
        return panel;
    }
    auto* acts = new QHBoxLayout;
    acts->setSpacing(8);
    const auto add = [&](const QString& icon, const QString& text, const ProviderWish& wish) {
        auto* button = new Button(icon, text);
        button->setAccessibleDescription(model.name);
        acts->addWidget(button);
        connect(button, &Button::clicked, this, [this, wish] { Q_EMIT wished(wish); });
        return button;
    };
    add(u"edit"_s, tr("Change…"), EditModel{m_line.id, model.id});
    if (model.refreshable) {
        Button* refresh = add(u"refresh"_s, tr("Update the schema"), RefreshModel{model.id});
        refresh->setEnabled(m_line.standing == ProviderStanding::Connected);
        refresh->setHint(refresh->isEnabled()
                             ? tr("Ask the service what the model takes now, and what it costs")
                             : tr("Connect the provider first"));
    }
    add(u"export"_s, tr("Export…"), ExportManifest{m_line.id, model.id});
    acts->addStretch(1);
    if (model.ownership == Ownership::Changed) {
        add(u"undo"_s, tr("Back to the original…"), RemoveManifest{m_line.id, model.id});
    } else if (model.ownership == Ownership::Added) {
        add(u"trash"_s, tr("Remove…"), RemoveManifest{m_line.id, model.id})
            ->setKind(Button::Kind::Danger);
    }
    column->addLayout(acts);
    return panel;
}

} // namespace raskadr::ui
