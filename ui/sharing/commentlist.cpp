#include "ui/sharing/commentlist.h"

#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/fields.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/common/thumbnailcache.h"
#include "ui/sharing/commentdelegate.h"
#include "ui/sharing/notestrip.h"

#include <QKeyEvent>
#include <QListView>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int widestShare = 180; // the name of a link on its chip

} // namespace

CommentList::CommentList(ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_share(new Chip(u"link"_s, tr("All links")))
    , m_search(new SearchField(tr("Find")))
    , m_readAll(new Button(u"check"_s, tr("Mark all as read"), Button::Kind::Icon))
    , m_standing(new NoteStrip)
    , m_lines(new QListView)
{
    m_lines->setItemDelegate(new CommentDelegate(thumbnails, m_lines->viewport()));
    connect(&thumbnails, &ThumbnailCache::ready, m_lines->viewport(),
            [this] { m_lines->viewport()->update(); });

    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    QWidget* standing = buildStanding();
    column->addWidget(standing);
    standing->hide();
    column->addWidget(buildLines(), 1);
    setFocusProxy(m_lines);

    connect(m_lines->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid() && m_model.row(index.row()).comment.id != m_current) {
                    choose(m_model.row(index.row()).comment.id);
                }
            });
    connect(m_lines, &QListView::activated, this, &CommentList::answerRequested);
    connect(m_search, &SearchField::textChanged, this, [this](const QString& words) {
        m_model.setSearch(words);
        showWhetherAny();
    });
    connect(m_search, &SearchField::left, this,
            [this] { m_lines->setFocus(Qt::OtherFocusReason); });
    connect(m_share, &Chip::clicked, this, &CommentList::chooseShare);
    connect(m_readAll, &Button::clicked, this, [this] { Q_EMIT readMarked(m_model.unread()); });
    connect(m_standing, &NoteStrip::acted, this, &CommentList::standingActRequested);
    showChips();
}

QWidget* CommentList::buildBar()
{
    auto* bar = new QWidget;
    auto* rows = new QVBoxLayout(bar);
    rows->setContentsMargins(16, 12, 16, 12);
    rows->setSpacing(10);
    auto* chips = new QHBoxLayout;
    chips->setSpacing(8);
    addFilter(chips, tr("All"), CommentFilter::All);
    addFilter(chips, tr("New"), CommentFilter::Unread);
    addFilter(chips, tr("Open"), CommentFilter::Open);
    addFilter(chips, tr("Resolved"), CommentFilter::Resolved);
    chips->addStretch(1);
    rows->addLayout(chips);
    auto* second = new QHBoxLayout;
    second->setSpacing(8);
    m_search->setAccessibleName(tr("Find in comments"));
    second->addWidget(m_search, 1);
    second->addWidget(m_share);
    second->addWidget(m_readAll);
    rows->addLayout(second);
    return bar;
}

void CommentList::addFilter(QLayout* row, const QString& text, CommentFilter filter)
{
    auto* chip = new Chip(text);
    chip->setCheckable(true);
    connect(chip, &Chip::clicked, this, [this, filter] {
        m_model.setFilter(filter);
        showChips();
        choose(m_model.indexOf(m_current).isValid() || m_model.rowCount() == 0
                   ? m_current
                   : m_model.row(0).comment.id);
    });
    m_chips.append({chip, filter});
    row->addWidget(chip);
}

QWidget* CommentList::buildStanding()
{
    auto* strip = new QWidget;
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(16, 0, 16, 12);
    row->addWidget(m_standing);
    return strip;
}

QWidget* CommentList::buildLines()
{
    auto* body = new QWidget;
    m_stack = new QStackedLayout(body);
    m_lines->setAccessibleName(tr("Comments"));
    m_lines->setModel(&m_model);
    m_lines->setFrameShape(QFrame::NoFrame);
    m_lines->setMouseTracking(true);
    m_lines->setUniformItemSizes(true);
    m_lines->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lines->viewport()->setAutoFillBackground(false);
    m_lines->setProperty("focusRing", false);
    m_lines->installEventFilter(this);
    m_stack->addWidget(m_lines);
    auto* nothing = new WrapLabel(tr("Nothing here."), TextStyle::Body, TextRole::Secondary);
    nothing->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(nothing);
    return body;
}

void CommentList::open()
{
    m_current = {};
    m_model.setRows({});
    m_model.setShare({});
    m_model.beginVisit();
}

void CommentList::setRows(const QList<CommentRow>& rows)
{
    m_model.setRows(rows);
    showChips();
    if (!m_model.find(m_current)) {
        m_current = m_model.rowCount() > 0 ? m_model.row(0).comment.id : CommentId();
    }
    choose(m_current);
}

bool CommentList::hasNothing() const
{
    return m_model.countOf(CommentFilter::All) == 0 && m_model.share().isNull();
}

void CommentList::setStanding(const QString& sentence, const QString& act)
{
    m_standing->setNote(NoteStrip::Kind::Warning, sentence, act);
    m_standing->parentWidget()->setVisible(!sentence.isEmpty());
}

void CommentList::setReadOnly(bool on)
{
    m_readAll->setVisible(!on);
}

const CommentRow* CommentList::current() const
{
    return m_model.find(m_current);
}

void CommentList::choose(const CommentId& comment)
{
    m_current = comment;
    const QModelIndex index = m_model.indexOf(comment);
    if (index.isValid() && m_lines->currentIndex() != index) {
        m_lines->setCurrentIndex(index);
        m_lines->scrollTo(index);
    }
    m_lines->viewport()->update();
    showWhetherAny();
    Q_EMIT currentChanged();
}

bool CommentList::reveal(const CommentId& comment)
{
    const CommentRow* row = m_model.find(comment);
    if (!row) {
        return false;
    }
    // An answer stands in the thread of what it answers.
    const CommentId line = row->comment.own && !row->parentId.isNull() ? row->parentId : comment;
    if (!m_model.indexOf(line).isValid()) {
        m_search->clear();
        m_model.setShare({});
        m_model.setFilter(CommentFilter::All);
        showChips();
    }
    choose(line);
    return true;
}

void CommentList::revealShot(const ShotId& shot)
{
    for (int i = 0; i < m_model.rowCount(); ++i) {
        if (m_model.row(i).comment.shotId == shot) {
            choose(m_model.row(i).comment.id);
            return;
        }
    }
}

void CommentList::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void CommentList::showWhetherAny()
{
    m_stack->setCurrentIndex(m_model.rowCount() == 0 ? 1 : 0);
}

void CommentList::showChips()
{
    for (const auto& [chip, filter] : m_chips) {
        const int count = m_model.countOf(filter);
        chip->setCount(count);
        chip->setChecked(filter == m_model.filter());
        chip->setVisible(count > 0 || filter == CommentFilter::All || filter == m_model.filter());
    }
    m_readAll->setEnabled(m_model.countOf(CommentFilter::Unread) > 0);
    const auto shares = m_model.shares();
    m_share->setVisible(shares.size() > 1 || !m_model.share().isNull());
    QString name = tr("All links");
    for (const auto& [id, linkName] : shares) {
        if (id == m_model.share()) {
            name = linkName;
        }
    }
    m_share->setText(QFontMetrics(m_share->font()).elidedText(name, Qt::ElideRight, widestShare));
    m_share->setAccessibleName(tr("Link: %1").arg(name));
    m_share->setChecked(!m_model.share().isNull());
    m_share->updateGeometry();
}

void CommentList::chooseShare()
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& name, const ShareId& id) {
        connect(menu->addItem(id == m_model.share() ? u"check"_s : QString(), name),
                &QAction::triggered, this, [this, id] {
                    m_model.setShare(id);
                    showChips();
                    if (!m_model.indexOf(m_current).isValid() && m_model.rowCount() > 0) {
                        choose(m_model.row(0).comment.id);
                    }
                    showWhetherAny();
                });
    };
    add(tr("All links"), {});
    for (const auto& [id, name] : m_model.shares()) {
        add(name, id);
    }
    menu->popup(m_share->mapToGlobal(QPoint(0, m_share->height() + 4)));
}

bool CommentList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_lines && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier) {
            if (key->key() == Qt::Key_R) {
                Q_EMIT resolveRequested();
                return true;
            }
            // Letters act; they look for nothing in the list.
            if (!key->text().isEmpty() && key->text().front().isPrint()) {
                return true;
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace raskadr::ui
