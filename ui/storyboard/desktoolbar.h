#pragma once

#include <QWidget>

namespace raskadr::ui {

class Button;
class Chip;

// The bar above the board: what adds shots, the trash, the film.
class DeskToolbar final : public QWidget
{
    Q_OBJECT

public:
    explicit DeskToolbar(QWidget* parent = nullptr);

    // The trash is offered as long as there is something in it, or it is shown.
    void setTrash(int shots, bool shown);
    void setFilmEnabled(bool enabled);
    // Nothing can be added, and nothing thrown away for good.
    void setReadOnly(bool on);

Q_SIGNALS:
    void newShotRequested();
    void filesRequested();
    void folderRequested();
    void pasteRequested();
    void trashToggled(bool shown);
    void emptyTrashRequested();
    void filmRequested();

private:
    Button* m_new;
    Button* m_add;
    QWidget* m_line;
    Chip* m_trash;
    Button* m_emptyTrash;
    Button* m_film;
    bool m_readOnly = false;
};

} // namespace raskadr::ui
