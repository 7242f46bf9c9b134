#include "ui/sharing/commentmessage.h"

#include "ui/common/badge.h"
#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/sharing/commentwords.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int answerIndent = 40;
constexpr int bubbleEdge = 12;

} // namespace

CommentMessage::CommentMessage(QWidget* parent)
    : QWidget(parent)
    , m_line(new QHBoxLayout(this))
    , m_avatar(new Avatar(QString()))
    , m_author(new ElidedLabel({}, TextStyle::BodyBold))
    , m_when(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_moment(new Button(u"play"_s, QString(), Button::Kind::Quiet))
    , m_state(new ElidedLabel({}, TextStyle::Small))
    , m_more(new Button(u"more"_s, tr("More"), Button::Kind::Icon))
    , m_text(new WrapLabel({}, TextStyle::Prompt))
    , m_foot(new QWidget)
    , m_delivery(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_takeBack(new Button(u"undo"_s, tr("Back into the field"), Button::Kind::Quiet))
{
    m_line->setSpacing(12);
    m_line->addWidget(m_avatar, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    m_line->addLayout(column, 1);

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_author);
    head->addWidget(m_when);
    head->addWidget(m_moment);
    head->addStretch(1);
    head->addWidget(m_state);
    head->addWidget(m_more);
    column->addLayout(head);
    column->addWidget(m_text);
    auto* footRow = new QHBoxLayout(m_foot);
    footRow->setContentsMargins(0, 2, 0, 0);
    footRow->setSpacing(8);
    footRow->addWidget(m_delivery, 1);
    footRow->addWidget(m_takeBack, 0, Qt::AlignTop);
    column->addWidget(m_foot);

    m_moment->setExtent(Button::Extent::Small);
    m_more->setExtent(Button::Extent::Small);
    m_takeBack->setExtent(Button::Extent::Small);
    connect(m_moment, &Button::clicked, this,
            [this] { Q_EMIT momentRequested(m_row.comment.atMs); });
    connect(m_more, &Button::clicked, this,
            [this] { openMenu(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_takeBack, &Button::clicked, this, [this] { Q_EMIT takenBack(m_row); });
}

void CommentMessage::setRow(const CommentRow& row, bool current)
{
    m_row = row;
    m_current = current;
    const Comment& comment = row.comment;
    const bool gone = comment.deletedMs > 0;
    const bool verdict = comment.kind == CommentKind::Verdict;
    m_line->setContentsMargins(bubbleEdge + (row.parentId.isNull() ? 0 : answerIndent), 10,
                               bubbleEdge, 10);
    const QString name = comment.own ? tr("You") : comment.author;
    m_avatar->setName(name);
    m_author->setText(name);
    QString when = dateTimeText(QDateTime::fromMSecsSinceEpoch(comment.createdMs),
                                QDateTime::currentDateTime());
    if (comment.editedMs > 0 && !gone) {
        when = tr("%1, edited").arg(when);
    }
    if (m_shareShown) {
        when += u" · "_s + row.shareName;
    }
    m_when->setText(when);
    m_moment->setVisible(comment.atMs >= 0 && !gone);
    m_moment->setText(timecodeText(std::max<qint64>(0, comment.atMs)));
    m_moment->setAccessibleName(tr("Show the moment %1").arg(m_moment->text()));
    m_state->setText(comment.resolved ? tr("Resolved") : QString());
    m_state->setRole(TextRole::Done);
    m_state->setVisible(comment.resolved);
    m_more->setVisible(!verdict && !gone);
    m_text->setText(commentText(comment));
    m_text->setRole(verdict                        ? verdictRole(comment.verdict)
                        : gone || comment.resolved ? TextRole::Secondary
                                                   : TextRole::Primary);
    const bool waiting = row.delivery == CommentDelivery::Waiting;
    const bool refused = row.delivery == CommentDelivery::Refused;
    m_foot->setVisible(waiting || refused);
    m_takeBack->setVisible(refused && comment.own && !m_readOnly);
    m_delivery->setRole(refused ? TextRole::Error : TextRole::Secondary);
    if (waiting) {
        m_delivery->setText(tr("On its way: it goes out as soon as the server can be reached."));
    } else if (refused) {
        m_delivery->setText(row.refusal.isEmpty() ? tr("The server did not take it.")
                                                  : row.refusal);
    }
    setAccessibleName(commentSpokenText(row));
    update();
}

QWidget* CommentMessage::follow(QWidget* before)
{
    for (QWidget* button : {m_moment, m_more, m_takeBack}) {
        setTabOrder(before, button);
        before = button;
    }
    return before;
}

void CommentMessage::setShareShown(bool on)
{
    m_shareShown = on;
}

void CommentMessage::setReadOnly(bool on)
{
    m_readOnly = on;
    setRow(m_row, m_current);
}

void CommentMessage::paintEvent(QPaintEvent*)
{
    if (m_current) {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, rect(), 8, themeOf(this).raised);
    }
}

void CommentMessage::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_row.comment.own) {
        Q_EMIT chosen(m_row.comment.id);
    }
    QWidget::mousePressEvent(event);
}

void CommentMessage::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_more->isHidden()) {
        openMenu(event->globalPos());
    }
}

void CommentMessage::openMenu(const QPoint& globalPosition)
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addItem(u"copy"_s, tr("Copy the text")), &QAction::triggered, this,
            [text = m_row.comment.text] { QGuiApplication::clipboard()->setText(text); });
    for (const QUrl& address : addressesIn(m_row.comment.text)) {
        connect(menu->addItem(u"open"_s, tr("Open %1…").arg(address.host())), &QAction::triggered,
                this, [this, address] { askToOpen(this, address); });
    }
    menu->popup(globalPosition);
}

} // namespace raskadr::ui
