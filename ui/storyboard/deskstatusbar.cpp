#include "ui/storyboard/deskstatusbar.h"

#include "ui/common/badge.h"
#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/painters.h"
#include "ui/common/statuschip.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSlider>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int zoomSteps = 1000;
constexpr int factGap = 4; // besides the spacing on both sides of it
constexpr int track = 160;
constexpr int shortTrack = 80;
constexpr int savingShownAfterMs = 400;

} // namespace

// A short text, with an icon before it if it has one, in a role of the theme.
class DeskStatusBar::TextItem final : public QWidget
{
public:
    enum class Role { Primary, Secondary, Error };

    explicit TextItem(Role role, const QString& iconName = {}, const QString& widest = {})
        : m_iconName(iconName)
        , m_role(role)
    {
        if (!widest.isEmpty()) {
            setFixedWidth(widestNumberWidth(ui::font(TextStyle::Small), widest) + 2);
            m_alignment = Qt::AlignRight;
        }
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    }
    void setText(const QString& text)
    {
        if (text != m_text) {
            m_text = text;
            setAccessibleName(text);
            updateGeometry();
            update();
        }
    }
    void setLook(Role role, const QString& iconName)
    {
        m_role = role;
        m_iconName = iconName;
        update();
    }
    QSize sizeHint() const override
    {
        const double words = QFontMetricsF(ui::font(TextStyle::Small)).horizontalAdvance(m_text);
        return {qCeil(words) + (m_iconName.isEmpty() ? 1 : iconRoom + 1), 18};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& theme = themeOf(this);
        const QColor color = m_role == Role::Primary ? theme.text
            : m_role == Role::Error                  ? theme.error
                                                     : theme.text2;
        QRectF place = rect();
        if (!m_iconName.isEmpty()) {
            paintIcon(painter, {0, (height() - 16) / 2.0}, m_iconName, 16, color);
            place.setLeft(iconRoom);
        }
        paintText(painter, place, m_text, ui::font(TextStyle::Small), color, m_alignment);
    }

private:
    static constexpr int iconRoom = 20;
    QString m_iconName;
    QString m_text;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    Role m_role;
};

DeskStatusBar::DeskStatusBar(QWidget* parent)
    : QWidget(parent)
    , m_total(new TextItem(TextItem::Role::Primary))
    , m_done(new StatusChip(StatusGlyph::Done, {}, StatusChip::Shape::Plain))
    , m_inProgress(new StatusChip(StatusGlyph::Work, {}, StatusChip::Shape::Plain))
    , m_waiting(new StatusChip(StatusGlyph::Wait, {}, StatusChip::Shape::Plain))
    , m_saved(new TextItem(TextItem::Role::Secondary, u"check"_s))
    , m_panel(new Button(u"script"_s, tr("Side panel"), Button::Kind::Quiet))
    , m_strip(new Button(u"colour-strip"_s, tr("Colour strip"), Button::Kind::Quiet))
    , m_zoom(new QSlider(Qt::Horizontal))
    , m_percent(new TextItem(TextItem::Role::Secondary, {}, percentText(100)))
{
    setFixedHeight(32);
    auto* board = new TextItem(TextItem::Role::Secondary, u"board"_s);
    board->setFixedWidth(18);
    board->setAccessibleName({});
    auto* fit = new Button(u"fit"_s, tr("All shots in sight"), Button::Kind::Icon);
    fit->setKey(u"Ctrl+0"_s);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 1, 14, 0);
    row->setSpacing(8);
    for (QWidget* fact : {static_cast<QWidget*>(m_total), static_cast<QWidget*>(m_done),
                          static_cast<QWidget*>(m_inProgress), static_cast<QWidget*>(m_waiting),
                          static_cast<QWidget*>(m_saved)}) {
        row->addWidget(fact);
        row->addSpacing(factGap);
    }
    row->addStretch(1);
    row->addWidget(m_panel);
    row->addWidget(m_strip);
    row->addWidget(new Separator);
    row->addSpacing(factGap);
    row->addWidget(board);
    row->addWidget(m_zoom);
    row->addWidget(m_percent);
    row->addSpacing(factGap);
    row->addWidget(fit);

    for (Button* button : {m_panel, m_strip, fit}) {
        button->setExtent(Button::Extent::Small);
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_panel->setCheckable(true);
    m_strip->setCheckable(true);
    m_zoom->setRange(0, zoomSteps);
    m_zoom->setPageStep(zoomSteps / 10);
    m_zoom->setFixedWidth(track);
    m_zoom->setFocusPolicy(Qt::TabFocus);
    m_zoom->setAccessibleName(tr("Size of the boxes"));
    m_zoom->setToolTip(tr("Size of the boxes"));

    connect(m_panel, &Button::clicked, this, &DeskStatusBar::panelToggled);
    connect(m_strip, &Button::clicked, this, &DeskStatusBar::stripToggled);
    connect(fit, &Button::clicked, this, &DeskStatusBar::fitRequested);
    connect(m_zoom, &QSlider::valueChanged, this,
            [this](int value) { Q_EMIT zoomChosen(double(value) / zoomSteps); });
    m_savingTimer.setSingleShot(true);
    m_savingTimer.setInterval(savingShownAfterMs);
    connect(&m_savingTimer, &QTimer::timeout, this, &DeskStatusBar::showSaveState);
    showSaveState();
    setCounts({});
    setZoom(0);
}

void DeskStatusBar::setSaveState(SaveState state)
{
    m_saveState = state;
    if (state == SaveState::Saving) {
        m_savingTimer.start();
        return;
    }
    m_savingTimer.stop();
    showSaveState();
}

void DeskStatusBar::showSaveState()
{
    switch (m_saveState) {
    case SaveState::Saved:
        m_saved->setLook(TextItem::Role::Secondary, u"check"_s);
        m_saved->setText(tr("Saved"));
        break;
    case SaveState::Saving:
        m_saved->setLook(TextItem::Role::Secondary, u"clock"_s);
        m_saved->setText(tr("Saving…"));
        break;
    case SaveState::Failed:
        m_saved->setLook(TextItem::Role::Error, u"warning"_s);
        m_saved->setText(tr("Not saved"));
        break;
    }
    fit();
}

void DeskStatusBar::setCounts(const DeskCounts& counts)
{
    m_total->setText(
        tr("%1 · %2").arg(shotCountText(counts.shots), timecodeText(counts.durationMs)));
    const auto show = [](StatusChip* chip, ShotStatus status, int count) {
        chip->setStatus(glyphOf(status), u"%1 %2"_s.arg(statusText(status)).arg(count));
        chip->setVisible(count > 0);
    };
    show(m_done, ShotStatus::Done, counts.done);
    show(m_inProgress, ShotStatus::InProgress, counts.inProgress);
    show(m_waiting, ShotStatus::Waiting, counts.waiting);
    fit();
}

void DeskStatusBar::setZoom(double zoom)
{
    const QSignalBlocker blocker(m_zoom);
    m_zoom->setValue(qRound(zoom * zoomSteps));
    m_percent->setText(percentText(qRound(zoom * 100)));
}

void DeskStatusBar::setStripShown(bool shown)
{
    m_strip->setChecked(shown);
}

void DeskStatusBar::setPanelShown(bool shown)
{
    m_panel->setChecked(shown);
}

void DeskStatusBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(0, 0, width(), 1, theme.line);
}

void DeskStatusBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

bool DeskStatusBar::isTooWide()
{
    layout()->invalidate();
    return layout()->sizeHint().width() > width();
}

void DeskStatusBar::fit()
{
    m_saved->show();
    m_panel->setCompact(false);
    m_strip->setCompact(false);
    m_zoom->setFixedWidth(track);
    if (m_saveState != SaveState::Failed && isTooWide()) {
        m_saved->hide();
    }
    if (isTooWide()) {
        m_panel->setCompact(true);
    }
    if (isTooWide()) {
        m_strip->setCompact(true);
    }
    if (isTooWide()) {
        m_zoom->setFixedWidth(shortTrack);
    }
}

} // namespace raskadr::ui
