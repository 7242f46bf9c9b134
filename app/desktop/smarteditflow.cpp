#include "app/desktop/smarteditflow.h"

#include "app/desktop/formfields.h"
#include "ui/common/dialog.h"
#include "ui/common/jsonvalue.h"
#include "ui/common/parameterform.h"
#include "ui/shell/mainwindow.h"
#include "ui/shot/shotpage.h"
#include "ui/shot/smarteditlink.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

SmartEditFlow::SmartEditFlow(ui::MainWindow& window, ui::ShotPage& page, LibraryServices& services,
                             const ModelOffer& models, TakeBack& takeBack, const AccountId& account,
                             QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_page(page)
    , m_models(models)
    , m_takeBack(takeBack)
    , m_controller(services.store(), account, services.library().media(), services.jobs(),
                   services.sender(), services.connections())
{
    page.enableSmartEdit(m_controller);
    connect(page.smartEdit(), &ui::SmartEditLink::agentSettingsRequested, this,
            &SmartEditFlow::askSettings);
    connect(page.smartEdit(), &ui::SmartEditLink::providersRequested, this,
            &SmartEditFlow::providersWanted);
    connect(page.smartEdit(), &ui::SmartEditLink::sent, this,
            [this](const AssetId& asset, const QList<GenerationId>& generations) {
                Q_EMIT sent(tr("The edit is in the queue"), tr("edit in words"),
                            [this, asset, generations] {
                                m_takeBack.run(generations);
                                if (ui::SmartEditLink* link = m_page.smartEdit()) {
                                    link->takeBack(asset);
                                }
                            });
            });
}

void SmartEditFlow::askSettings(const QString& agentModel)
{
    const QList<EditAgent> agents = m_controller.agents();
    const auto agent = std::find_if(agents.begin(), agents.end(), [&](const EditAgent& candidate) {
        return candidate.model.id == agentModel;
    });
    if (agent == agents.end()) {
        return;
    }
    QList<ui::FormField> fields = formFields(agent->model.parameters);
    const QList<ParameterField> open = agent->settings();
    fields.removeIf([&](const ui::FormField& field) {
        return std::none_of(open.begin(), open.end(),
                            [&](const ParameterField& known) { return known.name == field.name; });
    });
    auto* dialog = new ui::Dialog(&m_window, m_models.modelName(agentModel));
    auto* form = new ui::ParameterForm;
    form->setStacked(true);
    form->setFields(fields);
    QJsonObject values;
    const EditAgent known = m_controller.choice().withSettings(*agent);
    for (const auto& [name, value] : known.parameters.items()) {
        values[QString::fromStdString(name)] = ui::jsonValueOf(value);
    }
    form->setValues(values);
    dialog->content()->addWidget(form);
    dialog->addReject();
    dialog->addAccept(tr("Save"));
    connect(dialog, &ui::Dialog::accepted, this, [this, form, agentModel] {
        AgentChoice choice = m_controller.choice();
        choice.parameters[agentModel.toStdString()] = nlohmann::json::parse(
            QJsonDocument(form->values()).toJson(QJsonDocument::Compact).toStdString(), nullptr,
            false);
        m_controller.choose(choice);
        if (ui::SmartEditLink* link = m_page.smartEdit()) {
            link->refresh();
        }
    });
    dialog->open();
}

} // namespace raskadr::desktop
