#include "ui/settings/keyfield.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/errortext.h"
#include "ui/common/fields.h"
#include "ui/common/statuschip.h"
#include "ui/common/textlabels.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

KeyField::KeyField(const KeyLine& line, QWidget* parent)
    : QWidget(parent)
    , m_field(new PasswordField(line.title))
    , m_kept(new QWidget)
    , m_state(new StatusChip(StatusGlyph::Done, {}, StatusChip::Shape::Plain))
    , m_replace(new Button(u"edit"_s, tr("Replace"), Button::Kind::Icon))
    , m_remove(new Button(u"trash"_s, tr("Remove"), Button::Kind::Icon))
{
    auto* kept = new QVBoxLayout(m_kept);
    kept->setContentsMargins(0, 0, 0, 0);
    kept->setSpacing(6);
    kept->addWidget(new ElidedLabel(line.title, TextStyle::Small, TextRole::Secondary));
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_state);
    row->addStretch(1);
    row->addWidget(m_replace);
    row->addWidget(m_remove);
    kept->addLayout(row);
    m_replace->setAccessibleName(tr("Replace: %1").arg(line.title));
    m_remove->setAccessibleName(tr("Remove: %1").arg(line.title));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_field);
    column->addWidget(m_kept);
    m_field->lineEdit()->installEventFilter(this);

    connect(m_field, &TextField::textEdited, this, &KeyField::edited);
    connect(m_field, &TextField::returnPressed, this, &KeyField::returnPressed);
    connect(m_replace, &Button::clicked, this, [this] {
        setEntering(true);
        m_field->lineEdit()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_remove, &Button::clicked, this, [this] {
        Dialog* question = Dialog::ask(this, tr("Remove the key?"),
                                       tr("Raskadr forgets it. The key itself stays valid at the "
                                          "provider; to use it again you "
                                          "will have to enter it."),
                                       tr("Remove the key"), Button::Kind::Danger);
        connect(question, &Dialog::accepted, this, &KeyField::removalRequested);
    });
    setLine(line);
}

void KeyField::setLine(const KeyLine& line)
{
    const bool came = !m_line.isThere() && line.isThere();
    m_line = line;
    m_field->setPlaceholderText(tr("Paste it here"));
    switch (line.state) {
    case KeyState::Missing:
        setEntering(true);
        return;
    case KeyState::Sealed:
        m_state->setStatus(StatusGlyph::Done, tr("Stored in the library, encrypted"));
        break;
    case KeyState::InKeychain:
        m_state->setStatus(StatusGlyph::Done, tr("Stored in the system keychain"));
        break;
    case KeyState::Waiting:
        m_state->setStatus(StatusGlyph::Wait, tr("In the system keychain, which has not answered"));
        break;
    case KeyState::KeychainGone:
        m_state->setStatus(StatusGlyph::Error,
                           tr("The system keychain is not available. Enter the key again: the "
                              "projects are not affected."));
        break;
    case KeyState::Unreadable:
        m_state->setStatus(StatusGlyph::Error, tr("Cannot be read, enter it again"));
        break;
    }
    if (came || !m_entering) {
        setEntering(false);
    }
}

QString KeyField::text() const
{
    return m_field->text().trimmed();
}

void KeyField::setBusy(bool on)
{
    m_field->setEnabled(!on);
}

void KeyField::showOutcome(const Result<>& outcome)
{
    setBusy(false);
    if (outcome) {
        wipe();
        setEntering(!m_line.isThere());
    } else if (m_entering) {
        m_field->setError(outcome.error().kind == ErrorKind::InvalidInput ? tr(
                              "This cannot be a key: it is empty, too long or has characters that "
                              "no request carries. Copy it once more.")
                              : outcome.error().subject == u"keychain"_s
                              ? tr("The system keychain did not take the key. Keep it in the "
                                   "library, encrypted.")
                              : errorText(outcome.error()));
        m_field->lineEdit()->setFocus(Qt::OtherFocusReason);
    }
}

void KeyField::setEntering(bool on)
{
    if (!on) {
        wipe();
    }
    m_entering = on;
    m_field->setVisible(on);
    m_kept->setVisible(!on);
    setFocusProxy(on ? static_cast<QWidget*>(m_field->lineEdit()) : m_replace);
    m_field->setHint(on && m_line.isThere()
                         ? tr("The old key stays until this one is kept. Esc: leave it")
                         : QString());
    Q_EMIT edited();
}

void KeyField::wipe()
{
    // setText() forgets what could be undone; clear() would not.
    m_field->setText({});
    m_field->setError({});
    static_cast<PasswordEdit*>(m_field->lineEdit())->setRevealed(false);
}

bool KeyField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && m_line.isThere()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        setEntering(false);
        m_replace->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace raskadr::ui
