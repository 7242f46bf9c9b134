#pragma once

#include "core/store/repositories.h"
#include "ui/shot/feeditem.h"

namespace raskadr::ui {

// One step on the way from the first ancestor to what is shown.
struct HistoryStep
{
    enum class Kind { Prompt, File, Frame, Edit, Animation, Generation };

    Kind kind = Kind::Generation;
    AssetId asset; // null: nothing of it is left, or it is still to come
    QString sha256; // of its picture; empty: none
    QString words; // what was asked for in human words, or the name of a file
    QString prompt;
    qint64 createdMs = 0;
    bool inTrash = false;

    bool operator==(const HistoryStep&) const = default;
};

// The ancestors of a card and the card itself, the first one first: by the generation that an edit
// began from, else by the asset that something was made from. At most a hundred, each once. One
// step alone is no history: the list is empty then.
QList<HistoryStep> historyOf(const Repositories& repositories, const FeedItem& item);

// The human words of a step as they are shown.
QString stepText(const HistoryStep& step);

} // namespace raskadr::ui
