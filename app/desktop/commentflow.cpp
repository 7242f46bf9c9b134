#include "app/desktop/commentflow.h"

#include "core/settings/settings.h"
#include "ui/common/chip.h"
#include "ui/common/format.h"
#include "ui/common/sharetext.h"
#include "ui/common/toast.h"
#include "ui/sharing/commentspage.h"
#include "ui/sharing/commentwords.h"
#include "ui/sharing/shotcomments.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/topbar.h"
#include "ui/shot/shotpage.h"

#include <QDateTime>
#include <QFileInfo>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int commentsRereadAfterMs = 80;
constexpr int keepAfterMs = 400;
const QString commentToastKey = u"comments"_s;

bool concernsComments(const ChangeSet& changes)
{
    return !changes.comments.isEmpty() || !changes.shares.isEmpty() || !changes.shotOrders.isEmpty()
        || !changes.shots.isEmpty();
}

} // namespace

CommentFlow::CommentFlow(ui::MainWindow& window, ui::ShotPage& shotPage, LibraryServices& services,
                         const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_account(account)
    , m_page(new ui::CommentsPage(
          services.thumbnails(),
          [this](const QString& sha256) -> std::optional<ui::StageMedium> {
              const auto medium = m_services.store().read(
                  m_account, [&](const Repositories& r) { return r.media.find(sha256); });
              const QString path = m_services.library().media().path(sha256);
              if (!medium || !*medium || !QFileInfo::exists(path)) {
                  return std::nullopt;
              }
              const Media& found = **medium;
              return ui::StageMedium{
                  path, found.isVideo(), !found.audioCodec.isEmpty(), {found.width, found.height}};
          }))
    , m_inShot(new ui::ShotComments)
    , m_news(this)
    , m_notice(this)
{
    m_window.addPage(m_page);
    m_page->setReadOnly(services.isReadOnly());
    m_page->setSharable(!services.isReadOnly());
    m_inShot->setReadOnly(services.isReadOnly());
    shotPage.dockComments(m_inShot, m_inShot->toggle());
    m_reader.setMaxThreadCount(1);
    m_reread.setSingleShot(true);
    m_reread.setInterval(commentsRereadAfterMs);
    connect(&m_reread, &QTimer::timeout, this, [this] {
        if (m_page->isVisible()) {
            refresh();
        }
        if (!m_shot.isNull()) {
            showShot();
        }
    });
    connect(&m_services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (concernsComments(changes) && !m_reread.isActive()) {
            m_reread.start();
        }
        if (!changes.comments.isEmpty() || !changes.shares.isEmpty()) {
            showUnread();
        }
    });
    connectWishes();
    loadDrafts();
    Sharing& sharing = services.sharing();
    connect(&sharing.inbox(), &CommentInbox::arrived, this,
            [this](const AccountId& whose, const QList<CommentId>& comments) {
                if (whose == m_account) {
                    tellArrived(comments);
                }
            });
    connect(&sharing.inbox(), &CommentInbox::stateChanged, this, &CommentFlow::showStanding);
    connect(&sharing.outbox(), &Outbox::moved, &m_reread, qOverload<>(&QTimer::start));
    showStanding();
    connect(&m_window, &ui::MainWindow::activationChanged, this, [this](bool active) {
        m_news.setWatched(active);
        if (active) {
            m_notice.withdraw();
        }
    });
    m_news.setWatched(m_window.isActiveWindow());
    m_news.setDiscreet(!m_window.isWorkShown());
    connect(&m_window, &ui::MainWindow::workShownChanged, this, [this](bool shown) {
        m_news.setDiscreet(!shown);
        if (!shown) {
            m_notice.withdraw(); // it may tell who said what
        }
    });
    connect(&m_news, &CommentNews::noticeDue, &m_notice, &DesktopNotice::show);
    connect(&m_notice, &DesktopNotice::clicked, this, [this] {
        m_window.raiseToFront();
        if (m_window.isWorkShown() && !m_newsProject.isNull()) {
            Q_EMIT wanted(m_newsProject, m_newsComment);
        }
    });
}

CommentFlow::~CommentFlow()
{
    m_reading = {};
    m_readingShot = {};
    m_reader.waitForDone();
    keepDrafts();
    delete m_page;
}

void CommentFlow::loadDrafts()
{
    const auto kept = m_services.store().read(m_account, [](const Repositories& r) {
        return readSetting(r.settings, settings::answerDrafts);
    });
    m_drafts.setText(kept.value_or(QString()));
    m_keptDrafts = m_drafts.text();
    m_page->setDrafts(m_drafts);
    m_inShot->setDrafts(m_drafts);
    m_keep.setSingleShot(true);
    m_keep.setInterval(keepAfterMs);
    connect(&m_keep, &QTimer::timeout, this, &CommentFlow::keepDrafts);
    connect(&m_drafts, &ui::AnswerDrafts::changed, &m_keep, qOverload<>(&QTimer::start));
}

void CommentFlow::keepDrafts()
{
    m_keep.stop();
    const QString text = m_drafts.text();
    if (text == m_keptDrafts || m_services.isReadOnly()) {
        return;
    }
    m_keptDrafts = text;
    follow(m_services.store().write(m_account, [text](Repositories& r) -> Result<> {
        writeSetting(r.settings, settings::answerDrafts, text);
        return {};
    }));
}

void CommentFlow::connectWishes()
{
    connect(m_page, &ui::CommentsPage::answered, this, &CommentFlow::answer);
    connect(m_page, &ui::CommentsPage::resolved, this, &CommentFlow::resolve);
    connect(m_page, &ui::CommentsPage::readMarked, this, &CommentFlow::markRead);
    connect(m_page, &ui::CommentsPage::dismissed, this, &CommentFlow::dismiss);
    connect(m_page, &ui::CommentsPage::shotRequested, this, &CommentFlow::shotWanted);
    connect(m_page, &ui::CommentsPage::reworkRequested, this, &CommentFlow::reworkWanted);
    connect(m_page, &ui::CommentsPage::shareRequested, this, &CommentFlow::sharingWanted);
    connect(m_page, &ui::CommentsPage::standingActRequested, this, [this] {
        CommentInbox& inbox = m_services.sharing().inbox();
        if (inbox.state(m_account).kind == InboxState::Kind::LoginNeeded) {
            Q_EMIT serverWanted();
        } else {
            inbox.pullNow(m_account);
        }
    });
    connect(m_inShot, &ui::ShotComments::answered, this, &CommentFlow::answer);
    connect(m_inShot, &ui::ShotComments::resolved, this, &CommentFlow::resolve);
    connect(m_inShot, &ui::ShotComments::readMarked, this, &CommentFlow::markRead);
    connect(m_inShot, &ui::ShotComments::dismissed, this, &CommentFlow::dismiss);
    connect(m_inShot, &ui::ShotComments::allRequested, this,
            [this](const CommentId& comment) { Q_EMIT wanted(m_project, comment); });
}

QWidget* CommentFlow::page() const
{
    return m_page;
}

void CommentFlow::setProject(const ProjectId& project)
{
    if (project != m_project) {
        m_project = project;
        m_page->open();
    }
    showUnread();
}

void CommentFlow::open(const CommentId& comment, const ShotId& shot)
{
    m_revealed = comment;
    m_revealedShot = shot;
    if (m_toast) {
        m_toast->dismiss(); // what it tells of is on the screen now
    }
    m_page->open();
    refresh();
    if (!m_services.isReadOnly()) {
        m_services.sharing().inbox().pullNow(m_account);
    }
}

void CommentFlow::leave()
{
    keepDrafts();
    m_page->leave();
}

void CommentFlow::setShot(const ShotId& shot)
{
    m_shot = shot;
    if (!shot.isNull()) {
        showShot();
    }
}

Result<CommentFlow::Reading> CommentFlow::read(const Store& store, const AccountId& account,
                                               const ProjectId& project, const ShotId& shot)
{
    return store.read(account, [&](const Repositories& r) {
        Reading reading;
        reading.rows = shot.isNull() ? r.comments.ofProject(project) : r.comments.ofShot(shot);
        for (CommentRow& row : reading.rows) {
            if (!row.refusal.isEmpty()) {
                row.refusal = ui::refusedAnswerText(row.refusal);
            }
        }
        for (const Share& share : r.shares.ofProject(project)) {
            reading.hasLinks = reading.hasLinks || share.state == ShareState::Published;
            if (share.state == ShareState::Revoked) {
                reading.closed.insert(share.id,
                                      tr("The link was revoked: there is nowhere to answer to."));
            }
        }
        return reading;
    });
}

void CommentFlow::refresh()
{
    m_reading = runAsync(
        m_reader, this,
        [store = &m_services.store(), account = m_account, project = m_project](
            const std::stop_token&) { return read(*store, account, project, {}); },
        [this](const Result<Reading>& reading) {
            if (reading) {
                show(*reading);
            } else {
                Q_EMIT failed(reading.error());
            }
        });
}

void CommentFlow::show(const Reading& reading)
{
    m_page->setHasLinks(reading.hasLinks);
    m_page->setClosed(reading.closed);
    m_page->setRows(reading.rows);
    if (const CommentId comment = std::exchange(m_revealed, {}); !comment.isNull()) {
        m_page->reveal(comment, false);
    } else if (const ShotId shot = std::exchange(m_revealedShot, {}); !shot.isNull()) {
        m_page->revealShot(shot);
    }
}

void CommentFlow::showShot()
{
    m_readingShot = runAsync(
        m_reader, this,
        [store = &m_services.store(), account = m_account, project = m_project,
         shot = m_shot](const std::stop_token&) { return read(*store, account, project, shot); },
        [this, shot = m_shot](const Result<Reading>& reading) {
            if (reading && shot == m_shot) {
                m_inShot->setRows(shot, reading->rows, reading->closed);
            }
        });
}

void CommentFlow::showUnread()
{
    const auto unread = m_services.store().read(
        m_account, [this](const Repositories& r) { return r.comments.unread(m_project); });
    m_window.topBar().setUnread(unread.value_or(0));
}

void CommentFlow::showStanding()
{
    const InboxState state = m_services.sharing().inbox().state(m_account);
    switch (state.kind) {
    case InboxState::Kind::Idle:
    case InboxState::Kind::Online:
        m_page->setStanding({}, {});
        break;
    case InboxState::Kind::Offline:
        m_page->setStanding(
            tr("No connection to the server since %1. Answers go out when it is back.")
                .arg(ui::timeText(QDateTime::fromMSecsSinceEpoch(state.sinceMs))),
            tr("Try now"));
        break;
    case InboxState::Kind::LoginNeeded:
        m_page->setStanding(tr("The server wants you to sign in again: comments do not come in."),
                            tr("Sign in"));
        break;
    }
}

void CommentFlow::tellArrived(const QList<CommentId>& comments)
{
    const auto rows = m_services.store().read(m_account, [&](const Repositories& r) {
        QList<std::pair<CommentRow, ProjectId>> found;
        for (const CommentId& id : comments) {
            auto row = r.comments.row(id);
            if (!row || row->comment.own || row->comment.deletedMs > 0 || row->comment.read) {
                continue;
            }
            if (const auto share = r.shares.find(row->comment.shareId)) {
                found.append({*row, share->projectId});
            }
        }
        return found;
    });
    if (!rows || rows->isEmpty()) {
        return;
    }
    QList<CommentNews::Item> items;
    for (const auto& [row, project] : *rows) {
        items.append({row.comment.author, ui::commentShotText(row), ui::commentText(row.comment)});
    }
    const auto& [last, project] = rows->last();
    m_newsProject = project;
    m_newsComment = last.comment.id;
    m_news.add(items);
    if (!m_window.isActiveWindow() || !m_window.isWorkShown() || m_page->isVisible()) {
        return;
    }
    const QString words = items.size() == 1
        ? tr("%1, %2: %3")
              .arg(items.first().author, items.first().about,
                   items.first().text.simplified().left(120))
        : tr("%n new comment(s)", nullptr, static_cast<int>(items.size()));
    m_toast = m_window.toasts().show(ui::ToastKind::Note, words, tr("Show"), u"comments"_s,
                                     commentToastKey);
    connect(m_toast, &ui::Toast::triggered, this,
            [this, where = project, comment = last.comment.id] { Q_EMIT wanted(where, comment); });
}

void CommentFlow::answer(const CommentId& parent, const QString& text)
{
    m_services.sharing()
        .outbox()
        .reply(m_account, parent, text)
        .then(this, [this](const Result<CommentId>& answer) {
            if (!answer) {
                Q_EMIT failed(answer.error());
            }
        });
    markRead({parent});
}

void CommentFlow::resolve(const CommentId& comment, bool on)
{
    follow(m_services.sharing().outbox().resolve(m_account, comment, on));
    markRead({comment});
}

void CommentFlow::markRead(const QList<CommentId>& comments)
{
    if (!comments.isEmpty()) {
        follow(m_services.sharing().outbox().markRead(m_account, comments));
    }
}

void CommentFlow::dismiss(const CommentId& comment)
{
    follow(m_services.sharing().outbox().dismiss(m_account, comment));
}

void CommentFlow::follow(const Pending<void>& written)
{
    written.then(this, [this](const Result<>& done) {
        if (!done) {
            Q_EMIT failed(done.error());
        }
    });
}

} // namespace raskadr::desktop
