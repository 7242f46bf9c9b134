#pragma once

#include "core/model/draft.h"
#include "core/store/store.h"
#include "ui/shot/composer.h"
#include "ui/shot/shotreader.h"

#include <QHash>
#include <QObject>

namespace raskadr::ui {

class ShotController;

// What stands in the composer of a shot: brings back what stood there, fills it from assets and
// generations, and hands on what is typed and wished. Main thread; what it is given outlives it.
class ComposerLink final : public QObject
{
    Q_OBJECT

public:
    ComposerLink(Composer& composer, ShotController& controller, const Store& store,
                 const AccountId& account, const ShotReader& reader, QObject* parent = nullptr);

    void open(const ShotId& shot);
    // A video model with the picture as its start frame.
    void animate(const AssetRow& picture);
    void takeSettings(const Generation& generation);
    void takeSeed(quint64 seed);
    // An import into this shot came to these assets: a picture that was dropped into a slot from
    // outside is among them, or it is none that can be had.
    void noteImported(const QList<AssetId>& assets);

Q_SIGNALS:
    // The asset that the user means with a press on an empty slot is asked for.
    void currentWanted(const QString& slot);
    void mediaOffered(const QMimeData* data);
    void failed(const raskadr::Error& error);

public Q_SLOTS:
    void fill(const QString& slot, const raskadr::AssetId& asset);

private:
    void load(const QString& modelId);
    void chooseModel(const QString& modelId);
    void keep(const ComposerDraft& draft);
    std::optional<ComposerDraft> stored(const QString& modelId) const;
    ComposerDraft fresh(const QString& modelId) const;

    Composer& m_composer;
    ShotController& m_controller;
    const Store& m_store;
    const AccountId m_account;
    const ShotReader& m_reader;
    ShotId m_shot;
    // Of this session, by shot and model; their rows may still be on their way into the library.
    QHash<std::pair<ShotId, QString>, ComposerDraft> m_kept;
    QHash<ShotId, QString> m_newest; // the model that was touched last in a shot
    QString m_awaiting; // the slot that a picture is being imported for; empty: none
};

} // namespace raskadr::ui
