#pragma once

#include "ui/common/button.h"

#include <QWidget>

class QHBoxLayout;

namespace raskadr::ui {

class WrapLabel;

// What a screen shows when there is nothing yet: six frames, the first lit, what will be here, how
// to begin, one main button and one other.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString& heading, const QString& sentence, QWidget* parent = nullptr);

    void setTexts(const QString& heading, const QString& sentence);
    // The first is the main one.
    Button* addButton(const QString& iconName, const QString& text);

private:
    WrapLabel* m_heading;
    WrapLabel* m_sentence;
    QHBoxLayout* m_buttons;
};

} // namespace raskadr::ui
