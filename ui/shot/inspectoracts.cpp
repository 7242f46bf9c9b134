#include "ui/shot/inspectoracts.h"

#include "ui/common/button.h"
#include "ui/common/popupmenu.h"
#include "ui/common/theme.h"
#include "ui/shot/feeditem.h"

#include <QHBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int secondWordFrom = 510; // narrower, the second button keeps its icon only
constexpr int firstWordFrom = 390;

} // namespace

InspectorActs::InspectorActs(QWidget* parent)
    : QWidget(parent)
    , m_headliner(new Button(u"star"_s, tr("Headliner"), Button::Kind::Ordinary))
    , m_animate(new Button(u"animate"_s, tr("Animate"), Button::Kind::Ordinary))
    , m_frame(new Button(u"frame-take"_s, tr("Take a frame"), Button::Kind::Ordinary))
    , m_restore(new Button(u"undo"_s, tr("Restore"), Button::Kind::Ordinary))
    , m_help(new Button(u"refresh"_s, tr("Repeat"), Button::Kind::Ordinary))
    , m_favourite(new Button(u"heart"_s, tr("Favourite"), Button::Kind::Icon))
    , m_reject(new Button(u"eye-off"_s, tr("Reject"), Button::Kind::Icon))
    , m_repeat(new Button(u"refresh"_s, tr("Repeat"), Button::Kind::Icon))
    , m_newSeed(new Button(u"dice"_s, tr("With a new seed"), Button::Kind::Icon))
    , m_more(new Button(u"more"_s, tr("More"), Button::Kind::Icon))
{
    m_headliner->setKey(u"H"_s);
    m_headliner->setCheckable(true);
    m_animate->setKey(u"A"_s);
    m_frame->setArrow(true);
    m_favourite->setKey(u"F"_s);
    m_reject->setKey(u"X"_s);
    m_newSeed->setKey(u"R"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(6);
    for (Button* button : {m_headliner, m_animate, m_frame, m_restore, m_help}) {
        row->addWidget(button);
    }
    row->addStretch(1);
    for (Button* button : {m_favourite, m_reject, m_repeat, m_newSeed, m_more}) {
        row->addWidget(button);
    }
    connect(m_headliner, &Button::clicked, this, &InspectorActs::headlinerRequested);
    connect(m_animate, &Button::clicked, this, &InspectorActs::animateRequested);
    connect(m_frame, &Button::clicked, this, &InspectorActs::chooseFrame);
    connect(m_restore, &Button::clicked, this, &InspectorActs::restoreRequested);
    connect(m_help, &Button::clicked, this, [this] { Q_EMIT actRequested(m_helpAct); });
    connect(m_favourite, &Button::clicked, this, &InspectorActs::favouriteRequested);
    connect(m_reject, &Button::clicked, this, &InspectorActs::rejectRequested);
    connect(m_repeat, &Button::clicked, this, &InspectorActs::repeatRequested);
    connect(m_newSeed, &Button::clicked, this, &InspectorActs::newSeedRequested);
    connect(m_more, &Button::clicked, this,
            [this] { Q_EMIT menuRequested(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    showNothing();
}

void InspectorActs::show(const FeedItem& item)
{
    if (!item.isAsset()) {
        const Job& job = item.job->job;
        m_helpAct = jobActs(job, item.standing).first();
        m_help->setText(jobActText(m_helpAct, job, item.standing));
        m_help->setIconName(jobActIcon(m_helpAct, job, item.standing));
        showOnly({m_help, m_more});
        return;
    }
    const Asset& asset = item.asset->asset;
    if (asset.trashedMs > 0) {
        showOnly({m_restore, m_more});
        return;
    }
    m_headliner->setChecked(item.isHeadliner);
    m_headliner->setIconName(item.isHeadliner ? u"star-filled"_s : u"star"_s);
    m_headliner->setIconColor(item.isHeadliner ? themeOf(this).accentLine : QColor());
    m_favourite->setIconName(asset.favourite ? u"heart-filled"_s : u"heart"_s);
    m_favourite->setIconColor(asset.favourite ? themeOf(this).accentLine : QColor());
    m_favourite->setHint(asset.favourite ? tr("Not a favourite") : tr("Favourite"));
    m_reject->setIconName(asset.rejected ? u"eye"_s : u"eye-off"_s);
    m_reject->setHint(asset.rejected ? tr("Take back into the feed") : tr("Reject"));
    QList<Button*> shown{m_headliner, item.isVideo() ? m_frame : m_animate, m_favourite, m_reject};
    if (item.generation()) {
        shown += {m_repeat, m_newSeed};
    }
    showOnly(shown + QList<Button*>{m_more});
}

void InspectorActs::showSeveral()
{
    showOnly({m_favourite, m_reject, m_more});
}

void InspectorActs::showNothing()
{
    showOnly({});
}

void InspectorActs::showOnly(const QList<Button*>& buttons)
{
    for (Button* button : {m_headliner, m_animate, m_frame, m_restore, m_help, m_favourite,
                           m_reject, m_repeat, m_newSeed, m_more}) {
        button->setVisible(buttons.contains(button) && (!m_readOnly || button == m_more));
    }
}

void InspectorActs::chooseFrame()
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, std::optional<FilmEnd> end) {
        connect(menu->addItem({}, text), &QAction::triggered, this,
                [this, end] { Q_EMIT frameRequested(end); });
    };
    add(tr("The frame shown now"), std::nullopt);
    add(tr("First frame"), FilmEnd::First);
    add(tr("Last frame"), FilmEnd::Last);
    menu->popup(m_frame->mapToGlobal(QPoint(0, m_frame->height())));
}

void InspectorActs::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    for (Button* button : {m_animate, m_frame}) {
        button->setCompact(width() < secondWordFrom);
    }
    m_headliner->setCompact(width() < firstWordFrom);
}

} // namespace raskadr::ui
