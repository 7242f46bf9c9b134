#pragma once

#include "core/store/jobrepository.h"
#include "ui/common/jobstanding.h"

#include <QAbstractListModel>

namespace raskadr::ui {

// One line of «Очередь», exactly as it is shown.
struct QueueLine
{
    QueueRow row;
    QString modelName;
    QString providerName;
    QString coverSha256; // result, else the first input, else empty
    JobStanding standing;
    QString costText;
    QString costInCurrency; // empty: as above, or there is no rate
    bool readOnly = false; // nothing in its library can be changed

    bool operator==(const QueueLine&) const = default;
};

enum class QueueFilter { All, Working, Waiting, Failed, Done, Canceled };

bool passes(QueueFilter filter, JobState state);

// The lines of the queue page, newest work first. Main thread; filled by whoever reads the store.
class QueueModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { LineRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;

    void setLines(const QList<QueueLine>& lines);
    // Changes the line of this generation, if it is shown.
    void setProgress(const GenerationId& id, double progress, qint64 remainingMs);
    void setFilter(QueueFilter filter);
    QueueFilter filter() const { return m_filter; }
    int countOf(QueueFilter filter) const;
    const QueueLine& line(int row) const { return m_shown.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    const GenerationId& idAt(int row) const { return m_shown.at(row).row.generation.id; }
    void refilter();
    void removeAllBut(const QHash<GenerationId, int>& placeOf);
    void sortLike(const QHash<GenerationId, int>& placeOf);
    QSet<int> longestRise(const QHash<GenerationId, int>& placeOf) const;

    QList<QueueLine> m_lines;
    QList<QueueLine> m_shown;
    QueueFilter m_filter = QueueFilter::All;
};

} // namespace raskadr::ui

Q_DECLARE_METATYPE(raskadr::ui::QueueLine)
