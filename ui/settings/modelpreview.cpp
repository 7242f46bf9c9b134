#include "ui/settings/modelpreview.h"

#include "ui/common/fields.h"
#include "ui/common/flowlayout.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int previewEdge = 20;
constexpr QSize slotPicture{124, 70};
constexpr int slotName = 20;

// A slot for a picture, empty and named below.
class SlotPicture final : public QWidget
{
public:
    explicit SlotPicture(const QString& name)
        : m_name(name)
    {
        setFixedSize(slotPicture.width(), slotPicture.height() + slotName);
        setAccessibleName(name);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme& theme = themeOf(this);
        const QRectF picture(QPointF(0, 0), QSizeF(slotPicture));
        paintDashedFrame(painter, picture.adjusted(0.5, 0.5, -0.5, -0.5), 4, theme.panel,
                         theme.lineControl);
        paintIcon(painter, picture.center() - QPointF(9, 9), u"image"_s, 18, theme.text2);
        paintText(painter, QRectF(0, slotPicture.height() + 2, width(), slotName - 2), m_name,
                  ui::font(TextStyle::Small), theme.text2);
    }

private:
    const QString m_name;
};

} // namespace

ModelPreviewPane::ModelPreviewPane(QWidget* parent)
    : QWidget(parent)
    , m_choice(new QComboBox)
    , m_note(new WrapLabel(tr("The last version without faults is shown."), TextStyle::Small,
                           TextRole::Warn))
    , m_name(new ElidedLabel({}, TextStyle::Heading))
    , m_task(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_inputs(new QWidget)
    , m_promptName(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_prompt(new TextArea)
    , m_form(new ParameterForm)
    , m_moved(new WrapLabel({}, TextStyle::Small, TextRole::Warn))
    , m_nothing(new WrapLabel(tr("As soon as the description is without faults, the form that the "
                                 "composer makes of it stands here."),
                              TextStyle::Body, TextRole::Secondary))
{
    new FlowLayout(m_inputs, 12);
    m_choice->setAccessibleName(tr("Model to look at"));
    m_prompt->setLines(3, 5);
    m_form->setStacked(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(previewEdge, 16, previewEdge, 16);
    column->setSpacing(12);
    column->addWidget(
        new ElidedLabel(tr("In the composer"), TextStyle::Small, TextRole::Secondary));
    column->addWidget(m_choice);
    column->addWidget(m_note);
    auto* head = new QVBoxLayout;
    head->setSpacing(2);
    head->addWidget(m_name);
    head->addWidget(m_task);
    column->addLayout(head);
    column->addWidget(m_inputs);
    auto* prompt = new QVBoxLayout;
    prompt->setSpacing(6);
    prompt->addWidget(m_promptName);
    prompt->addWidget(m_prompt);
    column->addLayout(prompt);
    column->addWidget(m_form);
    column->addWidget(m_moved);
    column->addWidget(m_nothing);
    column->addStretch(1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ModelPreviewPane::showModel);
    connect(m_form, &ParameterForm::changed, this, [this] { tell({}); });
    connect(m_form, &ParameterForm::moved, this, &ModelPreviewPane::tell);
    m_note->hide();
    showModel();
}

void ModelPreviewPane::setModels(const QList<ModelPreview>& models)
{
    const int shown = m_choice->currentIndex();
    m_models = models;
    {
        const QSignalBlocker blocker(m_choice);
        m_choice->clear();
        for (const ModelPreview& model : models) {
            m_choice->addItem(model.name);
        }
        m_choice->setCurrentIndex(shown >= 0 && shown < models.size() ? shown : 0);
    }
    showModel();
}

void ModelPreviewPane::setOutdated(bool on)
{
    m_note->setVisible(on && !m_models.isEmpty());
}

void ModelPreviewPane::showModel()
{
    const ModelPreview model = m_models.value(m_choice->currentIndex());
    const bool any = !m_models.isEmpty();
    m_choice->setVisible(m_models.size() > 1);
    m_nothing->setVisible(!any);
    m_name->setText(model.name);
    m_task->setText(any ? u"%1 · %2"_s.arg(model.task, model.price) : QString());
    m_name->setVisible(any);
    m_task->setVisible(any);
    while (QLayoutItem* item = m_inputs->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& input : model.inputs) {
        auto* slot = new SlotPicture(input);
        m_inputs->layout()->addWidget(slot);
        slot->show();
    }
    m_inputs->setVisible(!model.inputs.isEmpty());
    m_promptName->setText(model.prompt);
    m_promptName->setVisible(!model.prompt.isEmpty());
    m_prompt->setVisible(!model.prompt.isEmpty());
    m_prompt->setAccessibleName(model.prompt);
    tell({});
    m_form->setFields(model.fields, model.beside);
    m_form->setVisible(any);
}

void ModelPreviewPane::tell(const QString& moved)
{
    m_moved->setText(moved);
    m_moved->setVisible(!moved.isEmpty());
}

void ModelPreviewPane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, 1, height()), themeOf(this).line);
}

} // namespace raskadr::ui
