#include "app/desktop/sharingflow.h"

#include "app/desktop/filemanager.h"
#include "ui/common/serverlogin.h"
#include "ui/common/sharetext.h"
#include "ui/common/toast.h"
#include "ui/settings/serversection.h"
#include "ui/sharing/sharedialog.h"
#include "ui/sharing/sharewords.h"
#include "ui/shell/mainwindow.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rereadAfterMs = 80;
constexpr qint64 leastPaceMs = 1500; // before that nothing is foretold
const QString toastKey = u"sharing"_s;

bool concerns(const ChangeSet& changes)
{
    return !changes.shares.isEmpty() || changes.shareServers || !changes.shots.isEmpty()
        || !changes.shotOrders.isEmpty() || !changes.projects.isEmpty();
}

// The first moment after the last day; 0: never.
qint64 endOf(const QDate& lastDay)
{
    return lastDay.isValid() ? lastDay.addDays(1).startOfDay().toMSecsSinceEpoch() : 0;
}

Secret secretOf(const QString& text)
{
    return Secret(text.toUtf8());
}

} // namespace

SharingFlow::SharingFlow(ui::MainWindow& window, ui::ServerSection& section,
                         LibraryServices& services, const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_section(section)
    , m_services(services)
    , m_account(account)
    , m_lastFolder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
{
    m_reader.setMaxThreadCount(1);
    m_reread.setSingleShot(true);
    m_reread.setInterval(rereadAfterMs);
    connect(&m_reread, &QTimer::timeout, this, &SharingFlow::refresh);
    connect(&m_services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (m_dialog && concerns(changes) && !m_reread.isActive()) {
            m_reread.start();
        }
        if (changes.shareServers) {
            refreshServers();
        }
    });
    Sharing& sharing = services.sharing();
    connectPublisher();
    const auto again = [this] {
        refreshServers();
        if (m_dialog) {
            m_reread.start();
        }
    };
    connect(&sharing.lan(), &LanShare::stateChanged, this, again);
    connect(&sharing.servers(), &ShareServers::becameReady, this, again);
    connectLogin(section.login());
    connect(&section, &ui::ServerSection::forgetRequested, this,
            [this](const ShareServerId& server) {
                m_services.sharing()
                    .servers()
                    .forget(m_account, server)
                    .then(this, [this](const Result<>& gone) {
                        if (!gone) {
                            m_window.toasts().showError(gone.error());
                        }
                    });
            });
}

SharingFlow::~SharingFlow()
{
    m_reading = {};
    m_loggingIn = {};
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
    connectLogin(dialog->login());
    connect(dialog, &ui::ShareDialog::publishRequested, this, &SharingFlow::publish);
    connect(dialog, &ui::ShareDialog::changeRequested, this, &SharingFlow::change);
    connect(dialog, &ui::ShareDialog::updateRequested, this, &SharingFlow::update);
    connect(dialog, &ui::ShareDialog::cancelRequested, this, [this](const ShareId& share) {
        m_services.sharing().publisher().cancel(m_account, share);
    });
    connect(dialog, &ui::ShareDialog::resumeRequested, this, [this](const ShareId& share) {
        m_failures.remove(share);
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

void SharingFlow::connectLogin(ui::ServerLogin& login)
{
    connect(&login, &ui::ServerLogin::entered, this,
            [this,
             field = QPointer<ui::ServerLogin>(&login)](const QString& address, const QString& name,
                                                        const QString& password, bool confirmed) {
                if (field) {
                    logIn(*field, {address, name, secretOf(password), confirmed, ShareWay::Server});
                }
            });
}

void SharingFlow::logIn(ui::ServerLogin& login, const ServerEntry& entry)
{
    m_loggingIn = m_services.sharing().servers().logIn(
        m_account, entry, this,
        [this, field = QPointer<ui::ServerLogin>(&login)](const ShareResult<ShareServer>& server) {
            if (!field) {
                return;
            }
            if (server) {
                field->showEntered();
                refreshServers();
                if (m_dialog) {
                    refresh();
                    m_dialog->chooseServer(server->id);
                }
                return;
            }
            const QString sentence = ui::shareFailureText(server.error());
            switch (server.error().fault) {
            case ShareFault::LocalUnconfirmed:
                field->askLocal(sentence);
                break;
            case ShareFault::WrongLogin:
            case ShareFault::TooManyAttempts:
                field->showFailure(sentence, ui::ServerLogin::Place::Password);
                break;
            default:
                field->showFailure(sentence, ui::ServerLogin::Place::Address);
                break;
            }
        });
}

void SharingFlow::connectPublisher()
{
    Publisher& publisher = m_services.sharing().publisher();
    connect(&publisher, &Publisher::started, this, [this](const ShareId& share) {
        m_failures.remove(share);
        m_refused.remove(share);
        m_paces.remove(share);
        if (m_dialog) {
            m_reread.start();
        }
    });
    connect(&publisher, &Publisher::progressed, this,
            [this](const ShareId& share, const PublishProgress& progress) {
                if (m_dialog) {
                    m_dialog->setProgress(share, progressOf(share, progress));
                }
            });
    connect(&publisher, &Publisher::finished, this, &SharingFlow::tellEnd);
}

Result<SharingFlow::Reading> SharingFlow::read(const Store& store, const AccountId& account,
                                               const ProjectId& project)
{
    return store.read(account, [&](const Repositories& r) {
        Reading reading;
        if (const auto found = r.projects.find(project)) {
            reading.ground.projectTitle = found->title;
        }
        const QList<BoardRow> rows = r.shots.board(project);
        reading.ground.shots = static_cast<int>(rows.size());
        for (const BoardRow& row : rows) {
            reading.ground.withHeadliner += row.coverIsHeadliner ? 1 : 0;
            reading.covers.insert(row.shot.id, row.coverSha256);
        }
        for (const ShareServer& server : r.shareServers.all()) {
            if (server.way == ShareWay::Server) {
                reading.ground.servers.append({server, false});
            }
        }
        for (const Share& share : r.shares.ofProject(project)) {
            ui::ShareLine line;
            line.share = share;
            line.cut = r.publications.find(share.id).has_value();
            if (share.state == ShareState::Published) {
                line.stale = staleness(r, share).count();
            }
            reading.lines.append(line);
        }
        return reading;
    });
}

void SharingFlow::refresh()
{
    if (!m_dialog) {
        return;
    }
    m_reading = runAsync(
        m_reader, this,
        [store = &m_services.store(), account = m_account,
         project = m_project](const std::stop_token&) { return read(*store, account, project); },
        [this](const Result<Reading>& reading) {
            if (reading) {
                show(*reading);
            } else {
                m_window.toasts().showError(reading.error());
            }
        });
}

void SharingFlow::show(const Reading& reading)
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
        line.progress = progressOf(id, *progress);
    }
    line.failure = m_failures.value(id);
    line.refused = m_refused.value(id);
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

ui::ShareProgress SharingFlow::progressOf(const ShareId& share, const PublishProgress& progress)
{
    ui::ShareProgress shown;
    switch (progress.phase) {
    case PublishPhase::Preparing:
        shown.phase = ui::ShareProgress::Phase::Preparing;
        break;
    case PublishPhase::Uploading:
        shown.phase = ui::ShareProgress::Phase::Uploading;
        break;
    case PublishPhase::Switching:
        shown.phase = ui::ShareProgress::Phase::Switching;
        break;
    }
    shown.fraction = progress.fraction();
    shown.filesDone = progress.filesDone;
    shown.files = progress.files;
    shown.filesReused = progress.filesReused;
    shown.bytesDone = progress.bytesDone;
    shown.bytes = progress.bytes;
    for (const ShotProgress& shot : progress.shots) {
        ui::ShareShotLine line{shot.shotId,
                               shot.number,
                               shot.title,
                               m_covers.value(shot.shotId),
                               ui::ShareShotLine::State::Waiting,
                               shot.fraction};
        switch (shot.state) {
        case ShotProgressState::Waiting:
            break;
        case ShotProgressState::Working:
            line.state = ui::ShareShotLine::State::Working;
            break;
        case ShotProgressState::Done:
            line.state = ui::ShareShotLine::State::Done;
            break;
        case ShotProgressState::Refused:
            line.state = ui::ShareShotLine::State::Refused;
            break;
        }
        shown.shots.append(line);
    }
    if (progress.phase == PublishPhase::Uploading && progress.bytes > 0) {
        Pace& pace = m_paces[share];
        if (!pace.since.isValid()) {
            pace.since.start();
            pace.bytesAtFirst = progress.bytesDone;
        }
        const qint64 sent = progress.bytesDone - pace.bytesAtFirst;
        if (sent > 0 && pace.since.elapsed() >= leastPaceMs) {
            shown.remainingMs = static_cast<qint64>(double(progress.bytes - progress.bytesDone)
                                                    * double(pace.since.elapsed()) / double(sent));
        }
    }
    return shown;
}

void SharingFlow::publish(const ui::ShareWish& wish)
{
    PublishRequest request;
    request.projectId = m_project;
    request.way = wish.way;
    request.serverId = wish.serverId;
    request.folder = wish.folder;
    request.name = wish.name;
    request.options = wish.options;
    request.expiresMs = endOf(wish.lastDay);
    if (wish.password && !wish.password->isEmpty()) {
        request.password = secretOf(*wish.password);
    }
    if (wish.way != ShareWay::Lan) {
        begin(request);
        return;
    }
    m_services.sharing().lan().prepare(
        m_account, this, [this, request](const ShareResult<ShareServer>& server) mutable {
            if (!server) {
                tellFailure(ui::shareFailureText(server.error()));
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
                tellFailure(ui::shareErrorText(made.error()));
                return;
            }
            m_made = *made;
            if (m_dialog) {
                m_reread.start();
            }
        });
}

void SharingFlow::change(const ShareId& id, const ui::ShareWish& wish, bool renew)
{
    ShareChange change;
    change.name = wish.name;
    change.title = wish.options.title;
    change.greeting = wish.options.greeting;
    change.scope = wish.options.scope;
    change.selected = wish.options.selected;
    if (wish.way != ShareWay::Folder) {
        change.tail = wish.options.tail;
        change.canComment = wish.options.canComment;
        change.canDownload = wish.options.canDownload;
        change.expiresMs = endOf(wish.lastDay);
        if (wish.password) {
            change.password = wish.password->isEmpty() ? std::optional<Secret>()
                                                       : std::optional(secretOf(*wish.password));
        }
    }
    m_services.sharing().publisher().change(
        m_account, id, change, this, [this, id, renew](const ShareResult<Share>& changed) {
            if (!changed) {
                tellFailure(ui::shareFailureText(changed.error()));
                return;
            }
            if (m_dialog) {
                m_dialog->setBusy(false);
                m_reread.start();
            }
            if (renew) {
                update(id);
            } else {
                m_window.toasts().show(ui::ToastKind::Done, tr("Saved"), {}, {}, toastKey);
            }
        });
}

void SharingFlow::update(const ShareId& share)
{
    m_failures.remove(share);
    m_services.sharing()
        .publisher()
        .update(m_account, share)
        .then(this, [this](const Result<>& begun) {
            if (!begun) {
                tellFailure(ui::shareErrorText(begun.error()));
            }
        });
}

void SharingFlow::revoke(const ShareId& share)
{
    if (m_dialog) {
        m_dialog->setBusy(true);
    }
    m_services.sharing().publisher().revoke(
        m_account, share, this, [this](const ShareResult<>& ended) {
            if (m_dialog) {
                m_dialog->setBusy(false);
            }
            if (!ended) {
                tellFailure(ui::shareFailureText(ended.error()));
            }
        });
}

void SharingFlow::tellEnd(const ShareId& id, const ShareResult<PublishEnd>& end)
{
    m_paces.remove(id);
    if (end) {
        QStringList refused;
        for (const RefusedShot& shot : end->refused) {
            refused.append(ui::refusedShotText(shot));
        }
        m_refused.insert(id, refused);
        m_failures.remove(id);
    } else if (end.error().fault != ShareFault::Cancelled) {
        m_failures.insert(id, ui::shareFailureText(end.error()));
    }
    if (m_dialog) {
        m_reread.start();
        return;
    }
    if (!end) {
        if (end.error().fault != ShareFault::Cancelled) {
            m_window.toasts().show(ui::ToastKind::Error, ui::shareFailureText(end.error()), {}, {},
                                   toastKey);
        }
        return;
    }
    const Share& share = end->share;
    const QString words = share.revision > 1 ? tr("The page “%1” is up to date").arg(share.name)
                                             : tr("The link “%1” is published").arg(share.name);
    ui::Toast* toast =
        m_window.toasts().show(end->refused.isEmpty() ? ui::ToastKind::Done : ui::ToastKind::Note,
                               words, tr("Open"), {}, toastKey);
    connect(toast, &ui::Toast::triggered, this, [this, url = share.url] { open(url); });
}

void SharingFlow::chooseFolder(bool zip)
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

void SharingFlow::tellFailure(const QString& sentence)
{
    if (m_dialog) {
        m_dialog->showFailure(sentence);
    } else if (!sentence.isEmpty()) {
        m_window.toasts().show(ui::ToastKind::Error, sentence, {}, {}, toastKey);
    }
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

void SharingFlow::refreshServers()
{
    const auto servers = m_services.store().read(
        m_account, [](const Repositories& r) { return r.shareServers.all(); });
    if (!servers) {
        return;
    }
    QList<ui::LinkServer> shown;
    for (const ShareServer& server : *servers) {
        if (server.way == ShareWay::Server) {
            shown.append(
                {server,
                 m_services.sharing().servers().state(m_account, server.id) == ServerState::Ready});
        }
    }
    m_section.setServers(shown);
    m_section.setLan(lanSentence());
}

QString SharingFlow::lanSentence() const
{
    const LanState& state = m_services.sharing().lan().state();
    switch (state.kind) {
    case LanState::Kind::Off:
        return tr("Off. It starts with the first link “In this network”, and runs while Raskadr is "
                  "open.");
    case LanState::Kind::Starting:
        return tr("Starting…");
    case LanState::Kind::Running:
        return tr("Running at %1 while Raskadr is open.").arg(state.url);
    case LanState::Kind::Failed:
        return ui::shareFailureText({state.fault, state.detail, {}, 0, {}});
    }
    return {};
}

} // namespace raskadr::desktop
