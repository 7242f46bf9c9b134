#include "ui/storyboard/desktoolbar.h"

#include "ui/common/badge.h"
#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/popupmenu.h"

#include <QHBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

DeskToolbar::DeskToolbar(QWidget* parent)
    : QWidget(parent)
    , m_new(new Button(u"plus"_s, tr("New shot")))
    , m_add(new Button(u"import"_s, tr("Add"), Button::Kind::Quiet))
    , m_line(new Separator)
    , m_trash(new Chip(u"trash"_s, tr("Trash")))
    , m_emptyTrash(new Button(u"trash"_s, tr("Empty the trash…")))
    , m_film(new Button(u"animatic"_s, tr("Animatic")))
{
    setFixedHeight(48);
    m_new->setKey(u"N"_s);
    m_film->setKey(tr("Space"));
    m_trash->setCheckable(true);
    auto* menu = new PopupMenu(this);
    connect(menu->addItem(u"image"_s, tr("Files…")), &QAction::triggered, this,
            &DeskToolbar::filesRequested);
    connect(menu->addItem(u"folder"_s, tr("Folder…")), &QAction::triggered, this,
            &DeskToolbar::folderRequested);
    connect(menu->addItem(u"copy"_s, tr("Paste from the clipboard"), u"Ctrl+V"_s),
            &QAction::triggered, this, &DeskToolbar::pasteRequested);
    m_add->setMenu(menu);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 24, 0);
    row->setSpacing(8);
    row->addWidget(m_new);
    row->addWidget(m_add);
    row->addSpacing(8);
    row->addWidget(m_line);
    row->addSpacing(8);
    row->addWidget(m_trash);
    row->addWidget(m_emptyTrash);
    row->addStretch(1);
    row->addWidget(m_film);

    connect(m_new, &Button::clicked, this, &DeskToolbar::newShotRequested);
    connect(m_trash, &Chip::clicked, this, &DeskToolbar::trashToggled);
    connect(m_emptyTrash, &Button::clicked, this, &DeskToolbar::emptyTrashRequested);
    connect(m_film, &Button::clicked, this, &DeskToolbar::filmRequested);
    setTrash(0, false);
}

void DeskToolbar::setTrash(int shots, bool shown)
{
    m_trash->setCount(shots);
    m_trash->setChecked(shown);
    m_trash->setVisible(shots > 0 || shown);
    m_line->setVisible(shots > 0 || shown);
    m_emptyTrash->setVisible(shots > 0 && shown && !m_readOnly);
    m_new->setEnabled(!shown);
    m_add->setEnabled(!shown);
}

void DeskToolbar::setReadOnly(bool on)
{
    m_readOnly = on;
    m_new->setVisible(!on);
    m_add->setVisible(!on);
}

void DeskToolbar::setFilmEnabled(bool enabled)
{
    m_film->setEnabled(enabled);
}

} // namespace raskadr::ui
