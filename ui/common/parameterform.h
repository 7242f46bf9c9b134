#pragma once

#include "ui/common/formfield.h"

#include <QWidget>

class QBoxLayout;

namespace raskadr::ui {

class Button;
class ParameterEditor;

// The parameters of a model in one row, built from its schema; what does not fit goes into a second
// group behind the sliders icon. Stacked, they stand below each other with their names above, and
// nothing folds. The prompt is the composer's own field and not shown here. Main thread.
class ParameterForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterForm(QWidget* parent = nullptr);

    // To be chosen before the fields are set.
    void setStacked(bool on);
    // Where what is chosen in one field leaves less of another, `beside` tells what it leaves.
    void setFields(const QList<FormField>& fields, FieldsBeside beside = {});
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
    // Values that did not fit the others any more were moved to the nearest that do; comes after
    // changed().
    void moved(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void noteChange();
    QString narrow();
    void orderFocus();
    void showMore();
    void fold();

    QBoxLayout* m_row;
    QList<ParameterEditor*> m_editors;
    FieldsBeside m_beside;
    Button* m_more;
    QList<QWidget*> m_folded;
    bool m_moreOpen = false;
    bool m_stacked = false;
    bool m_filling = false;
};

} // namespace raskadr::ui
