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
    , m_copy(new Button(u"copy"_s, tr("Copy prompt"), Button::Kind::Quiet))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_prompt = addSection(tr("Prompt"));
    m_negative = addSection(tr("Negative prompt"));
    m_copy->setExtent(Button::Extent::Small);
    m_prompt.head->addWidget(m_copy);
    connect(m_copy, &Button::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_prompt.text->toPlainText());
        m_copy->setText(tr("Copied"));
    });
}

PromptTexts::Section PromptTexts::addSection(const QString& title)
{
    Section section;
    section.box = new QWidget;
    auto* column = new QVBoxLayout(section.box);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(4);
    section.head = new QHBoxLayout;
    section.head->setSpacing(8);
    section.head->addWidget(new ElidedLabel(title, TextStyle::BodyBold));
    section.remark = new ElidedLabel({}, TextStyle::Small, TextRole::Secondary);
    section.head->addWidget(section.remark);
    section.head->addStretch(1);
    column->addLayout(section.head);
    section.text = new SelectableText({}, TextStyle::Prompt);
    section.text->setAccessibleName(title);
    column->addWidget(section.text);
    layout()->addWidget(section.box);
    return section;
}

void PromptTexts::Section::show(const Text& shown) const
{
    remark->setText(shown.remark);
    text->setText(shown.text);
    box->setVisible(!shown.text.isEmpty());
}

void PromptTexts::setTexts(const Text& prompt, const Text& negative)
{
    m_copy->setText(tr("Copy prompt"));
    m_prompt.show(prompt);
    m_negative.show(negative);
}

} // namespace raskadr::ui
