#include "ui/queue/queuedelegate.h"

#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/joberrortext.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/style.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/queue/queuemodel.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowHeight = 92;
constexpr int pictureWidth = 129;
constexpr int pictureHeight = 72;

// In a narrow window the model goes below the prompt,
bool hasModelColumn(int rowWidth)
{
    return rowWidth >= 1300;
}

// and only the first act keeps its word.
bool hasWord(int rowWidth, bool first)
{
    return first || rowWidth >= 1400;
}

bool isPossible(JobAct act, const QueueLine& line)
{
    if (line.readOnly) {
        return act == JobAct::Details;
    }
    if (act != JobAct::Help || !line.row.inTrash) {
        return true;
    }
    // A request is changed in its shot.
    const JobRemedy remedy = remedyOf(line.row.job, line.standing);
    return remedy != JobRemedy::OtherModel && remedy != JobRemedy::ChangeRequest;
}

} // namespace

QueueDelegate::QueueDelegate(ThumbnailCache& thumbnails, QWidget* view)
    : QStyledItemDelegate(view)
    , m_thumbnails(thumbnails)
    , m_view(view)
{
}

QList<JobAct> QueueDelegate::acts(const QueueLine& line)
{
    QList<JobAct> acts = jobActs(line.row.job, line.standing);
    acts.removeIf([&line](JobAct act) { return !isPossible(act, line); });
    if (!line.row.inTrash) {
        acts.append(JobAct::ToShot);
    }
    return acts;
}

QList<JobAct> QueueDelegate::shownActs(const QueueLine& line)
{
    constexpr int room = 4;
    QList<JobAct> shown = acts(line);
    if (shown.size() > room) {
        shown.resize(room - 1);
        shown.append(JobAct::More);
    }
    return shown;
}

QList<int> QueueDelegate::columns(int width)
{
    // Times, costs and acts have their width; the texts share the rest, sentences the most of it.
    constexpr int timeWidth = 84;
    constexpr int costWidth = 92;
    const int acts = hasWord(width, false) ? 470 : 272;
    const int prompt = 16 + pictureWidth + 20;
    const int rest = std::max(300, width - prompt - timeWidth - costWidth - acts);
    const bool apart = hasModelColumn(width);
    const int model = prompt + rest * (apart ? 32 : 48) / 100;
    const int state = model + (apart ? rest * 20 / 100 : 0);
    const int time = prompt + rest;
    return {16, prompt, model, state, time, time + timeWidth, time + timeWidth + costWidth};
}

QList<std::pair<JobAct, QRect>> QueueDelegate::buttons(const QRect& row,
                                                       const QueueLine& line) const
{
    const QFontMetrics metrics(font(TextStyle::SmallMedium));
    QList<std::pair<JobAct, QRect>> rects;
    int right = row.right() - 9;
    const QList<JobAct> all = shownActs(line);
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
        const bool word = *it != JobAct::More && hasWord(row.width(), *it == all.first());
        const int width = word
            ? metrics.horizontalAdvance(jobActText(*it, line.row.job, line.standing)) + 40
            : 32;
        rects.prepend({*it, QRect(right - width, row.center().y() - 15, width, 32)});
        right -= width + 2;
    }
    return rects;
}

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const auto line = index.data(QueueModel::LineRole).value<QueueLine>();
    const Theme& theme = themeOf(m_view);
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(row, theme.raised);
    } else if (option.state & QStyle::State_Selected) {
        painter->fillRect(row, theme.selBg);
    }
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme.line);

    const QList<int> x = columns(row.width());
    const auto cell = [&](int column, int top, int height) {
        return QRectF(row.left() + x[column], row.top() + top, x[column + 1] - x[column] - 16,
                      height);
    };

    const QRectF picture(row.left() + x[0], row.top() + (rowHeight - pictureHeight) / 2.0,
                         pictureWidth, pictureHeight);
    QPainterPath rounded;
    rounded.addRoundedRect(picture, 4, 4);
    painter->fillPath(rounded, theme.stage);
    QImage image;
    if (!line.coverSha256.isEmpty()) {
        m_thumbnails.request(line.coverSha256, 240);
        image = m_thumbnails.nearest(line.coverSha256, 240);
    }
    if (image.isNull()) {
        // Not made yet, or a picture that cannot be read.
        paintIcon(*painter, picture.center() - QPointF(12, 12), u"image"_s, 24, theme.text2);
    } else {
        const QSizeF size = picture.size().scaled(image.size(), Qt::KeepAspectRatio);
        painter->setClipPath(rounded);
        painter->drawImage(picture, image,
                           QRectF(QPointF((image.width() - size.width()) / 2,
                                          (image.height() - size.height()) / 2),
                                  size));
        painter->setClipping(false);
    }

    const Job& job = line.row.job;
    const QString title = line.row.shot.title.isEmpty()
        ? tr("Shot %1").arg(line.row.shot.number())
        : u"%1 · %2"_s.arg(line.row.shot.number()).arg(line.row.shot.title);
    const bool apart = hasModelColumn(row.width());
    const QString prompt = line.row.generation.prompt.simplified();
    paintText(*painter, cell(1, apart ? 24 : 14, 20), title, font(TextStyle::BodyBold), theme.text);
    paintText(*painter, cell(1, apart ? 46 : 36, 18), prompt, font(TextStyle::Small), theme.text2);
    if (apart) {
        paintText(*painter, cell(2, 24, 20), line.modelName, font(TextStyle::Body), theme.text);
        paintText(*painter, cell(2, 46, 18), line.providerName, font(TextStyle::Small),
                  theme.text2);
    } else {
        paintText(*painter, cell(1, 56, 18), line.modelName, font(TextStyle::Small), theme.text);
    }

    paintState(painter, row, cell(3, 0, rowHeight), line);

    const qint64 end = job.finishedMs > 0 ? job.finishedMs : QDateTime::currentMSecsSinceEpoch();
    if (job.startedMs > 0) {
        paintText(*painter, cell(4, 0, rowHeight), timecodeText(end - job.startedMs),
                  font(TextStyle::Body), theme.text);
    }
    const bool both = !line.costInCurrency.isEmpty();
    const QRectF costCell = cell(5, both ? 24 : 0, both ? 20 : rowHeight).adjusted(0, 0, 8, 0);
    if (QFontMetricsF(font(TextStyle::Body)).horizontalAdvance(line.costText) > costCell.width()) {
        // Words, not a sum: they are never cut.
        paintWrapped(painter, cell(5, 30, 32).adjusted(0, 0, 8, 0), line.costText, TextStyle::Small,
                     theme.text, Qt::AlignLeft, 2);
    } else {
        paintText(*painter, costCell, line.costText, font(TextStyle::Body), theme.text);
    }
    if (both) {
        paintText(*painter, cell(5, 46, 18).adjusted(0, 0, 16, 0), line.costInCurrency,
                  font(TextStyle::Small), theme.text2);
    }

    paintButtons(painter, row, line, option.state & QStyle::State_MouseOver);
    const RaskadrStyle* style = RaskadrStyle::of(m_view);
    if ((option.state & QStyle::State_HasFocus) && style && style->keyboardInUse()) {
        paintFocusRing(*painter, QRectF(row).adjusted(3, 3, -3, -3), 4, theme, 0);
    }
    painter->restore();
}

void QueueDelegate::paintState(QPainter* painter, const QRect& row, const QRectF& place,
                               const QueueLine& line) const
{
    const Theme& theme = themeOf(m_view);
    const Job& job = line.row.job;
    const bool running = !isFinal(job.state) && job.state != JobState::Queued;
    QString word = statusText(job.state);
    if (running && line.standing.progress > 0) {
        word = tr("%1, %2").arg(word, percentText(qRound(line.standing.progress * 100)));
    }
    QString below;
    if (running) {
        paintProgress(*painter, QRectF(place.left(), row.top() + 46, place.width(), 4),
                      line.standing.progress, theme, theme.work);
        below = line.standing.remainingMs > 0 ? timeLeftText(line.standing.remainingMs) : QString();
    } else if (job.state == JobState::Queued) {
        below = waitingText(line.standing, job, QDateTime::currentMSecsSinceEpoch());
    } else if (const QString sentence = sentenceOf(line.standing); !sentence.isEmpty()) {
        below = sentence;
    } else {
        below = relativeDateText(QDateTime::fromMSecsSinceEpoch(job.finishedMs),
                                 QDateTime::currentDateTime());
    }
    // A sentence needs more room than a word.
    const bool sentence = !sentenceOf(line.standing).isEmpty()
        || (!running && !job.errorClass.isEmpty() && !below.isEmpty());
    const int chipTop = sentence ? 8 : running ? 12 : 18;
    const int textTop = sentence ? 38 : running ? 56 : 50;
    const int lines = sentence ? 3 : 2;
    paintStatusChip(*painter, QPointF(place.left(), row.top() + chipTop), glyphOf(job.state), word,
                    theme);
    paintWrapped(painter, QRectF(place.left(), row.top() + textTop, place.width(), lines * 16),
                 below, TextStyle::Small, theme.text2, Qt::AlignLeft, lines);
}

void QueueDelegate::paintButtons(QPainter* painter, const QRect& row, const QueueLine& line,
                                 bool hovered) const
{
    const Theme& theme = themeOf(m_view);
    // The first act is the one to take while something is to be decided.
    const JobState state = line.row.job.state;
    bool first = true;
    for (const auto& [act, rect] : buttons(row, line)) {
        const bool main = first && state != JobState::Done && state != JobState::Canceled;
        const QColor fill = hovered && rect.contains(m_pointer) ? theme.hover
            : main                                              ? theme.raised
                                                                : QColor(Qt::transparent);
        paintBox(*painter, rect, 6, fill, main ? theme.lineStrong : QColor(Qt::transparent));
        paintIcon(*painter, QPointF(rect.left() + 8, rect.center().y() - 7),
                  jobActIcon(act, line.row.job, line.standing), 16, theme.text);
        if (act != JobAct::More && hasWord(row.width(), first)) {
            paintText(*painter,
                      QRectF(rect.left() + 31, rect.top(), rect.width() - 31, rect.height()),
                      jobActText(act, line.row.job, line.standing), font(TextStyle::SmallMedium),
                      theme.text);
        }
        first = false;
    }
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {800, rowHeight};
}

bool QueueDelegate::editorEvent(QEvent* event, QAbstractItemModel*,
                                const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() == QEvent::MouseMove) {
        m_pointer = static_cast<QMouseEvent*>(event)->pos();
        m_view->update();
        return false;
    }
    if (event->type() == QEvent::MouseButtonRelease) {
        const QPoint position = static_cast<QMouseEvent*>(event)->pos();
        const auto line = index.data(QueueModel::LineRole).value<QueueLine>();
        for (const auto& [act, rect] : buttons(option.rect, line)) {
            if (rect.contains(position)) {
                Q_EMIT triggered(index, act);
                return true;
            }
        }
    }
    return false;
}

bool QueueDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                              const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto line = index.data(QueueModel::LineRole).value<QueueLine>();
    for (const auto& [act, rect] : buttons(option.rect, line)) {
        if (rect.contains(event->pos())) {
            showToolTip(event->globalPos(), jobActText(act, line.row.job, line.standing), {}, view);
            return true;
        }
    }
    const QString sentence = sentenceOf(line.standing);
    const QString text = sentence.isEmpty() ? line.row.generation.prompt : sentence;
    if (!text.isEmpty()) {
        showToolTip(event->globalPos(), text, {}, view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace raskadr::ui
