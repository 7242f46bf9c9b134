#include "ui/sharing/commentspage.h"

#include "ui/common/button.h"
#include "ui/common/emptystate.h"
#include "ui/common/labels.h"
#include "ui/common/statuschip.h"
#include "ui/common/textlabels.h"
#include "ui/sharing/commentlist.h"
#include "ui/sharing/commentthread.h"
#include "ui/sharing/commentwords.h"

#include <QHBoxLayout>
#include <QKeyEvent>
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

} // namespace

CommentsPage::CommentsPage(ThumbnailCache& thumbnails, FindStageMedium find, QWidget* parent)
    : QWidget(parent)
    , m_list(new CommentList(thumbnails))
    , m_title(new ElidedLabel({}, TextStyle::PageTitle))
    , m_version(new ElidedLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_status(new StatusChip(StatusGlyph::Wait, QString()))
    , m_toShot(new Button(u"shot"_s, tr("To the shot")))
    , m_stage(new CommentStage(thumbnails, std::move(find)))
    , m_thread(new CommentThread)
    , m_empty(new EmptyState(QString(), QString()))
    , m_send(nullptr)
{
    auto* split = new QWidget;
    auto* halves = new QHBoxLayout(split);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(0);
    halves->addWidget(m_list);
    halves->addWidget(buildTalk(), 1);

    m_send = m_empty->addButton(u"share"_s, tr("Share"));
    connect(m_send, &Button::clicked, this, &CommentsPage::shareRequested);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(split);
    m_stack->addWidget(m_empty);
    setHasLinks(false);

    m_dwell.setSingleShot(true);
    m_dwell.setInterval(dwellMs);
    connect(&m_dwell, &QTimer::timeout, this, &CommentsPage::markShownRead);
    connect(m_list, &CommentList::currentChanged, this, &CommentsPage::showCurrent);
    connect(m_list, &CommentList::answerRequested, m_thread, &CommentThread::focusAnswer);
    connect(m_list, &CommentList::resolveRequested, this, &CommentsPage::toggleResolved);
    connect(m_list, &CommentList::readMarked, this, &CommentsPage::readMarked);
    connect(m_list, &CommentList::standingActRequested, this, &CommentsPage::standingActRequested);
    connect(m_thread, &CommentThread::chosen, m_list, &CommentList::choose);
    connect(m_thread, &CommentThread::answered, this, &CommentsPage::answered);
    connect(m_thread, &CommentThread::resolved, this, &CommentsPage::resolved);
    connect(m_thread, &CommentThread::dismissed, this, &CommentsPage::dismissed);
    connect(m_thread, &CommentThread::momentRequested, m_stage, &CommentStage::seek);
    connect(m_thread, &CommentThread::left, m_list,
            [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(m_thread, &CommentThread::reworkRequested, this, [this] {
        if (const CommentRow* row = m_list->current()) {
            Q_EMIT reworkRequested(row->comment.shotId);
        }
    });
    setFocusProxy(m_list);
    showCurrent();
}

QWidget* CommentsPage::buildTalk()
{
    auto* right = new QWidget;
    auto* outer = new QHBoxLayout(right);
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
        if (const CommentRow* row = m_list->current()) {
            Q_EMIT shotRequested(row->comment.shotId);
        }
    });
    return right;
}

void CommentsPage::open()
{
    m_stage->clear();
    m_list->open();
}

void CommentsPage::setRows(const QList<CommentRow>& rows)
{
    m_list->setRows(rows);
    m_stack->setCurrentIndex(m_list->hasNothing() ? 1 : 0);
}

void CommentsPage::setClosed(const QHash<ShareId, QString>& closed)
{
    m_closed = closed;
    showCurrent();
}

void CommentsPage::setStanding(const QString& sentence, const QString& act)
{
    m_list->setStanding(sentence, act);
}

void CommentsPage::setDrafts(AnswerDrafts& drafts)
{
    m_thread->setDrafts(drafts);
}

void CommentsPage::setReadOnly(bool on)
{
    m_readOnly = on;
    m_thread->setReadOnly(on);
    m_list->setReadOnly(on);
}

void CommentsPage::setSharable(bool on)
{
    m_send->setVisible(on && !m_readOnly);
}

void CommentsPage::setHasLinks(bool on)
{
    m_empty->setTexts(
        tr("No comments yet"),
        on ? tr("What is said on the page of the link appears here within seconds.")
           : tr("Send a link to the manager: what is said on its page appears here."));
    m_send->setText(on ? tr("Links") : tr("Share"));
}

void CommentsPage::reveal(const CommentId& comment, bool answer)
{
    if (m_list->reveal(comment) && answer) {
        m_thread->focusAnswer();
    }
}

void CommentsPage::revealShot(const ShotId& shot)
{
    m_list->revealShot(shot);
}

void CommentsPage::leave()
{
    m_stage->stop();
    m_dwell.stop();
}

void CommentsPage::showCurrent()
{
    const CommentRow* row = m_list->current();
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
    m_thread->setThread(m_list->model().thread(*row), row->comment.id,
                        m_closed.value(row->comment.shareId));
    m_thread->setReworkOffered(row->number > 0 && row->status != ShotStatus::InProgress);
    if (isVisible()) {
        m_dwell.start();
    }
}

void CommentsPage::markShownRead()
{
    const CommentRow* row = m_list->current();
    if (!row || !isVisible() || !isActiveWindow() || m_readOnly) {
        return;
    }
    QList<CommentId> unread;
    for (const CommentRow& shown : m_list->model().thread(*row)) {
        if (!shown.comment.own && !shown.comment.read) {
            unread.append(shown.comment.id);
        }
    }
    if (!unread.isEmpty()) {
        Q_EMIT readMarked(unread);
    }
}

void CommentsPage::toggleResolved()
{
    const CommentRow* row = m_list->current();
    if (row && !m_readOnly && row->comment.kind == CommentKind::Comment
        && m_closed.value(row->comment.shareId).isEmpty()) {
        Q_EMIT resolved(row->comment.id, !row->comment.resolved);
    }
}

void CommentsPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F && event->modifiers() == Qt::ControlModifier) {
        m_list->focusSearch();
        return;
    }
    QWidget::keyPressEvent(event);
}

void CommentsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_dwell.start();
}

void CommentsPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_list->setFixedWidth(std::clamp(qRound(width() * listShare), leastList, mostList));
    const int side = width() < narrowPage ? narrowTalkEdge : talkEdge;
    m_talk->layout()->setContentsMargins(side, width() < narrowPage ? 16 : 24, side, 20);
    const int inner = std::min(width() - m_list->width() - 2 * side, widestTalk);
    const int room = std::max(qRound(height() * leastOfStage), height() - besideStage);
    m_stage->setFixedHeight(std::min(qRound(inner / stageRatio), room));
}

} // namespace raskadr::ui
