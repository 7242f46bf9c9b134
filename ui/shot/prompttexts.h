#pragma once

#include <QWidget>

namespace raskadr::ui {

class Button;
class ElidedLabel;
class SelectableText;

// The prompt of an asset and its negative one, to read and to copy from.
class PromptTexts final : public QWidget
{
    Q_OBJECT

public:
    explicit PromptTexts(QWidget* parent = nullptr);

    struct Text
    {
        QString text;
        QString remark; // where it comes from; empty: made here
    };
    // Empty texts take no room.
    void setTexts(const Text& prompt, const Text& negative);

private:
    QWidget* buildPrompt();
    QWidget* buildNegative();

    QWidget* m_promptBox = nullptr;
    ElidedLabel* m_promptRemark = nullptr;
    SelectableText* m_prompt = nullptr;
    Button* m_copy = nullptr;
    QWidget* m_negativeBox = nullptr;
    ElidedLabel* m_negativeRemark = nullptr;
    SelectableText* m_negative = nullptr;
};

} // namespace raskadr::ui
