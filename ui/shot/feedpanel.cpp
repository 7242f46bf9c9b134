#include "ui/shot/feedpanel.h"

#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/emptystate.h"
#include "ui/common/popupmenu.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QSlider>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int panelEdge = 20;
constexpr int chipGap = 8;
constexpr int barHeight = 52;
constexpr int sliderWidth = 120;
constexpr int defaultCardWidth = 250; // five columns at 1920, three at 1280

} // namespace

FeedPanel::FeedPanel(ThumbnailCache& thumbnails, FeedView::FilmOf filmOf, QWidget* parent)
    : QWidget(parent)
    , m_view(new FeedView(m_model, thumbnails, std::move(filmOf)))
    , m_empty(
          new EmptyState(tr("Nothing in this shot yet"),
                         tr("Describe the frame below and generate, or drag pictures and videos "
                            "here")))
    , m_nothing(new EmptyState(tr("Nothing under this filter"),
                               tr("The other assets of the shot are where they were")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    auto* box = new QWidget;
    m_stack = new QStackedLayout(box);
    auto* inset = new QWidget;
    auto* insetLayout = new QVBoxLayout(inset);
    insetLayout->setContentsMargins(14, 0, 8, 0);
    insetLayout->addWidget(m_view);
    m_stack->addWidget(inset);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_nothing);
    connect(m_nothing->addButton({}, tr("Show everything")), &Button::clicked, this,
            &FeedPanel::clearFilters);
    column->addWidget(box, 1);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusRing", false);
    m_view->setCardWidth(defaultCardWidth);
    updateChips();
}

QWidget* FeedPanel::buildBar()
{
    m_bar = new QWidget;
    m_bar->setFixedHeight(barHeight);
    m_row = new QHBoxLayout(m_bar);
    m_row->setContentsMargins(panelEdge, 4, panelEdge, 4);
    m_row->setSpacing(chipGap);
    const QList<std::tuple<QString, QString, FeedFilter>> filters{
        {QString(), tr("All"), FeedFilter::All},
        {u"image"_s, tr("Pictures"), FeedFilter::Images},
        {u"video"_s, tr("Videos"), FeedFilter::Videos},
        {u"reference"_s, tr("References"), FeedFilter::References},
        {u"film"_s, tr("Frames"), FeedFilter::Frames},
        {u"heart"_s, tr("Favourites"), FeedFilter::Favourites},
        {u"eye-off"_s, tr("Rejected"), FeedFilter::Rejected},
        {u"trash"_s, tr("Trash"), FeedFilter::Trash}};
    for (const auto& [iconName, text, filter] : filters) {
        auto* chip = iconName.isEmpty() ? new Chip(text) : new Chip(iconName, text);
        chip->setCheckable(true);
        connect(chip, &Chip::clicked, this, [this, filter = filter] { setFilter(filter); });
        m_chips.append({chip, filter});
        m_row->addWidget(chip);
    }
    m_more = new Chip(u"filter"_s, tr("Filters"));
    m_more->setMenu(new PopupMenu(this));
    m_row->addWidget(m_more);
    m_modelChip = new Chip(tr("Model"));
    m_modelChip->setMenu(new PopupMenu(this));
    m_row->addWidget(m_modelChip);
    m_row->addStretch(1);
    m_emptyTrash = new Button(u"trash"_s, tr("Empty the trash…"));
    m_emptyTrash->setExtent(Button::Extent::Small);
    m_row->addWidget(m_emptyTrash);
    connect(m_emptyTrash, &Button::clicked, this, &FeedPanel::emptyTrashRequested);
    m_size = new QSlider(Qt::Horizontal);
    m_size->setRange(140, 420);
    m_size->setValue(defaultCardWidth);
    m_size->setFixedWidth(sliderWidth);
    m_size->setAccessibleName(tr("Size of the cards"));
    m_size->setToolTip(tr("Size of the cards"));
    m_size->setFocusPolicy(Qt::TabFocus);
    m_row->addWidget(m_size);
    connect(m_size, &QSlider::valueChanged, this,
            [this](int width) { m_view->setCardWidth(width); });
    return m_bar;
}

void FeedPanel::setReadOnly(bool on)
{
    m_readOnly = on;
    setAcceptDrops(!on);
    m_view->setReadOnly(on);
    m_empty->setTexts(tr("Nothing in this shot yet"),
                      on ? tr("There are no pictures or videos in it")
                         : tr("Describe the frame below and generate, or drag pictures and videos "
                              "here"));
    updateChips();
}

void FeedPanel::addLead(QWidget* lead)
{
    m_row->insertWidget(0, lead);
}

void FeedPanel::setItems(const QList<FeedItem>& items, const QList<FeedItem>& trash)
{
    m_model.setItems(items, trash);
    fillModelMenu();
    updateChips();
}

void FeedPanel::setFilter(FeedFilter filter)
{
    m_model.setFilter(filter);
    updateChips();
    if (!m_view->currentIndex().isValid() && m_model.rowCount() > 0) {
        m_view->setCurrentIndex(m_model.index(0));
    }
}

void FeedPanel::clearFilters()
{
    m_model.setModelFilter({});
    setFilter(FeedFilter::All);
}

bool FeedPanel::reveal(const AssetId& asset)
{
    const auto filter = m_model.filterShowing(asset);
    if (!filter) {
        return false;
    }
    if (m_model.rowOf(asset) < 0) {
        m_model.setModelFilter({});
        setFilter(*filter);
    }
    m_view->select(asset);
    return true;
}

int FeedPanel::cardWidth() const
{
    return m_size->value();
}

void FeedPanel::setCardWidth(int width)
{
    m_size->setValue(width);
    m_view->setCardWidth(m_size->value());
}

void FeedPanel::updateChips()
{
    for (const auto& [chip, filter] : std::as_const(m_chips)) {
        chip->setCount(m_model.countOf(filter));
        chip->setChecked(m_model.filter() == filter);
    }
    m_emptyTrash->setVisible(!m_readOnly && showsTrash() && m_model.countOf(FeedFilter::Trash) > 0);
    fold();
    updateEmpty();
}

void FeedPanel::fold()
{
    // Filters that show nothing are away; those without room move into «Filters», from the right.
    const auto isUsed = [this](Chip* chip, FeedFilter filter) {
        return filter == FeedFilter::All || filter == m_model.filter() || chip->count() > 0;
    };
    const QStringList models = m_model.modelIds();
    const bool modelsDiffer = models.size() > 1 || !m_model.modelFilter().isEmpty();
    int room = width() - 2 * panelEdge - sliderWidth - 2 * chipGap;
    if (!m_emptyTrash->isHidden()) {
        room -= m_emptyTrash->sizeHint().width() + chipGap;
    }
    if (m_row->itemAt(0)->widget() != m_chips.first().first) {
        room -= m_row->itemAt(0)->widget()->sizeHint().width() + chipGap;
    }
    int needed = modelsDiffer ? m_modelChip->sizeHint().width() + chipGap : 0;
    for (const auto& [chip, filter] : std::as_const(m_chips)) {
        needed += isUsed(chip, filter) ? chip->sizeHint().width() + chipGap : 0;
    }
    int tooMuch = needed > room ? needed + m_more->sizeHint().width() + chipGap - room : 0;
    QList<FeedFilter> folded;
    for (auto it = m_chips.crbegin(); it != m_chips.crend(); ++it) {
        const auto& [chip, filter] = *it;
        const bool fixed = filter == FeedFilter::All || filter == m_model.filter();
        const bool used = isUsed(chip, filter);
        const bool fits = used && (fixed || tooMuch <= 0);
        if (used && !fits) {
            folded.prepend(filter);
            tooMuch -= chip->sizeHint().width() + chipGap;
        }
        chip->setVisible(fits);
    }
    m_more->setVisible(!folded.isEmpty());
    m_modelChip->setVisible(modelsDiffer);
    fillMoreMenu(folded);
}

void FeedPanel::fillMoreMenu(const QList<FeedFilter>& filters)
{
    auto* menu = new PopupMenu(m_more);
    for (const auto& [chip, filter] : std::as_const(m_chips)) {
        if (filters.contains(filter)) {
            connect(menu->addItem({}, chip->text(), QString::number(chip->count())),
                    &QAction::triggered, this, [this, filter = filter] { setFilter(filter); });
        }
    }
    const auto old = m_more->findChildren<PopupMenu*>(QString(), Qt::FindDirectChildrenOnly);
    m_more->setMenu(menu);
    for (PopupMenu* before : old) {
        if (before != menu) {
            before->deleteLater();
        }
    }
}

void FeedPanel::fillModelMenu()
{
    const auto old = m_modelChip->findChildren<PopupMenu*>(QString(), Qt::FindDirectChildrenOnly);
    auto* menu = new PopupMenu(m_modelChip);
    const auto choose = [this](const QString& id) {
        return [this, id] {
            m_model.setModelFilter(id);
            updateChips();
        };
    };
    connect(menu->addItem({}, tr("All models")), &QAction::triggered, this, choose({}));
    for (const QString& id : m_model.modelIds()) {
        connect(menu->addItem({}, m_modelName ? m_modelName(id) : id), &QAction::triggered, this,
                choose(id));
    }
    m_modelChip->setMenu(menu);
    for (PopupMenu* before : old) {
        before->deleteLater();
    }
}

void FeedPanel::updateEmpty()
{
    const int everything = m_model.countOf(FeedFilter::All) + m_model.countOf(FeedFilter::Rejected)
        + m_model.countOf(FeedFilter::Trash);
    QWidget* shown = m_view->parentWidget();
    if (everything == 0) {
        shown = m_empty;
    } else if (m_model.rowCount() == 0) {
        const bool all = m_model.filter() == FeedFilter::All && m_model.modelFilter().isEmpty();
        shown = all && m_model.countOf(FeedFilter::Rejected) == 0 ? m_empty : m_nothing;
        if (all) {
            m_nothing->setTexts(tr("Everything here is rejected"),
                                tr("Rejected assets are behind the filter “Rejected”"));
        } else if (m_model.filter() == FeedFilter::Trash) {
            m_nothing->setTexts(tr("The trash is empty"), tr("What you throw away waits here"));
        } else {
            m_nothing->setTexts(tr("Nothing under this filter"),
                                tr("The other assets of the shot are where they were"));
        }
        m_nothing->findChild<Button*>()->setVisible(!all);
    }
    const bool hadFocus = hasFocus();
    m_stack->setCurrentWidget(shown);
    // Without cards the keys of the page still arrive.
    setFocusProxy(shown == m_view->parentWidget() ? m_view : nullptr);
    if (hadFocus) {
        setFocus(Qt::OtherFocusReason);
    }
}

void FeedPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

void FeedPanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (FeedView::takes(event->mimeData()) && event->source() != m_view) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    }
}

void FeedPanel::dropEvent(QDropEvent* event)
{
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT dropped(event->mimeData());
}

} // namespace raskadr::ui
