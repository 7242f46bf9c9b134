#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QWidget>
#include <functional>
#include <optional>

class QBoxLayout;
class QHBoxLayout;

namespace raskadr::ui {

// One parameter of a model as the form shows it.
struct FormField
{
    enum class Kind { Prompt, NegativePrompt, Seed, Choice, Integer, Number, Switch, Text, List };

    QString name; // in the model's schema
    QString title; // in the user's language
    QString unit;
    QString hint;
    Kind kind = Kind::Text;
    QJsonValue initial; // undefined: none
    std::optional<double> minimum, maximum, step;
    QList<std::pair<QString, QJsonValue>> choices; // title and value
    bool required = false;
};

// The parameters of a model in one row, built from its schema; what does not fit goes into a second
// group behind the sliders icon. Stacked, they stand below each other with their names above, and
// nothing folds. The prompt is the composer's own field and not shown here.
class ParameterForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterForm(QWidget* parent = nullptr);

    // To be chosen before the fields are set.
    void setStacked(bool on);
    void setFields(const QList<FormField>& fields);
    // Fills in what is known and leaves the defaults elsewhere.
    void setValues(const QJsonObject& values);
    // Only what differs from "nothing": an empty seed is left out.
    QJsonObject values() const;
    // Marks one parameter as wrong, with a sentence in its tooltip.
    void setError(const QString& name, const QString& sentence);
    void setSeed(quint64 seed);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Control
    {
        FormField field;
        QWidget* box = nullptr;
        QHBoxLayout* line = nullptr; // where the editor and what belongs to it stand
        QWidget* editor = nullptr;
        std::function<QJsonValue()> value;
        std::function<void(const QJsonValue&)> setValue;
    };

    void addControl(const FormField& field);
    void orderFocus();
    void buildChoice(Control& control);
    void buildNumber(Control& control);
    void buildSeed(Control& control);
    void buildSwitch(Control& control);
    void buildText(Control& control);
    void showMore();
    void fold();

    QBoxLayout* m_row;
    QList<Control> m_controls;
    class Button* m_more;
    QList<QWidget*> m_folded;
    bool m_moreOpen = false;
    bool m_stacked = false;
};

} // namespace raskadr::ui
