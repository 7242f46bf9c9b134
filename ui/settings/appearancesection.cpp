#include "ui/settings/appearancesection.h"

#include "ui/common/switch.h"
#include "ui/common/textlabels.h"
#include "ui/settings/settingscard.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

AppearanceSection::AppearanceSection(QWidget* parent)
    : QWidget(parent)
    , m_theme(new QComboBox)
    , m_language(new QComboBox)
    , m_languageHint(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_reducedMotion(new Switch)
{
    m_theme->addItem(tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    m_theme->addItem(tr("Light"), static_cast<int>(ThemeChoice::Light));
    m_theme->addItem(tr("As in the system"), static_cast<int>(ThemeChoice::System));
    // Each language is called as those who speak it call it.
    m_language->addItem(u"Русский"_s, static_cast<int>(Language::Russian));
    m_language->addItem(u"English"_s, static_cast<int>(Language::English));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* card = new SettingsCard;
    card->addRow(tr("Theme"), tr("Colours of pictures are judged best on the dark one"), m_theme);
    card->addRow(tr("Language"), m_languageHint, m_language);
    card->addRow(tr("Less motion"), tr("Panels and boxes jump instead of gliding"),
                 m_reducedMotion);
    column->addWidget(card);

    connect(m_theme, &QComboBox::activated, this, [this] {
        Q_EMIT themeChosen(static_cast<ThemeChoice>(m_theme->currentData().toInt()));
    });
    connect(m_language, &QComboBox::activated, this, [this] {
        Q_EMIT languageChosen(static_cast<Language>(m_language->currentData().toInt()));
    });
    connect(m_reducedMotion, &Switch::clicked, this, &AppearanceSection::reducedMotionChosen);
}

void AppearanceSection::setState(const SettingsState& state)
{
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(state.theme)));
    m_language->setCurrentIndex(m_language->findData(static_cast<int>(state.language)));
    const bool pending = state.language != state.runningLanguage;
    m_languageHint->setText(pending ? tr("The language changes when you start Raskadr again.")
                                    : tr("Of the window and of the passport"));
    m_languageHint->setRole(pending ? TextRole::Warn : TextRole::Secondary);
    m_reducedMotion->setChecked(state.reducedMotion);
}

} // namespace raskadr::ui
