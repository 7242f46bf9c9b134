#include "app/desktop/projectflow.h"

#include "core/edit/projectcommands.h"
#include "ui/common/format.h"
#include "ui/common/moneytext.h"
#include "ui/common/toast.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/projectdialog.h"
#include "ui/shell/projectspage.h"

namespace raskadr::desktop {

namespace {

// Changes come in bursts while a film is being made; the cards follow a little behind.
constexpr int projectsRereadAfterMs = 150;

} // namespace

ProjectFlow::ProjectFlow(ui::MainWindow& window, ui::ProjectsPage& page, LibraryServices& services,
                         CommandStack& commands, const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_page(page)
    , m_services(services)
    , m_commands(commands)
    , m_account(account)
{
    m_reread.setSingleShot(true);
    m_reread.setInterval(projectsRereadAfterMs);
    connect(&m_reread, &QTimer::timeout, this, &ProjectFlow::readProjects);
    connect(&m_services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        const bool concerned = !changes.projects.isEmpty() || !changes.shots.isEmpty()
            || !changes.shotOrders.isEmpty() || !changes.assets.isEmpty();
        if (concerned && m_page.isVisible() && !m_reread.isActive()) {
            m_reread.start();
        }
    });
    connect(&m_page, &ui::ProjectsPage::opened, this, &ProjectFlow::projectWanted);
    connect(&m_page, &ui::ProjectsPage::createRequested, this, &ProjectFlow::create);
    connect(&m_page, &ui::ProjectsPage::renameRequested, this, &ProjectFlow::edit);
    connect(&m_page, &ui::ProjectsPage::duplicateRequested, this, &ProjectFlow::duplicate);
    connect(&m_page, &ui::ProjectsPage::archiveRequested, this,
            [this](const ProjectId& id, bool on) {
                run(std::make_unique<SetProjectsArchived>(QList<ProjectId>{id}, on));
            });
    connect(&m_page, &ui::ProjectsPage::trashRequested, this, [this](const ProjectId& id, bool on) {
        if (!on) {
            run(std::make_unique<RestoreProjects>(QList<ProjectId>{id}));
            return;
        }
        run(std::make_unique<TrashProjects>(QList<ProjectId>{id}),
            [this] { Q_EMIT notified(tr("The project is in the trash"), true); });
    });
}

void ProjectFlow::refresh()
{
    readProjects();
    measure();
}

void ProjectFlow::readProjects()
{
    const auto summaries = m_services.store().read(
        m_account, [](const Repositories& r) { return r.projects.summaries(); });
    if (!summaries) {
        m_window.toasts().showError(summaries.error());
        return;
    }
    m_page.setProjects(*summaries);
}

void ProjectFlow::measure()
{
    m_measuring = runAsync(
        m_services.pool(), this,
        [path = m_services.library().path()](const std::stop_token& stop) {
            return std::pair(sizeOfFolder(path, stop), freeSpaceAt(path));
        },
        [this](const std::pair<Result<qint64>, qint64>& sizes) {
            const auto& [size, free] = sizes;
            if (!size) {
                return;
            }
            m_page.setLibraryText(
                free < 0
                    ? tr("Library: %1").arg(ui::bytesText(*size))
                    : tr("Library: %1, %2 free").arg(ui::bytesText(*size), ui::bytesText(free)));
        });
}

void ProjectFlow::run(std::unique_ptr<Command> command, std::function<void()> done)
{
    m_commands.run(std::move(command)).then(this, [done = std::move(done)](const Result<>& result) {
        // The stack tells of failures itself.
        if (result && done) {
            done();
        }
    });
}

std::optional<Project> ProjectFlow::find(const ProjectId& id) const
{
    const auto found = m_services.store().read(
        m_account, [&](const Repositories& r) { return r.projects.find(id); });
    return found ? *found : std::nullopt;
}

ui::ProjectMoney ProjectFlow::money(const ProjectId& id) const
{
    const auto read = m_services.store().read(m_account, [&](const Repositories& r) {
        const ExchangeRates rates = r.rates.rates();
        const MoneySum spent = id.isNull() ? MoneySum{} : rates.sum(r.expenses.ofProject(id).spent);
        return ui::ProjectMoney{rates.currency(),
                                spent.isZero() ? QString() : ui::sumText(spent, rates.currency())};
    });
    return read ? *read : ui::ProjectMoney{};
}

void ProjectFlow::create()
{
    auto* dialog = new ui::ProjectDialog(&m_window, ui::ProjectDialog::Purpose::Create,
                                         {tr("Untitled"), {}, 24, {}}, money({}));
    connect(dialog, &ui::Dialog::accepted, this, [this, dialog] {
        const ui::ProjectFields fields = dialog->fields();
        Project project;
        project.title = fields.title;
        project.aspect = fields.aspect;
        project.fps = fields.fps;
        project.budget = fields.budget;
        auto command = std::make_unique<CreateProject>(project);
        const ProjectId id = command->projectId();
        run(std::move(command), [this, id] { Q_EMIT projectWanted(id); });
    });
    dialog->open();
}

void ProjectFlow::edit(const ProjectId& id)
{
    const auto project = find(id);
    if (!project) {
        return;
    }
    auto* dialog = new ui::ProjectDialog(
        &m_window, ui::ProjectDialog::Purpose::Edit,
        {project->title, project->aspect, project->fps, project->budget}, money(id));
    connect(dialog, &ui::Dialog::accepted, this, [this, dialog, id] {
        const ui::ProjectFields fields = dialog->fields();
        ProjectChanges changes;
        changes.title = fields.title;
        changes.aspect = fields.aspect;
        changes.fps = fields.fps;
        changes.budget = fields.budget;
        run(std::make_unique<EditProject>(id, changes));
    });
    dialog->open();
}

void ProjectFlow::duplicate(const ProjectId& id)
{
    if (const auto project = find(id)) {
        run(std::make_unique<DuplicateProject>(id, tr("%1, copy").arg(project->title)));
    }
}

} // namespace raskadr::desktop
