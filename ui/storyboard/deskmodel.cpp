#include "ui/storyboard/deskmodel.h"

namespace raskadr::ui {

namespace {

// Above this many changed shots one query for all is cheaper than one for each.
constexpr int singleReads = 48;

} // namespace

DeskModel::DeskModel(Store& store, const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_account(account)
{
    connect(&m_store, &Store::changed, this, &DeskModel::apply);
}

void DeskModel::open(const ProjectId& project)
{
    m_project = {};
    m_project.id = project;
    m_running.clear();
    if (read()) {
        Q_EMIT reset({});
    }
}

void DeskModel::setTrashWanted(bool wanted)
{
    if (wanted != m_trashWanted) {
        m_trashWanted = wanted;
        if (read()) {
            Q_EMIT reset({});
        }
    }
}

bool DeskModel::read()
{
    struct Answer
    {
        std::optional<Project> project;
        QList<BoardRow> rows;
        QList<BoardRow> trash;
        int trashCount = 0;
    };
    const auto answer = m_store.read(m_account, [this](const Repositories& repositories) {
        Answer all;
        all.project = repositories.projects.find(m_project.id);
        all.rows = repositories.shots.board(m_project.id);
        if (m_trashWanted) {
            all.trash = repositories.shots.board(m_project.id, true);
            all.trashCount = static_cast<int>(all.trash.size());
        } else {
            all.trashCount =
                static_cast<int>(repositories.shots.trashedOfProject(m_project.id).size());
        }
        return all;
    });
    if (!answer) {
        Q_EMIT failed(answer.error());
        return false;
    }
    if (answer->project) {
        m_project = *answer->project;
    }
    m_rows = answer->rows;
    m_trash = answer->trash;
    m_trashCount = answer->trashCount;
    indexRows();
    return true;
}

// What the boxes show is known: only where they are is not.
bool DeskModel::reorder()
{
    const auto order = m_store.read(m_account, [this](const Repositories& repositories) {
        return repositories.shots.order(m_project.id);
    });
    if (!order) {
        Q_EMIT failed(order.error());
        return false;
    }
    const bool known = order->size() == m_rows.size()
        && std::all_of(order->begin(), order->end(),
                       [this](const ShotId& shot) { return m_indexes.contains(shot); });
    if (!known) {
        return read();
    }
    QList<BoardRow> rows;
    rows.reserve(m_rows.size());
    for (const ShotId& shot : *order) {
        BoardRow& row = m_rows[m_indexes.value(shot)];
        row.shot.position = static_cast<int>(rows.size());
        rows.append(std::move(row));
    }
    m_rows = std::move(rows);
    indexRows();
    return true;
}

void DeskModel::readProject()
{
    const auto project = m_store.read(m_account, [this](const Repositories& repositories) {
        return repositories.projects.find(m_project.id);
    });
    if (!project) {
        Q_EMIT failed(project.error());
    } else if (*project && **project != m_project) {
        m_project = **project;
        Q_EMIT projectChanged();
    }
}

void DeskModel::indexRows()
{
    m_indexes.clear();
    m_indexes.reserve(m_rows.size());
    for (int i = 0; i < m_rows.size(); ++i) {
        m_indexes.insert(m_rows.at(i).shot.id, i);
    }
}

void DeskModel::apply(const ChangeSet& changes)
{
    if (m_project.id.isNull()) {
        return;
    }
    forgetFinished(changes);
    if (changes.projects.updated.contains(m_project.id)) {
        readProject();
    }
    if (changes.shotOrders.contains(m_project.id) && changes.shots.isEmpty()) {
        if (!reorder()) {
            return;
        }
        Q_EMIT reset({});
    } else if (changes.shotOrders.contains(m_project.id)) {
        const QHash<ShotId, int> before = m_indexes;
        if (!read()) {
            return;
        }
        QList<ShotId> inserted;
        for (const BoardRow& row : std::as_const(m_rows)) {
            if (!before.contains(row.shot.id)) {
                inserted.append(row.shot.id);
            }
        }
        Q_EMIT reset(inserted);
        return;
    }
    QSet<ShotId> touched;
    for (const BoardRow& row : std::as_const(m_rows)) {
        if (changes.shots.updated.contains(row.shot.id)
            || changes.shotContents.contains(row.shot.id)
            || changes.media.contains(row.coverSha256)) {
            touched.insert(row.shot.id);
        }
    }
    if (touched.size() > singleReads) {
        if (read()) {
            Q_EMIT reset({});
        }
    } else if (!touched.isEmpty()) {
        patch(touched);
    }
}

void DeskModel::patch(const QSet<ShotId>& shots)
{
    const auto rows = m_store.read(m_account, [&](const Repositories& repositories) {
        QList<BoardRow> found;
        for (const ShotId& shot : shots) {
            if (const auto row = repositories.shots.boardRow(shot)) {
                found.append(*row);
            }
        }
        return found;
    });
    if (!rows) {
        Q_EMIT failed(rows.error());
        return;
    }
    for (const BoardRow& row : *rows) {
        const int index = indexOf(row.shot.id);
        if (index >= 0 && m_rows.at(index) != row) {
            m_rows[index] = row;
            Q_EMIT rowChanged(row.shot.id);
        }
    }
}

void DeskModel::forgetFinished(const ChangeSet& changes)
{
    QList<GenerationId> asked;
    for (auto it = m_running.cbegin(); it != m_running.cend(); ++it) {
        if (changes.jobs.touches(it.key())) {
            asked.append(it.key());
        }
    }
    if (asked.isEmpty()) {
        return;
    }
    const auto finished = m_store.read(m_account, [&](const Repositories& repositories) {
        QList<GenerationId> over;
        for (const GenerationId& generation : asked) {
            const auto job = repositories.jobs.find(generation);
            if (!job || isFinal(job->state) || job->state == JobState::Queued) {
                over.append(generation);
            }
        }
        return over;
    });
    if (!finished) {
        Q_EMIT failed(finished.error());
        return;
    }
    for (const GenerationId& generation : *finished) {
        const ShotId shot = m_running.take(generation).shot;
        if (indexOf(shot) >= 0) {
            Q_EMIT progressChanged(shot);
        }
    }
}

const BoardRow* DeskModel::row(const ShotId& shot) const
{
    if (const int index = indexOf(shot); index >= 0) {
        return &m_rows.at(index);
    }
    const auto found = std::find_if(m_trash.begin(), m_trash.end(),
                                    [&](const BoardRow& row) { return row.shot.id == shot; });
    return found == m_trash.end() ? nullptr : &*found;
}

int DeskModel::indexOf(const ShotId& shot) const
{
    return m_indexes.value(shot, -1);
}

BoardCard DeskModel::card(const BoardRow& row) const
{
    int told = 0;
    double sum = 0;
    for (const Running& running : m_running) {
        if (running.shot == row.shot.id && running.share >= 0) {
            ++told;
            sum += running.share;
        }
    }
    return boardCard(row, told > 0 ? sum / std::max(told, row.runningJobs) : -1);
}

QList<BoardCard> DeskModel::cards(const QList<BoardRow>& rows) const
{
    QList<BoardCard> all;
    all.reserve(rows.size());
    for (const BoardRow& row : rows) {
        all.append(card(row));
    }
    return all;
}

void DeskModel::setProgress(const GenerationId& generation, double progress)
{
    auto known = m_running.find(generation);
    if (known == m_running.end()) {
        const auto shot = m_store.read(m_account, [&](const Repositories& repositories) {
            const auto found = repositories.generations.find(generation);
            return found ? found->shotId : ShotId();
        });
        if (!shot) {
            Q_EMIT failed(shot.error());
            return;
        }
        known = m_running.insert(generation, {*shot, 0});
    }
    known->share = progress;
    if (indexOf(known->shot) >= 0) {
        Q_EMIT progressChanged(known->shot);
    }
}

} // namespace raskadr::ui
