#include "ui/common/emptystate.h"

#include "ui/common/textlabels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace raskadr::ui {

namespace {

constexpr QSize cellSize(56, 32);
constexpr int cellGap = 6;
constexpr QSize sheetSize(3 * cellSize.width() + 2 * cellGap, 2 * cellSize.height() + cellGap);

class Frames final : public QWidget
{
public:
    Frames() { setFixedSize(sheetSize); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& theme = themeOf(this);
        for (int i = 0; i < 6; ++i) {
            const QRectF frame(QPointF((i % 3) * (cellSize.width() + cellGap),
                                       (i / 3) * (cellSize.height() + cellGap)),
                               cellSize);
            if (i == 0) {
                paintBox(painter, frame, 4, theme.accentBg, theme.accentLine);
            } else {
                paintDashedFrame(painter, frame, 4, {}, theme.lineControl);
            }
        }
    }
};

} // namespace

EmptyState::EmptyState(const QString& heading, const QString& sentence, QWidget* parent)
    : QWidget(parent)
    , m_heading(new WrapLabel(heading, TextStyle::Heading))
    , m_sentence(new WrapLabel(sentence, TextStyle::Body, TextRole::Secondary))
    , m_buttons(new QHBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(new Frames, 0, Qt::AlignHCenter);
    column->addSpacing(18);
    m_heading->setAlignment(Qt::AlignHCenter);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_sentence->setMaximumWidth(420);
    column->addWidget(m_heading, 0, Qt::AlignHCenter);
    column->addSpacing(6);
    // In a row of its own the height follows from the width that the sentence really gets.
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_sentence, 1000);
    row->addStretch(1);
    column->addLayout(row);
    column->addSpacing(16);
    m_buttons->setSpacing(8);
    m_buttons->addStretch(1);
    m_buttons->addStretch(1);
    column->addLayout(m_buttons);
    column->addStretch(1);
}

void EmptyState::setTexts(const QString& heading, const QString& sentence)
{
    m_heading->setText(heading);
    m_sentence->setText(sentence);
}

Button* EmptyState::addButton(const QString& iconName, const QString& text)
{
    const bool first = m_buttons->count() == 2;
    auto* button =
        new Button(iconName, text, first ? Button::Kind::Main : Button::Kind::Ordinary, this);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace raskadr::ui
