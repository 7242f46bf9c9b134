#include "ui/shell/projectspage.h"

#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/emptystate.h"
#include "ui/common/fields.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/shell/projectcard.h"

#include <QDragEnterEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageEdge = 64;
constexpr int cardWidth = 380 + 2 * ProjectCard::plate;
constexpr int cardGap = 24 - 2 * ProjectCard::plate;
constexpr int rowGap = 28 - 2 * ProjectCard::plate;

QStringList localPaths(const QMimeData* data)
{
    QStringList paths;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile()) {
            paths.append(url.toLocalFile());
        }
    }
    return paths;
}

} // namespace

ProjectsPage::ProjectsPage(ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_thumbnails(thumbnails)
    , m_active(new Chip(tr("All")))
    , m_archive(new Chip(tr("Archive")))
    , m_trash(new Chip(u"trash"_s, tr("Trash")))
    , m_search(new SearchField(tr("Find a project")))
    , m_emptyTrash(new Button(u"trash"_s, tr("Empty the trash…"), Button::Kind::Ordinary))
    , m_import(new Button(u"import"_s, tr("Import folder…"), Button::Kind::Ordinary))
    , m_create(new Button(u"plus"_s, tr("New project"), Button::Kind::Main))
    , m_scroll(new QScrollArea)
    , m_cards(new QWidget)
    , m_grid(new QGridLayout)
    , m_empty(new EmptyState(tr("Drop a folder with frames here and it becomes a project"),
                             tr("Or look at how a film lies on the desk in the demo project")))
    , m_nothing(
          new EmptyState(tr("Nothing found"), tr("No project here has these words in its title")))
    , m_libraryText(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
{
    setAcceptDrops(true);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(pageEdge, 32, pageEdge, 28 - ProjectCard::plate);
    head->setSpacing(8);
    head->addWidget(new ElidedLabel(tr("Projects"), TextStyle::PageTitle));
    head->addSpacing(8);
    for (Chip* chip : {m_active, m_archive, m_trash}) {
        chip->setCheckable(true);
        head->addWidget(chip);
    }
    head->addStretch(1);
    m_search->setFixedWidth(260);
    m_search->setAccessibleName(tr("Find a project"));
    head->addWidget(m_search);
    head->addWidget(m_emptyTrash);
    head->addWidget(m_import);
    head->addWidget(m_create);
    page->addLayout(head);

    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* cardsBox = new QVBoxLayout(m_cards);
    cardsBox->setContentsMargins(pageEdge - ProjectCard::plate, 0, pageEdge - ProjectCard::plate,
                                 32);
    m_grid->setHorizontalSpacing(cardGap);
    m_grid->setVerticalSpacing(rowGap);
    cardsBox->addLayout(m_grid);
    cardsBox->addStretch(1);
    m_scroll->setWidget(m_cards);

    m_firstProject = m_empty->addButton(u"plus"_s, tr("New project"));
    m_demo = m_empty->addButton(u"play"_s, tr("Open the demo project"));
    auto* body = new QWidget;
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_nothing);
    connect(m_nothing->addButton({}, tr("Show all")), &Button::clicked, m_search,
            &QLineEdit::clear);
    page->addWidget(body, 1);

    auto* foot = new QWidget;
    foot->setFixedHeight(32);
    foot->setAutoFillBackground(true);
    foot->setBackgroundRole(QPalette::AlternateBase);
    auto* footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(24, 0, 16, 0);
    footRow->addWidget(m_libraryText, 1);
    page->addWidget(foot);

    connect(m_active, &Chip::clicked, this, [this] { setShelf(Shelf::Active); });
    connect(m_archive, &Chip::clicked, this, [this] { setShelf(Shelf::Archive); });
    connect(m_trash, &Chip::clicked, this, [this] { setShelf(Shelf::Trash); });
    connect(m_search, &QLineEdit::textChanged, this, &ProjectsPage::rebuild);
    connect(m_create, &Button::clicked, this, &ProjectsPage::createRequested);
    connect(m_firstProject, &Button::clicked, this, &ProjectsPage::createRequested);
    connect(m_demo, &Button::clicked, this, &ProjectsPage::demoRequested);
    connect(m_import, &Button::clicked, this, [this] { Q_EMIT importRequested({}); });
    connect(m_emptyTrash, &Button::clicked, this, [this] {
        QList<ProjectId> ids;
        for (const ProjectSummary& summary : std::as_const(m_projects)) {
            if (summary.project.trashedMs > 0) {
                ids.append(summary.project.id);
            }
        }
        Q_EMIT deletionRequested(ids);
    });
    setShelf(Shelf::Active);
}

void ProjectsPage::setProjects(const QList<ProjectSummary>& projects)
{
    m_projects = projects;
    int active = 0, archived = 0, trashed = 0;
    for (const ProjectSummary& summary : projects) {
        ++(summary.project.trashedMs > 0 ? trashed : summary.project.archived ? archived : active);
    }
    m_active->setCount(active);
    m_archive->setCount(archived);
    m_trash->setCount(trashed);
    m_archive->setVisible(archived > 0);
    m_trash->setVisible(trashed > 0);
    // What was on an emptied shelf is back among the others.
    const bool emptied =
        (m_shelf == Shelf::Archive && archived == 0) || (m_shelf == Shelf::Trash && trashed == 0);
    setShelf(emptied ? Shelf::Active : m_shelf);
}

void ProjectsPage::setLibraryText(const QString& text)
{
    m_libraryText->setText(text);
}

void ProjectsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
}

void ProjectsPage::setReadOnly(bool on)
{
    m_readOnly = on;
    setAcceptDrops(!on);
    m_empty->setTexts(on ? tr("There are no projects here")
                         : tr("Drop a folder with frames here and it becomes a project"),
                      on ? tr("The library is open to look only")
                         : tr("Or look at how a film lies on the desk in the demo project"));
    m_firstProject->setVisible(!on);
    m_demo->setVisible(!on);
    rebuild();
}

void ProjectsPage::setCurrent(const ProjectId& project)
{
    m_current = project;
    setFocusProxy(beginning());
}

QWidget* ProjectsPage::beginning() const
{
    for (ProjectCard* card : m_cardList) {
        if (card->summary().project.id == m_current) {
            return card;
        }
    }
    if (!m_cardList.isEmpty()) {
        return m_cardList.first();
    }
    if (m_readOnly) {
        return nullptr;
    }
    QWidget* seen = m_stack->currentWidget();
    return seen == m_scroll ? static_cast<QWidget*>(m_create) : seen->findChild<Button*>();
}

void ProjectsPage::setShelf(Shelf shelf)
{
    m_shelf = shelf;
    m_active->setChecked(shelf == Shelf::Active);
    m_archive->setChecked(shelf == Shelf::Archive);
    m_trash->setChecked(shelf == Shelf::Trash);
    rebuild();
}

void ProjectsPage::rebuild()
{
    QList<ProjectSummary> shown;
    const QString wanted = m_search->text().trimmed();
    for (const ProjectSummary& summary : m_projects) {
        const Shelf shelf = summary.project.trashedMs > 0 ? Shelf::Trash
            : summary.project.archived                    ? Shelf::Archive
                                                          : Shelf::Active;
        if (shelf == m_shelf
            && (wanted.isEmpty() || summary.project.title.contains(wanted, Qt::CaseInsensitive))) {
            shown.append(summary);
        }
    }
    // Cards of the same project are kept, so that hover and focus survive.
    QList<ProjectCard*> cards;
    for (const ProjectSummary& summary : shown) {
        const auto same =
            std::find_if(m_cardList.begin(), m_cardList.end(), [&](ProjectCard* card) {
                return card->summary().project.id == summary.project.id;
            });
        if (same != m_cardList.end()) {
            ProjectCard* card = *same;
            m_cardList.erase(same);
            card->setSummary(summary);
            cards.append(card);
            continue;
        }
        auto* card = new ProjectCard(summary, m_thumbnails);
        connect(card, &ProjectCard::clicked, this, [this, card] {
            if (card->summary().project.trashedMs == 0) {
                Q_EMIT opened(card->summary().project.id);
            }
        });
        connect(card, &ProjectCard::menuRequested, this,
                [this, card](const QPoint& position) { openMenu(card->summary(), position); });
        cards.append(card);
    }
    for (ProjectCard* gone : m_cardList) {
        gone->deleteLater();
        gone->hide();
    }
    m_cardList = cards;
    m_columns = 0;
    arrange();
    QWidget* seen = m_scroll;
    if (shown.isEmpty() && !m_projects.isEmpty() && !wanted.isEmpty()) {
        seen = m_nothing;
    } else if (shown.isEmpty() && m_shelf == Shelf::Active) {
        seen = m_empty;
    }
    m_stack->setCurrentWidget(seen);
    // In the trash there is nothing to begin, only to end.
    const bool inTrash = m_shelf == Shelf::Trash;
    m_emptyTrash->setVisible(inTrash && m_trash->count() > 0 && !m_readOnly);
    m_import->setVisible(!inTrash && !m_readOnly);
    m_create->setVisible(!inTrash && seen != m_empty && !m_readOnly);
    setFocusProxy(beginning());
}

void ProjectsPage::arrange()
{
    const int inner = this->width() - 2 * (pageEdge - ProjectCard::plate);
    const int columns = std::max(2, (inner + cardGap) / (cardWidth + cardGap));
    const int width = (inner - (columns - 1) * cardGap) / columns;
    for (ProjectCard* card : std::as_const(m_cardList)) {
        card->setFixedHeight(card->heightForWidth(width));
    }
    if (columns == m_columns) {
        return;
    }
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item;
    }
    for (int column = 0; column < std::max(columns, m_columns); ++column) {
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    }
    m_columns = columns;
    for (int i = 0; i < m_cardList.size(); ++i) {
        m_grid->addWidget(m_cardList.at(i), i / columns, i % columns);
        m_cardList.at(i)->show();
    }
}

void ProjectsPage::openMenu(const ProjectSummary& summary, const QPoint& globalPosition)
{
    if (m_readOnly && summary.project.trashedMs > 0) {
        return;
    }
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const ProjectId id = summary.project.id;
    if (summary.project.trashedMs > 0) {
        connect(menu->addItem(u"undo"_s, tr("Restore")), &QAction::triggered, this,
                [this, id] { Q_EMIT trashRequested(id, false); });
        connect(menu->addDanger(u"trash"_s, tr("Delete for good…")), &QAction::triggered, this,
                [this, id] { Q_EMIT deletionRequested({id}); });
    } else {
        connect(menu->addItem(u"open"_s, tr("Open"), tr("Enter")), &QAction::triggered, this,
                [this, id] { Q_EMIT opened(id); });
        if (m_readOnly) {
            menu->popup(globalPosition);
            return;
        }
        connect(menu->addItem(u"edit"_s, tr("Rename…")), &QAction::triggered, this,
                [this, id] { Q_EMIT renameRequested(id); });
        connect(menu->addItem(u"copy"_s, tr("Duplicate")), &QAction::triggered, this,
                [this, id] { Q_EMIT duplicateRequested(id); });
        const bool archived = summary.project.archived;
        connect(menu->addItem(u"folder"_s,
                              archived ? tr("Take out of the archive") : tr("To the archive")),
                &QAction::triggered, this,
                [this, id, archived] { Q_EMIT archiveRequested(id, !archived); });
        connect(menu->addDanger(u"trash"_s, tr("To the trash")), &QAction::triggered, this,
                [this, id] { Q_EMIT trashRequested(id, true); });
    }
    menu->popup(globalPosition);
}

void ProjectsPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localPaths(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
        m_dropping = true;
        update();
    }
}

void ProjectsPage::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dropping = false;
    update();
}

void ProjectsPage::dropEvent(QDropEvent* event)
{
    m_dropping = false;
    update();
    const QStringList paths = localPaths(event->mimeData());
    if (!paths.isEmpty()) {
        event->acceptProposedAction();
        Q_EMIT importRequested(paths);
    }
}

void ProjectsPage::paintEvent(QPaintEvent*)
{
    if (m_dropping) {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme& theme = themeOf(this);
        paintDashedFrame(painter, QRectF(rect()).adjusted(24, 12, -24, -44), 12, theme.accentBg,
                         theme.accentLine);
    }
}

void ProjectsPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace raskadr::ui
