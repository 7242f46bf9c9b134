#include "ui/settings/serversection.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/format.h"
#include "ui/common/serverlogin.h"
#include "ui/common/statuschip.h"
#include "ui/common/textlabels.h"
#include "ui/settings/settingscard.h"

#include <QDateTime>
#include <QHBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int loginWidth = 560;

} // namespace

ServerSection::ServerSection(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
    , m_none(new WrapLabel(tr("No server yet. The manager opens your link on a server that you or "
                              "somebody you trust runs."),
                           TextStyle::Body, TextRole::Secondary))
    , m_login(new ServerLogin)
    , m_lan(new WrapLabel({}, TextStyle::Body, TextRole::Secondary))
{
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(20);
    m_column->setSpacing(0);
    m_column->addWidget(m_none);
    page->addLayout(m_column);

    auto* entry = new QWidget;
    auto* entryColumn = new QVBoxLayout(entry);
    entryColumn->setContentsMargins(0, 0, 0, 0);
    entryColumn->setSpacing(10);
    entryColumn->addWidget(new ElidedLabel(tr("Sign in at a server"), TextStyle::BodyBold));
    m_login->setMaximumWidth(loginWidth);
    entryColumn->addWidget(m_login);
    page->addWidget(entry);

    auto* lan = new QWidget;
    auto* lanColumn = new QVBoxLayout(lan);
    lanColumn->setContentsMargins(0, 0, 0, 0);
    lanColumn->setSpacing(6);
    lanColumn->addWidget(new ElidedLabel(tr("In this network"), TextStyle::BodyBold));
    lanColumn->addWidget(m_lan);
    page->addWidget(lan);
    fill();
}

void ServerSection::setServers(const QList<LinkServer>& servers)
{
    if (servers != m_servers) {
        m_servers = servers;
        fill();
    }
}

void ServerSection::setLan(const QString& sentence)
{
    m_lan->setText(sentence);
}

void ServerSection::setReadOnly(bool on)
{
    if (on != m_readOnly) {
        m_readOnly = on;
        m_login->setReadOnly(on);
        fill();
    }
}

void ServerSection::fill()
{
    if (m_card) {
        m_column->removeWidget(m_card);
        m_card->hide();
        m_card->deleteLater();
        m_card = nullptr;
    }
    m_none->setVisible(m_servers.isEmpty());
    if (m_servers.isEmpty()) {
        return;
    }
    m_card = new SettingsCard;
    for (const LinkServer& line : m_servers) {
        const ShareServer& server = line.server;
        auto* control = new QWidget;
        auto* row = new QHBoxLayout(control);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(12);
        row->addWidget(new StatusChip(line.ready ? StatusGlyph::Done : StatusGlyph::Error,
                                      line.ready ? tr("Signed in") : tr("Sign in again")));
        if (!line.ready) {
            auto* again = new Button(u"key"_s, tr("Sign in"));
            again->setEnabled(!m_readOnly);
            connect(again, &Button::clicked, this, [this, server] {
                m_login->setKnown(server.address, server.login);
                m_login->focusFirstGap();
            });
            row->addWidget(again);
        }
        auto* forget = new Button(u"trash"_s, tr("Forget the server"), Button::Kind::Icon);
        forget->setEnabled(!m_readOnly);
        connect(forget, &Button::clicked, this, [this, server] { askForget(server); });
        row->addWidget(forget);
        QString hint = tr("Login: %1").arg(server.login);
        if (server.checkedMs > 0) {
            hint = tr("%1. Checked: %2")
                       .arg(hint,
                            dateTimeText(QDateTime::fromMSecsSinceEpoch(server.checkedMs),
                                         QDateTime::currentDateTime()));
        }
        m_card->addRow(server.address, hint, control);
    }
    m_column->addWidget(m_card);
}

void ServerSection::askForget(const ShareServer& server)
{
    auto* question = Dialog::ask(
        this, tr("Forget the server?"),
        tr("Links on %1 stay open for guests, but their comments come in no more until you sign in "
           "there again.")
            .arg(server.address),
        tr("Forget"), Button::Kind::Danger);
    connect(question, &Dialog::accepted, this,
            [this, id = server.id] { Q_EMIT forgetRequested(id); });
}

} // namespace raskadr::ui
