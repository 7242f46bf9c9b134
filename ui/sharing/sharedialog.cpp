#include "ui/sharing/sharedialog.h"

#include "ui/common/badge.h"
#include "ui/common/detailsdialog.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/sharing/notestrip.h"
#include "ui/sharing/sharelinkbox.h"
#include "ui/sharing/sharelist.h"
#include "ui/sharing/shareprogressbox.h"
#include "ui/sharing/sharesettings.h"
#include "ui/sharing/sharewaybox.h"
#include "ui/sharing/sharewords.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <utility>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int narrowPanel = 960;
constexpr int widePanel = 1180;
constexpr int panelHeight = 820;
constexpr int listWidth = 224;
constexpr int dialogEdge = 28;
constexpr int mostRefused = 5; // are named one by one

QStringList shortened(const QStringList& sentences)
{
    QStringList shown = sentences.mid(0, mostRefused);
    if (const qsizetype more = sentences.size() - shown.size(); more > 0) {
        shown.append(ShareDialog::tr("and %n more", nullptr, static_cast<int>(more)));
    }
    return shown;
}

// A line between two columns.
class ColumnLine final : public QWidget
{
public:
    ColumnLine() { setFixedWidth(1); }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), themeOf(this).line); }
};

} // namespace

ShareDialog::ShareDialog(QWidget* anywhere, ThumbnailCache& thumbnails)
    : Dialog(anywhere, tr("Link for the manager"))
    , m_listColumn(new QWidget)
    , m_list(new ShareList)
    , m_settings(new ShareSettings)
    , m_ways(new ShareWayBox)
    , m_note(new NoteStrip)
    , m_progress(new ShareProgressBox(thumbnails))
    , m_link(new ShareLinkBox)
{
    setFlush(true);
    setPanelWidth(narrowPanel);
    setPanelHeight(panelHeight);

    auto* columns = new QWidget;
    auto* row = new QHBoxLayout(columns);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* listRow = new QHBoxLayout(m_listColumn);
    listRow->setContentsMargins(0, 0, 0, 0);
    listRow->setSpacing(0);
    m_list->setFixedWidth(listWidth);
    listRow->addWidget(m_list);
    listRow->addWidget(new ColumnLine);
    row->addWidget(m_listColumn);
    row->addWidget(buildColumn(m_settings, 0), 1);
    row->addWidget(new ColumnLine);

    auto* side = new QWidget;
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setSpacing(18);
    sideColumn->addWidget(m_ways);
    sideColumn->addWidget(m_note);
    sideColumn->addWidget(m_progress);
    sideColumn->addWidget(m_link);
    sideColumn->addStretch(1);
    row->addWidget(buildColumn(side, dialogEdge), 1);
    content()->addWidget(columns, 1);

    m_revoke = addButton(tr("Revoke the link"), Button::Kind::Danger);
    m_revoke->setIconName(u"link"_s);
    m_remove = addButton(tr("Remove from the list"), Button::Kind::Danger);
    m_remove->setIconName(u"trash"_s);
    m_close = addReject(tr("Close"));
    m_cancel = addButton(tr("Stop"));
    m_cancel->setIconName(u"close"_s);
    m_main = addButton(tr("Publish"), Button::Kind::Main);

    connect(m_list, &ShareList::chosen, this, &ShareDialog::choose);
    connect(m_settings, &ShareSettings::changed, this, [this] {
        m_edited = true;
        showActs(line());
    });
    connect(m_ways, &ShareWayBox::wayChosen, m_settings, &ShareSettings::setWay);
    connect(m_ways, &ShareWayBox::folderRequested, this,
            [this](bool zip) { Q_EMIT folderRequested(zip, m_settings->pageTitle()); });
    connect(m_note, &NoteStrip::acted, this,
            [this] { showDetails(this, {}, m_note->sentence(), m_shownDetail); });
    connect(m_link, &ShareLinkBox::openRequested, this, &ShareDialog::openRequested);
    connect(m_main, &Button::clicked, this, &ShareDialog::act);
    connect(m_cancel, &Button::clicked, this, [this] { Q_EMIT cancelRequested(m_chosen); });
    connect(m_revoke, &Button::clicked, this, &ShareDialog::revoke);
    connect(m_remove, &Button::clicked, this, [this] { Q_EMIT removeRequested(m_chosen); });
    showChosen(true);
}

QWidget* ShareDialog::buildColumn(QWidget* content, int margin)
{
    if (margin > 0) {
        content->layout()->setContentsMargins(margin, 18, margin - 4, 20);
    }
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumHeight(1);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return scroll;
}

ServerLogin& ShareDialog::login()
{
    return m_ways->login();
}

void ShareDialog::chooseServer(const ShareServerId& server)
{
    m_ways->chooseServer(server);
}

const ShareLine* ShareDialog::line() const
{
    for (const ShareLine& line : m_lines) {
        if (line.share.id == m_chosen) {
            return &line;
        }
    }
    return nullptr;
}

void ShareDialog::setGround(const ShareGround& ground)
{
    const bool first = !std::exchange(m_grounded, true);
    m_ground = ground;
    m_ways->setGround(ground);
    m_list->setReadOnly(ground.readOnly);
    if (first) {
        showChosen(true);
    }
}

void ShareDialog::setLines(const QList<ShareLine>& lines)
{
    const ShareLine* before = line();
    const std::optional<Share> shownBefore = before ? std::optional(before->share) : std::nullopt;
    const bool wasGone = !isNew() && !before;
    m_lines = lines;
    m_list->setLines(lines);
    m_listColumn->setVisible(!lines.isEmpty());
    setPanelWidth(lines.isEmpty() ? narrowPanel : widePanel);
    const ShareLine* now = line();
    if (!isNew() && !now && !wasGone) {
        m_chosen = lines.isEmpty() ? ShareId() : lines.last().share.id;
        showChosen(true);
        return;
    }
    // What is being typed stays, unless the link itself became another one.
    const bool other = now
        && (!shownBefore || now->share.options != shownBefore->options
            || now->share.name != shownBefore->name
            || now->share.expiresMs != shownBefore->expiresMs);
    showChosen(other);
}

void ShareDialog::choose(const ShareId& share)
{
    m_failure.clear();
    m_chosen = share;
    m_busy = false;
    showChosen(true);
}

void ShareDialog::setProgress(const ShareId& share, const ShareProgress& progress)
{
    for (ShareLine& line : m_lines) {
        if (line.share.id == share) {
            const bool begins = !line.progress.has_value();
            line.progress = progress;
            m_list->setLines(m_lines);
            if (share == m_chosen) {
                m_progress->setProgress(progress);
                if (begins) {
                    showChosen(false);
                }
            }
        }
    }
}

void ShareDialog::setFolder(const QString& path)
{
    m_ways->setFolder(path);
}

void ShareDialog::setBusy(bool on)
{
    m_busy = on;
    showActs(line());
}

void ShareDialog::showChanged(const Share& share)
{
    for (ShareLine& line : m_lines) {
        if (line.share.id == share.id) {
            line.share = share;
        }
    }
    if (share.id == m_chosen) {
        m_busy = false;
        showChosen(true);
    }
}

void ShareDialog::showFailure(const QString& sentence, const QString& detail)
{
    m_busy = false;
    m_failure = sentence;
    m_failureDetail = detail;
    showChosen(false);
}

void ShareDialog::showChosen(bool fresh)
{
    const ShareLine* shown = line();
    m_list->choose(m_chosen);
    setTitle(m_lines.isEmpty() ? tr("Link for the manager")
                 : shown       ? shown->share.name
                               : tr("New link"));
    if (fresh) {
        if (shown) {
            m_settings->setLine(shown->share, m_ground);
            m_settings->setWay(shown->share.way);
        } else {
            m_settings->setNew(nextLinkName(m_lines), m_ground);
            m_settings->setWay(m_ways->way());
        }
        m_edited = false;
    }
    const bool settled = !shown || (!shown->progress && shown->share.state != ShareState::Revoked);
    m_settings->setEditable(settled && !m_ground.readOnly);
    showSide(shown);
    showActs(shown);
}

void ShareDialog::showSide(const ShareLine* shown)
{
    m_ways->setVisible(!shown);
    m_progress->setVisible(shown && shown->progress);
    if (shown && shown->progress) {
        m_progress->setProgress(*shown->progress);
    }
    const bool revoked = shown && shown->share.state == ShareState::Revoked;
    m_link->setVisible(shown && !revoked && !shown->share.url.isEmpty()
                       && shown->share.revision > 0);
    if (shown) {
        m_link->setLine(*shown);
    }
    if (!m_failure.isEmpty()) {
        showFailed(m_failure, m_failureDetail);
    } else if (!shown || shown->progress) {
        m_note->setNote(NoteStrip::Kind::Note, {});
    } else if (revoked) {
        m_note->setNote(
            NoteStrip::Kind::Note,
            shown->share.way == ShareWay::Folder
                ? tr("The program follows this folder no more. The files stay where they are.")
                : tr("The link was revoked: its address opens nothing any more. What was said "
                     "over it stays here."));
    } else if (!shown->failure.isEmpty()) {
        QStringList sentences{shown->failure};
        sentences += shortened(shown->refused);
        showFailed(sentences.join(u'\n'), shown->failureDetail);
    } else if (shown->cut || shown->share.state == ShareState::Draft) {
        m_note->setNote(
            NoteStrip::Kind::Warning,
            tr("The publication was interrupted. What was sent is kept; it goes on from there."));
    } else if (const QDate last = lastDayOf(shown->share);
               last.isValid() && last < QDate::currentDate()) {
        m_note->setNote(
            NoteStrip::Kind::Warning,
            tr("The link has expired. A later day opens it again at the same address."));
    } else if (!shown->trouble.isEmpty()) {
        m_note->setNote(NoteStrip::Kind::Warning, shown->trouble);
    } else if (!shown->refused.isEmpty()) {
        QStringList sentences{tr("On the page %n shot(s) stand without a picture:", nullptr,
                                 static_cast<int>(shown->refused.size()))};
        sentences += shortened(shown->refused);
        m_note->setNote(NoteStrip::Kind::Warning, sentences.join(u'\n'));
    } else if (shown->stale > 0) {
        m_note->setNote(NoteStrip::Kind::Warning,
                        tr("On the page is out of date: %n shot(s)", nullptr, shown->stale));
    } else {
        m_note->setNote(NoteStrip::Kind::Note, {});
    }
}

void ShareDialog::showFailed(const QString& sentence, const QString& detail)
{
    m_shownDetail = detail;
    m_note->setNote(NoteStrip::Kind::Failure, sentence,
                    detail.isEmpty() ? QString() : tr("Details"));
}

void ShareDialog::showActs(const ShareLine* shown)
{
    const bool writable = !m_ground.readOnly;
    const bool publishing = shown && shown->progress;
    const bool revoked = shown && shown->share.state == ShareState::Revoked;
    const bool draft = shown && shown->share.state == ShareState::Draft;
    const bool published = shown && shown->share.state == ShareState::Published;
    m_revoke->setVisible(writable && published && !publishing);
    m_revoke->setText(shown && shown->share.way == ShareWay::Folder ? tr("Forget the folder")
                                                                    : tr("Revoke the link"));
    m_revoke->setIconName(shown && shown->share.way == ShareWay::Folder ? u"folder"_s : u"link"_s);
    m_remove->setVisible(writable && (revoked || draft) && !publishing);
    m_close->setText(publishing   ? tr("Continue in the background")
                         : !shown ? tr("Cancel")
                                  : tr("Close"));
    m_cancel->setVisible(writable && publishing);
    QString main;
    if (!shown) {
        main = tr("Publish");
    } else if (publishing || revoked) {
        main.clear();
    } else if (draft || shown->cut) {
        main = tr("Go on");
    } else if (shown->stale > 0 || !shown->failure.isEmpty()) {
        main = tr("Update");
    } else if (m_settings->isChanged()) {
        main = tr("Save");
    }
    m_main->setText(main);
    m_main->setVisible(writable && !main.isEmpty());
    m_main->setEnabled(!m_busy);
    keepFocus();
}

// What had the keyboard may be gone by now.
void ShareDialog::keepFocus()
{
    const QWidget* now = QApplication::focusWidget();
    const bool kept = now && isAncestorOf(now) && now->isVisible() && now->isEnabled();
    if (isVisible() && topmost(this) == this && !kept) {
        (m_main->isVisible() && m_main->isEnabled() ? m_main : m_close)
            ->setFocus(Qt::OtherFocusReason);
    }
}

void ShareDialog::act()
{
    m_failure.clear();
    const ShareLine* shown = line();
    if (shown && (shown->share.state == ShareState::Draft || shown->cut)) {
        Q_EMIT resumeRequested(m_chosen);
        return;
    }
    const bool changed = m_settings->isChanged();
    if (shown && !changed) {
        Q_EMIT updateRequested(m_chosen);
        return;
    }
    std::optional<ShareWish> wish = m_settings->wish();
    if (!wish) {
        return;
    }
    if (shown) {
        setBusy(true);
        const bool otherShots = wish->options.scope != shown->share.options.scope
            || wish->options.selected != shown->share.options.selected;
        // A folder has nothing but its files.
        const bool files = shown->share.way == ShareWay::Folder;
        Q_EMIT changeRequested(m_chosen, *wish, files || otherShots || shown->stale > 0);
    } else if (m_ways->fill(*wish)) {
        setBusy(true);
        Q_EMIT publishRequested(*wish);
    }
}

bool ShareDialog::hasUnsaved() const
{
    // What is on its way to the server is saved there.
    return m_edited && !m_busy && m_settings->isEnabled() && m_settings->isChanged();
}

void ShareDialog::revoke()
{
    const ShareLine* shown = line();
    if (!shown) {
        return;
    }
    const bool folder = shown->share.way == ShareWay::Folder;
    auto* question = Dialog::ask(
        this,
        folder ? tr("Forget the folder?") : tr("Revoke the link “%1”?").arg(shown->share.name),
        folder ? tr("The files stay where they are; the program updates them no more.")
               : tr("Its address opens nothing any more, at once and for good. Comments stay with "
                    "you."),
        folder ? tr("Forget") : tr("Revoke"), Button::Kind::Danger);
    connect(question, &Dialog::accepted, this,
            [this, share = m_chosen] { Q_EMIT revokeRequested(share); });
}

} // namespace raskadr::ui
