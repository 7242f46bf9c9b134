#include "ui/shell/topbar.h"

#include "ui/common/badge.h"
#include "ui/common/button.h"
#include "ui/common/icons.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int barHeight = 48;
constexpr QSize wordmarkSize(140, 18);
// Below this width the buttons at the right leave their words.
constexpr int compactWidth = 1500;

} // namespace

TopBar::TopBar(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_menu(new Button(u"menu"_s, tr("Menu"), Button::Kind::Icon))
    , m_queue(new Button(u"queue"_s, tr("Queue"), Button::Kind::Quiet))
    , m_comments(new Button(u"comments"_s, tr("Comments"), Button::Kind::Quiet))
    , m_passport(new Button(u"passport"_s, tr("Passport"), Button::Kind::Quiet))
    , m_settings(new Button(u"settings"_s, tr("Settings"), Button::Kind::Quiet))
    , m_share(new Button(u"share"_s, tr("Share")))
    , m_account(new Button(QString(), Button::Kind::Icon))
    , m_avatar(new Avatar(QString()))
{
    setFixedHeight(barHeight);
    m_layout->setContentsMargins(12, 0, 12, 0);
    m_layout->setSpacing(4);
    m_layout->addWidget(m_menu);
    m_layout->addStretch(1);
    m_passport->setHint(tr("Technical passport"));
    m_share->setHint(tr("Link for the manager"));
    for (Button* button : {m_queue, m_comments, m_passport, m_settings}) {
        m_layout->addWidget(button);
    }
    m_layout->addSpacing(8);
    m_layout->addWidget(m_share);
    // They belong to an open project.
    m_comments->hide();
    m_share->hide();
    m_layout->addSpacing(4);
    m_account->setFixedSize(36, 36);
    auto* inside = new QHBoxLayout(m_account);
    inside->setContentsMargins(4, 4, 4, 4);
    m_avatar->setAttribute(Qt::WA_TransparentForMouseEvents);
    inside->addWidget(m_avatar);
    m_layout->addWidget(m_account);
}

void TopBar::setLead(QWidget* lead)
{
    if (m_lead == lead) {
        return;
    }
    if (m_lead) {
        m_layout->removeWidget(m_lead);
        m_lead->hide();
    }
    m_lead = lead;
    if (m_lead) {
        m_layout->insertWidget(1, m_lead);
        m_lead->show();
    }
}

void TopBar::setAccountName(const QString& name)
{
    m_avatar->setName(name);
    m_account->setHint(tr("Account: %1").arg(name));
    m_account->setAccessibleName(tr("Account: %1").arg(name));
}

void TopBar::setRunning(int jobs)
{
    m_queue->setCount(jobs);
}

void TopBar::setUnread(int comments)
{
    m_comments->setCount(comments, BadgeKind::Waits);
}

void TopBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    for (Button* button : {m_queue, m_comments, m_passport, m_settings, m_share}) {
        button->setCompact(width() < compactWidth);
    }
}

Crumbs::Crumbs(QWidget* parent)
    : QWidget(parent)
    , m_wordmark(new QLabel)
    , m_projects(new Button(tr("Projects"), Button::Kind::Quiet))
    , m_title(new ElidedLabel({}, TextStyle::Heading))
    , m_arrow(new QLabel)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_wordmark->setAccessibleName(tr("Raskadr"));
    m_wordmark->setContentsMargins(8, 0, 0, 0);
    layout->addWidget(m_wordmark);
    layout->addWidget(m_projects);
    layout->addWidget(m_arrow);
    layout->addWidget(m_title);
    connect(m_projects, &Button::clicked, this, &Crumbs::projectsRequested);
    applyColours();
    setProject({});
}

void Crumbs::setProject(const QString& title)
{
    m_title->setText(title);
    m_wordmark->setVisible(title.isEmpty());
    for (QWidget* part : {static_cast<QWidget*>(m_projects), static_cast<QWidget*>(m_arrow),
                          static_cast<QWidget*>(m_title)}) {
        part->setVisible(!title.isEmpty());
    }
}

void Crumbs::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyColours();
    }
}

void Crumbs::applyColours()
{
    const Theme& theme = themeOf(this);
    const QIcon wordmark(theme.dark ? u":/raskadr/wordmark-dark.svg"_s
                                    : u":/raskadr/wordmark-light.svg"_s);
    m_wordmark->setPixmap(wordmark.pixmap(wordmarkSize, devicePixelRatioF()));
    m_arrow->setPixmap(iconPixmap(u"chevron-right"_s, 16, theme.textOff, devicePixelRatioF()));
}

BackLead::BackLead(const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_back(new Button(u"arrow-left"_s, text, Button::Kind::Quiet))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_back->setKey(tr("Esc"));
    layout->addWidget(m_back);
    connect(m_back, &Button::clicked, this, &BackLead::backRequested);
}

void BackLead::setText(const QString& text)
{
    m_back->setText(text);
}

} // namespace raskadr::ui
