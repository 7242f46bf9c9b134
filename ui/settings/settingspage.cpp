#include "ui/settings/settingspage.h"

#include "ui/common/button.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/settings/aboutsection.h"
#include "ui/settings/accountsection.h"
#include "ui/settings/appearancesection.h"
#include "ui/settings/librarysection.h"
#include "ui/settings/moneysection.h"
#include "ui/settings/networksection.h"
#include "ui/settings/providerssection.h"
#include "ui/settings/serversection.h"

#include <QButtonGroup>
#include <QPainter>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int navWidth = 264;
constexpr int narrowNavWidth = 232;
constexpr int wideNavFrom = 1400;
constexpr int widestPage = 1800;
constexpr int sectionWidth = 880;
constexpr int pageEdge = 40;

} // namespace

SettingsPage::SettingsPage(QWidget* parent)
    : QWidget(parent)
    , m_nav(new QWidget)
    , m_navColumn(new QVBoxLayout(m_nav))
    , m_buttons(new QButtonGroup(this))
    , m_stack(new QStackedLayout)
    , m_appearance(new AppearanceSection)
    , m_account(new AccountSection)
    , m_library(new LibrarySection)
    , m_providers(new ProvidersSection)
    , m_network(new NetworkSection)
    , m_server(new ServerSection)
    , m_money(new MoneySection)
    , m_about(new AboutSection)
{
    m_navColumn->setContentsMargins(12, 16, 13, 16);
    m_navColumn->setSpacing(2);
    addWhole(SettingsSection::Providers, u"generate"_s, tr("Providers and models"), m_providers);
    addSection(SettingsSection::Network, u"link"_s, tr("Network"), m_network);
    addSection(SettingsSection::Server, u"share"_s, tr("Server of links"), m_server);
    addSection(SettingsSection::Money, u"cost"_s, tr("Money"), m_money);
    addSection(SettingsSection::Library, u"folder"_s, tr("Library"), m_library);
    addSection(SettingsSection::Appearance, u"eye"_s, tr("Appearance"), m_appearance);
    addSection(SettingsSection::Account, u"user"_s, tr("Account"), m_account);
    addSection(SettingsSection::About, u"info"_s, tr("About the program"), m_about);
    m_navColumn->addStretch(1);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_nav);
    row->addLayout(m_stack, 1);

    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int id) { showSection(static_cast<SettingsSection>(id)); });
    connect(m_account, &AccountSection::lockRequested, this, &SettingsPage::lockRequested);
    showSection(SettingsSection::Providers);
}

void SettingsPage::addWhole(SettingsSection section, const QString& iconName, const QString& title,
                            QWidget* page)
{
    auto* button = new Button(iconName, title, Button::Kind::Quiet);
    button->setCheckable(true);
    button->setTextAlignment(Qt::AlignLeft);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_buttons->addButton(button, static_cast<int>(section));
    m_navColumn->addWidget(button);
    m_pages.insert(section, page);
    m_stack->addWidget(page);
}

void SettingsPage::addSection(SettingsSection section, const QString& iconName,
                              const QString& title, QWidget* content)
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(pageEdge, 28, pageEdge, 32);
    auto* column = new QVBoxLayout;
    column->setSpacing(20);
    column->addWidget(new ElidedLabel(title, TextStyle::PageTitle));
    content->setMaximumWidth(sectionWidth);
    column->addWidget(content);
    column->addStretch(1);
    // What the section does not take stays free at its right.
    row->addLayout(column, 1);
    row->addStretch(0);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    addWhole(section, iconName, title, scroll);
}

void SettingsPage::showSection(SettingsSection section)
{
    m_buttons->button(static_cast<int>(section))->setChecked(true);
    m_stack->setCurrentWidget(m_pages.value(section));
}

SettingsSection SettingsPage::section() const
{
    return m_pages.key(m_stack->currentWidget());
}

void SettingsPage::showProvider(const QString& providerId)
{
    showSection(SettingsSection::Providers);
    m_providers->openProvider(providerId);
}

void SettingsPage::setState(const SettingsState& state)
{
    m_appearance->setState(state);
    m_account->setState(state);
    m_library->setState(state);
    m_network->setReadOnly(state.readOnly);
    m_server->setReadOnly(state.readOnly);
}

void SettingsPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_nav->setFixedWidth(width() >= wideNavFrom ? navWidth : narrowNavWidth);
    const int aside = qMax(0, (width() - widestPage) / 2);
    layout()->setContentsMargins(aside, 0, aside, 0);
}

void SettingsPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.window);
    painter.fillRect(QRect(0, 0, m_nav->geometry().right(), height()), theme.panel);
    painter.fillRect(QRect(m_nav->geometry().right(), 0, 1, height()), theme.line);
}

} // namespace raskadr::ui
