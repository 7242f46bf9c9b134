#include "ui/shot/parameterform.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gap = 8;

bool isWhole(const FormField& field)
{
    return field.kind == FormField::Kind::Integer;
}

} // namespace

ParameterForm::ParameterForm(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_more(new Button(u"settings"_s, tr("More parameters"), Button::Kind::Icon))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(gap);
    m_row->addWidget(m_more);
    m_row->addStretch(1);
    m_more->hide();
    connect(m_more, &Button::clicked, this, [this] {
        auto* dialog = new Dialog(this, tr("More parameters"));
        dialog->content()->setSpacing(12);
        for (QWidget* box : std::as_const(m_folded)) {
            dialog->content()->addWidget(box);
            box->show();
        }
        dialog->addAccept(tr("Done"));
        // The controls come back into the row before the dialog takes its children with it.
        connect(dialog, &Dialog::closed, this, [this] {
            for (const Control& control : std::as_const(m_controls)) {
                m_row->insertWidget(m_row->indexOf(m_more), control.box);
            }
            fold();
        });
        dialog->open();
    });
}

void ParameterForm::setFields(const QList<FormField>& fields)
{
    for (const Control& control : std::as_const(m_controls)) {
        delete control.box;
    }
    m_controls.clear();
    for (const FormField& field : fields) {
        if (field.kind != FormField::Kind::Prompt) {
            addControl(field);
        }
    }
    fold();
}

void ParameterForm::addControl(const FormField& field)
{
    Control control;
    control.field = field;
    control.box = new QWidget;
    auto* box = new QHBoxLayout(control.box);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    if (field.kind != FormField::Kind::Switch) {
        box->addWidget(new ElidedLabel(field.title, TextStyle::Small, TextRole::Secondary));
    }
    QWidget* editor = nullptr;
    switch (field.kind) {
    case FormField::Kind::Choice: {
        auto* combo = new QComboBox;
        if (!field.required && field.initial.isUndefined()) {
            combo->addItem(tr("by itself"));
        }
        const int offset = combo->count();
        for (const auto& [title, value] : field.choices) {
            combo->addItem(title);
        }
        control.value = [combo, field, offset] {
            const int index = combo->currentIndex() - offset;
            return index >= 0 ? field.choices.at(index).second : QJsonValue(QJsonValue::Undefined);
        };
        control.setValue = [combo, field, offset](const QJsonValue& value) {
            for (int i = 0; i < field.choices.size(); ++i) {
                if (field.choices.at(i).second == value) {
                    combo->setCurrentIndex(i + offset);
                    return;
                }
            }
            combo->setCurrentIndex(0);
        };
        connect(combo, &QComboBox::currentIndexChanged, this, &ParameterForm::changed);
        editor = combo;
        break;
    }
    case FormField::Kind::Integer:
    case FormField::Kind::Number: {
        auto* spin = new QDoubleSpinBox;
        spin->setDecimals(isWhole(field) ? 0 : 2);
        spin->setRange(field.minimum.value_or(-1e9), field.maximum.value_or(1e9));
        spin->setSingleStep(field.step.value_or(isWhole(field) ? 1 : 0.05));
        if (!field.unit.isEmpty()) {
            spin->setSuffix(u"\u00a0"_s + field.unit);
        }
        control.value = [spin, field] {
            return isWhole(field) ? QJsonValue(static_cast<qint64>(spin->value()))
                                  : QJsonValue(spin->value());
        };
        control.setValue = [spin](const QJsonValue& value) {
            if (value.isDouble()) {
                spin->setValue(value.toDouble());
            }
        };
        connect(spin, &QDoubleSpinBox::valueChanged, this, &ParameterForm::changed);
        editor = spin;
        break;
    }
    case FormField::Kind::Seed: {
        // A line and no spin box: a seed may need more digits than a spin box counts.
        auto* line = new QLineEdit;
        line->setPlaceholderText(tr("random"));
        line->setFixedWidth(120);
        static const QRegularExpression digits(u"\\d{0,20}"_s);
        line->setValidator(new QRegularExpressionValidator(digits, line));
        control.value = [line] {
            bool ok = false;
            const quint64 seed = line->text().toULongLong(&ok);
            return ok ? QJsonValue(static_cast<qint64>(seed)) : QJsonValue(QJsonValue::Undefined);
        };
        control.setValue = [line](const QJsonValue& value) {
            line->setText(value.isDouble() ? QString::number(value.toInteger()) : value.toString());
        };
        connect(line, &QLineEdit::textChanged, this, &ParameterForm::changed);
        editor = line;
        auto* dice = new Button(u"dice"_s, tr("Random seed"), Button::Kind::Icon);
        box->addWidget(line);
        box->addWidget(dice);
        connect(dice, &Button::clicked, line, &QLineEdit::clear);
        break;
    }
    case FormField::Kind::Switch: {
        auto* toggle = new Switch(field.title);
        control.value = [toggle] { return QJsonValue(toggle->isChecked()); };
        control.setValue = [toggle](const QJsonValue& value) { toggle->setChecked(value.toBool()); };
        connect(toggle, &Switch::toggled, this, &ParameterForm::changed);
        editor = toggle;
        break;
    }
    case FormField::Kind::Prompt:
    case FormField::Kind::NegativePrompt:
    case FormField::Kind::Text: {
        auto* line = new QLineEdit;
        line->setMinimumWidth(140);
        control.value = [line] {
            return line->text().isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(line->text());
        };
        control.setValue = [line](const QJsonValue& value) { line->setText(value.toString()); };
        connect(line, &QLineEdit::textChanged, this, &ParameterForm::changed);
        editor = line;
        break;
    }
    }
    editor->setAccessibleName(field.title);
    editor->setToolTip(field.hint);
    if (field.kind != FormField::Kind::Seed) {
        box->addWidget(editor);
    }
    if (!field.initial.isUndefined() && !field.initial.isNull()) {
        const QSignalBlocker blocker(this);
        control.setValue(field.initial);
    }
    m_row->insertWidget(m_row->indexOf(m_more), control.box);
    m_controls.append(control);
}

void ParameterForm::setValues(const QJsonObject& values)
{
    for (const Control& control : std::as_const(m_controls)) {
        const QJsonValue value = values.value(control.field.name);
        if (!value.isUndefined()) {
            control.setValue(value);
        } else if (control.field.kind == FormField::Kind::Seed) {
            control.setValue(QJsonValue(QString()));
        } else if (!control.field.initial.isUndefined()) {
            control.setValue(control.field.initial);
        }
    }
}

QJsonObject ParameterForm::values() const
{
    QJsonObject values;
    for (const Control& control : m_controls) {
        if (const QJsonValue value = control.value(); !value.isUndefined()) {
            values.insert(control.field.name, value);
        }
    }
    return values;
}

void ParameterForm::setError(const QString& name, const QString& sentence)
{
    for (const Control& control : std::as_const(m_controls)) {
        if (control.field.name == name || name.isEmpty()) {
            control.box->setProperty("invalid", !sentence.isEmpty());
            control.box->setToolTip(sentence.isEmpty() ? control.field.hint : sentence);
        }
    }
}

void ParameterForm::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

void ParameterForm::fold()
{
    // From the right, whole items at a time.
    m_folded.clear();
    int used = 0;
    const int moreWidth = m_more->sizeHint().width() + gap;
    for (const Control& control : std::as_const(m_controls)) {
        const int needed = control.box->sizeHint().width() + gap;
        const bool last = &control == &m_controls.last();
        const bool fits = m_folded.isEmpty() && used + needed + (last ? 0 : moreWidth) <= width();
        if (!fits) {
            m_folded.append(control.box);
        }
        control.box->setVisible(fits);
        used += needed;
    }
    m_more->setVisible(!m_folded.isEmpty());
}

} // namespace raskadr::ui
