#include "ui/storyboard/bulkbar.h"

#include "ui/common/badge.h"
#include "ui/common/button.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <array>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int barHeight = 48;
// In which order items give way, by their places in the bar: 0 status, 1 label, 2 move, 3
// duplicate, 4 export, 5 newest as headliner, 6 generate, 7 animate, 8 edit,
// 9 play.
constexpr std::array wordless{5, 2, 3, 4, 8, 7, 1, 0, 6, 9};
constexpr std::array foldable{5, 2, 4, 3, 8, 7, 6, 1, 0};

} // namespace

BulkBar::BulkBar(QWidget* parent)
    : QWidget(parent)
    , m_count(new ElidedLabel({}, TextStyle::BodyBold))
    , m_more(new Button(u"more"_s, tr("More"), Button::Kind::Icon))
    , m_line(new Separator)
    , m_trash(new Button(u"trash"_s, tr("To the trash"), Button::Kind::Danger))
{
    setFixedHeight(barHeight);
    setAccessibleName(tr("Selected shots"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 8, 0);
    row->setSpacing(4);
    row->addWidget(m_count);
    row->addSpacing(4);

    Button* status = addItem(u"status-work"_s, tr("Status"));
    connect(status, &Button::clicked, this, [this, status] { openStatuses(status); });
    Button* label = addItem(u"label"_s, tr("Label"));
    connect(label, &Button::clicked, this, [this, label] { openLabels(label); });
    addAct(u"grip"_s, tr("Move to number…"), ShotAct::MoveToNumber);
    addAct(u"copy"_s, tr("Duplicate"), ShotAct::Duplicate);
    Button* exports = addItem(u"export"_s, tr("Export"));
    m_items.last().changes = false;
    connect(exports, &Button::clicked, this, [this, exports] { openExports(exports); });
    addAct(u"star"_s, tr("Make the newest asset the headliner"), ShotAct::HeadlinerFromNewest);
    addAct(u"generate"_s, tr("Generate…"), ShotAct::Generate);
    addAct(u"animate"_s, tr("Animate the headliners…"), ShotAct::AnimateHeadliners);
    addAct(u"smart-edit"_s, tr("Edit in words…"), ShotAct::EditInWords);
    addAct(u"play"_s, tr("Play"), ShotAct::Play);
    m_items.last().changes = false;
    addAct(u"undo"_s, tr("Restore"), ShotAct::Restore);
    m_items.last().inTrash = true;
    for (const Item& item : std::as_const(m_items)) {
        row->addWidget(item.button);
    }
    row->addWidget(m_more);
    row->addWidget(m_line);
    row->addWidget(m_trash);
    auto* close = new Button(u"close"_s, tr("Clear the selection"), Button::Kind::Icon);
    close->setKey(tr("Esc"));
    row->addWidget(close);

    connect(m_more, &Button::clicked, this, &BulkBar::openMore);
    connect(m_trash, &Button::clicked, this,
            [this] { Q_EMIT actRequested(m_trashed ? ShotAct::DeleteForGood : ShotAct::Trash); });
    connect(close, &Button::clicked, this, &BulkBar::closed);
    for (Button* button : {m_more, m_trash, close}) {
        button->setFocusPolicy(Qt::TabFocus);
    }
}

Button* BulkBar::addItem(const QString& iconName, const QString& text)
{
    auto* button = new Button(iconName, text, Button::Kind::Quiet);
    button->setFocusPolicy(Qt::TabFocus);
    m_items.append({button, false, true, false});
    return button;
}

void BulkBar::addAct(const QString& iconName, const QString& text, ShotAct act)
{
    connect(addItem(iconName, text), &Button::clicked, this,
            [this, act] { Q_EMIT actRequested(act); });
}

bool BulkBar::isOffered(const Item& item) const
{
    return item.inTrash == m_trashed && !(m_readOnly && item.changes);
}

void BulkBar::setSelection(int shots, bool trashed)
{
    m_trashed = trashed;
    m_count->setText(tr("Selected: %n shot(s)", nullptr, shots));
    m_trash->setText(trashed ? tr("Delete for good…") : tr("To the trash"));
}

int BulkBar::neededWidth()
{
    layout()->invalidate();
    return layout()->sizeHint().width();
}

void BulkBar::fit(int width)
{
    for (Item& item : m_items) {
        item.folded = false;
        item.button->setCompact(false);
        item.button->setVisible(isOffered(item));
    }
    m_more->hide();
    m_line->setVisible(!m_readOnly);
    m_trash->setVisible(!m_readOnly);
    for (const int index : wordless) {
        if (neededWidth() <= width) {
            break;
        }
        m_items.at(index).button->setCompact(true);
    }
    for (const int index : foldable) {
        if (neededWidth() <= width || m_trashed) {
            break;
        }
        if (!isOffered(m_items.at(index))) {
            continue;
        }
        m_items[index].folded = true;
        m_items.at(index).button->hide();
        m_more->show();
    }
    resize(std::min(neededWidth(), width), barHeight);
}

void BulkBar::popup(PopupMenu* menu, const QWidget* below)
{
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // What was folded away opens where its place is now.
    const QWidget* anchor = below->isVisible() ? below : m_more;
    menu->popup(anchor->mapToGlobal(QPoint(0, -menu->sizeHint().height() - 8)));
}

void BulkBar::openStatuses(const QWidget* below)
{
    auto* menu = new PopupMenu(this);
    addStatusItems(*menu, [this](ShotStatus status) { Q_EMIT statusChosen(status); });
    popup(menu, below);
}

void BulkBar::openLabels(const QWidget* below)
{
    auto* menu = new PopupMenu(this);
    addLabelItems(*menu, [this](ShotLabel label) { Q_EMIT labelChosen(label); });
    popup(menu, below);
}

void BulkBar::openExports(const QWidget* below)
{
    auto* menu = new PopupMenu(this);
    addExportItems(*menu, [this](ShotAct act) { Q_EMIT actRequested(act); });
    popup(menu, below);
}

void BulkBar::openMore()
{
    auto* menu = new PopupMenu(this);
    for (const Item& item : std::as_const(m_items)) {
        if (item.folded) {
            connect(menu->addItem(item.button->iconName(), item.button->text()),
                    &QAction::triggered, item.button, &Button::click);
        }
    }
    popup(menu, m_more);
}

void BulkBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    paintPopup(painter, QRectF(rect()), 10, theme, theme.raised);
}

} // namespace raskadr::ui
