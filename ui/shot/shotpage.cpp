#include "ui/shot/shotpage.h"

#include "core/passport/readablename.h"
#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/dialog.h"
#include "ui/common/emptystate.h"
#include "ui/common/errortext.h"
#include "ui/common/fields.h"
#include "ui/common/joberrortext.h"
#include "ui/common/labels.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/common/thumbnailcache.h"
#include "ui/shot/feedview.h"
#include "ui/shot/inspector.h"
#include "ui/shot/provenancedialog.h"
#include "ui/shot/shotheader.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QMimeData>
#include <QSlider>
#include <QSplitter>
#include <QStackedLayout>
#include <QUrl>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int scriptHeight = 92;

} // namespace

ShotPage::ShotPage(Store& store, const AccountId& account, ShotController& controller,
                   const MediaFolder& media, const CacheFolder& cache, ThumbnailCache& thumbnails,
                   const OutgoingFiles& outgoing, ModelNames names, QWidget* parent)
    : QWidget(parent)
    , m_store(store)
    , m_account(account)
    , m_controller(controller)
    , m_media(media)
    , m_cache(cache)
    , m_thumbnails(thumbnails)
    , m_outgoing(outgoing)
    , m_names(std::move(names))
    , m_header(new ShotHeader(this))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_feed(new FeedView(m_model, thumbnails,
                          [this](const QString& sha256) {
                              return m_cache.hasProxy(sha256) ? m_cache.proxyPath(sha256)
                                                              : m_media.path(sha256);
                          }))
    , m_empty(new EmptyState(tr("Nothing in this shot yet"),
                             tr("Describe the frame below and generate, or drag pictures and videos "
                                "here")))
    , m_inspector(new Inspector)
    , m_composer(new Composer)
{
    m_header->hide();
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(m_splitter);

    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildScript());
    column->addWidget(buildChips());
    auto* feedBox = new QWidget;
    m_feedStack = new QStackedLayout(feedBox);
    auto* feedEdge = new QWidget;
    auto* feedLayout = new QVBoxLayout(feedEdge);
    feedLayout->setContentsMargins(14, 0, 8, 0);
    feedLayout->addWidget(m_feed);
    m_feedStack->addWidget(feedEdge);
    m_feedStack->addWidget(m_empty);
    column->addWidget(feedBox, 1);
    column->addWidget(m_composer);

    m_splitter->addWidget(left);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
    m_splitter->setHandleWidth(1);
    left->setMinimumWidth(560);
    m_inspector->setMinimumWidth(360);
    m_splitter->setSizes({1360, 560});
    setFocusProxy(m_feed);

    m_model.setFilesOf([this](const QList<AssetId>& assets) { return stageFiles(assets); });
    connect(&m_store, &Store::changed, this, &ShotPage::applyChanges);
    connect(&m_controller, &ShotController::failed, this, [this](const Error& error) {
        if (error.kind == ErrorKind::InvalidInput) {
            m_composer->setError(error.subject, errorText(error));
        } else {
            Q_EMIT failed(error);
        }
    });

    connect(m_header, &ShotHeader::backRequested, this, &ShotPage::backRequested);
    connect(m_header, &ShotHeader::previousRequested, this, [this] { Q_EMIT neighbourRequested(-1); });
    connect(m_header, &ShotHeader::nextRequested, this, [this] { Q_EMIT neighbourRequested(1); });
    const auto edit = [this](auto member) {
        return [this, member](const auto& value) {
            ShotChanges changes;
            changes.*member = value;
            m_controller.editShot(m_shot.id, changes);
        };
    };
    connect(m_header, &ShotHeader::titleEdited, this, edit(&ShotChanges::title));
    connect(m_header, &ShotHeader::statusChosen, this, edit(&ShotChanges::status));
    connect(m_header, &ShotHeader::labelChosen, this, edit(&ShotChanges::label));
    connect(m_header, &ShotHeader::plannedDurationEdited, this, edit(&ShotChanges::plannedDurationMs));

    connect(m_feed, &FeedView::currentChangedTo, this, &ShotPage::showCurrent);
    connect(m_feed, &FeedView::selectedChanged, this, &ShotPage::showCurrent);
    connect(m_feed, &FeedView::menuRequested, this, &ShotPage::openMenu);
    connect(m_feed, &FeedView::playRequested, this, [this] { m_inspector->togglePlay(); });
    connect(m_feed, &FeedView::dropped, this, [this](const QMimeData* data, const AssetId& onto) {
        Q_EMIT mediaOffered(data, m_shot.id, onto);
    });
    connect(m_feed, &FeedView::triggered, this, [this](const QModelIndex& index, FeedAct act) {
        const FeedItem item = m_model.item(index.row());
        switch (act) {
        case FeedAct::Cancel:
            m_controller.cancel(item.generationId());
            break;
        case FeedAct::Retry:
            m_controller.retry(item.generationId());
            break;
        case FeedAct::Forget:
            m_controller.forget(item.generationId());
            break;
        case FeedAct::Details:
            showDetails(item);
            break;
        }
    });

    connect(m_inspector, &Inspector::headlinerRequested, this, &ShotPage::chooseHeadliner);
    connect(m_inspector, &Inspector::animateRequested, this, [this] { animate(m_feed->currentAsset()); });
    connect(m_inspector, &Inspector::favouriteRequested, this, &ShotPage::toggleFavourite);
    connect(m_inspector, &Inspector::rejectRequested, this, &ShotPage::toggleRejected);
    const auto repeat = [this](bool newSeed) {
        if (const auto row = rowOf(m_feed->currentAsset()); row && row->generation) {
            m_controller.repeat(row->generation->id, newSeed);
        }
    };
    connect(m_inspector, &Inspector::repeatRequested, this, [repeat] { repeat(false); });
    connect(m_inspector, &Inspector::newSeedRequested, this, [repeat] { repeat(true); });
    connect(m_inspector, &Inspector::menuRequested, this, &ShotPage::openMenu);
    connect(m_inspector, &Inspector::parentRequested, m_feed, &FeedView::select);
    connect(m_inspector, &Inspector::noteEdited, &m_controller, &ShotController::editNote);
    connect(m_inspector, &Inspector::provenanceRequested, this, [this] {
        const QList<AssetId> assets = m_feed->selectedAssets();
        QList<Provenance> known;
        for (const AssetId& asset : assets) {
            if (const auto row = rowOf(asset)) {
                known.append(row->asset.provenance);
            }
        }
        if (known.isEmpty()) {
            return;
        }
        auto* dialog = new ProvenanceDialog(this, known);
        connect(dialog, &Dialog::accepted, this, [this, dialog, assets] {
            m_controller.editProvenance(assets, dialog->changes());
        });
        dialog->open();
    });

    connect(m_composer, &Composer::draftChanged, &m_controller, &ShotController::keepDraft);
    connect(m_composer, &Composer::generateRequested, &m_controller, &ShotController::generate);
    connect(m_composer, &Composer::modelChosen, this, &ShotPage::loadDraft);
    connect(m_composer, &Composer::slotFilled, this, &ShotPage::fillSlot);
    connect(m_composer, &Composer::slotPressed, this,
            [this](const QString& slot) { fillSlot(slot, m_feed->currentAsset()); });
}

QWidget* ShotPage::buildScript()
{
    m_scriptBox = new QWidget;
    auto* row = new QHBoxLayout(m_scriptBox);
    row->setContentsMargins(20, 12, 20, 4);
    m_script = new TextArea;
    m_script->setLines(2, 4);
    m_script->setMaximumHeight(scriptHeight);
    m_script->setPlaceholderText(tr("Script: what happens in the shot"));
    m_script->setAccessibleName(tr("Script of the shot"));
    m_script->setProperty("quietEdge", true);
    row->addWidget(m_script);
    m_script->installEventFilter(this);
    return m_scriptBox;
}

QWidget* ShotPage::buildChips()
{
    auto* bar = new QWidget;
    bar->setFixedHeight(52);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(20, 4, 20, 4);
    row->setSpacing(8);
    const QList<std::tuple<QString, QString, FeedFilter>> filters{
        {QString(), tr("All"), FeedFilter::All},
        {u"image"_s, tr("Pictures"), FeedFilter::Images},
        {u"video"_s, tr("Videos"), FeedFilter::Videos},
        {u"reference"_s, tr("References"), FeedFilter::References},
        {u"film"_s, tr("Frames"), FeedFilter::Frames},
        {u"heart"_s, tr("Favourites"), FeedFilter::Favourites},
        {u"eye-off"_s, tr("Rejected"), FeedFilter::Rejected},
        {u"trash"_s, tr("Trash"), FeedFilter::Trash}};
    for (const auto& [iconName, text, filter] : filters) {
        auto* chip = iconName.isEmpty() ? new Chip(text) : new Chip(iconName, text);
        chip->setCheckable(true);
        connect(chip, &Chip::clicked, this, [this, filter = filter] {
            m_model.setFilter(filter);
            updateChips();
        });
        m_chips.append({chip, filter});
        row->addWidget(chip);
    }
    m_modelChip = new Chip(tr("Model"));
    m_modelChip->setMenu(new PopupMenu(this));
    row->addWidget(m_modelChip);
    row->addStretch(1);
    m_size = new QSlider(Qt::Horizontal);
    m_size->setRange(140, 420);
    m_size->setValue(210);
    m_size->setFixedWidth(120);
    m_size->setAccessibleName(tr("Size of the cards"));
    m_size->setToolTip(tr("Size of the cards"));
    row->addWidget(m_size);
    connect(m_size, &QSlider::valueChanged, this, [this](int width) { m_feed->setCardWidth(width); });
    return bar;
}

void ShotPage::setModels(const QList<ComposerModel>& models)
{
    m_composer->setModels(models);
    if (!m_shot.id.isNull()) {
        loadDraft({});
    }
}

void ShotPage::open(const ShotId& shot)
{
    if (m_shot.id != shot) {
        leave();
        m_shot = {};
        m_shot.id = shot;
        m_model.setFilter(FeedFilter::All);
        m_model.setModelFilter({});
    }
    reload();
    loadDraft({});
    // What the shot stands for is shown first, else the newest.
    if (!m_shot.headlinerId.isNull() && m_model.rowOf(m_shot.headlinerId) >= 0) {
        m_feed->select(m_shot.headlinerId);
    } else if (m_model.rowCount() > 0) {
        m_feed->setCurrentIndex(m_model.index(0));
    }
    showCurrent();
    m_feed->setFocus(Qt::OtherFocusReason);
}

void ShotPage::leave()
{
    m_composer->flush();
    m_inspector->flushNote();
    keepScript();
    m_inspector->player().pause();
}

void ShotPage::keepScript()
{
    if (!m_shot.id.isNull() && m_script->text() != m_shot.script) {
        m_shot.script = m_script->text();
        ShotChanges changes;
        changes.script = m_script->text();
        m_controller.editShot(m_shot.id, changes);
    }
}

bool ShotPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_script && event->type() == QEvent::FocusOut) {
        keepScript();
    }
    return QWidget::eventFilter(watched, event);
}

void ShotPage::setProgress(const GenerationId& id, double progress, qint64 remainingMs)
{
    m_model.setProgress(id, progress, remainingMs);
}

void ShotPage::setCardWidth(int width)
{
    m_size->setValue(width);
    m_feed->setCardWidth(width);
}

void ShotPage::setInspectorWidth(int width)
{
    m_splitter->setSizes({std::max(560, m_splitter->width() - width), width});
}

int ShotPage::cardWidth() const
{
    return m_size->value();
}

int ShotPage::inspectorWidth() const
{
    return m_inspector->width();
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
    const auto read = m_store.read(m_account, [this](const Repositories& repositories) {
        const auto shot = repositories.shots.find(m_shot.id);
        struct
        {
            std::optional<Shot> shot;
            int count = 0;
            Aspect aspect;
        } result{shot, 0, {}};
        if (shot) {
            result.count = repositories.shots.countOfProject(shot->projectId);
            if (const auto project = repositories.projects.find(shot->projectId)) {
                result.aspect = project->aspect;
            }
        }
        return result;
    });
    if (!read) {
        Q_EMIT failed(read.error());
        return;
    }
    if (!read->shot || read->shot->trashedMs > 0) {
        Q_EMIT backRequested();
        return;
    }
    m_shot = *read->shot;
    m_shotCount = read->count;
    m_header->setShot(m_shot, m_shotCount);
    if (!m_script->hasFocus()) {
        m_script->setText(m_shot.script);
    }
    m_feed->setAspect(read->aspect.ratio());
    reloadFeed();
}

FeedItem ShotPage::cardOf(const AssetRow& row) const
{
    FeedItem item;
    item.asset = row;
    item.isHeadliner = row.asset.id == m_shot.headlinerId;
    item.caption = row.generation ? m_names.model(row.generation->modelId) : row.asset.sourceName;
    if (item.caption.isEmpty()) {
        item.caption = originText(row.asset.origin);
    }
    item.coverSha256 = row.asset.sha256;
    return item;
}

FeedItem ShotPage::cardOf(const QueueRow& row) const
{
    FeedItem item;
    item.job = row;
    item.caption = m_names.model(row.generation.modelId);
    if (!row.generation.inputs.isEmpty()) {
        item.coverSha256 = row.generation.inputs.first().sha256;
    }
    if (isFinal(row.job.state)) {
        item.errorTitle = jobErrorTitle(row.job);
        item.errorText = jobErrorText(row.job);
    }
    return item;
}

void ShotPage::reloadFeed()
{
    const auto read = m_store.read(m_account, [this](const Repositories& repositories) {
        return std::tuple(repositories.assets.feed(m_shot.id), repositories.assets.feed(m_shot.id, true),
                          repositories.jobs.withoutResultOfShot(m_shot.id));
    });
    if (!read) {
        Q_EMIT failed(read.error());
        return;
    }
    const auto& [assets, trashed, jobs] = *read;
    QList<FeedItem> items;
    for (const QueueRow& row : jobs) {
        items.append(cardOf(row));
    }
    for (const AssetRow& row : assets) {
        items.append(cardOf(row));
    }
    std::stable_sort(items.begin(), items.end(), [](const FeedItem& a, const FeedItem& b) {
        return a.createdMs() > b.createdMs();
    });
    QList<FeedItem> trash;
    for (const AssetRow& row : trashed) {
        trash.append(cardOf(row));
    }
    const bool wasEmpty = m_model.rowCount() == 0;
    m_model.setItems(items, trash);
    updateChips();
    fillModelMenu();
    if (wasEmpty && m_model.rowCount() > 0 && !m_feed->currentIndex().isValid()) {
        m_feed->setCurrentIndex(m_model.index(0));
    }
    showCurrent();
    QStringList visible;
    for (const FeedItem& item : items) {
        if (!item.coverSha256.isEmpty()) {
            visible.append(item.coverSha256);
        }
    }
    Q_EMIT visibleMediaChanged(visible);
}

std::optional<AssetRow> ShotPage::rowOf(const AssetId& asset) const
{
    const int row = m_model.rowOf(asset);
    return row >= 0 ? m_model.item(row).asset : std::nullopt;
}

void ShotPage::showCurrent()
{
    const QList<AssetId> selected = m_feed->selectedAssets();
    const QModelIndex current = m_feed->currentIndex();
    if (selected.size() > 1 || !current.isValid() || !m_model.item(current.row()).isAsset()) {
        m_inspector->showNothing(static_cast<int>(selected.size()));
        return;
    }
    InspectedAsset shown;
    shown.item = m_model.item(current.row());
    const AssetRow& row = *shown.item.asset;
    shown.path = m_media.path(row.asset.sha256);
    shown.preview = m_thumbnails.nearest(row.asset.sha256, 960);
    if (row.generation) {
        shown.modelName = m_names.model(row.generation->modelId);
        shown.providerName = m_names.provider(row.generation->providerId);
        const QJsonObject parameters = QJsonDocument::fromJson(row.generation->parameters).object();
        for (auto it = parameters.begin(); it != parameters.end(); ++it) {
            if (it.key() == u"prompt"_s || it.key() == u"seed"_s || it->isObject() || it->isArray()) {
                continue;
            }
            shown.parameters.append({m_names.parameter(row.generation->modelId, it.key()),
                                     m_names.value(row.generation->modelId, it.key(), *it)});
        }
    }
    shown.parentId = row.asset.parentId;
    if (const auto parent = rowOf(row.asset.parentId)) {
        shown.parentName = parent->generation ? m_names.model(parent->generation->modelId)
                                              : parent->asset.sourceName;
        if (shown.parentName.isEmpty()) {
            shown.parentName = tr("picture");
        }
    }
    m_inspector->show(shown);
}

void ShotPage::updateChips()
{
    for (const auto& [chip, filter] : m_chips) {
        const int count = m_model.countOf(filter);
        chip->setCount(count);
        chip->setChecked(m_model.filter() == filter);
        const bool always = filter == FeedFilter::All || filter == m_model.filter();
        chip->setVisible(always || count > 0);
    }
    const bool empty = m_model.countOf(FeedFilter::All) + m_model.countOf(FeedFilter::Rejected)
            + m_model.countOf(FeedFilter::Trash)
        == 0;
    m_feedStack->setCurrentIndex(empty ? 1 : 0);
}

void ShotPage::fillModelMenu()
{
    auto* menu = new PopupMenu(this);
    connect(menu->addItem({}, tr("All models")), &QAction::triggered, this,
            [this] { m_model.setModelFilter({}); });
    const QStringList models = m_model.modelIds();
    for (const QString& id : models) {
        connect(menu->addItem({}, m_names.model(id)), &QAction::triggered, this,
                [this, id] { m_model.setModelFilter(id); });
    }
    m_modelChip->setMenu(menu);
    m_modelChip->setVisible(models.size() > 1);
}

void ShotPage::chooseHeadliner()
{
    const AssetId asset = m_feed->currentAsset();
    if (!asset.isNull() && m_model.filter() != FeedFilter::Trash) {
        m_controller.setHeadliner(m_shot.id, asset == m_shot.headlinerId ? AssetId() : asset);
    }
}

void ShotPage::toggleFavourite()
{
    const QList<AssetId> assets = m_feed->selectedAssets();
    if (const auto row = rowOf(m_feed->currentAsset()); row && !assets.isEmpty()) {
        m_controller.setFavourite(assets, !row->asset.favourite);
    }
}

void ShotPage::toggleRejected()
{
    const QList<AssetId> assets = m_feed->selectedAssets();
    if (const auto row = rowOf(m_feed->currentAsset()); row && !assets.isEmpty()) {
        m_controller.setRejected(assets, !row->asset.rejected);
    }
}

void ShotPage::trashSelected()
{
    const QList<AssetId> assets = m_feed->selectedAssets();
    if (assets.isEmpty()) {
        return;
    }
    if (m_model.filter() == FeedFilter::Trash) {
        m_controller.restore(assets);
    } else {
        m_controller.trash(assets);
    }
}

void ShotPage::animate(const AssetId& asset)
{
    const auto row = rowOf(asset);
    if (!row || row->asset.kind != AssetKind::Image) {
        return;
    }
    const ComposerModel* model = m_composer->model();
    if (!model || model->produces != AssetKind::Video || model->inputs.isEmpty()) {
        model = m_composer->firstModel(AssetKind::Video, true);
    }
    if (!model) {
        return;
    }
    const QString id = model->id;
    loadDraft(id);
    fillSlot(m_composer->firstSlot(), asset);
    m_composer->focusPrompt();
}

void ShotPage::fillSlot(const QString& slot, const AssetId& asset)
{
    const auto row = rowOf(asset);
    if (row && row->asset.kind == AssetKind::Image) {
        m_composer->setPicture(slot, asset, row->asset.sha256,
                               m_thumbnails.nearest(row->asset.sha256, 240));
    }
}

void ShotPage::loadDraft(const QString& modelId)
{
    // What stood here, else what the model was last used with anywhere.
    const auto read = m_store.read(m_account, [&](const Repositories& repositories) {
        auto draft = modelId.isEmpty() ? repositories.drafts.newest(m_shot.id)
                                       : repositories.drafts.find(m_shot.id, modelId);
        if (!draft) {
            const QString wanted = !modelId.isEmpty()  ? modelId
                : m_composer->model() != nullptr       ? m_composer->model()->id
                                                       : QString();
            draft = ComposerDraft{m_shot.id, wanted, {}, "{}", {}, 1, 0};
            if (const auto last = repositories.generations.newestOfModel(wanted)) {
                QJsonObject parameters = QJsonDocument::fromJson(last->parameters).object();
                parameters.remove(u"seed"_s);
                parameters.remove(u"prompt"_s);
                draft->parameters = QJsonDocument(parameters).toJson(QJsonDocument::Compact);
            }
        }
        return *draft;
    });
    if (!read) {
        Q_EMIT failed(read.error());
        return;
    }
    m_composer->setDraft(*read);
    for (const GenerationInput& input : read->inputs) {
        m_thumbnails.request(input.sha256, 240);
        fillSlot(input.slot, input.assetId);
    }
}

void ShotPage::takeSettings(const AssetRow& row, bool seedToo)
{
    if (!row.generation) {
        return;
    }
    ComposerDraft draft;
    draft.shotId = m_shot.id;
    draft.modelId = row.generation->modelId;
    draft.prompt = row.generation->prompt;
    QJsonObject parameters = QJsonDocument::fromJson(row.generation->parameters).object();
    parameters.remove(u"seed"_s);
    parameters.remove(u"prompt"_s);
    if (seedToo && row.generation->seedSent) {
        parameters.insert(u"seed"_s, static_cast<qint64>(*row.generation->seedSent));
    }
    draft.parameters = QJsonDocument(parameters).toJson(QJsonDocument::Compact);
    draft.inputs = row.generation->inputs;
    m_composer->setDraft(draft);
    for (const GenerationInput& input : row.generation->inputs) {
        fillSlot(input.slot, input.assetId);
    }
    m_controller.keepDraft(m_composer->draft());
    m_composer->focusPrompt();
}

QStringList ShotPage::stageFiles(const QList<AssetId>& assets) const
{
    QStringList paths;
    for (const AssetId& asset : assets) {
        const auto row = rowOf(asset);
        if (!row) {
            continue;
        }
        // Counted from the oldest asset of the shot, as the passport counts.
        const int index = m_model.rowCount() - m_model.rowOf(asset);
        const QString name = readableFileName(m_shot.number(), m_shot.title, index,
                                              suffixOfMimeType(row->media.mimeType));
        if (const auto path = m_outgoing.stage(row->asset.sha256, name)) {
            paths.append(*path);
        }
    }
    return paths;
}

void ShotPage::copySelected()
{
    const QList<AssetId> assets = m_feed->selectedAssets();
    if (assets.isEmpty()) {
        return;
    }
    QModelIndexList indexes;
    for (const AssetId& asset : assets) {
        indexes.append(m_model.index(m_model.rowOf(asset)));
    }
    QGuiApplication::clipboard()->setMimeData(m_model.mimeData(indexes));
}

void ShotPage::showDetails(const FeedItem& item)
{
    auto* dialog = new Dialog(this, item.errorTitle.isEmpty() ? tr("Details") : item.errorTitle);
    dialog->setPanelWidth(640);
    dialog->content()->setSpacing(12);
    dialog->content()->addWidget(new WrapLabel(item.errorText));
    const Job& job = item.job->job;
    dialog->content()->addWidget(new SelectableText(
        u"%1\n%2\n%3"_s.arg(job.errorClass, job.errorDetail, QString::fromUtf8(job.lastAnswer)).trimmed(),
        TextStyle::Small));
    dialog->addReject(tr("Close"));
    dialog->open();
}

void ShotPage::openMenu(const QPoint& globalPosition)
{
    const QList<AssetId> assets = m_feed->selectedAssets();
    const auto current = rowOf(m_feed->currentAsset());
    if (assets.isEmpty() || !current) {
        return;
    }
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& icon, const QString& text, const QString& key, auto act) {
        connect(menu->addItem(icon, text, key), &QAction::triggered, this, act);
    };
    if (m_model.filter() == FeedFilter::Trash) {
        add(u"undo"_s, tr("Restore"), {}, [this] { trashSelected(); });
        menu->popup(globalPosition);
        return;
    }
    const bool single = assets.size() == 1;
    if (single) {
        add(u"star"_s, current->asset.id == m_shot.headlinerId ? tr("No headliner") : tr("Make headliner"),
            u"H"_s, [this] { chooseHeadliner(); });
        if (current->asset.kind == AssetKind::Image) {
            add(u"animate"_s, tr("Animate"), u"A"_s, [this, id = current->asset.id] { animate(id); });
        }
    }
    add(u"heart"_s, current->asset.favourite ? tr("Not a favourite") : tr("Favourite"), u"F"_s,
        [this] { toggleFavourite(); });
    add(u"eye-off"_s, current->asset.rejected ? tr("Take back into the feed") : tr("Reject"), u"X"_s,
        [this] { toggleRejected(); });
    if (single && current->generation) {
        menu->addSeparator();
        const GenerationId generation = current->generation->id;
        add(u"refresh"_s, tr("Repeat"), {}, [this, generation] { m_controller.repeat(generation, false); });
        add(u"dice"_s, tr("With a new seed"), u"R"_s,
            [this, generation] { m_controller.repeat(generation, true); });
        add(u"settings"_s, tr("Take settings"), {}, [this, row = *current] { takeSettings(row, false); });
        add(u"pin"_s, tr("Take settings and seed"), {}, [this, row = *current] { takeSettings(row, true); });
    }
    menu->addSeparator();
    add(u"copy"_s, tr("Copy files"), u"Ctrl+C"_s, [this] { copySelected(); });
    add(u"arrow-left"_s, tr("Move to another shot…"), {},
        [this, assets] { Q_EMIT shotChoiceRequested(assets, false); });
    add(u"copy"_s, tr("Copy to another shot…"), {},
        [this, assets] { Q_EMIT shotChoiceRequested(assets, true); });
    if (single) {
        add(u"folder"_s, tr("Show file"), {}, [this, assets] {
            const QStringList paths = stageFiles(assets);
            if (!paths.isEmpty()) {
                QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(paths.first()).path()));
            }
        });
        add(u"open"_s, tr("Open in another program"), {}, [this, assets] {
            const QStringList paths = stageFiles(assets);
            if (!paths.isEmpty()) {
                QDesktopServices::openUrl(QUrl::fromLocalFile(paths.first()));
            }
        });
    }
    connect(menu->addDanger(u"trash"_s, tr("To the trash"), tr("Del")), &QAction::triggered, this,
            &ShotPage::trashSelected);
    menu->popup(globalPosition);
}

void ShotPage::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (control) {
        if (event->key() == Qt::Key_C) {
            copySelected();
            return;
        }
        if (event->key() == Qt::Key_V) {
            if (const QMimeData* data = QGuiApplication::clipboard()->mimeData()) {
                Q_EMIT mediaOffered(data, m_shot.id, {});
            }
            return;
        }
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_H:
        chooseHeadliner();
        return;
    case Qt::Key_F:
        toggleFavourite();
        return;
    case Qt::Key_X:
        toggleRejected();
        return;
    case Qt::Key_A:
        animate(m_feed->currentAsset());
        return;
    case Qt::Key_R:
        if (const auto row = rowOf(m_feed->currentAsset()); row && row->generation) {
            m_controller.repeat(row->generation->id, true);
        }
        return;
    case Qt::Key_Space:
        m_inspector->togglePlay();
        return;
    case Qt::Key_J:
        m_inspector->player().shuttle(-1);
        return;
    case Qt::Key_K:
        m_inspector->player().shuttle(0);
        return;
    case Qt::Key_L:
        m_inspector->player().shuttle(1);
        return;
    case Qt::Key_M:
        m_inspector->player().setMuted(!m_inspector->player().isMuted());
        return;
    case Qt::Key_Comma:
        m_inspector->player().step(-1);
        return;
    case Qt::Key_Period:
        m_inspector->player().step(1);
        return;
    case Qt::Key_F2:
        m_script->setFocus(Qt::ShortcutFocusReason);
        return;
    case Qt::Key_Delete:
        trashSelected();
        return;
    case Qt::Key_PageUp:
        Q_EMIT neighbourRequested(-1);
        return;
    case Qt::Key_PageDown:
        Q_EMIT neighbourRequested(1);
        return;
    case Qt::Key_Escape:
        leave();
        Q_EMIT backRequested();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ShotPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_scriptBox->setVisible(height() > 640);
}

} // namespace raskadr::ui
