#include "ui/queue/queuemodel.h"

#include "ui/common/format.h"
#include "ui/common/labels.h"

#include <QMap>
#include <algorithm>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

bool passes(QueueFilter filter, JobState state)
{
    switch (filter) {
    case QueueFilter::All:
        return true;
    case QueueFilter::Working:
        return !isFinal(state) && state != JobState::Queued;
    case QueueFilter::Waiting:
        return state == JobState::Queued;
    case QueueFilter::Failed:
        return state == JobState::Failed || state == JobState::Unknown;
    case QueueFilter::Done:
        return state == JobState::Done;
    case QueueFilter::Canceled:
        return state == JobState::Canceled;
    }
    return true;
}

void QueueModel::setLines(const QList<QueueLine>& lines)
{
    QHash<GenerationId, std::pair<double, qint64>> progress;
    for (const QueueLine& line : std::as_const(m_lines)) {
        progress.insert(line.row.generation.id,
                        {line.standing.progress, line.standing.remainingMs});
    }
    m_lines = lines;
    for (QueueLine& line : m_lines) {
        if (const auto known = progress.constFind(line.row.generation.id);
            known != progress.cend()) {
            line.standing.progress = known->first;
            line.standing.remainingMs = known->second;
        }
    }
    refilter();
}

void QueueModel::setProgress(const GenerationId& id, double progress, qint64 remainingMs)
{
    const auto change = [&](QueueLine& line) {
        line.standing.progress = progress;
        line.standing.remainingMs = remainingMs;
    };
    for (QueueLine& line : m_lines) {
        if (line.row.generation.id == id) {
            change(line);
        }
    }
    for (int row = 0; row < m_shown.size(); ++row) {
        if (m_shown[row].row.generation.id == id) {
            change(m_shown[row]);
            Q_EMIT dataChanged(index(row), index(row), {LineRole});
            return;
        }
    }
}

void QueueModel::setFilter(QueueFilter filter)
{
    m_filter = filter;
    refilter();
}

int QueueModel::countOf(QueueFilter filter) const
{
    return static_cast<int>(
        std::count_if(m_lines.begin(), m_lines.end(),
                      [&](const QueueLine& line) { return passes(filter, line.row.job.state); }));
}

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const QueueLine& line = m_shown.at(index.row());
    switch (role) {
    case LineRole:
        return QVariant::fromValue(line);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return tr("Shot %1, %2: %3")
            .arg(line.row.shot.number())
            .arg(line.row.shot.title, statusText(line.row.job.state));
    case Qt::AccessibleDescriptionRole: {
        const QString sentence = sentenceOf(line.standing);
        return sentence.isEmpty() ? line.row.generation.prompt : sentence;
    }
    default:
        return {};
    }
}

// Lines that go, come and change places are told as such, in as few steps as there are, so that
// selection and scroll stay and a thousand new ones cost one step.
void QueueModel::refilter()
{
    QList<QueueLine> wanted;
    QHash<GenerationId, int> placeOf;
    for (const QueueLine& line : std::as_const(m_lines)) {
        if (passes(m_filter, line.row.job.state)) {
            placeOf.insert(line.row.generation.id, static_cast<int>(wanted.size()));
            wanted.append(line);
        }
    }
    removeAllBut(placeOf);
    sortLike(placeOf);
    for (int row = 0; row < wanted.size();) {
        if (row < m_shown.size() && idAt(row) == wanted[row].row.generation.id) {
            ++row;
            continue;
        }
        int end = row + 1;
        while (end < wanted.size()
               && (row >= m_shown.size() || wanted[end].row.generation.id != idAt(row))) {
            ++end;
        }
        beginInsertRows({}, row, end - 1);
        m_shown = m_shown.mid(0, row) + wanted.mid(row, end - row) + m_shown.mid(row);
        endInsertRows();
        row = end;
    }
    for (int row = 0; row < wanted.size(); ++row) {
        if (m_shown[row] != wanted[row]) {
            m_shown[row] = wanted[row];
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
}

void QueueModel::removeAllBut(const QHash<GenerationId, int>& placeOf)
{
    for (int last = static_cast<int>(m_shown.size()) - 1; last >= 0; --last) {
        if (placeOf.contains(idAt(last))) {
            continue;
        }
        int first = last;
        while (first > 0 && !placeOf.contains(idAt(first - 1))) {
            --first;
        }
        beginRemoveRows({}, first, last);
        m_shown.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

// Moves those lines alone that left the order of the others.
void QueueModel::sortLike(const QHash<GenerationId, int>& placeOf)
{
    const QSet<int> settled = longestRise(placeOf);
    QMap<int, GenerationId> movers; // by their place
    for (int row = 0; row < m_shown.size(); ++row) {
        if (const int place = placeOf.value(idAt(row)); !settled.contains(place)) {
            movers.insert(place, idAt(row));
        }
    }
    QSet<int> inOrder = settled;
    for (auto mover = movers.cbegin(); mover != movers.cend(); ++mover) {
        int from = -1;
        int to = 0;
        for (int row = 0; row < m_shown.size(); ++row) {
            const int place = placeOf.value(idAt(row));
            if (place == mover.key()) {
                from = row;
            } else if (place < mover.key() && inOrder.contains(place)) {
                to = row + 1;
            }
        }
        inOrder.insert(mover.key());
        if (to == from || to == from + 1) {
            continue;
        }
        beginMoveRows({}, from, from, {}, to);
        m_shown.move(from, to > from ? to - 1 : to);
        endMoveRows();
    }
}

// The places of as many lines as possible that stand in the wanted order already.
QSet<int> QueueModel::longestRise(const QHash<GenerationId, int>& placeOf) const
{
    QList<int> places;
    for (int row = 0; row < m_shown.size(); ++row) {
        places.append(placeOf.value(idAt(row)));
    }
    QList<int> ends; // of the best rise of each length: where it ends, as an index of `places`
    QList<int> before(places.size(), -1);
    for (int i = 0; i < places.size(); ++i) {
        const auto at = std::lower_bound(ends.begin(), ends.end(), places[i],
                                         [&](int end, int place) { return places[end] < place; });
        const auto length = at - ends.begin();
        before[i] = length > 0 ? ends[length - 1] : -1;
        if (at == ends.end()) {
            ends.append(i);
        } else {
            *at = i;
        }
    }
    QSet<int> rise;
    for (int i = ends.isEmpty() ? -1 : ends.last(); i >= 0; i = before[i]) {
        rise.insert(places[i]);
    }
    return rise;
}

} // namespace raskadr::ui
