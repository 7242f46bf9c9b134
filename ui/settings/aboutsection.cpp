#include "ui/settings/aboutsection.h"

#include "ui/common/button.h"
#include "ui/common/textlabels.h"
#include "ui/settings/settingscard.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QIcon>
#include <QLabel>
#include <QSysInfo>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

// What the packages of Debian 12 say about themselves.
QString libraries()
{
    return u"Qt 6 — LGPL 3\n"
           "FFmpeg, x264 — GPL 2+\n"
           "SQLite — public domain\n"
           "SQLiteCpp, nlohmann/json, libdeflate — MIT\n"
           "libcurl — curl\n"
           "tl::expected — CC0 1.0\n"
           "libsodium — ISC\n"
           "OpenSSL 3 — Apache 2.0\n"
           "libxlsxwriter, libarchive — BSD 2-Clause\n"
           "QtKeychain — BSD 3-Clause\n"
           "libqrencode — LGPL 2.1+\n"
           "Inter — SIL OFL 1.1"_s;
}

QString versionText()
{
    return AboutSection::tr("Raskadr %1").arg(QCoreApplication::applicationVersion());
}

QString systemText()
{
    return u"Qt %1 · %2 · %3"_s.arg(QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(),
                                    QSysInfo::currentCpuArchitecture());
}

} // namespace

AboutSection::AboutSection(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(24);

    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    auto* sign = new QLabel;
    sign->setPixmap(QIcon(u":/raskadr/appicon.svg"_s).pixmap(QSize(56, 56), devicePixelRatioF()));
    head->addWidget(sign);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(new ElidedLabel(versionText(), TextStyle::Heading));
    words->addWidget(new ElidedLabel(systemText(), TextStyle::Body, TextRole::Secondary));
    head->addLayout(words, 1);
    auto* copy = new Button(u"copy"_s, tr("Copy"));
    copy->setHint(tr("Version and system, for a question or a report"));
    connect(copy, &Button::clicked, this,
            [] { QGuiApplication::clipboard()->setText(versionText() + u'\n' + systemText()); });
    head->addWidget(copy);
    column->addLayout(head);

    auto* log = new Button(u"folder"_s, tr("Show in the folder"));
    connect(log, &Button::clicked, this, &AboutSection::logRequested);
    auto* logCard = new SettingsCard;
    logCard->addRow(tr("Log"), tr("What went wrong and when, for a question or a report"), log);
    column->addWidget(logCard);

    auto* list = new SelectableText(libraries(), TextStyle::Body);
    list->setAccessibleName(tr("Libraries and their licences"));
    auto* card = new SettingsCard;
    card->addRow(
        tr("Libraries and their licences"),
        tr("The FFmpeg libraries of Debian contain libx264, so they come under the GNU "
           "General Public License, version 2 or later. Whoever passes Raskadr on together "
           "with them keeps to its terms."),
        nullptr);
    card->addBelow(list);
    column->addWidget(card);
}

} // namespace raskadr::ui
