#include "ui/common/labels.h"
#include "ui/common/popupmenu.h"
#include "ui/storyboard/board/boardview.h"
#include "ui/storyboard/deskclipboard.h"
#include "ui/storyboard/deskfilm.h"
#include "ui/storyboard/deskmodel.h"
#include "ui/storyboard/deskpage.h"
#include "ui/storyboard/movedialog.h"
#include "ui/storyboard/shotpanel.h"
#include "ui/storyboard/storyboardcontroller.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>

// What the user can do on the desk: from the menus, the bars and the keys to the controller.

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

bool changesShots(ShotAct act)
{
    switch (act) {
    case ShotAct::Enter:
    case ShotAct::ExportPassport:
    case ShotAct::ExportHeadliners:
    case ShotAct::CopyFiles:
    case ShotAct::Play:
        return false;
    default:
        return true;
    }
}

bool addsOrRemoves(int key, Qt::KeyboardModifiers modifiers)
{
    return modifiers == Qt::ControlModifier ? key == Qt::Key_D || key == Qt::Key_V
                                            : key == Qt::Key_N || key == Qt::Key_Delete;
}

} // namespace

QList<ShotId> DeskPage::chosen() const
{
    QList<ShotId> shots = m_board->selection();
    if (shots.isEmpty() && !m_board->currentShot().isNull()) {
        shots.append(m_board->currentShot());
    }
    return shots;
}

QList<ShotId> DeskPage::changeable() const
{
    return m_readOnly ? QList<ShotId>() : chosen();
}

QList<BoardRow> DeskPage::rowsOf(const QList<ShotId>& shots) const
{
    QList<BoardRow> rows;
    for (const ShotId& shot : shots) {
        if (const BoardRow* row = m_model->row(shot)) {
            rows.append(*row);
        }
    }
    return rows;
}

int DeskPage::indexAfterCurrent() const
{
    const QList<ShotId> shots = chosen();
    const int index = shots.isEmpty() ? -1 : m_model->indexOf(shots.last());
    return index < 0 ? -1 : index + 1;
}

void DeskPage::addShot()
{
    if (m_readOnly) {
        Q_EMIT failed({ErrorKind::LibraryReadOnly, {}, {}, 0});
        return;
    }
    m_selectInserted = true;
    m_controller.addEmptyShots(m_model->project().id, indexAfterCurrent(), 1);
}

void DeskPage::playFilm()
{
    play(false);
}

void DeskPage::play(bool loopNeighbours)
{
    const ShotId current = m_board->currentShot();
    const int index = m_model->indexOf(current);
    if (m_trashShown || m_model->rows().isEmpty()) {
        return;
    }
    if (loopNeighbours && index >= 0) {
        QList<ShotId> shots;
        const int last = std::min(index + 1, static_cast<int>(m_model->rows().size()) - 1);
        for (int i = std::max(index - 1, 0); i <= last; ++i) {
            shots.append(m_model->rows().at(i).shot.id);
        }
        m_film->play(shots, {}, true);
        return;
    }
    const QList<ShotId> selected = m_board->selection();
    if (selected.size() > 1) {
        m_film->play(selected, {}, false);
    } else {
        m_film->play({}, selected.isEmpty() ? current : selected.first(), false);
    }
}

void DeskPage::act(ShotAct act)
{
    const QList<ShotId> shots = changesShots(act) ? changeable() : chosen();
    if (shots.isEmpty()) {
        return;
    }
    switch (act) {
    case ShotAct::Enter:
        Q_EMIT shotOpened(shots.first());
        break;
    case ShotAct::Rename:
        m_board->beginEdit(shots.first(), BoardField::Title);
        break;
    case ShotAct::EditScript:
        m_board->beginEdit(shots.first(), BoardField::Script);
        break;
    case ShotAct::MoveToNumber:
        moveToNumber(shots);
        break;
    case ShotAct::Duplicate:
        m_selectInserted = true;
        m_controller.duplicate(m_model->project().id, shots);
        break;
    case ShotAct::HeadlinerFromNewest:
        m_controller.setHeadlinerToNewest(shots);
        break;
    case ShotAct::Generate:
        Q_EMIT batchRequested(BatchPurpose::Generate, shots);
        break;
    case ShotAct::AnimateHeadliners:
        Q_EMIT batchRequested(BatchPurpose::Animate, shots);
        break;
    case ShotAct::EditInWords:
        Q_EMIT editRequested(shots);
        break;
    case ShotAct::RetryFailed:
        m_controller.retryFailed(shots);
        break;
    case ShotAct::ExportPassport:
        Q_EMIT passportRequested(shots);
        break;
    case ShotAct::ExportHeadliners:
        Q_EMIT headlinersFolderRequested(shots);
        break;
    case ShotAct::CopyFiles:
        if (auto data = headlinerFiles(m_store, m_account, m_outgoing, shots)) {
            QGuiApplication::clipboard()->setMimeData(data.release());
        }
        break;
    case ShotAct::Play:
        play(false);
        break;
    case ShotAct::Trash:
        m_controller.trash(shots);
        break;
    case ShotAct::Restore:
        m_controller.restore(shots);
        break;
    case ShotAct::DeleteForGood:
        Q_EMIT deletionRequested(shots);
        break;
    }
}

void DeskPage::setStatus(ShotStatus status)
{
    if (const QList<ShotId> shots = changeable(); !shots.isEmpty()) {
        m_controller.setStatus(shots, status);
    }
}

void DeskPage::setLabel(ShotLabel label)
{
    if (const QList<ShotId> shots = changeable(); !shots.isEmpty()) {
        m_controller.setLabel(shots, label);
    }
}

void DeskPage::moveToNumber(const QList<ShotId>& shots)
{
    const int current = m_model->indexOf(shots.first()) + 1;
    auto* dialog = new MoveDialog(this, static_cast<int>(shots.size()), current,
                                  static_cast<int>(m_model->rows().size()));
    connect(dialog, &Dialog::accepted, this, [this, dialog, shots] {
        m_controller.moveShots(m_model->project().id, shots, dialog->number() - 1);
    });
    dialog->open();
}

void DeskPage::paste()
{
    if (const QMimeData* data = QGuiApplication::clipboard()->mimeData()) {
        offer(*data, indexAfterCurrent(), {});
    }
}

void DeskPage::offer(const QMimeData& data, int insertAt, const ShotId& into)
{
    if (m_readOnly) {
        Q_EMIT failed({ErrorKind::LibraryReadOnly, {}, {}, 0});
        return;
    }
    const QList<Shot> lines = shotsOfLines(data);
    if (lines.isEmpty()) {
        Q_EMIT mediaOffered(&data, insertAt, into);
        return;
    }
    m_selectInserted = true;
    const int behind = m_model->indexOf(into) + 1; // lines go into no box
    m_controller.addShots(m_model->project().id, into.isNull() ? insertAt : behind, lines);
}

void DeskPage::openMenu(const QPoint& globalPosition)
{
    const QList<BoardRow> rows = rowsOf(chosen());
    if (rows.isEmpty() || (m_readOnly && m_trashShown)) {
        return;
    }
    ShotMenuContext context;
    context.readOnly = m_readOnly;
    context.single = rows.size() == 1;
    context.trashed = m_trashShown;
    for (const BoardRow& row : rows) {
        context.hasFailed |= row.failedJobs > 0;
        context.hasAssets |= row.assets > 0;
        context.hasHeadliner |= row.coverIsHeadliner;
    }
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillShotMenu(
        *menu, context, [this](ShotStatus status) { setStatus(status); },
        [this](ShotLabel label) { setLabel(label); }, [this](ShotAct what) { act(what); });
    menu->popup(globalPosition);
}

void DeskPage::openBoardMenu(const QPoint& globalPosition)
{
    if (m_trashShown) {
        return;
    }
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& iconName, const QString& text, const QString& key,
                         auto what) {
        connect(menu->addItem(iconName, text, key), &QAction::triggered, this, what);
    };
    if (!m_readOnly) {
        add(u"plus"_s, tr("New shot"), u"N"_s, [this] { addShot(); });
        add(u"image"_s, tr("Add files…"), {},
            [this] { Q_EMIT importFilesRequested(indexAfterCurrent()); });
        add(u"folder"_s, tr("Add a folder…"), {},
            [this] { Q_EMIT importFolderRequested(indexAfterCurrent()); });
        add(u"copy"_s, tr("Paste from the clipboard"), u"Ctrl+V"_s, [this] { paste(); });
        menu->addSeparator();
    }
    add(u"check"_s, tr("Select all shots"), u"Ctrl+A"_s, [this] { m_board->selectAll(); });
    menu->popup(globalPosition);
}

bool DeskPage::actOnKey(const QKeyEvent& event)
{
    const Qt::KeyboardModifiers modifiers =
        event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
    // A key that is held adds one shot and throws one away, not thirty a second.
    if (event.isAutoRepeat() && addsOrRemoves(event.key(), modifiers)) {
        return true;
    }
    if (modifiers == Qt::ControlModifier) {
        switch (event.key()) {
        case Qt::Key_D:
            if (!m_trashShown) {
                act(ShotAct::Duplicate);
            }
            return true;
        case Qt::Key_C:
            act(ShotAct::CopyFiles);
            return true;
        case Qt::Key_V:
            if (!m_trashShown) {
                paste();
            }
            return true;
        case Qt::Key_A:
            m_board->selectAll();
            return true;
        case Qt::Key_0:
            m_board->fitAll();
            return true;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            m_board->zoomIn();
            return true;
        case Qt::Key_Minus:
            m_board->zoomOut();
            return true;
        default:
            return false;
        }
    }
    if (event.key() == Qt::Key_F10 && modifiers == Qt::ShiftModifier) {
        const QRect box = m_board->boxRect(m_board->currentShot());
        openMenu(m_board->viewport()->mapToGlobal(box.center()));
        return true;
    }
    if (event.key() == Qt::Key_Space && (modifiers & ~Qt::ShiftModifier) == 0) {
        play(modifiers == Qt::ShiftModifier);
        return true;
    }
    if (event.key() == Qt::Key_F2 && !m_trashShown) {
        act(modifiers == Qt::ShiftModifier ? ShotAct::EditScript : ShotAct::Rename);
        return true;
    }
    if (event.key() == Qt::Key_Escape && modifiers == Qt::NoModifier) {
        if (!m_board->selection().isEmpty()) {
            m_board->setSelection({});
            return true;
        }
        if (m_trashShown) {
            setTrashShown(false);
            return true;
        }
        return false;
    }
    if (modifiers != Qt::NoModifier || m_trashShown) {
        return false;
    }
    switch (event.key()) {
    case Qt::Key_N:
        addShot();
        return true;
    case Qt::Key_1:
        setStatus(ShotStatus::Waiting);
        return true;
    case Qt::Key_2:
        setStatus(ShotStatus::InProgress);
        return true;
    case Qt::Key_3:
        setStatus(ShotStatus::Done);
        return true;
    case Qt::Key_Delete:
        act(ShotAct::Trash);
        return true;
    default:
        return false;
    }
}

void DeskPage::keyPressEvent(QKeyEvent* event)
{
    // What a field of the panel has no use for is still no command.
    if (m_panel->isAncestorOf(focusWidget())) {
        if (event->key() == Qt::Key_Escape) {
            m_board->setFocus(Qt::OtherFocusReason);
        }
        return;
    }
    if (!actOnKey(*event)) {
        QWidget::keyPressEvent(event);
    }
}

} // namespace raskadr::ui
