#pragma once

#include "core/media/cachefolder.h"
#include "core/media/mediafolder.h"
#include "core/passport/outgoingfiles.h"
#include "core/store/store.h"
#include "ui/shot/composer.h"
#include "ui/shot/modelnames.h"
#include "ui/shot/shotcontroller.h"
#include "ui/shot/shotreader.h"

#include <QWidget>

class QMimeData;
class QSplitter;

namespace raskadr::ui {

class AssetActs;
class ComposerLink;
class FeedPanel;
class Inspector;
class JobActs;
class ScriptField;
class ShotHeader;
class ShotKeys;
class SmartEditController;
class SmartEditLink;
class SmartEditPanel;
class ThumbnailCache;

// One shot: the feed of everything in it, the inspector, the composer. It reads the store when it
// is told of changes and never writes; wishes go to ShotController.
class ShotPage final : public QWidget
{
    Q_OBJECT

public:
    ShotPage(Store& store, const AccountId& account, ShotController& controller,
             const MediaFolder& media, const CacheFolder& cache, ThumbnailCache& thumbnails,
             const OutgoingFiles& outgoing, ModelNames names, QWidget* parent = nullptr);

    // The part of the top bar that belongs to this page; owned by the page.
    ShotHeader* header() const { return m_header; }

    // Nothing can be changed: there is no composer, and what would change something is away.
    void setReadOnly(bool on);
    void setModels(const QList<ComposerModel>& models);
    // Puts «Правка» under the inspector. The controller outlives the page.
    void enableSmartEdit(SmartEditController& controller);
    // Puts what guests said above the feed, and what opens it before its filters. Takes both over.
    void dockComments(QWidget* panel, QWidget* toggle);
    SmartEditLink* smartEdit() const { return m_edit; } // null: it is not enabled
    // What its generations ask for that happens elsewhere.
    JobActs& jobActs() const { return *m_jobActs; }
    void open(const ShotId& shot);
    // Shows an asset of the shot that is open, wherever it hides.
    void reveal(const AssetId& asset);
    // What was asked for stands in the composer again, to be changed.
    void reuse(const QueueRow& row);
    // Keeps what is unsent and stops playing.
    void leave();
    const ShotId& shotId() const { return m_shot.id; }
    void setProgress(const GenerationId& id, double progress, qint64 remainingMs);
    // What an import into a shot came to: the assets that it added or that have the same content.
    void noteImported(const ShotId& shot, const QList<AssetId>& assets);

    void setCardWidth(int width);
    int cardWidth() const;
    // 0: by the width of the window, as long as nobody has moved the edge.
    void setInspectorWidth(int width);
    int inspectorWidth() const { return m_chosenWidth; }

Q_SIGNALS:
    void backRequested();
    void neighbourRequested(int direction);
    // Another shot of the film is to be opened at this asset.
    void assetRequested(const raskadr::ShotId& shot, const raskadr::AssetId& asset);
    // Files, a picture or addresses were dropped or pasted: they go into this shot, as children of
    // `parent` if it is given.
    void mediaOffered(const QMimeData* data, const raskadr::ShotId& shot,
                      const raskadr::AssetId& parent);
    // The models of a provider that is not connected yet are wanted.
    void connectionRequested();
    // A file of the program is to be shown in the system's file manager.
    void fileShown(const QString& path);
    // For good, from the trash; has to be asked about.
    void deletionRequested(const QList<raskadr::AssetId>& assets);
    void shotChoiceRequested(const QList<raskadr::AssetId>& assets, bool copy);
    // A short word on what was done, and whether it can be taken back.
    void notified(const QString& text, bool undoable);
    void failed(const raskadr::Error& error);
    void visibleMediaChanged(const QStringList& sha256);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildLeft();
    void connectController();
    void connectHeader();
    void connectFeed();
    void connectInspector();
    void connectComposer();
    void applyChanges(const ChangeSet& changes);
    void reload();
    void reloadFeed();
    void showCurrent();
    void goToParent(const AssetId& asset);
    void edit(const ShotChanges& changes);
    void leaveField();
    void placeInspector();
    void connectSmartEdit();
    void showEdit(bool severalSelected);
    void runJobAct(const FeedItem& item, JobAct act);

    Store& m_store;
    ShotController& m_controller;
    const ShotReader m_reader;

    Shot m_shot;
    AssetId m_frameToShow; // was taken here and comes with the next change
    int m_chosenWidth = 0;
    ShotHeader* m_header;
    QSplitter* m_splitter;
    ScriptField* m_script;
    FeedPanel* m_feed;
    Inspector* m_inspector;
    Composer* m_composer;
    AssetActs* m_acts;
    JobActs* m_jobActs;
    ComposerLink* m_link;
    ShotKeys* m_keys;
    SmartEditPanel* m_editPanel = nullptr;
    SmartEditLink* m_edit = nullptr;
};

} // namespace raskadr::ui
