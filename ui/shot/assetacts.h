#pragma once

#include "core/edit/commandstack.h"
#include "core/ingest/frames.h"
#include "core/passport/outgoingfiles.h"
#include "ui/shot/shotreader.h"

#include <QObject>

class QMimeData;

namespace raskadr::ui {

class FeedPanel;
class ShotController;

// What can be done with the cards that are selected in a shot's feed, whether by key, button or
// menu. Main thread; what it is given outlives it.
class AssetActs final : public QObject
{
    Q_OBJECT

public:
    // Dialogs and menus open over `page`, which owns it.
    AssetActs(FeedPanel& feed, ShotController& controller, const ShotReader& reader,
              const OutgoingFiles& outgoing, QWidget* page);

    void setShot(const Shot& shot) { m_shot = shot; }
    const Shot& shot() const { return m_shot; }

    // What is selected: none of them is a generation without a result.
    QList<AssetId> selected() const;
    // The asset with the focus.
    std::optional<AssetRow> current() const;
    // The card with the focus, as it is shown; an asset or not.
    const FeedItem* currentItem() const;
    bool isTrashShown() const;
    // Nothing can be changed: only looking, copying and showing files are left.
    void setReadOnly(bool on) { m_readOnly = on; }
    bool isReadOnly() const { return m_readOnly; }

    void chooseHeadliner();
    void toggleFavourite();
    void toggleRejected();
    void trash();
    void restore();
    // Of what lies in the trash: those selected, or everything.
    void deleteForGood();
    void emptyTrash();
    // Again under a new seed, or exactly the same once more.
    void repeat(bool newSeed);
    void takeFrame(const FrameMoment& moment);
    void enterData();
    void readFromFile();
    void takeSettings();
    void takeSeed();
    void animate();
    void copy();
    void paste();
    void moveToShot();
    void copyToShot();
    void showFile();
    void openElsewhere();
    // What hangs over a card: a menu for what is selected.
    void openMenu(const QPoint& globalPosition);

    // The files of these assets under readable names.
    QStringList stageFiles(const QList<AssetId>& assets) const;
    // Assets of the program are copied here, everything else is offered to the import.
    void take(const QMimeData* data, const AssetId& onto);

Q_SIGNALS:
    // Something is to be done with a generation that has no result.
    void jobActRequested(const raskadr::ui::FeedItem& item, raskadr::ui::JobAct act);
    void animateRequested(const raskadr::AssetRow& picture);
    void settingsRequested(const raskadr::Generation& generation);
    void seedRequested(quint64 seed);
    void deletionRequested(const QList<raskadr::AssetId>& assets);
    void shotChoiceRequested(const QList<raskadr::AssetId>& assets, bool copy);
    void mediaOffered(const QMimeData* data, const raskadr::AssetId& onto);
    void fileShown(const QString& path);
    void notified(const QString& text, bool undoable);
    void failed(const raskadr::Error& error) const;

private:
    std::optional<QString> stagedFile();
    // What can be changed of what is selected; empty in the trash, and where nothing can be.
    QList<AssetId> changeable() const;
    void tellWhenDone(const PendingStep& step, const QString& words);

    FeedPanel& m_feed;
    ShotController& m_controller;
    const ShotReader& m_reader;
    const OutgoingFiles& m_outgoing;
    QWidget* m_page;
    Shot m_shot;
    bool m_readOnly = false;
};

} // namespace raskadr::ui
