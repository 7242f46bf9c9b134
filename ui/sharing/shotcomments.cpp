#include "ui/sharing/shotcomments.h"

#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/sharing/commentmodel.h"
#include "ui/sharing/commentthread.h"

#include <QHBoxLayout>
#include <QPainter>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int stripEdge = 20;
constexpr int mostHeight = 320;
constexpr double mostOfPage = 0.34; // the feed and the composer need the rest
constexpr int headHeight = 40;
constexpr int leastHeight = 200;

bool asksToBeRead(const CommentRow& row)
{
    return !row.comment.own && !row.comment.read && row.comment.deletedMs == 0;
}

} // namespace

ShotComments::ShotComments(QWidget* parent)
    : QWidget(parent)
    , m_toggle(new Chip(u"comments"_s, tr("Comments")))
    , m_all(new Button(u"comments"_s, tr("All comments"), Button::Kind::Quiet))
    , m_close(new Button(u"close"_s, tr("Close"), Button::Kind::Icon))
    , m_thread(new CommentThread)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(stripEdge, 0, stripEdge - 8, 12);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 4, 0, 4);
    head->addWidget(new ElidedLabel(tr("Comments"), TextStyle::BodyBold));
    head->addStretch(1);
    head->addWidget(m_all);
    head->addWidget(m_close);
    m_all->setExtent(Button::Extent::Small);
    m_close->setExtent(Button::Extent::Small);
    column->addLayout(head);
    column->addWidget(m_thread, 1);
    m_thread->setDense(true);
    setAccessibleName(tr("Comments on this shot"));

    m_toggle->setCheckable(true);
    m_toggle->hide();
    m_dwell.setSingleShot(true);
    m_dwell.setInterval(dwellMs);
    connect(&m_dwell, &QTimer::timeout, this, &ShotComments::markRead);
    connect(m_toggle, &Chip::clicked, this, &ShotComments::arrange);
    connect(m_close, &Button::clicked, this, [this] {
        m_toggle->setChecked(false);
        arrange();
        m_toggle->setFocus(Qt::OtherFocusReason);
    });
    connect(m_all, &Button::clicked, this, [this] { Q_EMIT allRequested(m_current); });
    connect(m_thread, &CommentThread::chosen, this, &ShotComments::show);
    connect(m_thread, &CommentThread::answered, this, &ShotComments::answered);
    connect(m_thread, &CommentThread::resolved, this, &ShotComments::resolved);
    connect(m_thread, &CommentThread::dismissed, this, &ShotComments::dismissed);
    connect(m_thread, &CommentThread::left, m_close, &Button::click);
    arrange();
}

void ShotComments::setRows(const ShotId& shot, const QList<CommentRow>& rows,
                           const QHash<ShareId, QString>& closed)
{
    const bool fresh = shot != m_shot;
    m_shot = shot;
    m_closed = closed;
    m_rows = inOrderOfTalk(rows);
    int lines = 0;
    bool unread = false;
    bool known = false;
    for (const CommentRow& row : std::as_const(m_rows)) {
        lines += row.comment.kind == CommentKind::Comment && row.comment.deletedMs == 0 ? 1 : 0;
        unread = unread || asksToBeRead(row);
        known = known || row.comment.id == m_current;
    }
    m_toggle->setVisible(!m_rows.isEmpty());
    m_toggle->setCount(lines);
    if (m_rows.isEmpty()) {
        m_toggle->setChecked(false);
    } else if (fresh) {
        m_toggle->setChecked(unread);
    }
    show(fresh || !known ? likeliest() : m_current);
    arrange();
}

CommentId ShotComments::likeliest() const
{
    // What waits for the producer; of several the last. A decision only where nothing else was
    // said.
    CommentId decision;
    CommentId last;
    CommentId open;
    for (const CommentRow& row : m_rows) {
        if (row.comment.own || row.comment.deletedMs > 0) {
            continue;
        }
        if (row.comment.kind == CommentKind::Verdict) {
            decision = row.comment.id;
            continue;
        }
        last = row.comment.id;
        if (asksToBeRead(row) || !row.comment.resolved) {
            open = row.comment.id;
        }
    }
    return !open.isNull() ? open : !last.isNull() ? last : decision;
}

void ShotComments::setDrafts(AnswerDrafts& drafts)
{
    m_thread->setDrafts(drafts);
}

void ShotComments::setReadOnly(bool on)
{
    m_readOnly = on;
    m_thread->setReadOnly(on);
}

void ShotComments::show(const CommentId& current)
{
    m_current = current;
    QString closed;
    for (const CommentRow& row : std::as_const(m_rows)) {
        if (row.comment.id == current) {
            closed = m_closed.value(row.comment.shareId);
        }
    }
    m_thread->setThread(m_rows, m_current, closed);
}

void ShotComments::arrange()
{
    const bool open = m_toggle->isChecked() && !m_rows.isEmpty();
    setVisible(open);
    if (open) {
        const int wanted =
            headHeight + 12 + m_thread->wholeHeight(std::max(200, width() - 2 * stripEdge));
        const QWidget* around = parentWidget();
        const int room = around ? qRound(around->height() * mostOfPage) : mostHeight;
        setFixedHeight(std::min({wanted, mostHeight, std::max(leastHeight, room)}));
        m_dwell.start();
    }
}

void ShotComments::markRead()
{
    if (!isVisible() || !isActiveWindow() || m_readOnly) {
        return;
    }
    QList<CommentId> unread;
    for (const CommentRow& row : std::as_const(m_rows)) {
        if (asksToBeRead(row)) {
            unread.append(row.comment.id);
        }
    }
    if (!unread.isEmpty()) {
        Q_EMIT readMarked(unread);
    }
}

void ShotComments::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (parentWidget()) {
        parentWidget()->installEventFilter(this);
    }
    m_dwell.start();
}

bool ShotComments::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        QMetaObject::invokeMethod(this, &ShotComments::arrange, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

void ShotComments::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != width()) {
        QMetaObject::invokeMethod(this, &ShotComments::arrange, Qt::QueuedConnection);
    }
}

void ShotComments::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

} // namespace raskadr::ui
