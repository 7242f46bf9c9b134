#include "app/desktop/sharingflow.h"

#include "app/desktop/filemanager.h"
#include "app/desktop/serversflow.h"
#include "app/desktop/sharewishes.h"
#include "ui/common/detailsdialog.h"
#include "ui/common/sharetext.h"
#include "ui/common/toast.h"
#include "ui/sharing/sharedialog.h"
#include "ui/shell/mainwindow.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int sharesRereadAfterMs = 80;
const QString shareToastKey = u"sharing"_s;

bool concernsShares(const ChangeSet& changes)
{
    return !changes.shares.isEmpty() || changes.shareServers || !changes.shots.isEmpty()
        || !changes.shotOrders.isEmpty() || !changes.projects.isEmpty();
}

} // namespace

SharingFlow::SharingFlow(ui::MainWindow& window, ServersFlow& servers, LibraryServices& services,
                         const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_servers(servers)
    , m_services(services)
    , m_account(account)
    , m_lastFolder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
{
    m_reader.setMaxThreadCount(1);
    m_reread.setSingleShot(true);
    m_reread.setInterval(sharesRereadAfterMs);
    connect(&m_reread, &QTimer::timeout, this, &SharingFlow::refresh);
    connect(&m_services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (m_dialog && concernsShares(changes) && !m_reread.isActive()) {
            m_reread.start();
        }
    });
    Sharing& sharing = services.sharing();
    connect(&sharing.lan(), &LanShare::stateChanged, this, &SharingFlow::rereadSoon);
    connect(&sharing.servers(), &ShareServers::becameReady, this, &SharingFlow::rereadSoon);
    connect(&servers, &ServersFlow::signedIn, this, [this](const ShareServerId& server) {
        if (m_dialog) {
            refresh();
            m_dialog->chooseServer(server);
        }
    });
    connectPublisher();
}

SharingFlow::~SharingFlow()
{
    m_reading = {};
    m_reader.waitForDone();
}

void SharingFlow::ask(const ProjectId& project, const QList<ShotId>& selected)
{
    if (m_dialog) {
        return;
    }
    m_project = project;
    m_selected = selected;
    m_fresh = true;
    m_dialog = new ui::ShareDialog(&m_window, m_services.thumbnails());
    connectDialog();
    refresh();
}

void SharingFlow::connectDialog()
{
    ui::ShareDialog* dialog = m_dialog;
    m_servers.serve(dialog->login());
    connect(dialog, &ui::ShareDialog::publishRequested, this, &SharingFlow::publish);
    connect(dialog, &ui::ShareDialog::changeRequested, this, &SharingFlow::change);
    connect(dialog, &ui::ShareDialog::updateRequested, this, &SharingFlow::update);
    connect(dialog, &ui::ShareDialog::cancelRequested, this, [this](const ShareId& share) {
        m_services.sharing().publisher().cancel(m_account, share);
    });
    connect(dialog, &ui::ShareDialog::resumeRequested, this, [this](const ShareId& share) {
        m_log.forgetFailure(share);
        m_services.sharing().publisher().resume(m_account, share);
    });
    connect(dialog, &ui::ShareDialog::revokeRequested, this, &SharingFlow::revoke);
    connect(dialog, &ui::ShareDialog::removeRequested, this, [this](const ShareId& share) {
        m_services.sharing()
            .publisher()
            .remove(m_account, share)
            .then(this, [this](const Result<>& gone) {
                if (!gone) {
                    m_window.toasts().showError(gone.error());
                }
            });
    });
    connect(dialog, &ui::ShareDialog::folderRequested, this, &SharingFlow::chooseFolder);
    connect(dialog, &ui::ShareDialog::openRequested, this, &SharingFlow::open);
}

void SharingFlow::connectPublisher()
{
    Publisher& publisher = m_services.sharing().publisher();
    connect(&publisher, &Publisher::started, this, [this](const ShareId& share) {
        m_log.begin(share);
        rereadSoon();
    });
    connect(&publisher, &Publisher::progressed, this,
            [this](const ShareId& share, const PublishProgress& progress) {
                if (m_dialog) {
                    m_dialog->setProgress(share, m_log.shown(share, progress, m_covers));
                }
            });
    connect(&publisher, &Publisher::finished, this, &SharingFlow::tellEnd);
}

void SharingFlow::rereadSoon()
{
    if (m_dialog) {
        m_reread.start();
    }
}

void SharingFlow::refresh()
{
    if (!m_dialog) {
        return;
    }
    m_reading = runAsync(
        m_reader, this,
        [store = &m_services.store(), account = m_account, project = m_project](
            const std::stop_token&) { return readShares(*store, account, project); },
        [this](const Result<ShareReading>& reading) {
            if (reading) {
                show(*reading);
            } else {
                m_window.toasts().showError(reading.error());
            }
        });
}

void SharingFlow::show(const ShareReading& reading)
{
    if (!m_dialog) {
        return;
    }
    m_covers = reading.covers;
    ui::ShareGround ground = reading.ground;
    ground.selected = m_selected;
    ground.readOnly = m_services.isReadOnly();
    ground.lanAddress = LanShare::addresses().value(0);
    for (ui::ShareServerLine& line : ground.servers) {
        line.ready =
            m_services.sharing().servers().state(m_account, line.server.id) == ServerState::Ready;
    }
    QList<ui::ShareLine> lines = reading.lines;
    for (ui::ShareLine& line : lines) {
        complete(line);
    }
    m_dialog->setGround(ground);
    m_dialog->setLines(lines);
    const auto has = [&lines](const ShareId& id) {
        return std::any_of(lines.begin(), lines.end(),
                           [&id](const ui::ShareLine& line) { return line.share.id == id; });
    };
    if (!m_made.isNull() && has(m_made)) {
        m_dialog->choose(std::exchange(m_made, {}));
    }
    if (std::exchange(m_fresh, false)) {
        // The one that was worked on last.
        ShareId first;
        qint64 latest = -1;
        for (const ui::ShareLine& line : std::as_const(lines)) {
            if (line.share.state != ShareState::Revoked && line.share.changedMs > latest) {
                latest = line.share.changedMs;
                first = line.share.id;
            }
        }
        m_dialog->choose(first);
        m_dialog->open();
    }
}

void SharingFlow::complete(ui::ShareLine& line)
{
    Sharing& sharing = m_services.sharing();
    const ShareId id = line.share.id;
    if (const auto progress = sharing.publisher().progress(id)) {
        line.progress = m_log.shown(id, *progress, m_covers);
    }
    m_log.addTo(line);
    if (line.share.state != ShareState::Published) {
        return;
    }
    if (line.share.way == ShareWay::Lan) {
        const LanState& lan = sharing.lan().state();
        if (lan.kind == LanState::Kind::Failed) {
            line.trouble = ui::shareFailureText({lan.fault, lan.detail, {}, 0, {}});
        }
    } else if (line.share.way == ShareWay::Server
               && sharing.servers().state(m_account, line.share.serverId)
                   == ServerState::LoginNeeded) {
        line.trouble = tr("The server wants you to sign in again. Guests still see the page.");
    }
}

void SharingFlow::publish(const ui::ShareWish& wish)
{
    PublishRequest request = requestOf(wish, m_project);
    if (wish.way != ShareWay::Lan) {
        begin(request);
        return;
    }
    m_services.sharing().lan().prepare(
        m_account, this, [this, request](const ShareResult<ShareServer>& server) mutable {
            if (!server) {
                tellFailure(server.error());
                return;
            }
            request.serverId = server->id;
            begin(request);
        });
}

void SharingFlow::begin(const PublishRequest& request)
{
    m_services.sharing()
        .publisher()
        .publish(m_account, request)
        .then(this, [this](const Result<ShareId>& made) {
            if (!made) {
                tellFailure(made.error());
                return;
            }
            m_made = *made;
            rereadSoon();
        });
}

void SharingFlow::change(const ShareId& id, const ui::ShareWish& wish, bool renew)
{
    m_services.sharing().publisher().change(
        m_account, id, changeOf(wish), this, [this, id, renew](const ShareResult<Share>& changed) {
            if (!changed) {
                tellFailure(changed.error());
                return;
            }
            if (m_dialog) {
                m_dialog->showChanged(*changed);
            }
            rereadSoon();
            if (renew) {
                update(id);
            } else {
                m_window.toasts().show(ui::ToastKind::Done, tr("Saved"), {}, {}, shareToastKey);
            }
        });
}

void SharingFlow::update(const ShareId& share)
{
    m_log.forgetFailure(share);
    m_services.sharing()
        .publisher()
        .update(m_account, share)
        .then(this, [this](const Result<>& begun) {
            if (!begun) {
                tellFailure(begun.error());
            }
        });
}

void SharingFlow::revoke(const ShareId& share)
{
    if (m_dialog) {
        m_dialog->setBusy(true);
    }
    m_services.sharing().publisher().revoke(m_account, share, this,
                                            [this](const ShareResult<>& ended) {
                                                if (m_dialog) {
                                                    m_dialog->setBusy(false);
                                                }
                                                if (!ended) {
                                                    tellFailure(ended.error());
                                                }
                                            });
}

void SharingFlow::tellEnd(const ShareId& id, const ShareResult<PublishEnd>& end)
{
    m_log.end(id, end);
    if (m_dialog) {
        rereadSoon();
        return;
    }
    if (!end) {
        tellFailure(end.error());
        return;
    }
    const Share& share = end->share;
    const QString words = share.revision > 1 ? tr("The page “%1” is up to date").arg(share.name)
                                             : tr("The link “%1” is published").arg(share.name);
    ui::Toast* toast =
        m_window.toasts().show(end->refused.isEmpty() ? ui::ToastKind::Done : ui::ToastKind::Note,
                               words, tr("Open"), {}, shareToastKey);
    connect(toast, &ui::Toast::triggered, this, [this, url = share.url] { open(url); });
}

void SharingFlow::chooseFolder(bool zip, const QString& title)
{
    if (!m_dialog) {
        return;
    }
    auto* chooser = new QFileDialog(
        m_dialog, zip ? tr("Where the ZIP file goes") : tr("Folder for the page"), m_lastFolder);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    if (zip) {
        chooser->setAcceptMode(QFileDialog::AcceptSave);
        chooser->setDefaultSuffix(u"zip"_s);
        chooser->setNameFilter(tr("ZIP (%1)").arg(u"*.zip"_s));
        if (const QString name = fileNameOf(title); !name.isEmpty()) {
            chooser->selectFile(name + u".zip"_s);
        }
    } else {
        chooser->setFileMode(QFileDialog::Directory);
        chooser->setOption(QFileDialog::ShowDirsOnly);
    }
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString& target) {
        m_lastFolder = QFileInfo(target).path();
        if (m_dialog) {
            m_dialog->setFolder(target);
        }
    });
    chooser->open();
}

void SharingFlow::tellFailure(const ShareFailure& failure)
{
    tellFailure(ui::shareFailureText(failure), ui::shareFailureDetail(failure));
}

void SharingFlow::tellFailure(const Error& error)
{
    tellFailure(ui::shareErrorText(error), {});
}

void SharingFlow::tellFailure(const QString& sentence, const QString& detail)
{
    if (m_dialog) {
        m_dialog->showFailure(sentence, detail);
        return;
    }
    if (sentence.isEmpty()) {
        return;
    }
    ui::Toast* toast =
        m_window.toasts().show(ui::ToastKind::Error, sentence,
                               detail.isEmpty() ? QString() : tr("Details"), {}, shareToastKey);
    connect(toast, &ui::Toast::triggered, this,
            [this, sentence, detail] { ui::showDetails(&m_window, {}, sentence, detail); });
}

void SharingFlow::open(const QString& url)
{
    if (url.contains(u"://"_s)) {
        QDesktopServices::openUrl(QUrl(url));
    } else if (url.endsWith(u".zip"_s, Qt::CaseInsensitive)) {
        showInFolder(url);
    } else {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QDir(url).filePath(u"index.html"_s)));
    }
}

} // namespace raskadr::desktop
