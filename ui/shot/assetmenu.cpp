#include "ui/shot/assetmenu.h"

#include "ui/common/popupmenu.h"
#include "ui/shot/assetacts.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

class MenuBuilder final
{
    Q_DECLARE_TR_FUNCTIONS(AssetMenu)

public:
    MenuBuilder(AssetActs& acts, QWidget* parent)
        : m_acts(acts)
        , m_menu(new PopupMenu(parent))
    {
        m_menu->setAttribute(Qt::WA_DeleteOnClose);
    }

    PopupMenu* ofGeneration(const FeedItem& item)
    {
        const Job& job = item.job->job;
        const QList<JobAct> acts = jobActs(job, item.standing);
        const auto addAct = [&](JobAct act, const QString& key) {
            add(jobActIcon(act, job, item.standing), jobActText(act, job, item.standing), key,
                [item, act](AssetActs& a) { Q_EMIT a.jobActRequested(item, act); });
        };
        for (const JobAct act : acts) {
            if (act != JobAct::Forget) {
                addAct(act, {});
            }
        }
        m_menu->addSeparator();
        add(u"settings"_s, tr("Take settings"), {}, &AssetActs::takeSettings);
        if (item.takenSeed()) {
            add(u"pin"_s, tr("Take seed"), {}, &AssetActs::takeSeed);
        }
        if (acts.contains(JobAct::Forget)) {
            m_menu->addSeparator();
            addAct(JobAct::Forget, tr("Del"));
        }
        return m_menu;
    }

    PopupMenu* toLookAt(const FeedItem& item, bool single)
    {
        if (item.job) {
            const Job& job = item.job->job;
            add(jobActIcon(JobAct::Details, job, item.standing),
                jobActText(JobAct::Details, job, item.standing), {},
                [item](AssetActs& a) { Q_EMIT a.jobActRequested(item, JobAct::Details); });
            return m_menu;
        }
        add(u"copy"_s, tr("Copy files"), u"Ctrl+C"_s, &AssetActs::copy);
        if (single) {
            addPlaces();
        }
        return m_menu;
    }

    PopupMenu* ofTrash()
    {
        add(u"undo"_s, tr("Restore"), {}, &AssetActs::restore);
        add(u"copy"_s, tr("Copy files"), u"Ctrl+C"_s, &AssetActs::copy);
        QObject::connect(m_menu->addDanger(u"trash"_s, tr("Delete for good…"), tr("Del")),
                         &QAction::triggered, &m_acts, &AssetActs::deleteForGood);
        return m_menu;
    }

    PopupMenu* ofAssets(const AssetRow& current, bool single)
    {
        addMarks(current, single);
        if (single && current.generation) {
            addMaking();
        }
        m_menu->addSeparator();
        if (!single || !current.generation) {
            if (single && m_acts.currentItem()->takenSeed()) {
                add(u"pin"_s, tr("Take seed"), {}, &AssetActs::takeSeed);
            }
            add(u"edit"_s, tr("Enter data…"), {}, &AssetActs::enterData);
            add(u"import"_s, tr("Read from the file"), {}, &AssetActs::readFromFile);
        }
        addFiles(single);
        QObject::connect(m_menu->addDanger(u"trash"_s, tr("To the trash"), tr("Del")),
                         &QAction::triggered, &m_acts, &AssetActs::trash);
        return m_menu;
    }

private:
    template <class Act>
    void add(const QString& icon, const QString& text, const QString& key, Act act)
    {
        QObject::connect(m_menu->addItem(icon, text, key), &QAction::triggered, &m_acts,
                         [&acts = m_acts, act] { std::invoke(act, acts); });
    }

    void addMarks(const AssetRow& current, bool single)
    {
        const Asset& asset = current.asset;
        if (single) {
            const bool isIt = asset.id == m_acts.shot().headlinerId;
            add(u"star"_s, isIt ? tr("No headliner") : tr("Make headliner"), u"H"_s,
                &AssetActs::chooseHeadliner);
            if (asset.kind == AssetKind::Image) {
                add(u"animate"_s, tr("Animate"), u"A"_s, &AssetActs::animate);
            } else {
                PopupMenu* frames = m_menu->addPopup(u"frame-take"_s, tr("Take a frame"));
                addFrame(frames, tr("First frame"), FilmEnd::First);
                addFrame(frames, tr("Last frame"), FilmEnd::Last);
            }
        }
        add(u"heart"_s, asset.favourite ? tr("Not a favourite") : tr("Favourite"), u"F"_s,
            &AssetActs::toggleFavourite);
        add(u"eye-off"_s, asset.rejected ? tr("Take back into the feed") : tr("Reject"), u"X"_s,
            &AssetActs::toggleRejected);
    }

    void addFrame(PopupMenu* menu, const QString& text, FilmEnd end)
    {
        QObject::connect(menu->addItem({}, text), &QAction::triggered, &m_acts,
                         [&acts = m_acts, end] { acts.takeFrame(end); });
    }

    void addMaking()
    {
        m_menu->addSeparator();
        add(u"refresh"_s, tr("Repeat"), {}, [](AssetActs& acts) { acts.repeat(false); });
        add(u"dice"_s, tr("With a new seed"), u"R"_s, [](AssetActs& acts) { acts.repeat(true); });
        add(u"settings"_s, tr("Take settings"), {}, &AssetActs::takeSettings);
        if (m_acts.currentItem()->seed()) {
            add(u"pin"_s, tr("Take seed"), {}, &AssetActs::takeSeed);
        }
    }

    void addFiles(bool single)
    {
        add(u"copy"_s, tr("Copy files"), u"Ctrl+C"_s, &AssetActs::copy);
        add(u"send"_s, tr("Move to another shot…"), {}, &AssetActs::moveToShot);
        add(u"copy"_s, tr("Copy to another shot…"), {}, &AssetActs::copyToShot);
        if (single) {
            addPlaces();
        }
    }

    void addPlaces()
    {
        add(u"folder"_s, tr("Show file"), {}, &AssetActs::showFile);
        add(u"open"_s, tr("Open in the default program"), {}, &AssetActs::openElsewhere);
    }

    AssetActs& m_acts;
    PopupMenu* m_menu;
};

} // namespace

PopupMenu* makeAssetMenu(AssetActs& acts, QWidget* parent)
{
    const FeedItem* item = acts.currentItem();
    if (!item) {
        return nullptr;
    }
    const qsizetype count = acts.selected().size();
    if (acts.isReadOnly()) {
        const bool hasWords =
            item->job && jobActs(item->job->job, item->standing).contains(JobAct::Details);
        return count > 0 || hasWords ? MenuBuilder(acts, parent).toLookAt(*item, count == 1)
                                     : nullptr;
    }
    if (item->job && count == 0) {
        return MenuBuilder(acts, parent).ofGeneration(*item);
    }
    const auto current = acts.current();
    if (!current || count == 0) {
        return nullptr;
    }
    return acts.isTrashShown() ? MenuBuilder(acts, parent).ofTrash()
                               : MenuBuilder(acts, parent).ofAssets(*current, count == 1);
}

} // namespace raskadr::ui
