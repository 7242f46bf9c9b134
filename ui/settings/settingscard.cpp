#include "ui/settings/settingscard.h"

#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace raskadr::ui {

namespace {

constexpr int cardSideMargin = 20;
constexpr int leastRowHeight = 56;

} // namespace

SettingsCard::SettingsCard(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(1, 1, 1, 1);
    m_column->setSpacing(0);
}

void SettingsCard::addRow(const QString& title, QWidget* hint, QWidget* control)
{
    auto* row = new QWidget;
    row->setMinimumHeight(leastRowHeight);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(cardSideMargin, 10, cardSideMargin, 10);
    line->setSpacing(24);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(new WrapLabel(title));
    if (hint) {
        words->addWidget(hint);
    }
    words->addStretch(1);
    line->addLayout(words, 1);
    if (control) {
        // A button says by itself what it does, and a text what it is.
        const auto* button = qobject_cast<QAbstractButton*>(control);
        if (qobject_cast<QLabel*>(control)) {
            control->setAccessibleDescription(title);
        } else if (!button || button->text().isEmpty()) {
            control->setAccessibleName(title);
        }
        line->addWidget(control, 0, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_column->addWidget(row);
    m_rows.append(row);
}

void SettingsCard::addRow(const QString& title, const QString& hint, QWidget* control)
{
    addRow(title,
           hint.isEmpty() ? nullptr : new WrapLabel(hint, TextStyle::Small, TextRole::Secondary),
           control);
}

void SettingsCard::addWhole(QWidget* row)
{
    m_column->addWidget(row);
    m_rows.append(row);
}

void SettingsCard::addBelow(QWidget* widget)
{
    auto* row = new QWidget;
    auto* line = new QVBoxLayout(row);
    line->setContentsMargins(cardSideMargin, 0, cardSideMargin, 16);
    line->addWidget(widget);
    m_column->addWidget(row);
    row->setVisible(widget->isVisibleTo(row));
    widget->installEventFilter(this);
}

bool SettingsCard::eventFilter(QObject* watched, QEvent* event)
{
    // A row below another one is there only together with what it holds.
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent) {
        auto* widget = static_cast<QWidget*>(watched);
        widget->parentWidget()->setVisible(event->type() == QEvent::ShowToParent);
    }
    return QWidget::eventFilter(watched, event);
}

void SettingsCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    paintBox(painter, rect(), 8, theme.panel, theme.line);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (qsizetype i = 1; i < m_rows.size(); ++i) {
        painter.fillRect(QRect(1, m_rows[i]->y(), width() - 2, 1), theme.line);
    }
}

} // namespace raskadr::ui
