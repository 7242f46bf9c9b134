#include "ui/sharing/notestrip.h"

#include "ui/common/button.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"

#include <QHBoxLayout>
#include <QPainter>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int iconRoom = 36;

} // namespace

NoteStrip::NoteStrip(QWidget* parent)
    : QWidget(parent)
    , m_text(new WrapLabel({}, TextStyle::Body))
    , m_act(new Button(QString()))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(iconRoom, 9, 12, 9);
    row->setSpacing(12);
    row->addWidget(m_text, 1);
    row->addWidget(m_act, 0, Qt::AlignVCenter);
    m_act->setExtent(Button::Extent::Small);
    connect(m_act, &Button::clicked, this, &NoteStrip::acted);
    hide();
}

void NoteStrip::setNote(Kind kind, const QString& sentence, const QString& act)
{
    m_kind = kind;
    m_text->setText(sentence);
    setAccessibleName(sentence);
    m_act->setText(act);
    m_act->setVisible(!act.isEmpty());
    setVisible(!sentence.isEmpty());
    update();
}

QString NoteStrip::sentence() const
{
    return m_text->text();
}

void NoteStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    QString icon = u"info"_s;
    QColor color = theme.text2;
    QColor ground = theme.raised;
    switch (m_kind) {
    case Kind::Note:
        break;
    case Kind::Warning:
        icon = u"warning"_s;
        color = theme.warn;
        ground = theme.warnBg;
        break;
    case Kind::Failure:
        icon = u"status-error"_s;
        color = theme.error;
        ground = theme.errorBg;
        break;
    case Kind::Done:
        icon = u"status-done"_s;
        color = theme.done;
        ground = theme.doneBg;
        break;
    }
    paintBox(painter, rect(), 8, ground);
    paintIcon(painter, QPointF(12, m_text->y() + 1), icon, 16, color);
}

} // namespace raskadr::ui
