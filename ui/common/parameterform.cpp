#include "ui/common/parameterform.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>
#include <limits>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gap = 12;
constexpr double widestNumber = 1e9;
constexpr int seedWidth = 112;
constexpr int textWidth = 140;

bool hasInitial(const FormField& field)
{
    return !field.initial.isUndefined() && !field.initial.isNull();
}

// The model decides, when the user does not.
bool mayBeLeftOut(const FormField& field)
{
    return !field.required && !hasInitial(field);
}

int decimalsOf(double step)
{
    int decimals = 0;
    while (decimals < 4 && std::abs(step - std::round(step)) > 1e-9) {
        step *= 10;
        ++decimals;
    }
    return decimals;
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
    connect(m_more, &Button::clicked, this, &ParameterForm::showMore);
}

QSize ParameterForm::minimumSizeHint() const
{
    // Everything folds into the sliders icon.
    return m_stacked ? QWidget::minimumSizeHint() : m_more->sizeHint();
}

void ParameterForm::showMore()
{
    auto* dialog = new Dialog(this, tr("More parameters"));
    dialog->content()->setSpacing(12);
    for (QWidget* box : std::as_const(m_folded)) {
        dialog->content()->addWidget(box);
        box->show();
    }
    dialog->addAccept(tr("Done"));
    m_moreOpen = true;
    // The controls come back into the row before the dialog takes its children with it.
    connect(dialog, &Dialog::closed, this, [this] {
        m_moreOpen = false;
        for (const Control& control : std::as_const(m_controls)) {
            m_row->insertWidget(m_row->indexOf(m_more), control.box);
        }
        fold();
    });
    dialog->open();
}

void ParameterForm::setStacked(bool on)
{
    m_stacked = on;
    m_row->setDirection(on ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
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
    orderFocus();
    fold();
}

// Controls are younger than what stands behind them: Tab goes through them where they are seen.
void ParameterForm::orderFocus()
{
    QWidget* last = m_more;
    for (const Control& control : std::as_const(m_controls)) {
        for (QWidget* part : control.box->findChildren<QWidget*>()) {
            if ((part->focusPolicy() & Qt::TabFocus) && !part->focusProxy()) {
                setTabOrder(last, part);
                last = part;
            }
        }
    }
    if (last != m_more) {
        setTabOrder(last, m_more);
    }
}

void ParameterForm::addControl(const FormField& field)
{
    Control control;
    control.field = field;
    control.box = new QWidget;
    auto* box = new QBoxLayout(m_stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight, control.box);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    control.line = new QHBoxLayout;
    control.line->setSpacing(6);
    if (field.kind != FormField::Kind::Switch) {
        auto* label = new ElidedLabel(field.title, TextStyle::Small, TextRole::Secondary);
        if (!m_stacked) {
            label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
        }
        box->addWidget(label);
    }
    box->addLayout(control.line);
    switch (field.kind) {
    case FormField::Kind::Choice:
        buildChoice(control);
        break;
    case FormField::Kind::Integer:
    case FormField::Kind::Number:
        buildNumber(control);
        break;
    case FormField::Kind::Seed:
        buildSeed(control);
        break;
    case FormField::Kind::Switch:
        buildSwitch(control);
        break;
    case FormField::Kind::Prompt:
    case FormField::Kind::NegativePrompt:
    case FormField::Kind::Text:
    case FormField::Kind::List:
        buildText(control);
        break;
    }
    control.editor->setAccessibleName(field.title);
    control.editor->setToolTip(field.hint);
    if (control.editor->parentWidget() != control.box) {
        control.line->addWidget(control.editor);
    }
    if (hasInitial(field)) {
        const QSignalBlocker blocker(this);
        control.setValue(field.initial);
    }
    m_row->insertWidget(m_row->indexOf(m_more), control.box);
    m_controls.append(control);
}

void ParameterForm::buildChoice(Control& control)
{
    auto* combo = new QComboBox;
    const FormField field = control.field;
    if (mayBeLeftOut(field)) {
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
    control.editor = combo;
}

void ParameterForm::buildNumber(Control& control)
{
    auto* spin = new QDoubleSpinBox;
    const FormField& field = control.field;
    const bool whole = field.kind == FormField::Kind::Integer;
    const double step = field.step.value_or(whole ? 1 : 0.05);
    const double least = field.minimum.value_or(-widestNumber);
    const bool optional = mayBeLeftOut(field);
    spin->setDecimals(whole ? 0 : std::max(2, decimalsOf(step)));
    // One step below the least value stands for "not set".
    spin->setRange(optional ? least - step : least, field.maximum.value_or(widestNumber));
    spin->setSingleStep(step);
    if (optional) {
        spin->setSpecialValueText(tr("by itself"));
        spin->setValue(spin->minimum());
    }
    if (!field.unit.isEmpty()) {
        spin->setSuffix(u"\u00a0"_s + field.unit);
    }
    control.value = [spin, whole, optional] {
        if (optional && spin->value() <= spin->minimum()) {
            return QJsonValue(QJsonValue::Undefined);
        }
        return whole ? QJsonValue(static_cast<qint64>(spin->value())) : QJsonValue(spin->value());
    };
    control.setValue = [spin](const QJsonValue& value) {
        spin->setValue(value.isDouble() ? value.toDouble() : spin->minimum());
    };
    connect(spin, &QDoubleSpinBox::valueChanged, this, &ParameterForm::changed);
    control.editor = spin;
}

void ParameterForm::buildSeed(Control& control)
{
    // A line and no spin box: a seed may need more digits than a spin box counts.
    auto* line = new QLineEdit;
    line->setPlaceholderText(tr("random"));
    if (!m_stacked) {
        line->setFixedWidth(seedWidth);
    }
    static const QRegularExpression digits(u"\\d{0,20}"_s);
    line->setValidator(new QRegularExpressionValidator(digits, line));
    control.value = [line] {
        bool ok = false;
        const quint64 seed = line->text().toULongLong(&ok);
        if (!ok) {
            return QJsonValue(QJsonValue::Undefined);
        }
        const bool fits = seed <= quint64(std::numeric_limits<qint64>::max());
        return fits ? QJsonValue(static_cast<qint64>(seed)) : QJsonValue(line->text());
    };
    control.setValue = [line](const QJsonValue& value) {
        line->setText(value.isDouble() ? QString::number(value.toInteger()) : value.toString());
    };
    connect(line, &QLineEdit::textChanged, this, &ParameterForm::changed);
    auto* dice = new Button(u"dice"_s, tr("Random seed"), Button::Kind::Icon);
    control.line->addWidget(line);
    control.line->addWidget(dice);
    connect(dice, &Button::clicked, line, &QLineEdit::clear);
    control.editor = line;
}

void ParameterForm::buildSwitch(Control& control)
{
    auto* toggle = new Switch(control.field.title);
    control.value = [toggle] { return QJsonValue(toggle->isChecked()); };
    control.setValue = [toggle](const QJsonValue& value) { toggle->setChecked(value.toBool()); };
    connect(toggle, &Switch::toggled, this, &ParameterForm::changed);
    control.editor = toggle;
}

void ParameterForm::buildText(Control& control)
{
    auto* line = new QLineEdit;
    line->setMinimumWidth(textWidth);
    if (control.field.kind == FormField::Kind::List) {
        line->setPlaceholderText(tr("separated by commas"));
        control.value = [line] {
            QJsonArray items;
            for (const QString& part : line->text().split(u',', Qt::SkipEmptyParts)) {
                if (const QString item = part.trimmed(); !item.isEmpty()) {
                    items.append(item);
                }
            }
            return items.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(items);
        };
        control.setValue = [line](const QJsonValue& value) {
            QStringList items;
            for (const QJsonValue item : value.toArray()) {
                items.append(item.toString());
            }
            line->setText(items.join(u", "_s));
        };
    } else {
        control.value = [line] {
            return line->text().isEmpty() ? QJsonValue(QJsonValue::Undefined)
                                          : QJsonValue(line->text());
        };
        control.setValue = [line](const QJsonValue& value) { line->setText(value.toString()); };
    }
    connect(line, &QLineEdit::textChanged, this, &ParameterForm::changed);
    control.editor = line;
}

void ParameterForm::setValues(const QJsonObject& values)
{
    for (const Control& control : std::as_const(m_controls)) {
        const QJsonValue value = values.value(control.field.name);
        const bool known = !value.isUndefined();
        control.setValue(known                           ? value
                             : hasInitial(control.field) ? control.field.initial
                                                         : QJsonValue());
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

void ParameterForm::setSeed(quint64 seed)
{
    for (const Control& control : std::as_const(m_controls)) {
        if (control.field.kind == FormField::Kind::Seed) {
            control.setValue(QJsonValue(QString::number(seed)));
        }
    }
}

void ParameterForm::setError(const QString& name, const QString& sentence)
{
    for (const Control& control : std::as_const(m_controls)) {
        const bool wrong = !sentence.isEmpty() && control.field.name == name;
        control.editor->setProperty("invalid", wrong);
        control.editor->setToolTip(wrong ? sentence : control.field.hint);
        control.editor->update();
    }
}

void ParameterForm::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

void ParameterForm::fold()
{
    if (m_moreOpen || m_stacked) {
        return;
    }
    // From the right, whole items at a time.
    m_folded.clear();
    int used = 0;
    const int moreWidth = m_more->sizeHint().width() + gap;
    for (const Control& control : std::as_const(m_controls)) {
        const int needed = control.box->sizeHint().width() + gap;
        const bool last = &control == &m_controls.last();
        const bool fits = m_folded.isEmpty()
            && used + needed - (last ? gap : 0) + (last ? 0 : moreWidth) <= width();
        if (!fits) {
            m_folded.append(control.box);
        }
        control.box->setVisible(fits);
        used += needed;
    }
    m_more->setVisible(!m_folded.isEmpty());
}

} // namespace raskadr::ui
