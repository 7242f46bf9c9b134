#include "ui/storyboard/generaterows.h"

#include "ui/common/thumbnailcache.h"

#include <QImage>
#include <algorithm>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pictureLevel = 120;
constexpr QSize pictureSize(64, 36);

QString sentence(QString text)
{
    text = text.trimmed();
    while (text.endsWith(u'.')) {
        text.chop(1);
    }
    return text;
}

} // namespace

QString promptOf(const BatchShot& shot, PromptSource source)
{
    switch (source) {
    case PromptSource::LastPrompt:
        return shot.lastPrompt;
    case PromptSource::Script:
        return shot.script.simplified();
    case PromptSource::Title:
        return shot.title.simplified();
    case PromptSource::TitleAndScript:
        break;
    }
    const QString title = sentence(shot.title.simplified());
    const QString script = shot.script.simplified();
    return title.isEmpty() || script.isEmpty() ? title + script : title + u". "_s + script;
}

GenerateRows::GenerateRows(const QList<BatchShot>& shots, ThumbnailCache& thumbnails,
                           QObject* parent)
    : QAbstractTableModel(parent)
    , m_shots(shots)
    , m_rows(shots.size())
    , m_thumbnails(thumbnails)
{
    connect(&thumbnails, &ThumbnailCache::ready, this, [this] {
        if (!m_rows.isEmpty()) {
            Q_EMIT dataChanged(index(0, ShotColumn), index(rowCount() - 1, ShotColumn),
                               {Qt::DecorationRole});
        }
    });
}

void GenerateRows::setPrompts(PromptSource source, const QString& common)
{
    for (int i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        if (row.typed) {
            continue;
        }
        const QString own = promptOf(m_shots[i], source);
        const QString words = common.trimmed();
        row.prompt = own.isEmpty() || words.isEmpty() ? own : sentence(own) + u", "_s + words;
    }
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, PromptColumn), index(rowCount() - 1, PromptColumn));
    }
}

void GenerateRows::setPromptRequired(bool required)
{
    m_promptRequired = required;
    if (!m_rows.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

bool GenerateRows::goesIn(int row) const
{
    const Row& each = m_rows.at(row);
    return each.ticked && (!m_promptRequired || !each.prompt.trimmed().isEmpty());
}

int GenerateRows::count() const
{
    int count = 0;
    for (int row = 0; row < m_rows.size(); ++row) {
        count += goesIn(row);
    }
    return count;
}

int GenerateRows::withoutPrompt() const
{
    int count = 0;
    for (int row = 0; row < m_rows.size(); ++row) {
        count += m_rows[row].ticked && !goesIn(row);
    }
    return count;
}

bool GenerateRows::hasTyped() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.typed; });
}

int GenerateRows::filledBy(PromptSource source) const
{
    return static_cast<int>(
        std::count_if(m_shots.begin(), m_shots.end(), [source](const BatchShot& shot) {
            return !promptOf(shot, source).trimmed().isEmpty();
        }));
}

int GenerateRows::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int GenerateRows::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GenerateRows::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows.at(index.row());
    const BatchShot& shot = m_shots.at(index.row());
    const QString name = shot.title.isEmpty()
        ? tr("Shot %1").arg(shot.number)
        : u"%1 · %2"_s.arg(shot.number).arg(shot.title.simplified());
    if (index.column() == ShotColumn) {
        switch (role) {
        case Qt::DisplayRole:
            return name;
        case Qt::ToolTipRole:
            return shot.title.isEmpty() ? QVariant() : QVariant(shot.title.toHtmlEscaped());
        case Qt::CheckStateRole:
            return row.ticked ? Qt::Checked : Qt::Unchecked;
        case Qt::DecorationRole: {
            if (shot.pictureSha256.isEmpty()) {
                return {};
            }
            m_thumbnails.request(shot.pictureSha256, pictureLevel);
            const QImage picture = m_thumbnails.nearest(shot.pictureSha256, pictureLevel);
            return picture.isNull() ? QVariant()
                                    : QVariant(picture.scaled(pictureSize, Qt::KeepAspectRatio,
                                                              Qt::SmoothTransformation));
        }
        default:
            return {};
        }
    }
    switch (role) {
    case Qt::DisplayRole:
        return row.prompt.isEmpty() ? tr("No prompt") : row.prompt.simplified();
    case Qt::EditRole:
        return row.prompt;
    case Qt::AccessibleTextRole:
        return tr("Prompt of shot %1: %2").arg(shot.number).arg(row.prompt);
    default:
        return {};
    }
}

bool GenerateRows::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    Row& row = m_rows[index.row()];
    if (index.column() == ShotColumn && role == Qt::CheckStateRole) {
        row.ticked = value.toInt() == Qt::Checked;
    } else if (index.column() == PromptColumn && role == Qt::EditRole) {
        if (row.prompt == value.toString()) {
            return false;
        }
        row.prompt = value.toString();
        row.typed = true;
    } else {
        return false;
    }
    Q_EMIT dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(ColumnCount - 1));
    return true;
}

QVariant GenerateRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == ShotColumn ? tr("Shot") : tr("Prompt");
}

Qt::ItemFlags GenerateRows::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const Qt::ItemFlags both = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return index.column() == ShotColumn ? both | Qt::ItemIsUserCheckable
                                        : both | Qt::ItemIsEditable;
}

} // namespace raskadr::ui
