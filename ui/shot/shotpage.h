#pragma once

#include "core/media/cachefolder.h"
#include "core/media/mediafolder.h"
#include "core/passport/outgoingfiles.h"
#include "core/store/store.h"
#include "ui/shot/composer.h"
#include "ui/shot/feedmodel.h"
#include "ui/shot/shotcontroller.h"

#include <QWidget>

class QMimeData;
class QSlider;
class QSplitter;

namespace raskadr::ui {

class Chip;
class EmptyState;
class FeedView;
class Inspector;
class ShotHeader;
class TextArea;
class ThumbnailCache;

// Names of models and providers, and what the composer offers, in the user's language.
struct ModelNames
{
    std::function<QString(const QString& modelId)> model;
    std::function<QString(const QString& providerId)> provider;
    std::function<QString(const QString& modelId, const QString& parameter)> parameter;
    std::function<QString(const QString& modelId, const QString& parameter, const QJsonValue& value)>
        value;
};

// One shot: the feed of everything in it, the inspector, the composer. It reads the store when it is
// told of changes and never writes; wishes go to ShotController.
class ShotPage final : public QWidget
{
    Q_OBJECT

public:
    ShotPage(Store& store, const AccountId& account, ShotController& controller,
             const MediaFolder& media, const CacheFolder& cache, ThumbnailCache& thumbnails,
             const OutgoingFiles& outgoing, ModelNames names, QWidget* parent = nullptr);

    // The part of the top bar that belongs to this page; owned by the page.
    ShotHeader* header() const { return m_header; }

    void setModels(const QList<ComposerModel>& models);
    void open(const ShotId& shot);
    // Keeps what is unsent and stops playing.
    void leave();
    const ShotId& shotId() const { return m_shot.id; }
    void setProgress(const GenerationId& id, double progress, qint64 remainingMs);
    void animate(const AssetId& asset);
    void setCardWidth(int width);
    void setInspectorWidth(int width);
    int cardWidth() const;
    int inspectorWidth() const;

Q_SIGNALS:
    void backRequested();
    void neighbourRequested(int direction);
    // Files, a picture or addresses were dropped or pasted: they go into this shot, as children of
    // `parent` if it is given.
    void mediaOffered(const QMimeData* data, const raskadr::ShotId& shot, const raskadr::AssetId& parent);
    void shotChoiceRequested(const QList<raskadr::AssetId>& assets, bool copy);
    void failed(const raskadr::Error& error);
    void visibleMediaChanged(const QStringList& sha256);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void keepScript();
    QWidget* buildScript();
    QWidget* buildChips();
    void applyChanges(const ChangeSet& changes);
    void reload();
    void reloadFeed();
    FeedItem cardOf(const AssetRow& row) const;
    FeedItem cardOf(const QueueRow& row) const;
    void showCurrent();
    void updateChips();
    void fillModelMenu();
    void openMenu(const QPoint& globalPosition);
    void chooseHeadliner();
    void toggleFavourite();
    void toggleRejected();
    void trashSelected();
    void copySelected();
    void showDetails(const FeedItem& item);
    void loadDraft(const QString& modelId);
    void takeSettings(const AssetRow& row, bool seedToo);
    void fillSlot(const QString& slot, const AssetId& asset);
    QStringList stageFiles(const QList<AssetId>& assets) const;
    std::optional<AssetRow> rowOf(const AssetId& asset) const;

    Store& m_store;
    const AccountId m_account;
    ShotController& m_controller;
    const MediaFolder& m_media;
    const CacheFolder& m_cache;
    ThumbnailCache& m_thumbnails;
    const OutgoingFiles& m_outgoing;
    const ModelNames m_names;

    Shot m_shot;
    int m_shotCount = 0;
    FeedModel m_model;
    ShotHeader* m_header;
    QSplitter* m_splitter;
    QWidget* m_scriptBox;
    TextArea* m_script;
    QList<std::pair<Chip*, FeedFilter>> m_chips;
    Chip* m_modelChip;
    QSlider* m_size;
    FeedView* m_feed;
    EmptyState* m_empty;
    class QStackedLayout* m_feedStack;
    Inspector* m_inspector;
    Composer* m_composer;
};

} // namespace raskadr::ui
