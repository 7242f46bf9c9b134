#include "ui/shot/shotheader.h"

#include "ui/common/badge.h"
#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <algorithm>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

// The status pill that opens the choice of statuses.
class StatusButton final : public QAbstractButton
{
public:
    StatusButton() { setFocusPolicy(Qt::TabFocus); }
    void setStatus(ShotStatus status)
    {
        m_status = status;
        setAccessibleName(ShotHeader::tr("Status: %1").arg(statusText(status)));
        updateGeometry();
        update();
    }
    QSize sizeHint() const override { return statusChipSize(statusText(m_status)).toSize(); }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintStatusChip(painter, {0, (height() - 26) / 2.0}, glyphOf(m_status),
                        statusText(m_status), themeOf(this));
    }

private:
    ShotStatus m_status = ShotStatus::Waiting;
};

// As wide as its text, and like a heading until somebody wants to edit it.
class TitleField final : public QLineEdit
{
public:
    TitleField()
    {
        setFont(ui::font(TextStyle::Heading));
        setProperty("plainAtRest", true);
        setProperty("quietEdge", true);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        connect(this, &QLineEdit::textChanged, this, [this] { updateGeometry(); });
    }
    QSize sizeHint() const override
    {
        const QString shown = text().isEmpty() ? placeholderText() : text();
        const int width = fontMetrics().horizontalAdvance(shown) + 28;
        return {std::clamp(width, minWidth, maxWidth), QLineEdit::sizeHint().height()};
    }
    QSize minimumSizeHint() const override { return {minWidth, QLineEdit::sizeHint().height()}; }

protected:
    void focusOutEvent(QFocusEvent* event) override
    {
        QLineEdit::focusOutEvent(event);
        setCursorPosition(0);
    }

private:
    static constexpr int minWidth = 96;
    static constexpr int maxWidth = 420;
};

ShotHeader::ShotHeader(QWidget* parent)
    : QWidget(parent)
    , m_previous(new Button(u"chevron-left"_s, tr("Previous shot"), Button::Kind::Icon))
    , m_next(new Button(u"chevron-right"_s, tr("Next shot"), Button::Kind::Icon))
    , m_number(new ElidedLabel({}, TextStyle::Heading))
    , m_title(new TitleField)
    , m_status(new StatusButton)
    , m_label(new Button(u"label"_s, tr("Label"), Button::Kind::Quiet))
    , m_duration(new QDoubleSpinBox)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* back = new Button(u"arrow-left"_s, tr("Storyboard"), Button::Kind::Quiet);
    back->setHint(tr("Back to the storyboard"));
    row->addWidget(back);
    row->addWidget(new Separator);
    m_previous->setKey(u"PgUp"_s);
    m_next->setKey(u"PgDn"_s);
    row->addWidget(m_previous);
    row->addWidget(m_number);
    row->addWidget(m_next);
    m_title->setPlaceholderText(tr("Untitled shot"));
    m_title->setAccessibleName(tr("Title of the shot"));
    row->addWidget(m_title);
    row->addWidget(m_status);
    row->addWidget(m_label);
    // A click leaves the keyboard with the page.
    for (Button* button : {back, m_previous, m_next, m_label}) {
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_duration->setDecimals(1);
    m_duration->setSingleStep(0.1);
    m_duration->setRange(0, 3600);
    m_duration->setSpecialValueText(tr("own length"));
    m_duration->setSuffix(tr(" s"));
    m_duration->setAccessibleName(tr("Planned duration"));
    m_duration->setToolTip(tr("Planned duration in the film"));
    m_duration->setKeyboardTracking(false);
    m_duration->setProperty("plainAtRest", true);
    m_duration->setProperty("quietEdge", true);
    m_duration->setAttribute(Qt::WA_Hover);
    row->addWidget(m_duration);
    row->addStretch();

    connect(back, &Button::clicked, this, &ShotHeader::backRequested);
    connect(m_previous, &Button::clicked, this, &ShotHeader::previousRequested);
    connect(m_next, &Button::clicked, this, &ShotHeader::nextRequested);
    connect(m_status, &StatusButton::clicked, this, &ShotHeader::chooseStatus);
    connect(m_label, &Button::clicked, this, &ShotHeader::chooseLabel);
    connect(m_title, &QLineEdit::editingFinished, this, [this] {
        if (m_title->text() != m_shot.title) {
            m_shot.title = m_title->text();
            Q_EMIT titleEdited(m_title->text());
        }
    });
    connect(m_title, &QLineEdit::returnPressed, this, &ShotHeader::left);
    m_title->installEventFilter(this);
    m_duration->installEventFilter(this);
    connect(m_duration, &QDoubleSpinBox::valueChanged, this, [this](double seconds) {
        const auto ms = static_cast<qint64>(qRound(seconds * 10)) * 100;
        if (ms != m_shot.plannedDurationMs) {
            m_shot.plannedDurationMs = ms;
            Q_EMIT plannedDurationEdited(ms);
        }
    });
}

void ShotHeader::setShot(const Shot& shot, int shotCount)
{
    m_shot = shot;
    m_number->setText(tr("%1 of %2").arg(shot.number()).arg(shotCount));
    m_previous->setEnabled(shot.position > 0);
    m_next->setEnabled(shot.number() < shotCount);
    if (!m_title->hasFocus() || !m_title->isModified()) {
        m_title->setText(shot.title);
        if (!m_title->hasFocus()) {
            m_title->setCursorPosition(0);
        }
    }
    m_status->setStatus(shot.status);
    const int colour = labelIndex(shot.label);
    m_label->setText(colour < 0 ? tr("Label") : labelText(shot.label));
    m_label->setIconColor(colour < 0 ? QColor()
                                     : themeOf(this).labels.at(static_cast<size_t>(colour)));
    const QSignalBlocker blocker(m_duration);
    m_duration->setValue(static_cast<double>(shot.plannedDurationMs) / 1000);
}

void ShotHeader::setReadOnly(bool on)
{
    m_title->setReadOnly(on);
    m_duration->setReadOnly(on);
    m_duration->setButtonSymbols(on ? QDoubleSpinBox::NoButtons : QDoubleSpinBox::UpDownArrows);
    m_status->setEnabled(!on);
    m_label->setEnabled(!on);
}

void ShotHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_duration->setVisible(width() > 640);
    m_label->setCompact(width() < 760);
}

bool ShotHeader::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            m_title->setText(m_shot.title);
            Q_EMIT left();
            return true;
        }
        if (watched == m_duration && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            m_duration->interpretText();
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ShotHeader::chooseStatus()
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ShotStatus status :
         {ShotStatus::Waiting, ShotStatus::InProgress, ShotStatus::Done}) {
        connect(menu->addItem(glyphIcon(glyphOf(status)), statusText(status)), &QAction::triggered,
                this, [this, status] {
                    Q_EMIT statusChosen(status);
                    Q_EMIT left();
                });
    }
    menu->popup(m_status->mapToGlobal(QPoint(0, m_status->height())));
}

void ShotHeader::chooseLabel()
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ShotLabel label : allLabels()) {
        QAction* action = menu->addItem({}, labelText(label));
        action->setIcon(
            icon(u"label"_s, themeOf(this).labels.at(static_cast<size_t>(labelIndex(label)))));
        connect(action, &QAction::triggered, this, [this, label] {
            Q_EMIT labelChosen(label);
            Q_EMIT left();
        });
    }
    connect(menu->addItem(u"close"_s, tr("No label")), &QAction::triggered, this, [this] {
        Q_EMIT labelChosen(ShotLabel::None);
        Q_EMIT left();
    });
    menu->popup(m_label->mapToGlobal(QPoint(0, m_label->height())));
}

} // namespace raskadr::ui
