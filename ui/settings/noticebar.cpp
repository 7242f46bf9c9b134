#include "ui/settings/noticebar.h"

#include "ui/common/button.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"

#include <QHBoxLayout>
#include <QPainter>

namespace raskadr::ui {

namespace {

constexpr int noticeEdge = 14;
constexpr int noticeGlyphSize = 16;

} // namespace

NoticeBar::NoticeBar(StatusGlyph glyph, QWidget* parent)
    : QWidget(parent)
    , m_glyph(glyph)
    , m_text(new WrapLabel)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(noticeEdge + noticeGlyphSize + 10, 10, noticeEdge, 10);
    row->setSpacing(16);
    row->addWidget(m_text, 1, Qt::AlignVCenter);
}

void NoticeBar::setGlyph(StatusGlyph glyph)
{
    m_glyph = glyph;
    update();
}

void NoticeBar::setText(const QString& sentence)
{
    m_text->setText(sentence);
}

QString NoticeBar::text() const
{
    return m_text->text();
}

Button* NoticeBar::addButton(const QString& iconName, const QString& text)
{
    auto* button = new Button(iconName, text);
    layout()->addWidget(button);
    return button;
}

void NoticeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    paintBox(painter, rect(), 8, chipColor(theme, m_glyph), theme.lineStrong);
    paintIcon(painter, QPointF(noticeEdge, (height() - noticeGlyphSize) / 2.0), glyphIcon(m_glyph),
              noticeGlyphSize, glyphColor(theme, m_glyph));
}

} // namespace raskadr::ui
