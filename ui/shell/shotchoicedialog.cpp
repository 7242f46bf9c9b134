#include "ui/shell/shotchoicedialog.h"

#include "ui/common/fields.h"
#include "ui/common/thumbnailcache.h"

#include <QKeyEvent>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole + 1;
constexpr QSize coverSize(64, 36);
constexpr int coverLevel = 120;

QIcon coverIcon(const QImage& cover)
{
    return cover.isNull() ? QIcon()
                          : QIcon(QPixmap::fromImage(cover.scaled(
                              coverSize * 2, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
}

} // namespace

ShotChoiceDialog::ShotChoiceDialog(QWidget* anywhere, const QString& title, const QString& act,
                                   const QList<BoardRow>& rows, ThumbnailCache& thumbnails)
    : Dialog(anywhere, title)
    , m_shown(new QSortFilterProxyModel(this))
    , m_search(new SearchField(tr("Number or title")))
    , m_list(new QListView)
{
    setPanelWidth(520);
    auto* shots = new QStandardItemModel(this);
    for (const BoardRow& row : rows) {
        auto* item = new QStandardItem(
            coverIcon(thumbnails.nearest(row.coverSha256, coverLevel)),
            row.shot.title.isEmpty() ? QString::number(row.shot.number())
                                     : u"%1  %2"_s.arg(row.shot.number()).arg(row.shot.title));
        item->setData(QVariant::fromValue(row.shot.id.uuid()), idRole);
        item->setData(row.coverSha256, idRole + 1);
        shots->appendRow(item);
        thumbnails.request(row.coverSha256, coverLevel, ThumbnailCache::Priority::Near);
    }
    connect(&thumbnails, &ThumbnailCache::ready, shots,
            [shots, &thumbnails](const QString& sha256, int level) {
                if (level != coverLevel) {
                    return;
                }
                for (int row = 0; row < shots->rowCount(); ++row) {
                    if (shots->item(row)->data(idRole + 1).toString() == sha256) {
                        shots->item(row)->setIcon(coverIcon(thumbnails.image(sha256, level)));
                    }
                }
            });
    m_shown->setSourceModel(shots);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_search->setAccessibleName(tr("Find a shot"));
    m_search->installEventFilter(this);
    content()->addWidget(m_search);
    m_list->setModel(m_shown);
    m_list->setIconSize(coverSize);
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
    return index.isValid() ? ShotId(index.data(idRole).toUuid()) : ShotId();
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
