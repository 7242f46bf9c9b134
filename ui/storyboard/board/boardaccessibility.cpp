#include "ui/storyboard/board/boardaccessibility.h"

#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/storyboard/board/boardview.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

class AccessText
{
    Q_DECLARE_TR_FUNCTIONS(BoardAccess)
};

const QString moveLeft = u"move left"_s;
const QString moveRight = u"move right"_s;

QAccessibleInterface* makeInterface(const QString& className, QObject* object)
{
    if (className == QLatin1String("raskadr::ui::BoardView")) {
        return new BoardAccessible(static_cast<BoardView*>(object));
    }
    return nullptr;
}

} // namespace

BoardAccessible::BoardAccessible(BoardView* view)
    : QAccessibleWidget(view, QAccessible::List)
{
}

BoardAccessible::~BoardAccessible()
{
    for (const QAccessible::Id id : std::as_const(m_items)) {
        QAccessible::deleteAccessibleInterface(id);
    }
}

void BoardAccessible::install()
{
    QAccessible::installFactory(makeInterface);
}

BoardView& BoardAccessible::view() const
{
    return *static_cast<BoardView*>(widget());
}

int BoardAccessible::childCount() const
{
    return static_cast<int>(view().cards().size());
}

QAccessibleInterface* BoardAccessible::child(int index) const
{
    const QList<BoardCard>& cards = view().cards();
    if (index < 0 || index >= cards.size()) {
        return nullptr;
    }
    const ShotId& shot = cards[index].id;
    if (const auto known = m_items.constFind(shot); known != m_items.cend()) {
        return QAccessible::accessibleInterface(*known);
    }
    // Items of boxes that are gone go when there are many of them.
    if (m_items.size() > 2 * cards.size() + 16) {
        m_items.removeIf([](const QHash<ShotId, QAccessible::Id>::iterator& item) {
            QAccessibleInterface* box = QAccessible::accessibleInterface(item.value());
            if (box && box->isValid()) {
                return false;
            }
            QAccessible::deleteAccessibleInterface(item.value());
            return true;
        });
    }
    auto* item = new BoxAccessible(view(), shot);
    m_items.insert(shot, QAccessible::registerAccessibleInterface(item));
    return item;
}

QAccessibleInterface* BoardAccessible::childAt(int x, int y) const
{
    const ShotId shot = view().shotAt(view().viewport()->mapFromGlobal(QPoint(x, y)));
    return child(view().indexOf(shot));
}

QAccessibleInterface* BoardAccessible::focusChild() const
{
    return view().hasFocus() ? child(view().indexOf(view().currentShot())) : nullptr;
}

int BoardAccessible::indexOfChild(const QAccessibleInterface* child) const
{
    const auto* item = dynamic_cast<const BoxAccessible*>(child);
    return item ? view().indexOf(item->shot()) : -1;
}

BoxAccessible::BoxAccessible(BoardView& view, const ShotId& shot)
    : m_view(&view)
    , m_shot(shot)
{
}

int BoxAccessible::index() const
{
    return m_view ? m_view->indexOf(m_shot) : -1;
}

const BoardCard* BoxAccessible::card() const
{
    const int place = index();
    return place < 0 ? nullptr : &m_view->cards()[place];
}

bool BoxAccessible::isValid() const
{
    return index() >= 0;
}

QWindow* BoxAccessible::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

QAccessibleInterface* BoxAccessible::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

QString BoxAccessible::text(QAccessible::Text kind) const
{
    const BoardCard* shown = card();
    if (!shown) {
        return {};
    }
    switch (kind) {
    case QAccessible::Name:
        return shown->title.isEmpty()
            ? AccessText::tr("Shot %1").arg(shown->number)
            : AccessText::tr("Shot %1: %2").arg(QString::number(shown->number), shown->title);
    case QAccessible::Description:
        return description(*shown);
    case QAccessible::Value:
        return shown->script;
    default:
        return {};
    }
}

QString BoxAccessible::description(const BoardCard& card) const
{
    QStringList parts{statusText(card.status),
                      AccessText::tr("%1 of %2").arg(index() + 1).arg(m_view->cards().size())};
    if (card.label != ShotLabel::None) {
        parts.append(AccessText::tr("label: %1").arg(labelText(card.label)));
    }
    if (card.isEmpty()) {
        parts.append(AccessText::tr("no pictures yet"));
    } else if (card.coverMissing) {
        parts.append(AccessText::tr("the file is missing"));
    } else if (!card.hasHeadliner) {
        parts.append(AccessText::tr("no headliner"));
    }
    if (card.isVideo()) {
        parts.append(AccessText::tr("video, %1").arg(timecodeText(card.durationMs)));
    }
    if (card.running > 0) {
        parts.append(
            card.progress >= 0
                ? AccessText::tr("generating, %1").arg(percentText(qRound(card.progress * 100)))
                : AccessText::tr("generating"));
    } else if (card.failed) {
        parts.append(AccessText::tr("a generation failed"));
    } else if (card.queued > 0) {
        parts.append(AccessText::tr("in the queue"));
    }
    if (card.unreadComments > 0) {
        parts.append(AccessText::tr("%n unread comment(s)", nullptr, card.unreadComments));
    } else if (card.comments > 0) {
        parts.append(AccessText::tr("%n comment(s)", nullptr, card.comments));
    }
    for (const CardVerdict& said : card.verdicts) {
        parts.append(said.verdict == Verdict::Accepted
                         ? AccessText::tr("%1: accepted").arg(said.link)
                         : AccessText::tr("%1: changes wanted").arg(said.link));
    }
    return parts.join(u", "_s);
}

void BoxAccessible::setText(QAccessible::Text kind, const QString& text)
{
    if (kind == QAccessible::Name && isValid()) {
        Q_EMIT m_view->textEdited(m_shot, BoardField::Title, text);
    }
}

QRect BoxAccessible::rect() const
{
    if (!m_view) {
        return {};
    }
    const QRect box = m_view->boxRect(m_shot);
    return {m_view->viewport()->mapToGlobal(box.topLeft()), box.size()};
}

QAccessible::State BoxAccessible::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    state.selectable = true;
    state.extSelectable = true;
    state.focusable = true;
    state.movable = true;
    state.selected = m_view->isSelected(m_shot);
    state.focused = m_view->hasFocus() && m_view->currentShot() == m_shot;
    state.invisible = !m_view->isVisible();
    state.offscreen = !m_view->viewport()->rect().intersects(m_view->boxRect(m_shot));
    return state;
}

void* BoxAccessible::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                : nullptr;
}

QStringList BoxAccessible::actionNames() const
{
    return {pressAction(), toggleAction(), setFocusAction(), moveLeft, moveRight};
}

QString BoxAccessible::localizedActionName(const QString& name) const
{
    return name == pressAction() ? AccessText::tr("Open")
        : name == toggleAction() ? AccessText::tr("Select or deselect")
        : name == moveLeft       ? AccessText::tr("Move left")
        : name == moveRight      ? AccessText::tr("Move right")
                                 : QAccessibleActionInterface::localizedActionName(name);
}

QString BoxAccessible::localizedActionDescription(const QString& name) const
{
    return name == pressAction() ? AccessText::tr("Opens the shot")
        : name == toggleAction() ? AccessText::tr("Adds the box to the selection or takes it out")
        : name == moveLeft       ? AccessText::tr("Moves the box before the previous one")
        : name == moveRight      ? AccessText::tr("Moves the box behind the next one")
                                 : QAccessibleActionInterface::localizedActionDescription(name);
}

void BoxAccessible::doAction(const QString& name)
{
    if (!isValid()) {
        return;
    }
    if (name == pressAction()) {
        m_view->setCurrent(m_shot);
        Q_EMIT m_view->shotActivated(m_shot);
    } else if (name == toggleAction()) {
        m_view->toggleSelected(m_shot);
    } else if (name == setFocusAction()) {
        m_view->setFocus(Qt::OtherFocusReason);
        m_view->setCurrent(m_shot);
    } else if (name == moveLeft) {
        m_view->requestMove({m_shot}, index() - 1);
    } else if (name == moveRight) {
        m_view->requestMove({m_shot}, index() + 1);
    }
}

QStringList BoxAccessible::keyBindingsForAction(const QString& name) const
{
    return name == pressAction() ? QStringList{u"Enter"_s}
        : name == toggleAction() ? QStringList{u"Ctrl+Space"_s}
        : name == moveLeft       ? QStringList{u"Alt+Left"_s}
        : name == moveRight      ? QStringList{u"Alt+Right"_s}
                                 : QStringList();
}

} // namespace raskadr::ui
