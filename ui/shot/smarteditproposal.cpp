#include "ui/shot/smarteditproposal.h"

#include "ui/common/diffview.h"
#include "ui/common/flowlayout.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostDiffLines = 8;

} // namespace

SmartEditProposal::SmartEditProposal(QWidget* parent)
    : QWidget(parent)
    , m_prompt(new DiffView)
    , m_negativeTitle(new ElidedLabel(tr("Negative prompt"), TextStyle::Small, TextRole::Secondary))
    , m_negative(new DiffView)
    , m_parameters(new QWidget)
    , m_warning(new WrapLabel({}, TextStyle::Small, TextRole::Warn))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    for (DiffView* diff : {m_prompt, m_negative}) {
        diff->setMaximumLines(mostDiffLines);
        diff->installEventFilter(this);
    }
    m_prompt->setAccessibleName(tr("What changes in the prompt"));
    m_negative->setAccessibleName(tr("What changes in the negative prompt"));
    column->addWidget(m_prompt);
    column->addWidget(m_negativeTitle);
    column->addWidget(m_negative);
    new FlowLayout(m_parameters, 12);
    column->addWidget(m_parameters);
    column->addWidget(m_warning);
    connect(m_prompt, &DiffView::edited, this, [this] { Q_EMIT promptEdited(m_prompt->after()); });
    connect(m_negative, &DiffView::edited, this,
            [this] { Q_EMIT negativeEdited(m_negative->after()); });
}

void SmartEditProposal::show(const SmartEditState& state, bool editing)
{
    setVisible(true);
    const bool negativeChanges = state.negativeBefore != state.negativeAfter;
    m_prompt->setEditing(editing);
    m_negative->setEditing(editing);
    if (m_prompt->after() != state.promptAfter || !editing) {
        m_prompt->setTexts(state.promptBefore, state.promptAfter);
    }
    if (m_negative->after() != state.negativeAfter || !editing) {
        m_negative->setTexts(state.negativeBefore, state.negativeAfter);
    }
    m_negativeTitle->setVisible(negativeChanges);
    m_negative->setVisible(negativeChanges);
    showParameters(state.parameters);
    m_warning->setText(state.warning);
    m_warning->setVisible(!state.warning.isEmpty());
}

void SmartEditProposal::clear()
{
    setVisible(false);
    m_prompt->setEditing(false);
    m_negative->setEditing(false);
    m_prompt->setTexts({}, {});
}

QString SmartEditProposal::prompt() const
{
    return m_prompt->after();
}

void SmartEditProposal::focusPrompt()
{
    m_prompt->setFocus(Qt::OtherFocusReason);
}

void SmartEditProposal::showParameters(const QList<SmartEditState::Parameter>& parameters)
{
    qDeleteAll(m_parameters->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    for (const SmartEditState::Parameter& parameter : parameters) {
        auto* item = new QWidget;
        auto* row = new QHBoxLayout(item);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(6);
        row->addWidget(new ElidedLabel(parameter.title, TextStyle::Small, TextRole::Secondary));
        row->addWidget(new ElidedLabel(parameter.before, TextStyle::Small, TextRole::Secondary));
        row->addWidget(new ElidedLabel(u"→"_s, TextStyle::Small, TextRole::Secondary));
        row->addWidget(new ElidedLabel(parameter.after, TextStyle::SmallMedium, TextRole::Done));
        m_parameters->layout()->addWidget(item);
        item->show();
    }
    m_parameters->setVisible(!parameters.isEmpty());
}

void SmartEditProposal::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.field);
    for (const DiffView* diff : {m_prompt, m_negative}) {
        if (!diff->isHidden()) {
            painter.drawRoundedRect(QRectF(diff->geometry()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
    }
}

bool SmartEditProposal::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    event->setAccepted(false);
    Q_EMIT keyPressed(static_cast<QKeyEvent*>(event));
    return event->isAccepted();
}

} // namespace raskadr::ui
