#include "ui/shot/prompttexts.h"

#include "ui/common/button.h"
#include "ui/common/textlabels.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

PromptTexts::PromptTexts(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_promptBox = buildPrompt();
    m_negativeBox = buildNegative();
    column->addWidget(m_promptBox);
    column->addWidget(m_negativeBox);
    connect(m_copy, &Button::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_prompt->toPlainText());
        m_copy->setText(tr("Copied"));
    });
}

QWidget* PromptTexts::buildPrompt()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new ElidedLabel(tr("Prompt"), TextStyle::BodyBold));
    m_promptRemark = new ElidedLabel({}, TextStyle::Small, TextRole::Secondary);
    head->addWidget(m_promptRemark);
    head->addStretch(1);
    m_copy = new Button(u"copy"_s, tr("Copy prompt"), Button::Kind::Quiet);
    m_copy->setExtent(Button::Extent::Small);
    head->addWidget(m_copy);
    column->addLayout(head);
    m_prompt = new SelectableText({}, TextStyle::Prompt);
    m_prompt->setAccessibleName(tr("Prompt"));
    column->addWidget(m_prompt);
    return box;
}

QWidget* PromptTexts::buildNegative()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new ElidedLabel(tr("Negative prompt"), TextStyle::BodyBold));
    m_negativeRemark = new ElidedLabel({}, TextStyle::Small, TextRole::Secondary);
    head->addWidget(m_negativeRemark);
    head->addStretch(1);
    column->addLayout(head);
    m_negative = new SelectableText({}, TextStyle::Prompt);
    m_negative->setAccessibleName(tr("Negative prompt"));
    column->addWidget(m_negative);
    return box;
}

void PromptTexts::setTexts(const Text& prompt, const Text& negative)
{
    m_promptRemark->setText(prompt.remark);
    m_negativeRemark->setText(negative.remark);
    m_copy->setText(tr("Copy prompt"));
    m_prompt->setText(prompt.text);
    m_promptBox->setVisible(!prompt.text.isEmpty());
    m_negative->setText(negative.text);
    m_negativeBox->setVisible(!negative.text.isEmpty());
}

} // namespace raskadr::ui
