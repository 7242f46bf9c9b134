#include "ui/shot/smarteditpanel.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/flowlayout.h"
#include "ui/common/icons.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/shot/smarteditproposal.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;
using Stage = SmartEditState::Stage;

namespace {

constexpr int editEdge = 16;
constexpr int tellAfterMs = 500; // typed words are kept at most so long after the last key

} // namespace

SmartEditPanel::SmartEditPanel(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_summary(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_agent(new Button({}, Button::Kind::Quiet))
    , m_notice(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_modelRow(nullptr)
    , m_describe(new Button(u"edit"_s, tr("Describe…"), Button::Kind::Ordinary))
    , m_model(new Button({}, Button::Kind::Ordinary))
    , m_losses(new WrapLabel({}, TextStyle::Small, TextRole::Warn))
    , m_words(new TextArea)
    , m_error(new WrapLabel({}, TextStyle::Small, TextRole::Error))
    , m_proposal(new SmartEditProposal)
    , m_both(new Button(u"smart-edit"_s, tr("Rewrite and generate"), Button::Kind::Ordinary))
    , m_rewrite(new Button(tr("Rewrite"), Button::Kind::Ordinary))
    , m_send(new Button(u"generate"_s, tr("Generate"), Button::Kind::Ordinary))
    , m_edit(new Button(u"edit"_s, tr("Change"), Button::Kind::Quiet))
    , m_discard(new Button(tr("Discard"), Button::Kind::Quiet))
    , m_cancel(new Button(tr("Cancel"), Button::Kind::Quiet))
    , m_progress(new ElidedLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_price(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_seed(new Switch(tr("Keep the seed")))
{
    setAccessibleName(tr("Edit in words"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(editEdge, 12, editEdge, 14);
    column->setSpacing(8);
    column->addWidget(buildHead());
    column->addWidget(m_notice);
    m_modelRow = buildModelRow();
    column->addWidget(m_modelRow);
    column->addWidget(m_losses);
    m_words->setLines(1, 4);
    m_words->setPlaceholderText(tr("For example: set the camera to 35 mm, evening instead of day"));
    m_words->setAccessibleName(tr("What to change, in your own words"));
    m_words->installEventFilter(this);
    column->addWidget(m_words);
    column->addWidget(m_error);
    column->addWidget(m_proposal);
    connect(m_proposal, &SmartEditProposal::promptEdited, this, &SmartEditPanel::promptEdited);
    connect(m_proposal, &SmartEditProposal::negativeEdited, this, &SmartEditPanel::negativeEdited);
    connect(m_proposal, &SmartEditProposal::keyPressed, this,
            [this](QKeyEvent* key) { key->setAccepted(takesKey(*key, false)); });
    m_buttons = buildButtons();
    column->addWidget(m_buttons);

    m_tell.setSingleShot(true);
    m_tell.setInterval(tellAfterMs);
    connect(&m_tell, &QTimer::timeout, this, &SmartEditPanel::flush);
    connect(m_words, &TextArea::textChanged, this, [this] {
        if (!m_filling) {
            m_tell.start();
            showButtons();
        }
    });
    show(SmartEditState());
}

QWidget* SmartEditPanel::buildHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addWidget(new ElidedLabel(tr("Edit in words", "title"), TextStyle::BodyBold));
    row->addWidget(m_summary, 1);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_agent->setExtent(Button::Extent::Small);
    m_agent->setArrow(true);
    row->addWidget(m_agent);
    connect(m_agent, &Button::clicked, this, [this] {
        Q_EMIT agentMenuRequested(m_agent->mapToGlobal(QPoint(0, m_agent->height())));
    });
    return head;
}

QWidget* SmartEditPanel::buildModelRow()
{
    auto* line = new QWidget;
    auto* flow = new FlowLayout(line);
    m_describe->setExtent(Button::Extent::Small);
    m_model->setExtent(Button::Extent::Small);
    m_model->setArrow(true);
    flow->addWidget(m_describe);
    flow->addWidget(m_model);
    connect(m_describe, &Button::clicked, this, &SmartEditPanel::describeRequested);
    connect(m_model, &Button::clicked, this, [this] {
        Q_EMIT modelMenuRequested(m_model->mapToGlobal(QPoint(0, m_model->height())));
    });
    return line;
}

QWidget* SmartEditPanel::buildButtons()
{
    auto* box = new QWidget;
    auto* flow = new FlowLayout(box);
    m_both->setKey(u"Ctrl+Enter"_s);
    m_rewrite->setKey(u"Enter"_s);
    m_send->setKey(u"Ctrl+Enter"_s);
    m_edit->setCheckable(true);
    for (QWidget* part : {static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_cancel),
                          static_cast<QWidget*>(m_send), static_cast<QWidget*>(m_both),
                          static_cast<QWidget*>(m_rewrite), static_cast<QWidget*>(m_edit),
                          static_cast<QWidget*>(m_discard), static_cast<QWidget*>(m_price),
                          static_cast<QWidget*>(m_seed)}) {
        flow->addWidget(part);
    }
    connect(m_both, &Button::clicked, this, &SmartEditPanel::submit);
    connect(m_send, &Button::clicked, this, &SmartEditPanel::submit);
    connect(m_rewrite, &Button::clicked, this, [this] {
        flush();
        Q_EMIT rewriteRequested(words());
    });
    connect(m_edit, &Button::clicked, this, &SmartEditPanel::toggleEditing);
    connect(m_discard, &Button::clicked, this, &SmartEditPanel::discarded);
    connect(m_cancel, &Button::clicked, this, &SmartEditPanel::canceled);
    connect(m_seed, &Switch::clicked, this, [this] { Q_EMIT keepSeedChosen(m_seed->isChecked()); });
    return box;
}

void SmartEditPanel::show(const SmartEditState& state)
{
    const bool sameProposal = m_state.stage == state.stage
        && m_state.promptBefore == state.promptBefore && m_proposal->prompt() == state.promptAfter;
    m_state = state;
    m_filling = true;
    const bool asks = state.stage == Stage::Thinking || state.stage == Stage::Repairing;
    const bool proposed = state.stage == Stage::Proposed;
    m_agent->setText(state.agentName);
    m_agent->setAccessibleName(tr("Agent: %1").arg(state.agentName));
    m_agent->setVisible(!proposed && !state.withoutAgent && !state.agentName.isEmpty());
    m_agent->setEnabled(!asks);
    m_summary->setText(proposed ? state.summary : QString());
    m_notice->setText(state.notice);
    m_notice->setVisible(!state.notice.isEmpty());
    m_describe->setVisible(state.stage == Stage::Describe || (state.withoutAgent && !asks));
    m_model->setText(state.modelName);
    m_model->setVisible(!state.modelName.isEmpty());
    m_model->setEnabled(!asks);
    m_modelRow->setVisible(!m_describe->isHidden() || !m_model->isHidden());
    m_losses->setText(state.losses);
    m_losses->setVisible(!state.losses.isEmpty());
    m_words->setVisible(state.stage != Stage::Describe);
    m_words->setReadOnly(asks);
    // What is typed and not yet told is newer than the state.
    if (!m_tell.isActive() && m_words->text() != state.words) {
        m_words->setText(state.words);
        m_words->moveCursor(QTextCursor::End);
    }
    m_error->setText(state.error);
    m_error->setVisible(!state.error.isEmpty());
    m_seed->setChecked(state.keepSeed && state.takesSeed);
    m_seed->setEnabled(state.takesSeed && !asks);
    m_filling = false;
    if (proposed && !sameProposal) {
        m_edit->setChecked(false);
    }
    showProposal();
    showButtons();
}

void SmartEditPanel::showProposal()
{
    if (m_state.stage == Stage::Proposed) {
        m_proposal->show(m_state, m_edit->isChecked());
    } else {
        m_edit->setChecked(false);
        m_proposal->clear();
    }
}

void SmartEditPanel::showButtons()
{
    const bool asks = m_state.stage == Stage::Thinking || m_state.stage == Stage::Repairing;
    const bool ready = m_state.stage == Stage::Ready;
    const bool proposed = m_state.stage == Stage::Proposed;
    const bool hasWords = !words().trimmed().isEmpty();
    m_progress->setText(m_state.stage == Stage::Repairing
                            ? tr("The agent answered unclearly, asking again")
                            : tr("The agent is rewriting…"));
    m_progress->setVisible(asks);
    m_cancel->setVisible(asks);
    const bool newWords = proposed && words().trimmed() != m_state.askedWords;
    m_both->setVisible(ready && !m_state.withoutAgent);
    m_both->setEnabled(hasWords && m_state.hasModel);
    m_rewrite->setVisible((ready && !m_state.withoutAgent) || newWords);
    m_rewrite->setEnabled(hasWords && m_state.hasModel);
    m_send->setVisible(proposed || (ready && m_state.withoutAgent));
    m_send->setEnabled(proposed ? m_state.canSend : hasWords && m_state.hasModel);
    m_edit->setVisible(proposed);
    m_discard->setVisible(proposed);
    const QString price = m_state.hasModel ? m_state.price.text : QString();
    m_rewrite->setToolTip(m_state.agentHint);
    QStringList hints{m_state.price.detail, m_state.agentHint};
    hints.removeAll(QString());
    m_both->setToolTip(hints.join(u'\n'));
    m_price->setToolTip(m_state.price.detail);
    placePrice();
    m_seed->setVisible((ready && m_state.hasModel) || proposed);
    m_buttons->setVisible(m_state.stage != Stage::Describe);
    updateMainButton();
    m_buttons->updateGeometry();
}

// On the button as long as there is room for it, at the cost of the key's name; else beside it.
void SmartEditPanel::placePrice()
{
    const QString price = m_state.hasModel ? m_state.price.text : QString();
    QStringList parts{price, m_state.agentPrice};
    parts.removeAll(QString());
    const QString both = parts.join(u" + "_s);
    const int room = width() - 2 * editEdge;
    const auto tooWide = [&] { return m_both->sizeHint().width() > room; };
    m_both->setText(both.isEmpty() ? tr("Rewrite and generate")
                                   : tr("Rewrite and generate · %1").arg(both));
    m_both->setKey(u"Ctrl+Enter"_s);
    if (tooWide()) {
        m_both->setKey({});
    }
    const bool apart = !m_both->isHidden() && tooWide();
    if (apart) {
        m_both->setText(tr("Rewrite and generate"));
        m_both->setKey(u"Ctrl+Enter"_s);
    }
    m_price->setText(apart ? both : price);
    m_price->setVisible(!m_price->text().isEmpty() && (apart || !m_send->isHidden()));
}

void SmartEditPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placePrice();
}

void SmartEditPanel::updateMainButton()
{
    const auto kind = m_leading ? Button::Kind::Main : Button::Kind::Ordinary;
    m_both->setKind(kind);
    m_send->setKind(kind);
    const int side = 18;
    m_icon->setPixmap(iconPixmap(u"smart-edit"_s, side, themeOf(this).text2, devicePixelRatioF()));
}

void SmartEditPanel::setLeading(bool on)
{
    m_leading = on;
    updateMainButton();
}

void SmartEditPanel::toggleEditing()
{
    showProposal();
    if (m_edit->isChecked()) {
        m_proposal->focusPrompt();
    }
}

void SmartEditPanel::focusWords()
{
    if (m_words->isVisible()) {
        m_words->setFocus(Qt::ShortcutFocusReason);
    } else if (m_model->isVisible()) {
        m_model->setFocus(Qt::ShortcutFocusReason);
    } else {
        m_describe->setFocus(Qt::ShortcutFocusReason);
    }
}

QString SmartEditPanel::words() const
{
    return m_words->text();
}

void SmartEditPanel::flush()
{
    m_tell.stop();
    Q_EMIT wordsChanged(words());
}

void SmartEditPanel::submit()
{
    if (!m_send->isHidden()) {
        if (m_send->isEnabled()) {
            flush();
            Q_EMIT generateRequested();
        }
    } else if (!m_both->isHidden() && m_both->isEnabled()) {
        flush();
        Q_EMIT rewriteAndGenerateRequested(words());
    }
}

void SmartEditPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    painter.fillRect(QRect(0, 0, 1, height()), theme.line);
}

bool SmartEditPanel::eventFilter(QObject* watched, QEvent* event)
{
    // Where nothing was typed, Ctrl+Z is the window's, which takes the edit back.
    if (event->type() == QEvent::ShortcutOverride && watched == m_words
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Undo)
        && !m_words->document()->isUndoAvailable()) {
        event->ignore();
        return true;
    }
    if (event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    return takesKey(*static_cast<QKeyEvent*>(event), watched == m_words)
        || QWidget::eventFilter(watched, event);
}

bool SmartEditPanel::takesKey(const QKeyEvent& key, bool inWords)
{
    const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    const Qt::KeyboardModifiers modifiers = key.modifiers() & ~Qt::KeypadModifier;
    if (enter && modifiers == Qt::ControlModifier) {
        if (!key.isAutoRepeat()) {
            submit();
        }
        return true;
    }
    if (enter && modifiers == Qt::NoModifier && inWords) {
        if (!key.isAutoRepeat() && !m_rewrite->isHidden() && m_rewrite->isEnabled()) {
            m_rewrite->click();
        }
        return true;
    }
    if (key.key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    return false;
}

void SmartEditPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        updateMainButton();
    }
}

} // namespace raskadr::ui
