#pragma once

#include "ui/shot/feedmodel.h"
#include "ui/shot/feedview.h"

#include <QWidget>

class QHBoxLayout;
class QSlider;
class QStackedLayout;

namespace raskadr::ui {

class Button;
class Chip;
class EmptyState;

// The feed of a shot with its filters above it, the size of the cards, and what is said where
// nothing is to be seen. Values in, wishes out.
class FeedPanel final : public QWidget
{
    Q_OBJECT

public:
    FeedPanel(ThumbnailCache& thumbnails, FeedView::FilmOf filmOf, QWidget* parent = nullptr);

    FeedModel& model() { return m_model; }
    FeedView& view() { return *m_view; }

    void setItems(const QList<FeedItem>& items, const QList<FeedItem>& trash);
    void setFilter(FeedFilter filter);
    // Everything in sight again, as a shot opens.
    void clearFilters();
    // Selects an asset, under another filter if need be; whether it is in this shot.
    bool reveal(const AssetId& asset);
    bool showsTrash() const { return m_model.filter() == FeedFilter::Trash; }
    void setModelName(std::function<QString(const QString& modelId)> name)
    {
        m_modelName = std::move(name);
    }

    // Nothing can be changed: nothing is taken in, and nothing is offered that would.
    void setReadOnly(bool on);

    int cardWidth() const;
    void setCardWidth(int width);
    // A widget at the left end of the line of filters.
    void addLead(QWidget* lead);

Q_SIGNALS:
    void emptyTrashRequested();
    // Something was dropped where no card is.
    void dropped(const QMimeData* data);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildBar();
    void updateChips();
    void fold();
    void fillModelMenu();
    void fillMoreMenu(const QList<FeedFilter>& filters);
    void updateEmpty();

    FeedModel m_model;
    FeedView* m_view;
    QWidget* m_bar = nullptr;
    QHBoxLayout* m_row = nullptr;
    QList<std::pair<Chip*, FeedFilter>> m_chips;
    Chip* m_more = nullptr; // holds the filters that there is no room for
    Chip* m_modelChip = nullptr;
    Button* m_emptyTrash = nullptr;
    QSlider* m_size = nullptr;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty;
    EmptyState* m_nothing; // under this filter
    std::function<QString(const QString&)> m_modelName;
    bool m_readOnly = false;
};

} // namespace raskadr::ui
