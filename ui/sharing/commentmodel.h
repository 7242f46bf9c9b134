#pragma once

#include "core/store/commentrepository.h"

#include <QAbstractListModel>
#include <QSet>

namespace raskadr::ui {

// In sight for so long, a comment counts as read.
inline constexpr int dwellMs = 700;

enum class CommentFilter { All, Unread, Open, Resolved };

// What guests said about one project, a line each: what was unread when the page came up or has
// come since stands first, then the newest. The producer's answers are no lines; they stand in the
// thread of what they answer. Main thread; filled by whoever reads the store.
class CommentModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { RowRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<CommentRow>& rows);
    // What has been read meanwhile gives up its place at the top.
    void beginVisit();
    void setFilter(CommentFilter filter);
    CommentFilter filter() const { return m_filter; }
    // Author, text, title or number of the shot, name of the link; empty: everything.
    void setSearch(const QString& words);
    // One link alone; null: all.
    void setShare(const ShareId& share);
    const ShareId& share() const { return m_share; }

    int countOf(CommentFilter filter) const;
    // The links that something was said over, by name.
    QList<std::pair<ShareId, QString>> shares() const;
    const CommentRow& row(int line) const { return m_shown.at(line); }
    QModelIndex indexOf(const CommentId& id) const;
    // Everything that was said over the same link about the same shot, in order of time, answers
    // right after what they answer.
    QList<CommentRow> thread(const CommentRow& of) const;
    // Of the whole project, by id.
    const CommentRow* find(const CommentId& id) const;
    QList<CommentId> unread() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    bool passes(const CommentRow& row, CommentFilter filter) const;
    bool matches(const CommentRow& row) const;
    void arrange();

    QList<CommentRow> m_rows;
    QList<CommentRow> m_shown;
    QSet<CommentId> m_fresh;
    CommentFilter m_filter = CommentFilter::All;
    QString m_search;
    ShareId m_share;
};

// The thread in order: roots by time, each with its answers by time.
QList<CommentRow> inOrderOfTalk(QList<CommentRow> rows);

} // namespace raskadr::ui
