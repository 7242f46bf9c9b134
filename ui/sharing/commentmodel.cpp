#include "ui/sharing/commentmodel.h"

#include "ui/sharing/commentwords.h"

#include <QHash>
#include <algorithm>

namespace raskadr::ui {

namespace {

bool isLine(const CommentRow& row)
{
    return !row.comment.own && row.comment.deletedMs == 0;
}

bool isUnread(const CommentRow& row)
{
    return isLine(row) && !row.comment.read;
}

} // namespace

void CommentModel::setRows(const QList<CommentRow>& rows)
{
    m_rows = rows;
    for (const CommentRow& row : rows) {
        if (isUnread(row)) {
            m_fresh.insert(row.comment.id);
        }
    }
    arrange();
}

void CommentModel::beginVisit()
{
    m_fresh.clear();
    for (const CommentRow& row : std::as_const(m_rows)) {
        if (isUnread(row)) {
            m_fresh.insert(row.comment.id);
        }
    }
    arrange();
}

void CommentModel::setFilter(CommentFilter filter)
{
    if (filter != m_filter) {
        m_filter = filter;
        beginVisit();
    }
}

void CommentModel::setSearch(const QString& words)
{
    m_search = words.simplified();
    arrange();
}

void CommentModel::setShare(const ShareId& share)
{
    m_share = share;
    arrange();
}

int CommentModel::countOf(CommentFilter filter) const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [&](const CommentRow& row) {
        return isLine(row) && (m_share.isNull() || row.comment.shareId == m_share)
            && (filter == CommentFilter::Unread ? isUnread(row) : passes(row, filter));
    }));
}

QList<std::pair<ShareId, QString>> CommentModel::shares() const
{
    QList<std::pair<ShareId, QString>> found;
    for (const CommentRow& row : m_rows) {
        const std::pair share(row.comment.shareId, row.shareName);
        if (!found.contains(share)) {
            found.append(share);
        }
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return QString::localeAwareCompare(a.second, b.second) < 0;
    });
    return found;
}

QModelIndex CommentModel::indexOf(const CommentId& id) const
{
    for (int i = 0; i < m_shown.size(); ++i) {
        if (m_shown.at(i).comment.id == id) {
            return index(i);
        }
    }
    return {};
}

QList<CommentRow> CommentModel::thread(const CommentRow& of) const
{
    QList<CommentRow> found;
    for (const CommentRow& row : m_rows) {
        const bool same = row.comment.shareId == of.comment.shareId
            && (of.comment.shotId.isNull()
                    ? row.comment.id == of.comment.id || row.comment.replyTo == of.comment.remoteId
                    : row.comment.shotId == of.comment.shotId);
        if (same) {
            found.append(row);
        }
    }
    return inOrderOfTalk(found);
}

const CommentRow* CommentModel::find(const CommentId& id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const CommentRow& row) { return row.comment.id == id; });
    return found == m_rows.end() ? nullptr : &*found;
}

QList<CommentId> CommentModel::unread() const
{
    QList<CommentId> ids;
    for (const CommentRow& row : m_rows) {
        if (isUnread(row)) {
            ids.append(row.comment.id);
        }
    }
    return ids;
}

int CommentModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant CommentModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const CommentRow& row = m_shown.at(index.row());
    switch (role) {
    case RowRole:
        return QVariant::fromValue(row);
    case Qt::AccessibleTextRole:
        return commentSpokenText(row);
    default:
        return {};
    }
}

bool CommentModel::passes(const CommentRow& row, CommentFilter filter) const
{
    switch (filter) {
    case CommentFilter::All:
        return true;
    case CommentFilter::Unread:
        return m_fresh.contains(row.comment.id);
    case CommentFilter::Open:
        return row.comment.kind == CommentKind::Comment && !row.comment.resolved;
    case CommentFilter::Resolved:
        return row.comment.resolved;
    }
    return true;
}

bool CommentModel::matches(const CommentRow& row) const
{
    if (m_search.isEmpty()) {
        return true;
    }
    const QStringList places{row.comment.author, commentText(row.comment), commentShotText(row),
                             row.shareName};
    return std::any_of(places.begin(), places.end(), [this](const QString& place) {
        return place.contains(m_search, Qt::CaseInsensitive);
    });
}

void CommentModel::arrange()
{
    QList<CommentRow> wanted;
    for (const CommentRow& row : std::as_const(m_rows)) {
        if (isLine(row) && passes(row, m_filter) && matches(row)
            && (m_share.isNull() || row.comment.shareId == m_share)) {
            wanted.append(row);
        }
    }
    std::stable_sort(
        wanted.begin(), wanted.end(), [this](const CommentRow& a, const CommentRow& b) {
            const bool freshA = m_fresh.contains(a.comment.id);
            const bool freshB = m_fresh.contains(b.comment.id);
            return freshA != freshB ? freshA : a.comment.createdMs > b.comment.createdMs;
        });

    if (m_shown.isEmpty()) {
        beginResetModel();
        m_shown = wanted;
        endResetModel();
        return;
    }
    QSet<CommentId> staying;
    for (const CommentRow& row : std::as_const(wanted)) {
        staying.insert(row.comment.id);
    }
    for (int i = static_cast<int>(m_shown.size()) - 1; i >= 0; --i) {
        if (!staying.contains(m_shown.at(i).comment.id)) {
            beginRemoveRows({}, i, i);
            m_shown.removeAt(i);
            endRemoveRows();
        }
    }
    QSet<CommentId> known;
    for (const CommentRow& row : std::as_const(m_shown)) {
        known.insert(row.comment.id);
    }
    for (int i = 0; i < wanted.size(); ++i) {
        if (!known.contains(wanted.at(i).comment.id)) {
            // Before or after, the others keep their order: new lines slide in between.
            const int place = std::min(i, static_cast<int>(m_shown.size()));
            beginInsertRows({}, place, place);
            m_shown.insert(place, wanted.at(i));
            endInsertRows();
        }
    }
    const bool sameOrder = std::equal(
        m_shown.begin(), m_shown.end(), wanted.begin(), wanted.end(),
        [](const CommentRow& a, const CommentRow& b) { return a.comment.id == b.comment.id; });
    if (!sameOrder) {
        Q_EMIT layoutAboutToBeChanged();
        const QModelIndexList before = persistentIndexList();
        QHash<CommentId, int> places;
        for (int i = 0; i < wanted.size(); ++i) {
            places.insert(wanted.at(i).comment.id, i);
        }
        QModelIndexList after;
        for (const QModelIndex& index : before) {
            after.append(this->index(places.value(m_shown.at(index.row()).comment.id)));
        }
        m_shown = wanted;
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged();
        return;
    }
    for (int i = 0; i < wanted.size(); ++i) {
        if (m_shown.at(i) != wanted.at(i)) {
            m_shown[i] = wanted.at(i);
            Q_EMIT dataChanged(index(i), index(i));
        }
    }
}

QList<CommentRow> inOrderOfTalk(QList<CommentRow> rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const CommentRow& a, const CommentRow& b) {
        return a.comment.createdMs < b.comment.createdMs;
    });
    QSet<CommentId> present;
    for (const CommentRow& row : std::as_const(rows)) {
        present.insert(row.comment.id);
    }
    QHash<CommentId, QList<CommentRow>> answers;
    QList<CommentRow> roots;
    for (const CommentRow& row : std::as_const(rows)) {
        if (!row.parentId.isNull() && present.contains(row.parentId)) {
            answers[row.parentId].append(row);
        } else {
            roots.append(row);
        }
    }
    QList<CommentRow> talk;
    const auto add = [&](const CommentRow& row, const auto& self) -> void {
        const QList<CommentRow> under = answers.take(row.comment.id);
        // A deleted one stays only as what its answers hang on.
        if (row.comment.deletedMs == 0 || !under.isEmpty()) {
            talk.append(row);
        }
        for (const CommentRow& answer : under) {
            self(answer, self);
        }
    };
    for (const CommentRow& root : std::as_const(roots)) {
        add(root, add);
    }
    return talk;
}

} // namespace raskadr::ui
