#pragma once

#include "core/media/provenance/fileprovenance.h"
#include "ui/shot/historysteps.h"

#include <QImage>

namespace raskadr::ui {

// What is needed to show one card in the inspector: its values and where its file lies.
struct InspectedAsset
{
    FeedItem item;
    QString path;
    bool fileMissing = false;
    QImage preview;
    QString created; // when it was made or came in
    QString providerName;
    QString modelName;
    QString parentName; // of the asset that this one was made from; empty: none
    AssetId parentId;
    QList<std::pair<QString, QString>> parameters; // label and value, prompt and seed left out
    QList<HistoryStep> history;
    FileProvenance fromFile; // of what was not generated here
    bool fileSaysMore = false; // than is kept of it, what was typed apart
};

} // namespace raskadr::ui
