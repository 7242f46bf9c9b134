#include "ui/common/parameterform.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/parametereditor.h"

#include <QHBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gap = 12;
// One move may ask for another; rules that never come to an end are let be.
constexpr int mostRounds = 8;

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
        for (ParameterEditor* editor : std::as_const(m_editors)) {
            m_row->insertWidget(m_row->indexOf(m_more), editor);
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

void ParameterForm::setFields(const QList<FormField>& fields, FieldsBeside beside)
{
    qDeleteAll(m_editors);
    m_editors.clear();
    m_beside = std::move(beside);
    for (const FormField& field : fields) {
        if (field.kind != FormField::Kind::Prompt) {
            auto* editor = new ParameterEditor(field, m_stacked);
            connect(editor, &ParameterEditor::changed, this, &ParameterForm::noteChange);
            m_row->insertWidget(m_row->indexOf(m_more), editor);
            m_editors.append(editor);
        }
    }
    narrow();
    orderFocus();
    fold();
}

// Controls are younger than what stands behind them: Tab goes through them where they are seen.
void ParameterForm::orderFocus()
{
    QWidget* last = m_more;
    for (const ParameterEditor* editor : std::as_const(m_editors)) {
        for (QWidget* part : editor->findChildren<QWidget*>()) {
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

void ParameterForm::noteChange()
{
    if (m_filling) {
        return;
    }
    const QString sentence = narrow();
    Q_EMIT changed();
    if (!sentence.isEmpty()) {
        Q_EMIT moved(sentence);
    }
}

// Lets every field have what the others leave of it; gives back what to say about moved values.
QString ParameterForm::narrow()
{
    if (!m_beside) {
        return {};
    }
    const bool wasFilling = std::exchange(m_filling, true);
    QStringList sentences;
    bool again = true;
    for (int round = 0; again && round < mostRounds; ++round) {
        again = false;
        const QList<FormField> fields = m_beside(values());
        for (ParameterEditor* editor : std::as_const(m_editors)) {
            const auto field =
                std::find_if(fields.begin(), fields.end(), [&](const FormField& each) {
                    return each.name == editor->field().name;
                });
            const QString stood = editor->valueText();
            if (field != fields.end() && editor->narrow(*field)) {
                sentences.append(tr("%1: now %2, because %3 does not suit the other settings.")
                                     .arg(editor->field().title, editor->valueText(), stood));
                again = true;
            }
        }
    }
    m_filling = wasFilling;
    orderFocus();
    fold();
    return sentences.join(u' ');
}

void ParameterForm::setValues(const QJsonObject& values)
{
    m_filling = true;
    for (ParameterEditor* editor : std::as_const(m_editors)) {
        editor->narrow(editor->field());
        editor->setValue(values.value(editor->field().name));
    }
    m_filling = false;
    noteChange();
}

QJsonObject ParameterForm::values() const
{
    QJsonObject values;
    for (const ParameterEditor* editor : m_editors) {
        if (const QJsonValue value = editor->value(); !value.isUndefined()) {
            values.insert(editor->field().name, value);
        }
    }
    return values;
}

void ParameterForm::setSeed(quint64 seed)
{
    for (ParameterEditor* editor : std::as_const(m_editors)) {
        if (editor->field().kind == FormField::Kind::Seed) {
            editor->setValue(QJsonValue(QString::number(seed)));
        }
    }
}

void ParameterForm::setError(const QString& name, const QString& sentence)
{
    for (ParameterEditor* editor : std::as_const(m_editors)) {
        editor->setError(editor->field().name == name ? sentence : QString());
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
    for (ParameterEditor* editor : std::as_const(m_editors)) {
        const int needed = editor->sizeHint().width() + gap;
        const bool last = editor == m_editors.last();
        const bool fits = m_folded.isEmpty()
            && used + needed - (last ? gap : 0) + (last ? 0 : moreWidth) <= width();
        if (!fits) {
            m_folded.append(editor);
        }
        editor->setVisible(fits);
        used += needed;
    }
    m_more->setVisible(!m_folded.isEmpty());
}

} // namespace raskadr::ui
