#pragma once

#include <QAccessibleWidget>
#include <QHash>

#include "ui/storyboard/board/boardcard.h"

namespace raskadr::ui {

class BoardView;

// The board as assistive programs see it: a list whose items are the boxes, in story order.
class BoardAccessible final : public QAccessibleWidget
{
public:
    explicit BoardAccessible(BoardView* view);
    ~BoardAccessible() override;

    // Makes Qt ask here for the interface of a BoardView.
    static void install();

    int childCount() const override;
    QAccessibleInterface* child(int index) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    QAccessibleInterface* focusChild() const override;
    int indexOfChild(const QAccessibleInterface* child) const override;

private:
    BoardView& view() const;

    mutable QHash<ShotId, QAccessible::Id> m_items;
};

// One box. It is named by its shot, so that it stays the same item wherever the box goes.
class BoxAccessible final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    BoxAccessible(BoardView& view, const ShotId& shot);

    const ShotId& shot() const { return m_shot; }

    bool isValid() const override;
    QObject* object() const override { return nullptr; }
    QWindow* window() const override;
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text kind, const QString& text) override;
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    QString localizedActionName(const QString& name) const override;
    QString localizedActionDescription(const QString& name) const override;
    void doAction(const QString& name) override;
    QStringList keyBindingsForAction(const QString& name) const override;

private:
    int index() const;
    const BoardCard* card() const;
    QString description(const BoardCard& card) const;

    QPointer<BoardView> m_view;
    const ShotId m_shot;
};

} // namespace raskadr::ui
