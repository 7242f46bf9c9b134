#pragma once

class QWidget;

namespace raskadr::ui {

class AssetActs;
class PopupMenu;

// The menu of the cards that are selected in a feed, with what can be done with them now. It
// deletes itself when it closes. Null: nothing is selected.
PopupMenu* makeAssetMenu(AssetActs& acts, QWidget* parent);

} // namespace raskadr::ui
