#include "ui/storyboard/shotpanel.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/storyboard/deskrows.h"
#include "ui/storyboard/labelpicker.h"
#include "ui/storyboard/shotmenus.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shotPanelWidth = 332;
constexpr double longestSeconds = 3600;
constexpr int typingRestsMs = 800;

// What all rows agree on.
template <class Value, class Of>
std::optional<Value> common(const QList<BoardRow>& rows, Of of)
{
    std::optional<Value> value;
    for (const BoardRow& row : rows) {
        if (value && *value != of(row)) {
            return std::nullopt;
        }
        value = of(row);
    }
    return value;
}

} // namespace

ShotPanel::ShotPanel(QWidget* parent)
    : QWidget(parent)
    , m_heading(new ElidedLabel({}, TextStyle::Heading))
    , m_nothing(new WrapLabel(tr("Choose a shot, and its words and settings will be here"),
                              TextStyle::Body, TextRole::Secondary))
    , m_form(new QWidget)
    , m_title(new TextField(tr("Title")))
    , m_status(new Button(u"status-wait"_s, QString()))
    , m_label(new LabelPicker)
    , m_duration(new QDoubleSpinBox)
    , m_script(new TextArea)
{
    setFixedWidth(shotPanelWidth);
    setAccessibleName(tr("Side panel"));
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(17, 8, 16, 16);
    page->setSpacing(12);
    auto* top = new QHBoxLayout;
    auto* close = new Button(u"close"_s, tr("Close"), Button::Kind::Icon);
    top->addWidget(m_heading, 1);
    top->addWidget(close);
    page->addLayout(top);
    page->addWidget(m_nothing);
    page->addWidget(m_form, 1);
    page->addStretch(0);

    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(16);
    m_title->setPlaceholderText(tr("Untitled shot"));
    form->addWidget(m_title);
    auto* statuses = new PopupMenu(this);
    addStatusItems(*statuses, [this](ShotStatus status) {
        ShotChanges changes;
        changes.status = status;
        edit(changes);
    });
    m_status->setMenu(statuses);
    m_status->setTextAlignment(Qt::AlignLeft);
    form->addWidget(new Field(tr("Status"), m_status));
    form->addWidget(new Field(tr("Label"), m_label));
    m_duration->setDecimals(1);
    m_duration->setSingleStep(0.1);
    m_duration->setRange(0, longestSeconds);
    m_duration->setSpecialValueText(tr("own length"));
    m_duration->setSuffix(tr(" s"));
    m_duration->setKeyboardTracking(false);
    m_durationField = new Field(tr("Planned duration"), m_duration);
    form->addWidget(m_durationField);
    m_script->setLines(6, 18);
    m_script->setPlaceholderText(tr("What happens in the shot"));
    m_script->installEventFilter(this);
    m_scriptField = new Field(tr("Script"), m_script);
    form->addWidget(m_scriptField);
    form->addStretch(1);

    connect(close, &Button::clicked, this, &ShotPanel::closed);
    connect(m_title->lineEdit(), &QLineEdit::editingFinished, this, &ShotPanel::keepTitle);
    m_restTimer.setSingleShot(true);
    m_restTimer.setInterval(typingRestsMs);
    const auto rest = qOverload<>(&QTimer::start);
    connect(m_title->lineEdit(), &QLineEdit::textEdited, &m_restTimer, rest);
    connect(m_script, &TextArea::textChanged, &m_restTimer, rest);
    connect(&m_restTimer, &QTimer::timeout, this, &ShotPanel::flush);
    connect(m_label, &LabelPicker::labelChosen, this, [this](ShotLabel label) {
        ShotChanges changes;
        changes.label = label;
        edit(changes);
    });
    connect(m_duration, &QDoubleSpinBox::valueChanged, this, [this](double seconds) {
        ShotChanges changes;
        changes.plannedDurationMs = qRound64(seconds * 10) * 100;
        edit(changes);
    });
    setShots({});
}

QList<ShotId> ShotPanel::shotIds() const
{
    QList<ShotId> ids;
    for (const BoardRow& row : m_rows) {
        ids.append(row.shot.id);
    }
    return ids;
}

void ShotPanel::setShots(const QList<BoardRow>& rows)
{
    const bool same =
        rows.size() == 1 && m_rows.size() == 1 && rows.first().shot.id == m_rows.first().shot.id;
    if (!same) {
        flush();
    }
    const bool titleTouched = same && m_title->text() != m_rows.first().shot.title;
    const bool scriptTouched = same && m_script->text() != m_rows.first().shot.script;
    m_rows = rows;
    m_nothing->setVisible(rows.isEmpty());
    m_form->setVisible(!rows.isEmpty());
    m_title->setVisible(rows.size() == 1);
    m_scriptField->setVisible(rows.size() == 1);
    m_heading->setText(rows.isEmpty()         ? tr("No shot chosen")
                           : rows.size() == 1 ? tr("Shot %1").arg(rows.first().shot.number())
                                              : shotCountText(static_cast<int>(rows.size())));
    if (rows.isEmpty()) {
        return;
    }
    if (rows.size() == 1) {
        const Shot& shot = rows.first().shot;
        if (!titleTouched) {
            m_title->setText(shot.title);
        }
        if (!scriptTouched) {
            m_script->setText(shot.script);
        }
    }
    m_label->setLabel(common<ShotLabel>(rows, [](const BoardRow& row) { return row.shot.label; }));
    showStatus();
    showDuration();
}

void ShotPanel::showStatus()
{
    const auto status =
        common<ShotStatus>(m_rows, [](const BoardRow& row) { return row.shot.status; });
    m_status->setText(status ? statusText(*status) : tr("Different"));
    m_status->setIconName(status ? glyphIcon(glyphOf(*status)) : u"status-wait"_s);
    m_status->setIconColor(status ? glyphColor(themeOf(this), glyphOf(*status)) : QColor());
}

void ShotPanel::showDuration()
{
    const auto planned =
        common<qint64>(m_rows, [](const BoardRow& row) { return row.shot.plannedDurationMs; });
    const QSignalBlocker blocker(m_duration);
    m_duration->setSpecialValueText(planned ? tr("own length") : tr("different"));
    m_duration->setValue(static_cast<double>(planned.value_or(0)) / 1000);
    qint64 played = 0;
    for (const BoardRow& row : std::as_const(m_rows)) {
        played += filmDurationMs(row);
    }
    const bool trims = m_rows.size() == 1 && hasVideoHeadliner(m_rows.first())
        && planned.value_or(0) > m_rows.first().coverDurationMs;
    m_durationField->setHint(
        trims ? tr("The video is shorter: it plays for %1").arg(secondsText(played))
              : tr("Plays for %1").arg(secondsText(played)));
}

void ShotPanel::flush()
{
    m_restTimer.stop();
    keepTitle();
    keepScript();
}

void ShotPanel::setReadOnly(bool on)
{
    m_title->lineEdit()->setReadOnly(on);
    m_script->setReadOnly(on);
    m_duration->setReadOnly(on);
    m_duration->setButtonSymbols(on ? QDoubleSpinBox::NoButtons : QDoubleSpinBox::UpDownArrows);
    m_status->setEnabled(!on);
    m_label->setEnabled(!on);
}

void ShotPanel::focusScript()
{
    m_script->setFocus(Qt::ShortcutFocusReason);
}

void ShotPanel::keepTitle()
{
    if (m_rows.size() == 1 && m_title->text() != m_rows.first().shot.title) {
        m_rows.first().shot.title = m_title->text();
        ShotChanges changes;
        changes.title = m_title->text();
        edit(changes);
    }
}

void ShotPanel::keepScript()
{
    if (m_rows.size() == 1 && m_script->text() != m_rows.first().shot.script) {
        m_rows.first().shot.script = m_script->text();
        ShotChanges changes;
        changes.script = m_script->text();
        edit(changes);
    }
}

void ShotPanel::edit(const ShotChanges& changes)
{
    if (!m_rows.isEmpty()) {
        Q_EMIT edited(shotIds(), changes);
    }
}

bool ShotPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_script && event->type() == QEvent::FocusOut) {
        keepScript();
    }
    return QWidget::eventFilter(watched, event);
}

void ShotPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(0, 0, 1, height(), theme.line);
}

} // namespace raskadr::ui
