#pragma once

#include "core/store/shotrepository.h"
#include "ui/common/dialog.h"

class QListView;
class QSortFilterProxyModel;

namespace raskadr::ui {

class SearchField;
class ThumbnailCache;

// «В другой шот…»: which one. Typing narrows the list by number and title. Value in, value out.
class ShotChoiceDialog final : public Dialog
{
    Q_OBJECT

public:
    // `rows` in story order, without the shot that the assets come from.
    ShotChoiceDialog(QWidget* anywhere, const QString& title, const QString& act,
                     const QList<BoardRow>& rows, ThumbnailCache& thumbnails);

    ShotId shot() const; // null: none is chosen
    void accept() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose(int row);

    QSortFilterProxyModel* m_shown;
    SearchField* m_search;
    QListView* m_list;
};

} // namespace raskadr::ui
