#include "ui/common/parametereditor.h"

#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <cmath>
#include <limits>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double widestNumber = 1e9;
constexpr int seedWidth = 112;
constexpr int textFieldWidth = 140;

const QJsonValue leftOut(QJsonValue::Undefined);

int decimalsOf(double step)
{
    int decimals = 0;
    while (decimals < 4 && std::abs(step - std::round(step)) > 1e-9) {
        step *= 10;
        ++decimals;
    }
    return decimals;
}

bool isNumber(FormField::Kind kind)
{
    return kind == FormField::Kind::Integer || kind == FormField::Kind::Number;
}

qsizetype placeOf(const FormField& field, const QJsonValue& value)
{
    for (qsizetype i = 0; i < field.choices.size(); ++i) {
        if (field.choices.at(i).second == value) {
            return i;
        }
    }
    return -1;
}

bool sameLimits(const FormField& a, const FormField& b)
{
    return a.kind == b.kind && a.required == b.required && a.choices == b.choices
        && a.minimum == b.minimum && a.maximum == b.maximum && a.step == b.step;
}

} // namespace

ParameterEditor::ParameterEditor(const FormField& field, bool stacked, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
    , m_shown(field)
    , m_stacked(stacked)
    , m_line(new QHBoxLayout)
{
    auto* box = new QBoxLayout(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight, this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    m_line->setSpacing(6);
    if (field.kind != FormField::Kind::Switch) {
        auto* label = new ElidedLabel(field.title, TextStyle::Small, TextRole::Secondary);
        if (!stacked) {
            label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
        }
        box->addWidget(label);
    }
    box->addLayout(m_line);
    build();
    if (field.hasInitial()) {
        m_setValue(field.initial);
    }
}

void ParameterEditor::build()
{
    switch (m_shown.kind) {
    case FormField::Kind::Choice:
        buildChoice();
        break;
    case FormField::Kind::Integer:
    case FormField::Kind::Number:
        buildNumber();
        break;
    case FormField::Kind::Seed:
        buildSeed();
        break;
    case FormField::Kind::Switch:
        buildSwitch();
        break;
    case FormField::Kind::Prompt:
    case FormField::Kind::NegativePrompt:
    case FormField::Kind::Text:
        buildText();
        break;
    case FormField::Kind::List:
        buildList();
        break;
    }
    m_control->setAccessibleName(m_field.title);
    m_control->setToolTip(hint());
    for (QWidget* part : std::as_const(m_parts)) {
        m_line->addWidget(part);
    }
}

void ParameterEditor::buildChoice()
{
    auto* combo = new QComboBox;
    const FormField field = m_shown;
    const int offset = mayBeLeftOut() ? 1 : 0;
    if (offset > 0) {
        combo->addItem(tr("by itself"));
    }
    for (const auto& [title, value] : field.choices) {
        combo->addItem(title);
    }
    m_value = [combo, field, offset] {
        const int index = combo->currentIndex() - offset;
        return index >= 0 ? field.choices.at(index).second : leftOut;
    };
    m_setValue = [combo, field, offset](const QJsonValue& value) {
        const auto place = static_cast<int>(placeOf(field, value));
        combo->setCurrentIndex(place < 0 ? 0 : place + offset);
    };
    m_valueText = [combo] { return combo->currentText(); };
    connect(combo, &QComboBox::currentIndexChanged, this, &ParameterEditor::changed);
    m_control = combo;
    m_parts = {combo};
}

void ParameterEditor::buildNumber()
{
    auto* spin = new QDoubleSpinBox;
    const bool whole = m_shown.kind == FormField::Kind::Integer;
    const double step = m_shown.step.value_or(whole ? 1 : 0.05);
    const double least = m_shown.minimum.value_or(-widestNumber);
    const bool optional = mayBeLeftOut();
    spin->setDecimals(whole ? 0 : std::max(2, decimalsOf(step)));
    // One step below the least value stands for "not set".
    spin->setRange(optional ? least - step : least, m_shown.maximum.value_or(widestNumber));
    spin->setSingleStep(step);
    if (optional) {
        spin->setSpecialValueText(tr("by itself"));
        spin->setValue(spin->minimum());
    }
    if (!m_field.unit.isEmpty()) {
        spin->setSuffix(u"\u00a0"_s + m_field.unit);
    }
    m_value = [spin, whole, optional] {
        if (optional && spin->value() <= spin->minimum()) {
            return leftOut;
        }
        return whole ? QJsonValue(static_cast<qint64>(spin->value())) : QJsonValue(spin->value());
    };
    m_setValue = [spin](const QJsonValue& value) {
        spin->setValue(value.isDouble() ? value.toDouble() : spin->minimum());
    };
    m_valueText = [spin] { return spin->text(); };
    connect(spin, &QDoubleSpinBox::valueChanged, this, &ParameterEditor::changed);
    m_control = spin;
    m_parts = {spin};
}

void ParameterEditor::buildSeed()
{
    // A line and no spin box: a seed may need more digits than a spin box counts.
    auto* line = new QLineEdit;
    line->setPlaceholderText(tr("random"));
    if (!m_stacked) {
        line->setFixedWidth(seedWidth);
    }
    static const QRegularExpression digits(u"\\d{0,20}"_s);
    line->setValidator(new QRegularExpressionValidator(digits, line));
    m_value = [line] {
        bool ok = false;
        const quint64 seed = line->text().toULongLong(&ok);
        if (!ok) {
            return leftOut;
        }
        const bool fits = seed <= quint64(std::numeric_limits<qint64>::max());
        return fits ? QJsonValue(static_cast<qint64>(seed)) : QJsonValue(line->text());
    };
    m_setValue = [line](const QJsonValue& value) {
        line->setText(value.isDouble() ? QString::number(value.toInteger()) : value.toString());
    };
    m_valueText = [line] { return line->text(); };
    connect(line, &QLineEdit::textChanged, this, &ParameterEditor::changed);
    auto* dice = new Button(u"dice"_s, tr("Random seed"), Button::Kind::Icon);
    connect(dice, &Button::clicked, line, &QLineEdit::clear);
    m_control = line;
    m_parts = {line, dice};
}

void ParameterEditor::buildSwitch()
{
    auto* toggle = new Switch(m_field.title);
    m_value = [toggle] { return QJsonValue(toggle->isChecked()); };
    m_setValue = [toggle](const QJsonValue& value) { toggle->setChecked(value.toBool()); };
    m_valueText = [toggle] { return toggle->isChecked() ? tr("yes") : tr("no"); };
    connect(toggle, &Switch::toggled, this, &ParameterEditor::changed);
    m_control = toggle;
    m_parts = {toggle};
}

void ParameterEditor::buildText()
{
    auto* line = new QLineEdit;
    line->setMinimumWidth(textFieldWidth);
    m_value = [line] { return line->text().isEmpty() ? leftOut : QJsonValue(line->text()); };
    m_setValue = [line](const QJsonValue& value) { line->setText(value.toString()); };
    m_valueText = [line] { return line->text(); };
    connect(line, &QLineEdit::textChanged, this, &ParameterEditor::changed);
    m_control = line;
    m_parts = {line};
}

void ParameterEditor::buildList()
{
    auto* line = new QLineEdit;
    line->setMinimumWidth(textFieldWidth);
    line->setPlaceholderText(tr("separated by commas"));
    m_value = [line] {
        QJsonArray items;
        for (const QString& part : line->text().split(u',', Qt::SkipEmptyParts)) {
            if (const QString item = part.trimmed(); !item.isEmpty()) {
                items.append(item);
            }
        }
        return items.isEmpty() ? leftOut : QJsonValue(items);
    };
    m_setValue = [line](const QJsonValue& value) {
        QStringList items;
        for (const QJsonValue item : value.toArray()) {
            items.append(item.toString());
        }
        line->setText(items.join(u", "_s));
    };
    m_valueText = [line] { return line->text(); };
    connect(line, &QLineEdit::textChanged, this, &ParameterEditor::changed);
    m_control = line;
    m_parts = {line};
}

void ParameterEditor::setValue(const QJsonValue& value)
{
    const bool known = !value.isUndefined() && !value.isNull();
    m_setValue(known ? value : m_field.hasInitial() ? m_field.initial : QJsonValue());
}

bool ParameterEditor::mayBeLeftOut() const
{
    return !m_field.hasInitial() && !m_shown.required;
}

bool ParameterEditor::allows(const QJsonValue& value) const
{
    const bool choice = m_shown.kind == FormField::Kind::Choice;
    if (value.isUndefined() && (choice || isNumber(m_shown.kind))) {
        return mayBeLeftOut();
    }
    if (choice) {
        return placeOf(m_shown, value) >= 0;
    }
    if (isNumber(m_shown.kind)) {
        return value.isDouble() && value.toDouble() >= m_shown.minimum.value_or(-widestNumber)
            && value.toDouble() <= m_shown.maximum.value_or(widestNumber);
    }
    return true;
}

QJsonValue ParameterEditor::nearest(const QJsonValue& wanted) const
{
    if (isNumber(m_shown.kind)) {
        return std::clamp(wanted.toDouble(), m_shown.minimum.value_or(-widestNumber),
                          std::max(m_shown.minimum.value_or(-widestNumber),
                                   m_shown.maximum.value_or(widestNumber)));
    }
    // Of choices that are no numbers the order tells which are near.
    const qsizetype stood = placeOf(m_field, wanted);
    const auto distance = [&](const QJsonValue& value) {
        if (wanted.isDouble() && value.isDouble()) {
            return std::abs(wanted.toDouble() - value.toDouble());
        }
        const qsizetype place = placeOf(m_field, value);
        return stood < 0 || place < 0 ? widestNumber : std::abs(double(stood - place));
    };
    QJsonValue best = m_shown.choices.first().second;
    for (const auto& [title, value] : m_shown.choices) {
        if (distance(value) < distance(best)) {
            best = value;
        }
    }
    return best;
}

bool ParameterEditor::narrow(const FormField& field)
{
    const bool possible = field.kind != FormField::Kind::Choice || !field.choices.isEmpty();
    if (!possible || sameLimits(field, m_shown)) {
        return false;
    }
    const QJsonValue stood = value();
    const bool hadFocus = m_control->hasFocus();
    m_shown = field;
    // The old ones may be in the middle of telling what was chosen.
    for (QWidget* part : std::as_const(m_parts)) {
        part->disconnect(this);
        part->hide();
        m_line->removeWidget(part);
        part->deleteLater();
    }
    build();
    const bool fits = allows(stood);
    {
        const QSignalBlocker blocker(this);
        m_setValue(fits ? stood : nearest(stood));
    }
    if (hadFocus) {
        m_control->setFocus(Qt::OtherFocusReason);
    }
    return !fits;
}

QString ParameterEditor::hint() const
{
    QStringList elsewhere;
    for (const auto& [title, value] : m_field.choices) {
        if (m_shown.kind == FormField::Kind::Choice && placeOf(m_shown, value) < 0) {
            elsewhere.append(title);
        }
    }
    QStringList lines;
    if (!m_field.hint.isEmpty()) {
        lines.append(m_field.hint);
    }
    if (!elsewhere.isEmpty()) {
        lines.append(tr("With other settings also: %1").arg(elsewhere.join(u", "_s)));
    }
    return lines.join(u'\n');
}

void ParameterEditor::setError(const QString& sentence)
{
    m_control->setProperty("invalid", !sentence.isEmpty());
    m_control->setToolTip(sentence.isEmpty() ? hint() : sentence);
    m_control->update();
}

} // namespace raskadr::ui
