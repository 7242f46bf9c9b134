#include "ui/sharing/shareprogressbox.h"

#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/progressbar.h"
#include "ui/common/textlabels.h"
#include "ui/common/thumbnailcache.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int fileRowHeight = 30;
constexpr int shownRows = 6;
constexpr QSize coverSize(36, 20);
constexpr int barWidth = 84;
constexpr int boxInner = 12;

enum Role { LineRole = Qt::UserRole + 1 };

QString stateText(const ShareShotLine& line)
{
    switch (line.state) {
    case ShareShotLine::State::Waiting:
        return ShareProgressBox::tr("In the queue");
    case ShareShotLine::State::Working:
        return percentText(qRound(line.share * 100));
    case ShareShotLine::State::Done:
        return ShareProgressBox::tr("Ready");
    case ShareShotLine::State::Refused:
        return ShareProgressBox::tr("Without a picture");
    }
    return {};
}

QString titleText(const ShareShotLine& line)
{
    return line.title.isEmpty() ? ShareProgressBox::tr("Shot %1").arg(line.number)
                                : u"%1 · %2"_s.arg(line.number).arg(line.title);
}

class LineDelegate final : public QStyledItemDelegate
{
public:
    LineDelegate(ThumbnailCache& thumbnails, QWidget* view)
        : QStyledItemDelegate(view)
        , m_thumbnails(thumbnails)
        , m_view(view)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {160, fileRowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const auto line = index.data(LineRole).value<ShareShotLine>();
        const Theme& theme = themeOf(m_view);
        const QRectF row = option.rect;
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const QRectF cover(row.left() + boxInner, row.top() + 5, coverSize.width(),
                           coverSize.height());
        QPainterPath rounded;
        rounded.addRoundedRect(cover, 2, 2);
        painter->fillPath(rounded, theme.stage);
        if (!line.sha256.isEmpty()) {
            m_thumbnails.request(line.sha256, 120);
            const QImage image = m_thumbnails.nearest(line.sha256, 120);
            if (!image.isNull()) {
                const QSizeF part = cover.size().scaled(image.size(), Qt::KeepAspectRatio);
                painter->setClipPath(rounded);
                painter->drawImage(cover, image,
                                   QRectF(QPointF((image.width() - part.width()) / 2,
                                                  (image.height() - part.height()) / 2),
                                          part));
                painter->setClipping(false);
            }
        }
        const QFont small = font(TextStyle::Small);
        const QString state = stateText(line);
        qreal right = row.right() - boxInner;
        const qreal width = QFontMetricsF(small).horizontalAdvance(state);
        const bool working = line.state == ShareShotLine::State::Working;
        paintText(*painter, {right - width, row.top(), width + 1, fileRowHeight}, state, small,
                  working ? theme.text : theme.text2);
        right -= working ? 42 : width + 20;
        if (working) {
            right -= barWidth;
            paintProgress(*painter, {right, row.center().y() - 2, barWidth, 4}, line.share, theme,
                          theme.work);
        } else {
            paintGlyph(*painter, {right, row.top() + 9},
                       line.state == ShareShotLine::State::Waiting       ? StatusGlyph::Wait
                           : line.state == ShareShotLine::State::Refused ? StatusGlyph::Error
                                                                         : StatusGlyph::Done,
                       theme);
        }
        const qreal left = cover.right() + 12;
        paintText(*painter, {left, row.top(), right - left - 12, fileRowHeight}, titleText(line),
                  font(TextStyle::Body), theme.text);
        painter->restore();
    }

private:
    ThumbnailCache& m_thumbnails;
    QWidget* m_view;
};

// The panel that holds the list of files.
class Panel final : public QWidget
{
protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, rect(), 8, Qt::transparent, themeOf(this).line);
    }
};

} // namespace

class ShareProgressBox::Lines final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void setShots(const QList<ShareShotLine>& shots)
    {
        if (shots.size() != m_shots.size()) {
            beginResetModel();
            m_shots = shots;
            endResetModel();
            return;
        }
        for (qsizetype i = 0; i < shots.size(); ++i) {
            if (shots.at(i) != m_shots.at(i)) {
                m_shots[i] = shots.at(i);
                const QModelIndex changed = index(static_cast<int>(i));
                Q_EMIT dataChanged(changed, changed);
            }
        }
    }
    // Where the work is.
    QModelIndex front() const
    {
        for (qsizetype i = 0; i < m_shots.size(); ++i) {
            if (m_shots.at(i).state == ShareShotLine::State::Working) {
                return index(static_cast<int>(i));
            }
        }
        return {};
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_shots.size());
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const ShareShotLine& line = m_shots.at(index.row());
        if (role == LineRole) {
            return QVariant::fromValue(line);
        }
        if (role == Qt::AccessibleTextRole) {
            return u"%1: %2"_s.arg(titleText(line), stateText(line));
        }
        return {};
    }

private:
    QList<ShareShotLine> m_shots;
};

ShareProgressBox::ShareProgressBox(ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_lines(new Lines(this))
    , m_title(new ElidedLabel(tr("Publishing"), TextStyle::Heading))
    , m_files(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_bar(new ProgressBar)
    , m_bytes(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_list(new QListView)
    , m_note(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_files);
    column->addLayout(head);
    m_bar->setThickness(6);
    m_bar->setAccessibleName(tr("Progress of the publication"));
    column->addWidget(m_bar);
    column->addWidget(m_bytes);

    auto* panel = new Panel;
    auto* inside = new QVBoxLayout(panel);
    inside->setContentsMargins(1, 6, 1, 6);
    m_list->setModel(m_lines);
    m_list->setItemDelegate(new LineDelegate(thumbnails, m_list->viewport()));
    m_list->setAccessibleName(tr("Shots of the publication"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    inside->addWidget(m_list);
    column->addWidget(panel);
    column->addWidget(m_note);
    connect(&thumbnails, &ThumbnailCache::ready, m_list->viewport(),
            [this] { m_list->viewport()->update(); });
}

void ShareProgressBox::setProgress(const ShareProgress& progress)
{
    m_bar->setShare(progress.fraction);
    QString title = tr("Publishing");
    if (progress.phase == ShareProgress::Phase::Preparing) {
        title = tr("Making clean copies");
    } else if (progress.phase == ShareProgress::Phase::Switching) {
        title = tr("Switching the page over");
    }
    m_title->setText(title);
    m_files->setText(
        progress.files > 0 && progress.phase != ShareProgress::Phase::Preparing
            ? tr("%1 of %n file(s)", nullptr, progress.files).arg(numberText(progress.filesDone))
            : QString());
    QString bytes;
    if (progress.bytes > 0 && progress.phase != ShareProgress::Phase::Preparing) {
        bytes = tr("%1 of %2").arg(bytesText(progress.bytesDone), bytesText(progress.bytes));
        if (progress.remainingMs >= 0) {
            bytes = tr("%1, %2").arg(bytes, timeLeftText(progress.remainingMs).toLower());
        }
    } else if (progress.phase == ShareProgress::Phase::Preparing) {
        bytes = tr("Prompts, models, seeds and file names stay with you.");
    }
    m_bytes->setText(bytes);
    m_lines->setShots(progress.shots);
    m_list->setFixedHeight(fileRowHeight
                           * std::clamp(static_cast<int>(progress.shots.size()), 1, shownRows));
    if (const QModelIndex front = m_lines->front(); front.isValid() && !m_list->hasFocus()) {
        m_list->scrollTo(front);
    }
    m_note->setText(progress.filesReused > 0
                        ? tr("Only what is new is sent: %n file(s) are there already.", nullptr,
                             progress.filesReused)
                        : QString());
    m_note->setVisible(progress.filesReused > 0);
}

} // namespace raskadr::ui
