#pragma once

#include "core/store/store.h"
#include "ui/storyboard/deskrows.h"

#include <QHash>
#include <QObject>

namespace raskadr::ui {

// What the desk knows of its project: a row per shot, read from the store and patched when it tells
// of changes, and how far the running generations are. Main thread.
class DeskModel final : public QObject
{
    Q_OBJECT

public:
    DeskModel(Store& store, const AccountId& account, QObject* parent = nullptr);

    void open(const ProjectId& project);
    const Project& project() const { return m_project; }

    const QList<BoardRow>& rows() const { return m_rows; }
    // Last thrown away first; read only while it is wanted.
    const QList<BoardRow>& trash() const { return m_trash; }
    int trashCount() const { return m_trashCount; }
    void setTrashWanted(bool wanted);

    // Untrashed or trashed; null: not here. Good until the next change.
    const BoardRow* row(const ShotId& shot) const;
    int indexOf(const ShotId& shot) const; // among the untrashed; -1: not here
    BoardCard card(const BoardRow& row) const;
    QList<BoardCard> cards(const QList<BoardRow>& rows) const;
    void setProgress(const GenerationId& generation, double progress);

Q_SIGNALS:
    // Everything was read anew; `inserted` is new in the project.
    void reset(const QList<raskadr::ShotId>& inserted);
    void projectChanged();
    void rowChanged(const raskadr::ShotId& shot);
    void progressChanged(const raskadr::ShotId& shot);
    void failed(const raskadr::Error& error);

private:
    struct Running
    {
        ShotId shot;
        double share = 0;
    };

    void apply(const ChangeSet& changes);
    bool read();
    bool reorder();
    void readProject();
    void patch(const QSet<ShotId>& shots);
    void forgetFinished(const ChangeSet& changes);
    void indexRows();

    Store& m_store;
    const AccountId m_account;
    Project m_project;
    QList<BoardRow> m_rows;
    QList<BoardRow> m_trash;
    QHash<ShotId, int> m_indexes; // of m_rows
    QHash<GenerationId, Running> m_running;
    int m_trashCount = 0;
    bool m_trashWanted = false;
};

} // namespace raskadr::ui
