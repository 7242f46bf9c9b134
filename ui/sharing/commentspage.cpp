#include "ui/sharing/commentspage.h"

#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/emptystate.h"
#include "ui/common/fields.h"
#include "ui/common/labels.h"
#include "ui/common/popupmenu.h"
#include "ui/common/statuschip.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/sharing/commentdelegate.h"
#include "ui/sharing/commentthread.h"
#include "ui/sharing/commentwords.h"
#include "ui/sharing/notestrip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QStackedLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int leastList = 432;
constexpr int mostList = 680;
constexpr double listShare = 0.354;
constexpr int widestTalk = 1040;
constexpr int talkEdge = 40;
constexpr int narrowTalkEdge = 24;
constexpr int narrowPage = 1400;
constexpr double leastOfStage = 0.46; // of the page's height
constexpr int besideStage = 450; // what the talk about it needs
constexpr double stageRatio = 16.0 / 9;
constexpr int dwellMs = 700;

} // namespace

CommentsPage::CommentsPage(ThumbnailCache& thumbnails, FindStageMedium find, QWidget* parent)
    : QWidget(parent)
    , m_share(new Chip(u"link"_s, tr("All links")))
    , m_search(new SearchField(tr("Find")))
    , m_readAll(new Button(u"check"_s, tr("Mark all as read"), Button::Kind::Icon))
    , m_standing(new NoteStrip)
    , m_list(new QListView)
    , m_nothing(new WrapLabel(tr("Nothing here."), TextStyle::Body, TextRole::Secondary))
    , m_title(new ElidedLabel({}, TextStyle::PageTitle))
    , m_version(new ElidedLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_status(new StatusChip(StatusGlyph::Wait, QString()))
    , m_toShot(new Button(u"shot"_s, tr("To the shot")))
    , m_stage(new CommentStage(thumbnails, std::move(find)))
    , m_thread(new CommentThread)
    , m_empty(new EmptyState(QString(), QString()))
    , m_send(nullptr)
{
    m_list->setItemDelegate(new CommentDelegate(thumbnails, m_list->viewport()));
    connect(&thumbnails, &ThumbnailCache::ready, m_list->viewport(),
            [this] { m_list->viewport()->update(); });

    auto* split = new QWidget;
    auto* halves = new QHBoxLayout(split);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(0);
    halves->addWidget(buildLeft());
    halves->addWidget(buildRight(), 1);

    m_send = m_empty->addButton(u"share"_s, tr("Share"));
    connect(m_send, &Button::clicked, this, &CommentsPage::shareRequested);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(split);
    m_stack->addWidget(m_empty);
    setHasLinks(false);

    m_dwell.setSingleShot(true);
    m_dwell.setInterval(dwellMs);
    connect(&m_dwell, &QTimer::timeout, this, &CommentsPage::markShownRead);
    connect(m_thread, &CommentThread::chosen, this, &CommentsPage::choose);
    connect(m_thread, &CommentThread::answered, this, &CommentsPage::answered);
    connect(m_thread, &CommentThread::resolved, this, &CommentsPage::resolved);
    connect(m_thread, &CommentThread::dismissed, this, &CommentsPage::dismissed);
    connect(m_thread, &CommentThread::momentRequested, m_stage, &CommentStage::seek);
    connect(m_thread, &CommentThread::left, m_list,
            [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(m_thread, &CommentThread::reworkRequested, this, [this] {
        if (const CommentRow* row = currentRow()) {
            Q_EMIT reworkRequested(row->comment.shotId);
        }
    });
    setFocusProxy(m_list);
    showChips();
    showCurrent();
}

QWidget* CommentsPage::buildLeft()
{
    m_left = new QWidget;
    m_left->setAutoFillBackground(true);
    m_left->setBackgroundRole(QPalette::AlternateBase);
    auto* column = new QVBoxLayout(m_left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* bar = new QWidget;
    auto* rows = new QVBoxLayout(bar);
    rows->setContentsMargins(16, 12, 16, 12);
    rows->setSpacing(10);
    auto* chips = new QHBoxLayout;
    chips->setSpacing(8);
    const QList<std::pair<QString, CommentFilter>> filters{
        {tr("All"), CommentFilter::All},
        {tr("New"), CommentFilter::Unread},
        {tr("Open"), CommentFilter::Open},
        {tr("Resolved"), CommentFilter::Resolved}};
    for (const auto& [text, filter] : filters) {
        auto* chip = new Chip(text);
        chip->setCheckable(true);
        connect(chip, &Chip::clicked, this, [this, filter = filter] {
            m_model.setFilter(filter);
            showChips();
            choose(m_model.indexOf(m_current).isValid() || m_model.rowCount() == 0
                       ? m_current
                       : m_model.row(0).comment.id);
        });
        m_chips.append({chip, filter});
        chips->addWidget(chip);
    }
    chips->addStretch(1);
    rows->addLayout(chips);
    auto* second = new QHBoxLayout;
    second->setSpacing(8);
    m_search->setAccessibleName(tr("Find in comments"));
    second->addWidget(m_search, 1);
    second->addWidget(m_share);
    second->addWidget(m_readAll);
    rows->addLayout(second);
    column->addWidget(bar);

    auto* strip = new QWidget;
    auto* stripRow = new QHBoxLayout(strip);
    stripRow->setContentsMargins(16, 0, 16, 12);
    stripRow->addWidget(m_standing);
    column->addWidget(strip);
    strip->hide();

    auto* body = new QWidget;
    m_listStack = new QStackedLayout(body);
    m_list->setAccessibleName(tr("Comments"));
    m_list->setModel(&m_model);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setProperty("focusRing", false);
    m_list->installEventFilter(this);
    m_listStack->addWidget(m_list);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_listStack->addWidget(m_nothing);
    column->addWidget(body, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid() && m_model.row(index.row()).comment.id != m_current) {
                    choose(m_model.row(index.row()).comment.id);
                }
            });
    connect(m_list, &QListView::activated, m_thread, &CommentThread::focusAnswer);
    connect(m_search, &SearchField::textChanged, this, [this](const QString& words) {
        m_model.setSearch(words);
        m_listStack->setCurrentIndex(m_model.rowCount() == 0 ? 1 : 0);
    });
    connect(m_search, &SearchField::left, this, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(m_share, &Chip::clicked, this, &CommentsPage::chooseShare);
    connect(m_readAll, &Button::clicked, this, [this] { Q_EMIT readMarked(m_model.unread()); });
    connect(m_standing, &NoteStrip::acted, this, &CommentsPage::standingActRequested);
    return m_left;
}

QWidget* CommentsPage::buildRight()
{
    m_right = new QWidget;
    auto* outer = new QHBoxLayout(m_right);
    outer->setContentsMargins(0, 0, 0, 0);
    m_talk = new QWidget;
    m_talk->setMaximumWidth(widestTalk + 2 * talkEdge);
    outer->addWidget(m_talk);

    auto* column = new QVBoxLayout(m_talk);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_status);
    head->addStretch(1);
    head->addWidget(m_toShot);
    column->addLayout(head);
    column->addWidget(m_version);
    column->addSpacing(14);
    column->addWidget(m_stage);
    column->addSpacing(12);
    column->addWidget(m_thread, 1);
    connect(m_toShot, &Button::clicked, this, [this] {
        if (const CommentRow* row = currentRow()) {
            Q_EMIT shotRequested(row->comment.shotId);
        }
    });
    return m_right;
}

void CommentsPage::open()
{
    m_current = {};
    m_stage->clear();
    m_model.setRows({});
    m_model.setShare({});
    m_model.beginVisit();
}

void CommentsPage::setRows(const QList<CommentRow>& rows)
{
    m_model.setRows(rows);
    m_stack->setCurrentIndex(
        m_model.countOf(CommentFilter::All) == 0 && m_model.share().isNull() ? 1 : 0);
    showChips();
    if (!m_model.find(m_current)) {
        m_current = m_model.rowCount() > 0 ? m_model.row(0).comment.id : CommentId();
    }
    choose(m_current);
}

void CommentsPage::setClosed(const QHash<ShareId, QString>& closed)
{
    m_closed = closed;
    showCurrent();
}

void CommentsPage::setStanding(const QString& sentence, const QString& act)
{
    m_standing->setNote(NoteStrip::Kind::Warning, sentence, act);
    m_standing->parentWidget()->setVisible(!sentence.isEmpty());
}

void CommentsPage::setReadOnly(bool on)
{
    m_readOnly = on;
    m_thread->setReadOnly(on);
    m_readAll->setVisible(!on);
}

void CommentsPage::setSharable(bool on)
{
    m_send->setVisible(on && !m_readOnly);
}

void CommentsPage::setHasLinks(bool on)
{
    m_hasLinks = on;
    m_empty->setTexts(
        tr("No comments yet"),
        on ? tr("What is said on the page of the link appears here within seconds.")
           : tr("Send a link to the manager: what is said on its page appears here."));
    m_send->setText(on ? tr("Links") : tr("Share"));
}

void CommentsPage::reveal(const CommentId& comment, bool answer)
{
    if (const CommentRow* row = m_model.find(comment)) {
        // An answer stands in the thread of what it answers.
        const CommentId line =
            row->comment.own && !row->parentId.isNull() ? row->parentId : comment;
        if (!m_model.indexOf(line).isValid()) {
            m_search->clear();
            m_model.setShare({});
            m_model.setFilter(CommentFilter::All);
            showChips();
        }
        choose(line);
        if (answer) {
            m_thread->focusAnswer();
        }
    }
}

void CommentsPage::revealShot(const ShotId& shot)
{
    for (int i = 0; i < m_model.rowCount(); ++i) {
        if (m_model.row(i).comment.shotId == shot) {
            choose(m_model.row(i).comment.id);
            return;
        }
    }
}

void CommentsPage::leave()
{
    m_stage->stop();
    m_dwell.stop();
}

const CommentRow* CommentsPage::currentRow() const
{
    return m_model.find(m_current);
}

void CommentsPage::choose(const CommentId& comment)
{
    m_current = comment;
    const QModelIndex index = m_model.indexOf(comment);
    if (index.isValid() && m_list->currentIndex() != index) {
        m_list->setCurrentIndex(index);
        m_list->scrollTo(index);
    }
    m_list->viewport()->update();
    m_listStack->setCurrentIndex(m_model.rowCount() == 0 ? 1 : 0);
    showCurrent();
}

void CommentsPage::showCurrent()
{
    const CommentRow* row = currentRow();
    m_talk->setVisible(row != nullptr);
    if (!row) {
        m_thread->setThread({}, {}, {});
        return;
    }
    m_title->setText(commentShotText(*row));
    const QString version = commentVersionText(*row);
    m_version->setText(version);
    m_version->setVisible(!version.isEmpty());
    m_status->setStatus(glyphOf(row->status), statusText(row->status));
    m_status->setVisible(row->number > 0);
    m_toShot->setVisible(row->number > 0);
    m_stage->show(*row);
    const bool same = row->isCurrent || row->number == 0 || row->seenSha256.isEmpty();
    m_stage->setPlate(same ? QString() : tr("An earlier version"));
    m_thread->setThread(m_model.thread(*row), m_current, m_closed.value(row->comment.shareId));
    m_thread->setReworkOffered(row->number > 0 && row->status != ShotStatus::InProgress);
    if (isVisible()) {
        m_dwell.start();
    }
}

void CommentsPage::markShownRead()
{
    const CommentRow* row = currentRow();
    if (!row || !isVisible() || !isActiveWindow() || m_readOnly) {
        return;
    }
    QList<CommentId> unread;
    for (const CommentRow& shown : m_model.thread(*row)) {
        if (!shown.comment.own && !shown.comment.read) {
            unread.append(shown.comment.id);
        }
    }
    if (!unread.isEmpty()) {
        Q_EMIT readMarked(unread);
    }
}

void CommentsPage::showChips()
{
    for (const auto& [chip, filter] : m_chips) {
        const int count = m_model.countOf(filter);
        chip->setCount(count);
        chip->setChecked(filter == m_model.filter());
        chip->setVisible(count > 0 || filter == CommentFilter::All || filter == m_model.filter());
    }
    m_readAll->setEnabled(m_model.countOf(CommentFilter::Unread) > 0);
    const auto shares = m_model.shares();
    m_share->setVisible(shares.size() > 1 || !m_model.share().isNull());
    QString name = tr("All links");
    for (const auto& [id, linkName] : shares) {
        if (id == m_model.share()) {
            name = linkName;
        }
    }
    m_share->setText(QFontMetrics(m_share->font()).elidedText(name, Qt::ElideRight, 180));
    m_share->setAccessibleName(tr("Link: %1").arg(name));
    m_share->setChecked(!m_model.share().isNull());
    m_share->updateGeometry();
}

void CommentsPage::chooseShare()
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& name, const ShareId& id) {
        connect(menu->addItem(id == m_model.share() ? u"check"_s : QString(), name),
                &QAction::triggered, this, [this, id] {
                    m_model.setShare(id);
                    showChips();
                    if (!m_model.indexOf(m_current).isValid() && m_model.rowCount() > 0) {
                        choose(m_model.row(0).comment.id);
                    }
                    m_listStack->setCurrentIndex(m_model.rowCount() == 0 ? 1 : 0);
                });
    };
    add(tr("All links"), {});
    for (const auto& [id, name] : m_model.shares()) {
        add(name, id);
    }
    menu->popup(m_share->mapToGlobal(QPoint(0, m_share->height() + 4)));
}

void CommentsPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F && event->modifiers() == Qt::ControlModifier) {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
        return;
    }
    QWidget::keyPressEvent(event);
}

bool CommentsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const CommentRow* row = currentRow();
        if (key->key() == Qt::Key_R && key->modifiers() == Qt::NoModifier && row && !m_readOnly
            && row->comment.kind == CommentKind::Comment
            && m_closed.value(row->comment.shareId).isEmpty()) {
            Q_EMIT resolved(m_current, !row->comment.resolved);
            return true;
        }
        // Letters act; they look for nothing in the list.
        if (!key->text().isEmpty() && key->text().front().isPrint()
            && key->modifiers() == Qt::NoModifier) {
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CommentsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_dwell.start();
}

void CommentsPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_left->setFixedWidth(std::clamp(qRound(width() * listShare), leastList, mostList));
    const int side = width() < narrowPage ? narrowTalkEdge : talkEdge;
    m_talk->layout()->setContentsMargins(side, width() < narrowPage ? 16 : 24, side, 20);
    const int inner = std::min(width() - m_left->width() - 2 * side, widestTalk);
    const int room = std::max(qRound(height() * leastOfStage), height() - besideStage);
    m_stage->setFixedHeight(std::min(qRound(inner / stageRatio), room));
}

} // namespace raskadr::ui
