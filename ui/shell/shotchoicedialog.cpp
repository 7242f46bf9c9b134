#include "ui/shell/shotchoicedialog.h"

#include "ui/common/fields.h"
#include "ui/shell/shotchoicemodel.h"

#include <QKeyEvent>
#include <QListView>
#include <QSortFilterProxyModel>

namespace raskadr::ui {

ShotChoiceDialog::ShotChoiceDialog(QWidget* anywhere, const QString& title, const QString& act,
                                   const QList<BoardRow>& rows, ThumbnailCache& thumbnails)
    : Dialog(anywhere, title)
    , m_shown(new QSortFilterProxyModel(this))
    , m_search(new SearchField(tr("Number or title")))
    , m_list(new QListView)
{
    setPanelWidth(520);
    m_shown->setSourceModel(new ShotChoiceModel(rows, thumbnails, this));
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_search->setAccessibleName(tr("Find a shot"));
    m_search->installEventFilter(this);
    content()->addWidget(m_search);
    m_list->setModel(m_shown);
    m_list->setIconSize(ShotChoiceModel::coverSize);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Shots"));
    m_list->setMinimumHeight(360);
    content()->addWidget(m_list);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_shown->setFilterFixedString(text.trimmed());
        choose(0);
    });
    connect(m_search, &SearchField::left, this, &ShotChoiceDialog::reject);
    connect(m_list, &QListView::doubleClicked, this, &ShotChoiceDialog::accept);
    addReject();
    addAccept(act);
    choose(0);
    setInitialFocus(m_search);
}

ShotId ShotChoiceDialog::shot() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? ShotId(index.data(ShotChoiceModel::IdRole).toUuid()) : ShotId();
}

void ShotChoiceDialog::accept()
{
    if (!shot().isNull()) {
        Dialog::accept();
    }
}

void ShotChoiceDialog::choose(int row)
{
    m_list->setCurrentIndex(m_shown->index(qBound(0, row, qMax(0, m_shown->rowCount() - 1)), 0));
}

bool ShotChoiceDialog::eventFilter(QObject* watched, QEvent* event)
{
    // The arrows move in the list while the typing goes on.
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            choose(m_list->currentIndex().row() + (key == Qt::Key_Up ? -1 : 1));
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

} // namespace raskadr::ui
