#pragma once

#include <QKeySequence>
#include <QMenu>

namespace raskadr::ui {

// A context menu in the program's look: icons at the left, keys at the right, the dangerous act
// last after a line. Shortcuts are only shown; they act through the screen's own actions.
class PopupMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit PopupMenu(QWidget* parent = nullptr);
    explicit PopupMenu(const QString& title, QWidget* parent = nullptr);

    // `key` is what is read at the right, for example «Ctrl+D» or «Пробел».
    QAction* addItem(const QString& iconName, const QString& text, const QString& key = {});
    // In the error colour; a line is put before it.
    QAction* addDanger(const QString& iconName, const QString& text, const QString& key = {});
    PopupMenu* addPopup(const QString& iconName, const QString& text);
    // A small quiet heading between items.
    void addHeading(const QString& text);
};

// How the program writes a shortcut: «Ctrl+Shift+P», «Пробел», «Del».
QString keyText(const QKeySequence& sequence);

// A name, and its key in the second colour, as a tooltip at once.
void showToolTip(const QPoint& globalPosition, const QString& text, const QString& key,
                 QWidget* widget);

} // namespace raskadr::ui
