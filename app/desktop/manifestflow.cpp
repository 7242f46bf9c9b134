#include "app/desktop/manifestflow.h"

#include "app/desktop/checkwords.h"
#include "app/desktop/formfields.h"
#include "core/library/ownmanifests.h"
#include "core/library/schemarefresh.h"
#include "core/providers/money.h"
#include "ui/common/format.h"
#include "ui/common/manifestproblemtext.h"
#include "ui/common/moneytext.h"
#include "ui/common/toast.h"
#include "ui/settings/cataloglines.h"
#include "ui/settings/manifestdocument.h"
#include "ui/settings/modeleditor.h"
#include "ui/shell/mainwindow.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largestFile = 4 << 20; // as the reader of manifests has it
const QString refreshKey = u"schema"_s;

ui::ManifestReading readingOf(const QByteArray& text, Language language)
{
    ui::ManifestReading reading;
    reading.problem = manifestProblem(text);
    if (reading.problem) {
        return reading;
    }
    const auto manifest = parseManifest(text);
    if (!manifest) {
        return reading;
    }
    for (const ModelManifest& model : manifest->models) {
        ui::ModelPreview preview;
        preview.name = ui::shownIn(language, model.name.en, model.name.ru);
        preview.task = ui::taskText(model);
        preview.price = ui::modelPriceText(manifest->provider, model);
        if (const ParameterField* prompt = model.parameters.fieldOfWidget(u"prompt"_s)) {
            preview.prompt = ui::shownIn(language, prompt->title, prompt->titleRu);
            if (preview.prompt.isEmpty()) {
                preview.prompt = prompt->name;
            }
        }
        for (const InputSlotDescription& slot : model.inputs) {
            preview.inputs.append(ui::shownIn(language, slot.title.en, slot.title.ru));
        }
        preview.fields = formFields(model.parameters);
        preview.beside = fieldsBeside(model.parameters);
        reading.models.append(preview);
    }
    return reading;
}

} // namespace

ManifestFlow::ManifestFlow(ui::MainWindow& window, LibraryServices& services,
                           const AccountId& account, Language language, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_account(account)
    , m_language(language)
    , m_lastFolder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
{
}

ManifestFlow::~ManifestFlow()
{
    delete m_editor.data();
}

const ui::ProviderLine* ManifestFlow::provider(const QString& providerId) const
{
    for (const ui::ProviderLine& line : m_providers) {
        if (line.id == providerId) {
            return &line;
        }
    }
    return nullptr;
}

const ui::ModelLine* ManifestFlow::model(const QString& modelId) const
{
    for (const ui::ProviderLine& line : m_providers) {
        for (const ui::ModelLine& known : line.models) {
            if (known.id == modelId) {
                return &known;
            }
        }
    }
    return nullptr;
}

Result<QByteArray> ManifestFlow::document(const QString& providerId, const QString& modelId) const
{
    struct Rows
    {
        QList<ManifestRecord> providers;
        QList<ManifestRecord> models;
    };
    const auto rows = m_services.store().read(m_account, [](const Repositories& r) {
        return Rows{r.catalog.providers(), r.catalog.models()};
    });
    if (!rows) {
        return failure(rows.error());
    }
    const auto owner =
        std::find_if(rows->providers.begin(), rows->providers.end(),
                     [&](const ManifestRecord& row) { return row.id == providerId; });
    if (owner == rows->providers.end()) {
        return failure(ErrorKind::NotFound, u"no such provider"_s);
    }
    QList<QByteArray> models;
    for (const ManifestRecord& row : rows->models) {
        if (row.providerId == providerId && (modelId.isEmpty() || row.id == modelId)) {
            models.append(row.manifest);
        }
    }
    return ui::manifestDocument(owner->manifest, models);
}

void ManifestFlow::edit(const QString& providerId, const QString& modelId)
{
    m_providerId = modelId.isEmpty() ? QString() : providerId;
    m_modelId = modelId;
    if (providerId.isEmpty()) {
        open(tr("New provider"), ui::newProviderDocument());
        return;
    }
    const auto record = m_services.store().read(m_account, [&](const Repositories& r) {
        for (const ManifestRecord& row : r.catalog.providers()) {
            if (row.id == providerId) {
                return row.manifest;
            }
        }
        return QByteArray();
    });
    const auto text = modelId.isEmpty() || !record ? record.transform(ui::newModelDocument)
                                                   : document(providerId, modelId);
    if (!text) {
        Q_EMIT failed(text.error());
        return;
    }
    const ui::ModelLine* known = model(modelId);
    open(known ? known->name : tr("New model"), *text);
}

void ManifestFlow::open(const QString& title, const QByteArray& text)
{
    delete m_editor.data();
    m_editor = new ui::ModelEditor(&m_window, title, text);
    connect(m_editor, &ui::ModelEditor::readingWanted, this, &ManifestFlow::read);
    connect(m_editor, &ui::ModelEditor::saveRequested, this,
            [this](const QByteArray& typed, bool check) { save(typed, check, {}); });
    connect(m_editor, &ui::ModelEditor::importRequested, this, &ManifestFlow::askForFile);
    connect(m_editor, &ui::ModelEditor::exportRequested, this, [this](const QByteArray& typed) {
        writeTo(typed, m_modelId.isEmpty() ? tr("model") : m_modelId);
    });
    connect(m_editor, &ui::ModelEditor::refreshRequested, this,
            [this] { refreshSchema(m_modelId); });
    offer();
    m_editor->open();
}

void ManifestFlow::offer()
{
    const ui::ModelLine* known = model(m_modelId);
    const ui::ProviderLine* owner = provider(m_providerId);
    m_editor->setOffers(known && known->refreshable && owner
                            && owner->standing == ui::ProviderStanding::Connected,
                        true);
}

void ManifestFlow::read(const QByteArray& text)
{
    m_reading = runAsync(
        m_services.pool(), this,
        [text, language = m_language](const std::stop_token&) { return readingOf(text, language); },
        [this](const ui::ManifestReading& reading) {
            if (m_editor) {
                m_editor->showReading(reading);
            }
        });
}

void ManifestFlow::save(const QByteArray& text, bool check, const QStringList& agreed)
{
    putManifest(m_services.store(), m_account, text, agreed)
        .then(this, [this, text, check](const Result<AddedManifest>& added) {
            if (!m_editor) {
                return;
            }
            if (!added) {
                if (added.error().kind == ErrorKind::Unauthorized) {
                    askForAddresses(text, check,
                                    added.error().subject.split(u'\n', Qt::SkipEmptyParts));
                } else {
                    m_editor->showSaved(tl::unexpected(added.error()));
                }
                return;
            }
            m_providerId = added->providerId;
            m_modelId = added->modelIds.value(0);
            m_editor->showSaved({});
            if (check) {
                Q_EMIT checkRequested(added->providerId);
            } else {
                Q_EMIT kept(added->providerId);
                m_window.toasts().show(ui::ToastKind::Done, tr("The model is saved."));
            }
        });
}

void ManifestFlow::askForAddresses(const QByteArray& text, bool check, const QStringList& addresses)
{
    auto* question = ui::Dialog::ask(
        &m_window, tr("Send the key to another address?"),
        tr("With this description the key of the provider goes to %1 as well. Allow it only if you "
           "trust where the description comes from.")
            .arg(addresses.join(u", "_s)),
        tr("Allow"), ui::Button::Kind::Danger);
    connect(question, &ui::Dialog::accepted, this,
            [this, text, check, addresses] { save(text, check, addresses); });
    connect(question, &ui::Dialog::rejected, this, [this] {
        if (m_editor) {
            m_editor->showSaved(
                failure(ErrorKind::Cancelled, u"the addresses were not agreed to"_s));
        }
    });
}

void ManifestFlow::showCheck(const QString& providerId, const ui::CheckLine& check)
{
    if (m_editor && providerId == m_providerId) {
        m_editor->showCheck(check);
    }
}

void ManifestFlow::askForFile()
{
    auto* dialog = new QFileDialog(&m_window, tr("Description of a model"), m_lastFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Description of a model (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ManifestFlow::bringIn);
    dialog->open();
}

void ManifestFlow::bringIn(const QString& path)
{
    m_lastFolder = QFileInfo(path).path();
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (file.size() > largestFile) {
        m_window.toasts().show(ui::ToastKind::Error,
                               tr("“%1” is no description of a model: it is larger than %2.")
                                   .arg(name, ui::bytesText(largestFile)));
        return;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        Q_EMIT failed({ErrorKind::FileUnreadable, file.errorString(), name, 0});
        return;
    }
    const QByteArray text = file.read(largestFile);
    if (m_editor) {
        m_editor->setText(text, false);
    } else {
        m_providerId.clear();
        m_modelId.clear();
        open(name, text);
    }
}

void ManifestFlow::exportToFile(const QString& providerId, const QString& modelId)
{
    const auto text = document(providerId, modelId);
    if (!text) {
        Q_EMIT failed(text.error());
        return;
    }
    writeTo(*text, modelId.isEmpty() ? providerId : modelId);
}

void ManifestFlow::writeTo(const QByteArray& text, const QString& name)
{
    auto* dialog = new QFileDialog(&m_window, tr("Save the description"), m_lastFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->setNameFilter(tr("Description of a model (*.json)"));
    dialog->selectFile(name + u".json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, text](const QString& path) {
        m_lastFolder = QFileInfo(path).path();
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit()) {
            m_window.toasts().show(
                ui::ToastKind::Done,
                tr("The description is in “%1”.").arg(QFileInfo(path).fileName()));
        } else {
            Q_EMIT failed({ErrorKind::Storage, file.errorString(), QFileInfo(path).fileName(), 0});
        }
    });
    dialog->open();
}

void ManifestFlow::refreshSchema(const QString& modelId)
{
    m_window.toasts().show(ui::ToastKind::Note, tr("Asking the service what the model takes…"), {},
                           u"refresh"_s, refreshKey);
    m_refreshing = raskadr::refreshSchema(
        m_services.sender(), m_services.store(), m_services.connections(), m_services.clock(),
        m_account, modelId, this,
        [this, modelId](const tl::expected<SchemaRefresh, ServiceFailure>& refreshed) {
            tellRefreshed(modelId, refreshed);
        });
}

void ManifestFlow::tellRefreshed(const QString& modelId,
                                 const tl::expected<SchemaRefresh, ServiceFailure>& refreshed)
{
    const auto say = [this](ui::ToastKind kind, const QString& text) {
        m_window.toasts().show(kind, text, {}, {}, refreshKey);
    };
    if (!refreshed) {
        say(ui::ToastKind::Error, failureText(refreshed.error(), nameOfOwner(modelId)));
    } else if (refreshed->refused) {
        say(ui::ToastKind::Error,
            tr("What the service says of this model cannot be used (%1). The schema stays as it "
               "was.")
                .arg(ui::manifestProblemSentence(*refreshed->refused)));
    } else if (!refreshed->asked) {
        say(ui::ToastKind::Note, tr("The service publishes nothing about this model."));
    } else if (!refreshed->changed) {
        say(ui::ToastKind::Done, tr("The schema is as it was."));
    } else {
        say(ui::ToastKind::Done,
            tr("The schema was updated: version %1.").arg(refreshed->revision));
        if (m_editor && m_modelId == modelId) {
            if (const auto fresh = document(m_providerId, modelId)) {
                m_editor->setText(*fresh, true);
            }
        }
    }
}

QString ManifestFlow::nameOfModel(const QString& modelId) const
{
    const ui::ModelLine* line = model(modelId);
    return line ? line->name : modelId;
}

QString ManifestFlow::nameOfOwner(const QString& modelId) const
{
    for (const ui::ProviderLine& line : m_providers) {
        for (const ui::ModelLine& known : line.models) {
            if (known.id == modelId) {
                return line.name;
            }
        }
    }
    return {};
}

} // namespace raskadr::desktop
