#include "ui/queue/queuepage.h"

#include "ui/common/chip.h"
#include "ui/common/emptystate.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/progressbar.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int edge = 24;
constexpr int sideEdge = 64;
constexpr int roomyFrom = 1400;
constexpr int widestPage = 1800;
constexpr int tickMs = 1000;
constexpr int limitWidth = 120;

// The line of column titles above the list, on the same columns.
class QueueHeader final : public QWidget
{
public:
    explicit QueueHeader(const QListView& list)
        : m_list(list)
    {
        setFixedHeight(36);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& theme = themeOf(this);
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
        const QList<int> x = QueueDelegate::columns(m_list.viewport()->width());
        const QStringList titles{QString(),
                                 QueuePage::tr("Shot and prompt"),
                                 QueuePage::tr("Model"),
                                 QueuePage::tr("State"),
                                 QueuePage::tr("Time"),
                                 QueuePage::tr("Cost")};
        for (int i = 0; i < titles.size(); ++i) {
            if (x[i] == x[i + 1]) {
                continue;
            }
            paintText(painter, QRectF(x[i], 0, x[i + 1] - x[i], height()), titles[i],
                      ui::font(TextStyle::Small), theme.text2);
        }
    }

private:
    const QListView& m_list;
};

} // namespace

QueuePage::QueuePage(ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_list(new QListView)
    , m_spending(new ElidedLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_limit(new ProgressBar)
    , m_empty(new EmptyState(tr("The queue is empty"),
                             tr("Everything that is generated or animated passes through here")))
{
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(sideEdge, edge, sideEdge, edge);
    page->setSpacing(16);

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new ElidedLabel(tr("Queue"), TextStyle::PageTitle));
    head->addSpacing(8);
    const QList<std::pair<QString, QueueFilter>> filters{
        {tr("All"), QueueFilter::All},         {tr("In progress"), QueueFilter::Working},
        {tr("Waiting"), QueueFilter::Waiting}, {tr("Error"), QueueFilter::Failed},
        {tr("Done"), QueueFilter::Done},       {tr("Canceled"), QueueFilter::Canceled}};
    for (const auto& [text, filter] : filters) {
        auto* chip = new Chip(text);
        chip->setCheckable(true);
        chip->setChecked(filter == QueueFilter::All);
        connect(chip, &Chip::clicked, this, [this, filter = filter] {
            m_model.setFilter(filter);
            updateChips();
        });
        m_chips.append({chip, filter});
        head->addWidget(chip);
    }
    head->addStretch(1);
    head->addWidget(m_spending);
    m_limit->setFixedWidth(limitWidth);
    m_limit->hide();
    head->addWidget(m_limit);
    page->addLayout(head);

    auto* panel = new QFrame;
    panel->setObjectName(u"queuePanel"_s);
    panel->setAutoFillBackground(true);
    panel->setBackgroundRole(QPalette::AlternateBase);
    panel->setFrameShape(QFrame::NoFrame);
    auto* panelBox = new QVBoxLayout(panel);
    panelBox->setContentsMargins(0, 0, 0, 0);
    panelBox->setSpacing(0);
    panelBox->addWidget(new QueueHeader(*m_list));
    m_list->setAccessibleName(tr("Queue"));
    m_list->setModel(&m_model);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->viewport()->setAutoFillBackground(false);
    auto* delegate = new QueueDelegate(thumbnails, m_list->viewport());
    m_list->setItemDelegate(delegate);
    panelBox->addWidget(m_list, 1);

    auto* body = new QWidget;
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(panel);
    m_stack->addWidget(m_empty);
    page->addWidget(body, 1);

    connect(delegate, &QueueDelegate::triggered, this, &QueuePage::act);
    connect(m_list, &QListView::activated, this,
            [this](const QModelIndex& index) { act(index, JobAct::ToShot); });
    connect(&thumbnails, &ThumbnailCache::ready, m_list->viewport(),
            [this] { m_list->viewport()->update(); });
    setFocusProxy(m_list);
    m_clock.setInterval(tickMs);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_model.countOf(QueueFilter::Working) + m_model.countOf(QueueFilter::Waiting) > 0) {
            m_list->viewport()->update();
        }
    });
    updateChips();
}

void QueuePage::setLines(const QList<QueueLine>& lines)
{
    m_model.setLines(lines);
    updateChips();
}

void QueuePage::setProgress(const GenerationId& id, double progress, qint64 remainingMs)
{
    m_model.setProgress(id, progress, remainingMs);
}

void QueuePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const int side = width() < roomyFrom ? edge : std::max(sideEdge, (width() - widestPage) / 2);
    layout()->setContentsMargins(side, edge, side, edge);
}

void QueuePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_clock.start();
}

void QueuePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_clock.stop();
}

void QueuePage::keyPressEvent(QKeyEvent* event)
{
    // Delete gives up: what runs is canceled, what failed is forgotten. A key that is held gives up
    // one of them.
    const QModelIndex index = m_list->currentIndex();
    if (event->key() == Qt::Key_Delete && event->isAutoRepeat()) {
        return;
    }
    if (event->key() == Qt::Key_Delete && index.isValid()) {
        const QList<JobAct> possible = QueueDelegate::acts(m_model.line(index.row()));
        for (const JobAct wanted : {JobAct::Cancel, JobAct::Forget}) {
            if (possible.contains(wanted)) {
                act(index, wanted);
                return;
            }
        }
    }
    QWidget::keyPressEvent(event);
}

void QueuePage::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index = m_list->currentIndex();
    if (index.isValid()) {
        showMenu(index,
                 event->reason() == QContextMenuEvent::Keyboard
                     ? m_list->viewport()->mapToGlobal(m_list->visualRect(index).center())
                     : event->globalPos());
    }
}

void QueuePage::showMenu(const QModelIndex& index, const QPoint& position)
{
    const QueueLine& line = m_model.line(index.row());
    const QList<JobAct> possible = QueueDelegate::acts(line);
    if (possible.isEmpty()) {
        return;
    }
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const JobAct item : possible) {
        connect(menu->addItem(jobActIcon(item, line.row.job, line.standing),
                              jobActText(item, line.row.job, line.standing)),
                &QAction::triggered, this,
                [this, index = QPersistentModelIndex(index), item] { act(index, item); });
    }
    menu->popup(position);
}

void QueuePage::act(const QModelIndex& index, JobAct act)
{
    if (!index.isValid()) {
        return;
    }
    if (act == JobAct::More) {
        const QRect row = m_list->visualRect(index);
        showMenu(index,
                 m_list->viewport()->mapToGlobal(row.topRight() + QPoint(-8, row.height() / 2)));
        return;
    }
    if (const QueueLine line = m_model.line(index.row()); QueueDelegate::acts(line).contains(act)) {
        Q_EMIT acted(line, act);
    }
}

void QueuePage::updateChips()
{
    for (const auto& [chip, filter] : m_chips) {
        const int count = m_model.countOf(filter);
        chip->setCount(count);
        chip->setChecked(filter == m_model.filter());
        chip->setVisible(count > 0 || filter == QueueFilter::All || filter == m_model.filter());
    }
    m_stack->setCurrentIndex(m_model.countOf(QueueFilter::All) == 0 ? 1 : 0);
}

void QueuePage::setSpending(const QString& words, double fractionOfLimit)
{
    m_spending->setText(words);
    m_spending->setVisible(!words.isEmpty());
    m_limit->setVisible(fractionOfLimit >= 0);
    m_limit->setShare(std::clamp(fractionOfLimit, 0.0, 1.0));
    m_limit->setAccessibleName(words);
}

} // namespace raskadr::ui
