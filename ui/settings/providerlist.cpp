#include "ui/settings/providerlist.h"

#include "ui/common/painters.h"
#include "ui/common/style.h"
#include "ui/settings/providerlines.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowHeight = 60;
constexpr int listEdge = 16;
constexpr int tileSize = 34;
constexpr int glyphSize = 12;

QStringList idsOf(const QList<ProviderLine>& lines)
{
    QStringList ids;
    for (const ProviderLine& line : lines) {
        ids.append(line.id);
    }
    return ids;
}

class ProviderDelegate final : public QStyledItemDelegate
{
public:
    explicit ProviderDelegate(QAbstractItemView* view)
        : QStyledItemDelegate(view)
        , m_view(view)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {240, rowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const auto line = index.data(ProviderListModel::LineRole).value<ProviderLine>();
        const Theme& theme = themeOf(m_view);
        const QRect rect = option.rect;
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(rect, theme.selBg);
        } else if (option.state & QStyle::State_MouseOver) {
            painter->fillRect(rect, theme.raised);
        }
        painter->fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.line);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF tile(rect.x() + listEdge, rect.y() + (rowHeight - tileSize) / 2, tileSize,
                          tileSize);
        paintLetterTile(*painter, tile, line.name, false, theme);
        painter->restore();
        const qreal left = tile.right() + 12;
        const qreal right = rect.right() - listEdge - glyphSize;
        paintText(*painter, QRectF(left, rect.y() + 11, right - left - 8, 18), line.name,
                  ui::font(TextStyle::BodyMedium), theme.text);
        paintText(*painter, QRectF(left, rect.y() + 31, right - left - 8, 16), line.remark,
                  ui::font(TextStyle::Small), theme.text2);
        paintGlyph(*painter, QPointF(right, rect.y() + (rowHeight - glyphSize) / 2.0),
                   standingGlyph(line.standing), theme, glyphSize);
        const RaskadrStyle* style = RaskadrStyle::of(m_view);
        if ((option.state & QStyle::State_HasFocus) && style && style->keyboardInUse()) {
            paintFocusRing(*painter, QRectF(rect).adjusted(4, 4, -4, -5), 6, theme, 0);
        }
    }

private:
    QAbstractItemView* m_view;
};

} // namespace

void paintLetterTile(QPainter& painter, const QRectF& rect, const QString& name, bool large,
                     const Theme& theme)
{
    paintBox(painter, rect, 8, theme.raised, theme.lineStrong);
    paintText(painter, rect, name.left(1).toUpper(),
              ui::font(large ? TextStyle::Heading : TextStyle::BodyBold), theme.text,
              Qt::AlignHCenter);
}

ProviderListModel::ProviderListModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void ProviderListModel::setProviders(const QList<ProviderLine>& providers)
{
    if (idsOf(m_providers) == idsOf(providers)) {
        m_providers = providers;
        if (!m_providers.isEmpty()) {
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
        return;
    }
    beginResetModel();
    m_providers = providers;
    endResetModel();
}

int ProviderListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_providers.size());
}

QVariant ProviderListModel::data(const QModelIndex& index, int role) const
{
    const ProviderLine& line = m_providers.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return line.name;
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(line.name, standingText(line));
    case Qt::ToolTipRole:
        return line.remark;
    case LineRole:
        return QVariant::fromValue(line);
    default:
        return {};
    }
}

ProviderList::ProviderList(QWidget* parent)
    : QListView(parent)
    , m_lines(new ProviderListModel(this))
{
    setModel(m_lines);
    setItemDelegate(new ProviderDelegate(this));
    setAccessibleName(tr("Providers"));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setProperty("focusRing", false);
}

void ProviderList::setProviders(const QList<ProviderLine>& providers)
{
    m_filling = true;
    m_lines->setProviders(providers);
    m_filling = false;
    const QString wanted = m_chosen;
    choose(provider(wanted) || providers.isEmpty() ? wanted : providers.first().id);
    if (chosen() && m_chosen == wanted) {
        Q_EMIT chosenChanged(); // the same one, with other words
    }
}

const ProviderLine* ProviderList::provider(const QString& id) const
{
    const QList<ProviderLine>& lines = m_lines->providers();
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const ProviderLine& known) { return known.id == id; });
    return line == lines.end() ? nullptr : &*line;
}

const ProviderLine* ProviderList::chosen() const
{
    return provider(m_chosen);
}

void ProviderList::choose(const QString& id)
{
    for (int row = 0; row < m_lines->rowCount(); ++row) {
        if (m_lines->providers().at(row).id == id) {
            setCurrentIndex(m_lines->index(row));
            scrollTo(m_lines->index(row));
        }
    }
}

void ProviderList::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), themeOf(this).window);
    painter.end();
    QListView::paintEvent(event);
}

void ProviderList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (m_filling || !current.isValid()) {
        return;
    }
    const QString& id = m_lines->providers().at(current.row()).id;
    if (m_chosen != id) {
        m_chosen = id;
        Q_EMIT chosenChanged();
    }
}

} // namespace raskadr::ui
