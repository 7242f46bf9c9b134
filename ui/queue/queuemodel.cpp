#include "ui/queue/queuemodel.h"

#include "ui/common/format.h"
#include "ui/common/labels.h"

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
        progress.insert(line.row.generation.id, {line.progress, line.remainingMs});
    }
    m_lines = lines;
    for (QueueLine& line : m_lines) {
        if (const auto known = progress.constFind(line.row.generation.id);
            known != progress.cend()) {
            line.progress = known->first;
            line.remainingMs = known->second;
        }
    }
    refilter();
}

void QueueModel::setProgress(const GenerationId& id, double progress, qint64 remainingMs)
{
    const auto change = [&](QueueLine& line) {
        line.progress = progress;
        line.remainingMs = remainingMs;
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
    case Qt::AccessibleDescriptionRole:
        return line.errorText.isEmpty() ? line.row.generation.prompt : line.errorText;
    default:
        return {};
    }
}

void QueueModel::refilter()
{
    QList<QueueLine> shown;
    for (const QueueLine& line : std::as_const(m_lines)) {
        if (passes(m_filter, line.row.job.state)) {
            shown.append(line);
        }
    }
    // Lines that go and come are told one by one, so that the selection and the scroll stay.
    const auto same = [](const QueueLine& a, const QueueLine& b) {
        return a.row.generation.id == b.row.generation.id;
    };
    for (int row = static_cast<int>(m_shown.size()) - 1; row >= 0; --row) {
        const bool stays = std::any_of(shown.cbegin(), shown.cend(), [&](const QueueLine& line) {
            return same(line, m_shown[row]);
        });
        if (!stays) {
            beginRemoveRows({}, row, row);
            m_shown.removeAt(row);
            endRemoveRows();
        }
    }
    for (int row = 0; row < shown.size(); ++row) {
        if (row < m_shown.size() && same(m_shown[row], shown[row])) {
            if (m_shown[row] != shown[row]) {
                m_shown[row] = shown[row];
                Q_EMIT dataChanged(index(row), index(row));
            }
            continue;
        }
        const auto later =
            std::find_if(m_shown.cbegin() + row, m_shown.cend(),
                         [&](const QueueLine& line) { return same(line, shown[row]); });
        if (later == m_shown.cend()) {
            beginInsertRows({}, row, row);
            m_shown.insert(row, shown[row]);
            endInsertRows();
            continue;
        }
        const int from = static_cast<int>(later - m_shown.cbegin());
        beginMoveRows({}, from, from, {}, row);
        m_shown.move(from, row);
        endMoveRows();
        m_shown[row] = shown[row];
        Q_EMIT dataChanged(index(row), index(row));
    }
}

} // namespace raskadr::ui
