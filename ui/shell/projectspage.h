#pragma once

#include "core/store/projectrepository.h"

#include <QWidget>

class QGridLayout;
class QScrollArea;
class QStackedLayout;

namespace raskadr::ui {

class Button;
class Chip;
class EmptyState;
class ProjectCard;
class SearchField;
class ThumbnailCache;
class ElidedLabel;

// «Проекты»: the cards of the account, archive and trash behind chips, a drop zone for folders.
// Values in, wishes out.
class ProjectsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ProjectsPage(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

    void setProjects(const QList<ProjectSummary>& projects);
    // «Библиотека: 48,2 ГБ, свободно 312 ГБ» and the like.
    void setLibraryText(const QString& text);
    void focusSearch();
    // Nothing can be changed: projects are only opened.
    void setReadOnly(bool on);
    // Whoever comes here with the keyboard begins at this project, else at the first.
    void setCurrent(const ProjectId& project);

Q_SIGNALS:
    void opened(const raskadr::ProjectId& id);
    void createRequested();
    void demoRequested();
    void importRequested(const QStringList& paths); // empty: ask for a folder
    void renameRequested(const raskadr::ProjectId& id);
    void duplicateRequested(const raskadr::ProjectId& id);
    void archiveRequested(const raskadr::ProjectId& id, bool archived);
    void trashRequested(const raskadr::ProjectId& id, bool trashed);
    // For good, from the trash; has to be asked about.
    void deletionRequested(const QList<raskadr::ProjectId>& ids);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Shelf { Active, Archive, Trash };

    void setShelf(Shelf shelf);
    void rebuild();
    void arrange();
    QWidget* beginning() const;
    void openMenu(const ProjectSummary& summary, const QPoint& globalPosition);

    ThumbnailCache& m_thumbnails;
    QList<ProjectSummary> m_projects;
    Shelf m_shelf = Shelf::Active;
    bool m_dropping = false;
    bool m_readOnly = false;

    Chip* m_active;
    Chip* m_archive;
    Chip* m_trash;
    SearchField* m_search;
    Button* m_emptyTrash;
    Button* m_import;
    Button* m_create;
    Button* m_firstProject; // of the empty shelf
    Button* m_demo;
    QScrollArea* m_scroll;
    QWidget* m_cards;
    QGridLayout* m_grid;
    EmptyState* m_empty;
    EmptyState* m_nothing; // has these words in its title
    QStackedLayout* m_stack;
    QList<ProjectCard*> m_cardList;
    ProjectId m_current;
    ElidedLabel* m_libraryText;
    int m_columns = 0;
};

} // namespace raskadr::ui
