#include "ui/import/importprogresscard.h"

#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/progressbar.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/common/toast.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace raskadr::ui {

namespace {

constexpr int rightMargin = 24;
constexpr int bottomMargin = 48; // as toasts
constexpr int appearAfterMs = 400;
constexpr int trustAfterMs = 2000; // before that the time left is a guess

} // namespace

ImportProgressCard::ImportProgressCard(QWidget* window)
    : QWidget(window)
    , m_text(new ElidedLabel({}, TextStyle::BodyMedium))
    , m_left(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_bar(new ProgressBar)
    , m_toasts(ToastStack::of(window))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 12, 14);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_left);
    row->addLayout(words, 1);
    auto* cancel = new Button(tr("Cancel"));
    cancel->setExtent(Button::Extent::Small);
    row->addWidget(cancel, 0, Qt::AlignTop);
    column->addLayout(row);
    m_bar->setAccessibleName(tr("Import"));
    column->addWidget(m_bar);
    connect(cancel, &Button::clicked, this, &ImportProgressCard::cancelRequested);

    m_appear.setSingleShot(true);
    m_appear.setInterval(appearAfterMs);
    connect(&m_appear, &QTimer::timeout, this, [this] {
        m_due = true;
        arrange();
    });
    if (m_toasts) {
        connect(m_toasts, &ToastStack::heldChanged, this, &ImportProgressCard::arrange);
    }
    window->installEventFilter(this);
    hide();
}

void ImportProgressCard::arrange()
{
    if (!m_due || (m_toasts && m_toasts->isHeld())) {
        hide();
        return;
    }
    place();
    show();
    raise();
}

void ImportProgressCard::setProgress(const ImportProgress& progress)
{
    begin();
    m_text->setText(
        tr("Import: %1 of %2").arg(numberText(progress.done), fileCountText(progress.total)));
    const double share =
        progress.bytesTotal > 0 ? double(progress.bytesDone) / double(progress.bytesTotal) : 0;
    showShare(share, bytesText(progress.bytesTotal));
}

void ImportProgressCard::setFetching(const QString& name, qint64 received, qint64 total)
{
    begin();
    m_text->setText(tr("Fetching %1").arg(name));
    showShare(total > 0 ? double(received) / double(total) : 0, bytesText(received));
}

void ImportProgressCard::begin()
{
    if (!m_since.isValid()) {
        m_since.start();
        m_appear.start();
    }
}

void ImportProgressCard::showShare(double share, const QString& otherwise)
{
    m_bar->setShare(share);
    const qint64 elapsed = m_since.elapsed();
    m_left->setText(elapsed > trustAfterMs && share > 0
                        ? timeLeftText(qint64(double(elapsed) * (1 - share) / share))
                        : otherwise);
}

void ImportProgressCard::reset()
{
    m_appear.stop();
    m_since.invalidate();
    m_due = false;
    arrange();
}

QString ImportProgressCard::text() const
{
    return m_text->text();
}

bool ImportProgressCard::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void ImportProgressCard::place()
{
    const QSize size = sizeHint();
    setGeometry(QRect(QPoint(parentWidget()->width() - rightMargin - size.width(),
                             parentWidget()->height() - bottomMargin - size.height()),
                      size));
}

void ImportProgressCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    paintPopup(painter, rect(), 8, theme, theme.raised);
}

} // namespace raskadr::ui
