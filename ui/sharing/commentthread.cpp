#include "ui/sharing/commentthread.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/textlabels.h"
#include "ui/sharing/answerdrafts.h"
#include "ui/sharing/commentmessage.h"
#include "ui/sharing/commentwords.h"

#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostCharacters = 2000;
constexpr int nearlyFull = 1800;
// More are shown when asked for: each is a row of widgets.
constexpr int mostAtOnce = 24;

} // namespace

CommentThread::CommentThread(QWidget* parent)
    : QWidget(parent)
    , m_drafts(new AnswerDrafts(this))
    , m_scroll(new QScrollArea)
    , m_early(new Button(u"history"_s, QString(), Button::Kind::Quiet))
    , m_dock(new QWidget)
    , m_whom(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_answer(new TextArea)
    , m_note(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_send(new Button(tr("Answer"), Button::Kind::Main))
    , m_resolve(new Button(u"check"_s, tr("Resolve")))
    , m_rework(new Button(u"status-work"_s, tr("Set the shot back to work"), Button::Kind::Quiet))
{
    auto* inside = new QWidget;
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(0, 0, 8, 0);
    m_column->setSpacing(2);
    m_column->addWidget(m_early, 0, Qt::AlignLeft);
    m_column->addStretch(1);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);

    auto* dock = new QVBoxLayout(m_dock);
    dock->setContentsMargins(0, 8, 0, 0);
    dock->setSpacing(6);
    dock->addWidget(m_whom);
    dock->addWidget(m_answer);
    dock->addWidget(m_note);
    auto* acts = new QHBoxLayout;
    acts->setContentsMargins(0, 4, 0, 0);
    acts->setSpacing(8);
    acts->addWidget(m_send);
    acts->addWidget(m_resolve);
    acts->addStretch(1);
    acts->addWidget(m_rework);
    dock->addLayout(acts);

    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_scroll, 1);
    page->addWidget(m_dock);

    m_answer->setLines(2, 6);
    m_answer->setPlaceholderText(tr("The answer appears on the manager's page"));
    m_answer->installEventFilter(this);
    m_send->setKey(u"Ctrl+Enter"_s);
    m_resolve->setKey(u"R"_s);
    m_rework->hide();
    connect(m_answer, &TextArea::textChanged, this, [this] {
        m_drafts->keep(m_draftOf, m_answer->text());
        showCurrent();
    });
    connect(m_send, &Button::clicked, this, &CommentThread::send);
    connect(m_resolve, &Button::clicked, this, [this] {
        if (const CommentRow* row = currentRow()) {
            Q_EMIT resolved(row->comment.id, !row->comment.resolved);
        }
    });
    connect(m_rework, &Button::clicked, this, &CommentThread::reworkRequested);
    connect(m_early, &Button::clicked, this, [this] {
        m_all = true;
        showMessages(m_rows);
    });
    m_early->hide();
}

void CommentThread::setDrafts(AnswerDrafts& drafts)
{
    m_drafts = &drafts;
    // Another place where one can answer, or the library, changed them.
    connect(m_drafts, &AnswerDrafts::changed, this, [this](const CommentId& comment) {
        if (comment == m_draftOf) {
            showDraft();
        }
    });
    showDraft();
}

void CommentThread::showDraft()
{
    const QString words = m_drafts->words(m_draftOf);
    // Blanks that are typed before the first word are nothing that is kept.
    if (words != (m_answer->text().trimmed().isEmpty() ? QString() : m_answer->text())) {
        m_answer->setText(words);
    }
}

void CommentThread::setDense(bool on)
{
    m_answer->setLines(on ? 1 : 2, on ? 3 : 6);
    // There the letter does something else.
    m_resolve->setKey(on ? QString() : u"R"_s);
}

void CommentThread::setReadOnly(bool on)
{
    m_readOnly = on;
    for (CommentMessage* message : std::as_const(m_messages)) {
        message->setReadOnly(on);
    }
    showCurrent();
}

int CommentThread::wholeHeight(int width) const
{
    const QWidget* inside = m_scroll->widget();
    return inside->layout()->totalHeightForWidth(width)
        + (m_dock->isHidden() ? 0 : m_dock->layout()->totalSizeHint().height());
}

void CommentThread::setReworkOffered(bool on)
{
    m_rework->setVisible(on && !m_readOnly);
}

void CommentThread::focusAnswer()
{
    (m_answer->isEnabled() ? static_cast<QWidget*>(m_answer) : m_resolve)
        ->setFocus(Qt::ShortcutFocusReason);
}

void CommentThread::setThread(const QList<CommentRow>& rows, const CommentId& current,
                              const QString& closed)
{
    const bool grown = rows.size() > m_rows.size();
    const bool moved = current != m_current;
    m_current = current;
    m_closed = closed;
    const CommentId before = m_rows.isEmpty() ? CommentId() : m_rows.first().comment.id;
    const bool other = rows.isEmpty() || rows.first().comment.id != before;
    if (other) {
        m_all = false;
    }
    showMessages(rows);
    if (m_draftOf != m_current) {
        m_draftOf = m_current;
        m_answer->setText(m_drafts->words(m_draftOf));
    }
    showCurrent();
    // An answer that was just given comes into sight; another thread starts at what it is about.
    if (other || grown || moved) {
        QTimer::singleShot(0, this, [this] {
            for (CommentMessage* message : std::as_const(m_messages)) {
                if (message->row().comment.id == m_current) {
                    m_scroll->ensureWidgetVisible(message, 0, 24);
                }
            }
        });
    }
}

void CommentThread::showMessages(const QList<CommentRow>& rows)
{
    m_rows = rows;
    const qsizetype first = m_all ? 0 : std::max<qsizetype>(0, rows.size() - mostAtOnce);
    const qsizetype count = rows.size() - first;
    m_early->setVisible(first > 0);
    m_early->setText(tr("Show %n earlier one(s)", nullptr, static_cast<int>(first)));
    const bool others = m_messages.size() != count;
    while (m_messages.size() > count) {
        m_messages.takeLast()->deleteLater();
    }
    while (m_messages.size() < count) {
        auto* message = new CommentMessage;
        message->setReadOnly(m_readOnly);
        connect(message, &CommentMessage::chosen, this, &CommentThread::chosen);
        connect(message, &CommentMessage::momentRequested, this, &CommentThread::momentRequested);
        connect(message, &CommentMessage::takenBack, this, &CommentThread::takeBack);
        m_column->insertWidget(m_column->count() - 1, message);
        m_messages.append(message);
    }
    const bool several = std::any_of(rows.begin(), rows.end(), [&rows](const CommentRow& row) {
        return row.comment.shareId != rows.first().comment.shareId;
    });
    for (qsizetype i = 0; i < count; ++i) {
        const CommentRow& row = rows.at(first + i);
        m_messages.at(i)->setShareShown(several);
        m_messages.at(i)->setRow(row, row.comment.id == m_current);
    }
    if (others) {
        QWidget* before = m_early;
        for (CommentMessage* message : std::as_const(m_messages)) {
            before = message->follow(before);
        }
        for (QWidget* next : {static_cast<QWidget*>(m_answer), static_cast<QWidget*>(m_send),
                              static_cast<QWidget*>(m_resolve), static_cast<QWidget*>(m_rework)}) {
            setTabOrder(before, next);
            before = next;
        }
    }
}

const CommentRow* CommentThread::currentRow() const
{
    for (const CommentRow& row : m_rows) {
        if (row.comment.id == m_current) {
            return &row;
        }
    }
    return nullptr;
}

void CommentThread::takeBack(const CommentRow& row)
{
    // What is being typed stays before it.
    const QString typed = m_answer->text();
    m_answer->setText(typed.trimmed().isEmpty() ? row.comment.text
                                                : typed + u"\n\n"_s + row.comment.text);
    m_answer->setFocus(Qt::OtherFocusReason);
    Q_EMIT dismissed(row.comment.id);
}

void CommentThread::showCurrent()
{
    const CommentRow* row = currentRow();
    m_dock->setVisible(row != nullptr);
    if (!row) {
        return;
    }
    const bool open = m_closed.isEmpty() && !m_readOnly;
    const bool comment = row->comment.kind == CommentKind::Comment;
    m_whom->setText(comment ? tr("Answer to %1").arg(row->comment.author)
                            : tr("To the decision of %1").arg(row->comment.author));
    m_answer->setAccessibleName(m_whom->text());
    m_answer->setVisible(open && comment);
    m_answer->setEnabled(open && comment);
    m_whom->setVisible(open && comment);
    m_send->setVisible(open && comment);
    const int length = static_cast<int>(m_answer->text().trimmed().size());
    m_send->setEnabled(length > 0 && length <= mostCharacters);
    m_resolve->setVisible(open && comment);
    m_resolve->setText(row->comment.resolved ? tr("Open again") : tr("Resolve"));
    m_resolve->setIconName(row->comment.resolved ? u"undo"_s : u"check"_s);
    QString note = m_closed;
    if (open && !comment) {
        note = tr("A decision is answered with a comment or with a new version.");
    } else if (open && length >= nearlyFull) {
        note = tr("%1 of %2 characters").arg(numberText(length), numberText(mostCharacters));
    }
    m_note->setText(note);
    m_note->setRole(length > mostCharacters ? TextRole::Error : TextRole::Secondary);
    m_note->setVisible(!note.isEmpty());
}

void CommentThread::send()
{
    const QString text = m_answer->text().trimmed();
    const CommentRow* row = currentRow();
    if (!row || !m_send->isEnabled() || !m_send->isVisibleTo(this)) {
        return;
    }
    const CommentId parent = row->comment.id;
    m_answer->setText({});
    Q_EMIT answered(parent, text);
}

bool CommentThread::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_answer && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
            && key->modifiers().testFlag(Qt::ControlModifier)) {
            send();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace raskadr::ui
