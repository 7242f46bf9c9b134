#pragma once

#include "ui/shot/feeditem.h"

#include <QImage>

namespace raskadr::ui {

// What is needed to show one card in the inspector: its values and where its file lies.
struct InspectedAsset
{
    FeedItem item;
    QString path;
    bool fileMissing = false;
    QImage preview;
    QString providerName;
    QString modelName;
    QString parentName; // of the asset that this one was made from; empty: none
    AssetId parentId;
    QList<std::pair<QString, QString>> parameters; // label and value, prompt and seed left out
};

} // namespace raskadr::ui
