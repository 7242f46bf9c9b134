#include "ui/shot/scriptfield.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostHeight = 92;

} // namespace

ScriptField::ScriptField(QWidget* parent)
    : QWidget(parent)
    , m_toggle(new Button(u"script"_s, tr("Script"), Button::Kind::Icon))
    , m_text(new TextArea)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 12, 20, 4);
    m_text->setLines(2, 4);
    m_text->setMaximumHeight(mostHeight);
    m_text->setPlaceholderText(tr("Script: what happens in the shot"));
    m_text->setAccessibleName(tr("Script of the shot"));
    m_text->setProperty("quietEdge", true);
    m_text->installEventFilter(this);
    row->addWidget(m_text);
    m_toggle->setCheckable(true);
    m_toggle->setKey(u"F2"_s);
    connect(m_toggle, &Button::clicked, this, &ScriptField::arrange);
    arrange();
}

void ScriptField::setScript(const QString& script, bool fresh)
{
    if (fresh || !m_text->hasFocus()) {
        m_text->setText(script);
    }
    m_script = script;
}

void ScriptField::flush()
{
    if (m_text->text() != m_script) {
        m_script = m_text->text();
        Q_EMIT edited(m_script);
    }
}

void ScriptField::edit()
{
    m_toggle->setChecked(true);
    arrange();
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void ScriptField::setRoomy(bool roomy)
{
    m_roomy = roomy;
    arrange();
}

void ScriptField::setReadOnly(bool on)
{
    m_text->setReadOnly(on);
}

void ScriptField::arrange()
{
    m_toggle->setVisible(!m_roomy);
    setVisible(m_roomy || m_toggle->isChecked());
}

bool ScriptField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut) {
        flush();
    } else if (event->type() == QEvent::KeyPress
               && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace raskadr::ui
