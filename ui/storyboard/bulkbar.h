#pragma once

#include "ui/storyboard/shotmenus.h"

#include <QWidget>

namespace raskadr::ui {

class Button;
class ElidedLabel;
class Separator;

// What can be done with the selected shots, floating over the board. When the place is short its
// items lose their words, then fold into «More», in a fixed order.
class BulkBar final : public QWidget
{
    Q_OBJECT

public:
    explicit BulkBar(QWidget* parent = nullptr);

    // Nothing can be changed: what would is away.
    void setReadOnly(bool on) { m_readOnly = on; }
    // In the trash there is nothing but the way back and the end.
    void setSelection(int shots, bool trashed);
    // Takes as much of this width as it needs, and its height.
    void fit(int width);

Q_SIGNALS:
    void statusChosen(raskadr::ShotStatus status);
    void labelChosen(raskadr::ShotLabel label);
    void actRequested(raskadr::ui::ShotAct act);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Item
    {
        Button* button = nullptr;
        bool inTrash = false;
        bool changes = true;
        bool folded = false;
    };

    Button* addItem(const QString& iconName, const QString& text);
    void addAct(const QString& iconName, const QString& text, ShotAct act);
    bool isOffered(const Item& item) const;
    void openStatuses(const QWidget* below);
    void openLabels(const QWidget* below);
    void openExports(const QWidget* below);
    void openMore();
    void popup(PopupMenu* menu, const QWidget* below);
    int neededWidth();

    ElidedLabel* m_count;
    QList<Item> m_items; // from left to right
    Button* m_more;
    Separator* m_line;
    Button* m_trash;
    bool m_trashed = false;
    bool m_readOnly = false;
};

} // namespace raskadr::ui
