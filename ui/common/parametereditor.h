#pragma once

#include "ui/common/formfield.h"

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;

namespace raskadr::ui {

// One parameter of a model with its name and the control for it. Main thread.
class ParameterEditor final : public QWidget
{
    Q_OBJECT

public:
    // Stacked, the name stands above the control instead of before it.
    ParameterEditor(const FormField& field, bool stacked, QWidget* parent = nullptr);

    // As the model describes it, whatever the other values leave of it.
    const FormField& field() const { return m_field; }
    QJsonValue value() const { return m_value(); } // undefined: left out
    // Undefined or null: the default, or "nothing" where there is none.
    void setValue(const QJsonValue& value);
    // As the control shows it.
    QString valueText() const { return m_valueText(); }
    // Takes nothing but what `field` allows, which is this parameter beside the other values. True:
    // what stood here did not fit, and the nearest that does stands here now.
    bool narrow(const FormField& field);
    // An empty sentence takes the mark away.
    void setError(const QString& sentence);

Q_SIGNALS:
    void changed();

private:
    void build();
    void buildChoice();
    void buildNumber();
    void buildSeed();
    void buildSwitch();
    void buildText();
    void buildList();
    QJsonValue nearest(const QJsonValue& wanted) const;
    bool allows(const QJsonValue& value) const;
    bool mayBeLeftOut() const;
    QString hint() const;

    const FormField m_field;
    FormField m_shown; // what the other values leave of it
    const bool m_stacked;
    QHBoxLayout* m_line; // where the control and what belongs to it stand
    QWidget* m_control = nullptr;
    QList<QWidget*> m_parts; // the control, and what belongs to it
    std::function<QJsonValue()> m_value;
    std::function<void(const QJsonValue&)> m_setValue;
    std::function<QString()> m_valueText;
};

} // namespace raskadr::ui
