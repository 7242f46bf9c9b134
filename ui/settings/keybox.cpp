#include "ui/settings/keybox.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/settings/fieldgrid.h"
#include "ui/settings/keyfield.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList namesOf(const QList<KeyLine>& lines)
{
    QStringList names;
    for (const KeyLine& line : lines) {
        names.append(line.name);
    }
    return names;
}

} // namespace

KeyBox::KeyBox(QWidget* parent)
    : QWidget(parent)
    , m_grid(new FieldGrid)
    , m_acts(new QWidget)
    , m_save(new Button(u"key"_s, tr("Save"), Button::Kind::Main))
    , m_check(new Button(u"refresh"_s, tr("Check")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_grid);
    auto* row = new QHBoxLayout(m_acts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_save);
    row->addWidget(m_check);
    row->addStretch(1);
    column->addWidget(m_acts);
    connect(m_save, &Button::clicked, this, &KeyBox::submit);
    connect(m_check, &Button::clicked, this,
            [this] { Q_EMIT wished(CheckProvider{m_providerId}); });
}

void KeyBox::setProvider(const ProviderLine& provider)
{
    const bool same = provider.id == m_providerId && namesOf(provider.keys) == namesOf(m_lines);
    m_providerId = provider.id;
    m_lines = provider.keys;
    m_optional = provider.keysOptional;
    m_checkable = provider.checkable && !provider.isBuiltin();
    m_ready = provider.standing != ProviderStanding::NeedsConfirmation
        && provider.standing != ProviderStanding::NeedsSetting;
    if (!same) {
        rebuild();
    }
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        m_fields[i]->setLine(m_lines[i]);
    }
    showState();
}

void KeyBox::setKeychainOffered(bool on)
{
    m_keychainOffered = on;
    showState();
}

void KeyBox::rebuild()
{
    m_grid->clear();
    m_fields.clear();
    for (const KeyLine& line : std::as_const(m_lines)) {
        auto* field = new KeyField(line);
        m_fields.append(field);
        m_grid->add(field);
        connect(field, &KeyField::edited, this, &KeyBox::showState);
        connect(field, &KeyField::returnPressed, this, &KeyBox::submit);
        connect(field, &KeyField::removalRequested, this, [this, name = line.name] {
            Q_EMIT wished(RemoveKey{m_providerId, name});
        });
    }
    m_place = new QComboBox;
    m_place->addItem(tr("In the library, encrypted"));
    m_place->addItem(tr("In the system keychain"));
    m_placeField = new Field(tr("Where to keep it"), m_place);
    m_grid->add(m_placeField);
}

void KeyBox::submit()
{
    EnterKeys wish{m_providerId, {}, KeyPlace::Library};
    for (const KeyField* field : std::as_const(m_fields)) {
        if (field->isEntering() && !field->text().isEmpty()) {
            wish.keys.insert(field->name(), Secret(field->text().toUtf8()));
        }
    }
    if (wish.keys.isEmpty()) {
        return;
    }
    if (m_keychainOffered && m_place->currentIndex() == 1) {
        wish.place = KeyPlace::Keychain;
    }
    for (KeyField* field : std::as_const(m_fields)) {
        field->setBusy(wish.keys.contains(field->name()));
    }
    m_save->setEnabled(false);
    Q_EMIT wished(wish);
}

void KeyBox::showOutcome(const QString& name, const Result<>& outcome)
{
    for (KeyField* field : std::as_const(m_fields)) {
        if (field->name() == name) {
            field->showOutcome(outcome);
        }
    }
    showState();
}

void KeyBox::setCheckRunning(bool on)
{
    m_checking = on;
    showState();
}

bool KeyBox::focusMissing()
{
    for (const KeyField* field : std::as_const(m_fields)) {
        if (field->isEntering()) {
            field->field()->lineEdit()->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return false;
}

bool KeyBox::focusFirst()
{
    if (m_fields.isEmpty()) {
        return false;
    }
    m_fields.first()->setFocus(Qt::OtherFocusReason);
    return true;
}

void KeyBox::showState()
{
    bool entering = false;
    bool typed = false;
    bool complete = true;
    for (const KeyField* field : std::as_const(m_fields)) {
        entering = entering || field->isEntering();
        typed = typed || (field->isEntering() && !field->text().isEmpty());
    }
    for (const KeyLine& line : std::as_const(m_lines)) {
        complete = complete && (line.isThere() || m_optional);
    }
    if (m_placeField) {
        m_grid->setShown(m_placeField, m_keychainOffered && entering);
    }
    m_save->setVisible(entering);
    m_save->setEnabled(typed);
    m_save->setText(m_checkable ? tr("Save and check") : tr("Save"));
    m_check->setVisible(m_checkable && m_ready && complete && !typed);
    m_check->setEnabled(!m_checking);
    m_check->setText(m_checking ? tr("Checking…") : tr("Check"));
    m_acts->setVisible(!m_save->isHidden() || !m_check->isHidden());
}

} // namespace raskadr::ui
