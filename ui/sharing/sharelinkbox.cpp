#include "ui/sharing/sharelinkbox.h"

#include "ui/common/button.h"
#include "ui/common/flowlayout.h"
#include "ui/common/format.h"
#include "ui/common/textlabels.h"
#include "ui/sharing/qrview.h"
#include "ui/sharing/sharewords.h"

#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int copiedMs = 1600;

} // namespace

ShareLinkBox::ShareLinkBox(QWidget* parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(tr("Link"), TextStyle::Heading))
    , m_qr(new QrView)
    , m_address(new QLineEdit)
    , m_copy(new Button(u"copy"_s, tr("Copy")))
    , m_open(new Button(u"open"_s, tr("Open"), Button::Kind::Quiet))
    , m_facts(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_title);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_qr, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(8);
    m_address->setReadOnly(true);
    m_address->setProperty("quietEdge", true);
    m_address->setAccessibleName(tr("Address of the link"));
    words->addWidget(m_address);
    auto* acts = new FlowLayout(nullptr, 8);
    acts->addWidget(m_copy);
    acts->addWidget(m_open);
    words->addLayout(acts);
    words->addWidget(m_facts);
    words->addStretch(1);
    row->addLayout(words, 1);
    column->addLayout(row);

    m_copied.setSingleShot(true);
    m_copied.setInterval(copiedMs);
    connect(&m_copied, &QTimer::timeout, this, [this] { showCopy(false); });
    connect(m_copy, &Button::clicked, this, &ShareLinkBox::copy);
    connect(m_open, &Button::clicked, this, [this] { Q_EMIT openRequested(m_url); });
}

void ShareLinkBox::setLine(const ShareLine& line)
{
    const Share& share = line.share;
    m_url = share.url;
    m_folder = share.way == ShareWay::Folder;
    const bool here = opensHereOnly(m_url);
    m_title->setText(m_folder ? tr("Page in a folder") : tr("Link"));
    const QString shown = m_folder ? QDir::toNativeSeparators(m_url) : m_url.section(u"://"_s, -1);
    if (m_address->text() != shown) {
        m_address->setText(shown);
        m_address->setCursorPosition(0);
    }
    m_qr->setText(m_folder || here ? QString() : m_url);
    showCopy(m_copied.isActive());
    m_open->setText(m_folder && m_url.endsWith(u".zip"_s, Qt::CaseInsensitive) ? tr("Show file")
                                                                               : tr("Open"));

    const QDateTime now = QDateTime::currentDateTime();
    QStringList facts;
    if (here) {
        facts.append(tr("The link opens on this computer only."));
    }
    if (share.way == ShareWay::Lan) {
        facts.append(tr("Works while Raskadr is open."));
    }
    if (share.publishedMs > 0) {
        facts.append(
            tr("Updated: %1.")
                .arg(dateTimeText(QDateTime::fromMSecsSinceEpoch(share.publishedMs), now)));
    }
    if (const QString visits = visitsText(share, now); !visits.isEmpty()) {
        facts.append(visits);
    }
    if (!m_folder) {
        facts.append(tr("Address and comments stay when the page is updated."));
    }
    m_facts->setText(facts.join(u' '));
}

void ShareLinkBox::copy()
{
    QGuiApplication::clipboard()->setText(m_folder ? QDir::toNativeSeparators(m_url) : m_url);
    showCopy(true);
    m_copied.start();
}

void ShareLinkBox::showCopy(bool justDone)
{
    m_copy->setIconName(justDone ? u"check"_s : u"copy"_s);
    m_copy->setText(justDone ? tr("Copied") : m_folder ? tr("Copy the path") : tr("Copy"));
}

} // namespace raskadr::ui
