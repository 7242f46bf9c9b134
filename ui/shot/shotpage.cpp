#include "ui/shot/shotpage.h"

#include "ui/common/button.h"
#include "ui/common/jobacts.h"
#include "ui/common/thumbnailcache.h"
#include "ui/shot/assetacts.h"
#include "ui/shot/composerlink.h"
#include "ui/shot/feedpanel.h"
#include "ui/shot/inspector.h"
#include "ui/shot/scriptfield.h"
#include "ui/shot/shotheader.h"
#include "ui/shot/shotkeys.h"
#include "ui/shot/smarteditlink.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QSplitter>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int leastFeed = 560;
constexpr int leastInspector = 360;
constexpr QSize roomyForScript(1100, 640); // the feed's column has to be this wide and high

// 400 of 1280, 560 of 1920, 720 of 2560.
int inspectorWidthIn(int pageWidth)
{
    return std::max(leastInspector, 80 + pageWidth / 4);
}

} // namespace

ShotPage::ShotPage(Store& store, const AccountId& account, ShotController& controller,
                   const MediaFolder& media, const CacheFolder& cache, ThumbnailCache& thumbnails,
                   const OutgoingFiles& outgoing, ModelNames names, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
    , m_controller(controller)
    , m_reader(store, account, media, thumbnails, std::move(names))
    , m_header(new ShotHeader(this))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_script(new ScriptField)
    , m_feed(new FeedPanel(thumbnails,
                           [&media, &cache](const QString& sha256) {
                               return cache.hasProxy(sha256) ? cache.proxyPath(sha256)
                                                             : media.path(sha256);
                           }))
    , m_inspector(new Inspector(thumbnails))
    , m_composer(new Composer(thumbnails))
    , m_acts(new AssetActs(*m_feed, controller, m_reader, outgoing, this))
    , m_jobActs(new JobActs(store, controller.jobs(), account, this))
    , m_link(new ComposerLink(*m_composer, controller, store, account, m_reader, this))
    , m_keys(new ShotKeys(*m_acts, *m_inspector, *m_composer, *m_script, this))
{
    m_header->hide();
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(m_splitter);
    m_splitter->addWidget(buildLeft());
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_inspector->setMinimumWidth(leastInspector);
    setFocusProxy(m_feed);

    m_feed->setModelName([this](const QString& modelId) { return m_reader.modelName(modelId); });
    m_feed->model().setFilesOf(
        [this](const QList<AssetId>& assets) { return m_acts->stageFiles(assets); });
    connect(&m_store, &Store::changed, this, &ShotPage::applyChanges);
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_chosenWidth = m_splitter->sizes().last(); });
    connectController();
    connectHeader();
    connectFeed();
    connectInspector();
    connectComposer();
}

QWidget* ShotPage::buildLeft()
{
    auto* left = new QWidget;
    left->setMinimumWidth(leastFeed);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_script);
    m_feed->addLead(m_script->toggle());
    column->addWidget(m_feed, 1);
    column->addWidget(m_composer);
    return left;
}

void ShotPage::dockComments(QWidget* panel, QWidget* toggle)
{
    auto* column = static_cast<QVBoxLayout*>(m_feed->parentWidget()->layout());
    column->insertWidget(column->indexOf(m_feed), panel);
    m_feed->addLead(toggle);
}

void ShotPage::noteImported(const ShotId& shot, const QList<AssetId>& assets)
{
    if (shot == m_shot.id) {
        m_link->noteImported(assets);
    }
}

void ShotPage::setReadOnly(bool on)
{
    m_header->setReadOnly(on);
    m_script->setReadOnly(on);
    m_feed->setReadOnly(on);
    m_inspector->setReadOnly(on);
    m_acts->setReadOnly(on);
    m_composer->setVisible(!on);
}

void ShotPage::setModels(const QList<ComposerModel>& models)
{
    m_composer->setModels(models);
    if (m_edit) {
        m_edit->setModels(models);
    }
    // Captions carry the names of models.
    if (!m_shot.id.isNull()) {
        reloadFeed();
    }
}

void ShotPage::open(const ShotId& shot)
{
    if (m_shot.id != shot) {
        leave();
        m_shot = {};
        m_shot.id = shot;
        m_frameToShow = {};
        m_feed->clearFilters();
        m_feed->view().clearSelection();
        m_feed->view().setCurrentIndex({});
    }
    m_link->open(shot);
    reload();
    // What the shot stands for is shown first, else the newest.
    FeedModel& model = m_feed->model();
    if (!m_shot.headlinerId.isNull() && model.rowOf(m_shot.headlinerId) >= 0) {
        m_feed->view().select(m_shot.headlinerId);
    } else if (model.rowCount() > 0) {
        m_feed->view().setCurrentIndex(model.index(0));
    }
    showCurrent();
    m_feed->setFocus(Qt::OtherFocusReason);
}

void ShotPage::reveal(const AssetId& asset)
{
    m_feed->reveal(asset);
}

void ShotPage::reuse(const QueueRow& row)
{
    m_link->takeSettings(row.generation);
    if (const QString sentence = m_reader.refusal(row); !sentence.isEmpty()) {
        m_composer->setError(row.job.errorParameter, sentence);
    }
}

void ShotPage::leave()
{
    m_composer->flush();
    if (m_editPanel && m_editPanel->isVisible()) {
        m_editPanel->flush();
    }
    m_inspector->flushNote();
    m_script->flush();
    m_inspector->player().pause();
}

void ShotPage::edit(const ShotChanges& changes)
{
    if (!m_shot.id.isNull()) {
        m_controller.editShot(m_shot.id, changes);
    }
}

void ShotPage::setProgress(const GenerationId& id, double progress, qint64 remainingMs)
{
    m_feed->model().setProgress(id, progress, remainingMs);
}

void ShotPage::setCardWidth(int width)
{
    m_feed->setCardWidth(width);
}

int ShotPage::cardWidth() const
{
    return m_feed->cardWidth();
}

void ShotPage::setInspectorWidth(int width)
{
    m_chosenWidth = width;
    placeInspector();
}

void ShotPage::placeInspector()
{
    const int wanted = m_chosenWidth > 0 ? m_chosenWidth : inspectorWidthIn(width());
    const int most = std::max(leastInspector, width() - leastFeed - m_splitter->handleWidth());
    const int given = std::clamp(wanted, leastInspector, most);
    m_splitter->setSizes({std::max(leastFeed, width() - given), given});
    m_script->setRoomy(width() - given >= roomyForScript.width()
                       && height() >= roomyForScript.height());
}

void ShotPage::applyChanges(const ChangeSet& changes)
{
    if (m_shot.id.isNull()) {
        return;
    }
    if (changes.shots.touches(m_shot.id) || changes.shotOrders.contains(m_shot.projectId)) {
        reload();
    } else if (changes.shotContents.contains(m_shot.id)) {
        reloadFeed();
    }
}

void ShotPage::reload()
{
    const auto facts = m_reader.facts(m_shot.id);
    if (!facts) {
        Q_EMIT failed(facts.error());
        return;
    }
    if (!*facts) {
        Q_EMIT backRequested();
        return;
    }
    const bool fresh = m_shot.projectId.isNull();
    m_shot = (*facts)->shot;
    m_acts->setShot(m_shot);
    m_header->setShot(m_shot, (*facts)->shotCount);
    m_script->setScript(m_shot.script, fresh);
    m_feed->view().setAspect((*facts)->aspect.ratio());
    reloadFeed();
}

void ShotPage::reloadFeed()
{
    const auto feed = m_reader.feed(m_shot, m_controller.pausedProviders());
    if (!feed) {
        Q_EMIT failed(feed.error());
        return;
    }
    const bool wasEmpty = m_feed->model().rowCount() == 0;
    m_feed->setItems(feed->items, feed->trash);
    if (wasEmpty && m_feed->model().rowCount() > 0 && !m_feed->view().currentIndex().isValid()) {
        m_feed->view().setCurrentIndex(m_feed->model().index(0));
    }
    if (!m_frameToShow.isNull() && m_feed->reveal(m_frameToShow)) {
        m_frameToShow = {};
    }
    showCurrent();
    QStringList visible;
    for (const FeedItem& item : feed->items) {
        if (!item.coverSha256.isEmpty()) {
            visible.append(item.coverSha256);
        }
    }
    Q_EMIT visibleMediaChanged(visible);
}

void ShotPage::showCurrent()
{
    const QList<AssetId> selected = m_acts->selected();
    const FeedItem* item = m_acts->currentItem();
    if (selected.size() > 1) {
        const bool canEnterData = !m_acts->isTrashShown()
            && std::any_of(selected.begin(), selected.end(), [this](const AssetId& id) {
                   const int row = m_feed->model().rowOf(id);
                   return row >= 0 && !m_feed->model().item(row).generation();
               });
        m_inspector->showSeveral(static_cast<int>(selected.size()), canEnterData);
    } else if (item) {
        m_inspector->show(m_reader.inspected(*item));
    } else {
        m_inspector->showNothing();
    }
    showEdit(selected.size() > 1);
}

void ShotPage::enableSmartEdit(SmartEditController& controller)
{
    auto* side = new QWidget;
    side->setMinimumWidth(leastInspector);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_splitter->replaceWidget(m_splitter->indexOf(m_inspector), side);
    m_editPanel = new SmartEditPanel;
    column->addWidget(m_inspector, 1);
    column->addWidget(m_editPanel);
    m_inspector->setVisible(true);
    m_edit = new SmartEditLink(*m_editPanel, controller, m_reader.names(), this);
    connectSmartEdit();
}

void ShotPage::showEdit(bool severalSelected)
{
    if (m_edit) {
        m_edit->show(severalSelected ? nullptr : m_acts->currentItem());
    }
}

void ShotPage::goToParent(const AssetId& asset)
{
    if (m_feed->reveal(asset)) {
        m_feed->setFocus(Qt::OtherFocusReason);
    } else if (const auto row = m_reader.asset(asset)) {
        Q_EMIT assetRequested(row->asset.shotId, asset);
    }
}

void ShotPage::leaveField()
{
    m_feed->setFocus(Qt::OtherFocusReason);
}

void ShotPage::keyPressEvent(QKeyEvent* event)
{
    if (!m_keys->press(*event)) {
        QWidget::keyPressEvent(event);
    }
}

void ShotPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeInspector();
}

} // namespace raskadr::ui
