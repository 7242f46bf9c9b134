#pragma once

#include "ui/settings/settingsstate.h"

#include <QWidget>

class QComboBox;

namespace raskadr::ui {

class Switch;
class WrapLabel;

// «Внешний вид».
class AppearanceSection final : public QWidget
{
    Q_OBJECT

public:
    explicit AppearanceSection(QWidget* parent = nullptr);

    void setState(const SettingsState& state);

Q_SIGNALS:
    void themeChosen(raskadr::ThemeChoice theme);
    void languageChosen(raskadr::Language language);
    void reducedMotionChosen(bool on);

private:
    QComboBox* m_theme;
    QComboBox* m_language;
    WrapLabel* m_languageHint;
    Switch* m_reducedMotion;
};

} // namespace raskadr::ui
