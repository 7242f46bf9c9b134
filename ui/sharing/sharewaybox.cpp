#include "ui/sharing/sharewaybox.h"

#include "ui/common/button.h"
#include "ui/common/serverlogin.h"
#include "ui/common/statuschip.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"
#include "ui/sharing/sharewords.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int indent = 28;

} // namespace

ShareWayBox::ShareWayBox(QWidget* parent)
    : QWidget(parent)
    , m_ways(new QButtonGroup(this))
    , m_servers(new QComboBox)
    , m_serverState(new StatusChip(StatusGlyph::Done, QString(), StatusChip::Shape::Plain))
    , m_other(new Button(u"key"_s, tr("Another server…"), Button::Kind::Quiet))
    , m_login(new ServerLogin)
    , m_lan(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_folder(new QLineEdit)
    , m_choose(new Button(u"folder"_s, tr("Choose…")))
    , m_zip(new Switch(tr("As one ZIP file")))
    , m_error(new WrapLabel({}, TextStyle::Small, TextRole::Error))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(new ElidedLabel(tr("Where to publish"), TextStyle::Heading));
    column->addSpacing(6);
    addWay(column, ShareWay::Server, tr("Opens anywhere, also on a phone."), buildServer());
    addWay(column, ShareWay::Lan, tr("Works while Raskadr is open, for those in the same network."),
           m_lan);
    addWay(column, ShareWay::Folder,
           tr("A page that opens without a server. Nothing can be commented on it."),
           buildFolder());
    column->addSpacing(4);
    column->addWidget(m_error);
    m_error->hide();
    m_ways->button(static_cast<int>(ShareWay::Server))->setChecked(true);

    connect(m_ways, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on) {
            adapt();
            Q_EMIT wayChosen(static_cast<ShareWay>(id));
        }
    });
    connect(m_servers, &QComboBox::activated, this, [this] {
        m_loginWanted = false;
        adapt();
    });
    connect(m_other, &Button::clicked, this, [this] {
        m_loginWanted = true;
        adapt();
        m_login->focusFirstGap();
    });
    connect(m_choose, &Button::clicked, this,
            [this] { Q_EMIT folderRequested(m_zip->isChecked()); });
    connect(m_zip, &Switch::clicked, this, [this] {
        m_folder->clear();
        adapt();
    });
    connect(m_folder, &QLineEdit::textChanged, this, [this] {
        m_error->hide();
        Q_EMIT edited();
    });
    adapt();
}

QRadioButton* ShareWayBox::addWay(QVBoxLayout* column, ShareWay way, const QString& hint,
                                  QWidget* details)
{
    auto* radio = new QRadioButton(wayText(way));
    radio->setAccessibleDescription(hint);
    m_ways->addButton(radio, static_cast<int>(way));
    column->addWidget(radio);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(indent, 0, 0, 8);
    below->setSpacing(8);
    below->addWidget(new WrapLabel(hint, TextStyle::Small, TextRole::Secondary));
    below->addWidget(details);
    column->addLayout(below);
    m_details.insert(way, details);
    return radio;
}

QWidget* ShareWayBox::buildServer()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_servers->setAccessibleName(tr("Server"));
    m_servers->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_servers->setMinimumWidth(160);
    column->addWidget(m_servers);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_serverState);
    row->addStretch(1);
    row->addWidget(m_other);
    m_other->setExtent(Button::Extent::Small);
    column->addLayout(row);
    column->addWidget(m_login);
    return box;
}

QWidget* ShareWayBox::buildFolder()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_folder->setReadOnly(true);
    m_folder->setAccessibleName(tr("Where the page goes"));
    m_folder->setPlaceholderText(tr("Not chosen yet"));
    row->addWidget(m_folder, 1);
    row->addWidget(m_choose);
    column->addLayout(row);
    column->addWidget(m_zip);
    return box;
}

void ShareWayBox::setGround(const ShareGround& ground)
{
    const ShareServerId before = m_servers->currentData().value<ShareServerId>();
    m_ground = ground;
    const QSignalBlocker quiet(m_servers);
    m_servers->clear();
    int chosen = 0;
    for (const ShareServerLine& line : ground.servers) {
        m_servers->addItem(
            u"%1 · %2"_s.arg(line.server.address.section(u"://"_s, -1), line.server.login),
            QVariant::fromValue(line.server.id));
        if (line.server.id == before) {
            chosen = m_servers->count() - 1;
        }
    }
    m_servers->setCurrentIndex(m_servers->count() > 0 ? chosen : -1);
    const bool network = !ground.lanAddress.isEmpty() && ground.lanPossible;
    m_ways->button(static_cast<int>(ShareWay::Lan))->setEnabled(network);
    m_lan->setText(!ground.lanPossible ? tr("The server program is not installed.")
                       : network       ? tr("Address of this computer: %1").arg(ground.lanAddress)
                                       : tr("This computer is in no network."));
    adapt();
}

void ShareWayBox::setFolder(const QString& path)
{
    m_folder->setText(QDir::toNativeSeparators(path));
    m_folder->setCursorPosition(0);
}

void ShareWayBox::chooseServer(const ShareServerId& server)
{
    m_loginWanted = false;
    for (int i = 0; i < m_servers->count(); ++i) {
        if (m_servers->itemData(i).value<ShareServerId>() == server) {
            m_servers->setCurrentIndex(i);
        }
    }
    adapt();
}

ShareWay ShareWayBox::way() const
{
    return static_cast<ShareWay>(m_ways->checkedId());
}

void ShareWayBox::setWay(ShareWay way)
{
    m_ways->button(static_cast<int>(way))->setChecked(true);
}

const ShareServerLine* ShareWayBox::chosenServer() const
{
    const auto id = m_servers->currentData().value<ShareServerId>();
    for (const ShareServerLine& line : m_ground.servers) {
        if (line.server.id == id) {
            return &line;
        }
    }
    return nullptr;
}

bool ShareWayBox::fill(ShareWish& wish)
{
    wish.way = way();
    QString fault;
    if (wish.way == ShareWay::Server) {
        const ShareServerLine* line = chosenServer();
        if (!line || !line->ready || m_loginWanted) {
            fault = tr("Sign in at the server first: “Check” does it.");
            m_login->focusFirstGap();
        } else {
            wish.serverId = line->server.id;
        }
    } else if (wish.way == ShareWay::Folder) {
        wish.folder = QDir::fromNativeSeparators(m_folder->text());
        wish.zip = m_zip->isChecked();
        if (wish.folder.isEmpty()) {
            fault = wish.zip ? tr("Choose where the ZIP file goes.") : tr("Choose a folder.");
            m_choose->setFocus(Qt::OtherFocusReason);
        }
    }
    m_error->setText(fault);
    m_error->setVisible(!fault.isEmpty());
    return fault.isEmpty();
}

void ShareWayBox::adapt()
{
    const ShareWay chosen = way();
    for (auto it = m_details.constBegin(); it != m_details.constEnd(); ++it) {
        it.value()->setVisible(
            it.key() == chosen
            || (it.key() == ShareWay::Lan
                && !m_ways->button(static_cast<int>(ShareWay::Lan))->isEnabled()));
    }
    const ShareServerLine* line = chosenServer();
    const bool known = line != nullptr && !m_loginWanted;
    m_servers->setVisible(!m_ground.servers.isEmpty());
    m_serverState->setVisible(known);
    m_other->setVisible(known);
    if (line) {
        m_serverState->setStatus(line->ready ? StatusGlyph::Done : StatusGlyph::Error,
                                 line->ready ? tr("Signed in") : tr("Sign in again"));
        if (!line->ready) {
            m_login->setKnown(line->server.address, line->server.login);
        }
    }
    m_login->setVisible(!line || m_loginWanted || !line->ready);
    m_zip->setAccessibleName(m_zip->text());
    m_error->hide();
}

} // namespace raskadr::ui
