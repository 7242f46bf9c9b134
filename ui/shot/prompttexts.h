#pragma once

#include <QWidget>

class QHBoxLayout;

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
    // A title with a remark, and the text below it.
    struct Section
    {
        QWidget* box = nullptr;
        QHBoxLayout* head = nullptr;
        ElidedLabel* remark = nullptr;
        SelectableText* text = nullptr;

        void show(const Text& shown) const;
    };
    Section addSection(const QString& title);

    Section m_prompt;
    Section m_negative;
    Button* m_copy;
};

} // namespace raskadr::ui
