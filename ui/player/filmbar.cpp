#include "ui/player/filmbar.h"

#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/theme.h"
#include "ui/player/filmplayer.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QSlider>
#include <QStyleOptionSlider>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

// The film is dark in both themes, and so are its controls.
constexpr QColor barPlateColor(12, 12, 12, 219);
constexpr QColor emptyColor(0x2B, 0x2B, 0x2B);
constexpr QColor textColor(0xEB, 0xEB, 0xEB);
constexpr QColor text2Color(0xB0, 0xB0, 0xB0);
constexpr QColor outlineColor(0x5A, 0x5A, 0x5A);
constexpr int lineHeightPx = 10;
constexpr int volumeSteps = 100;

// Neither the lightest nor the darkest band: what the shot looks like from afar.
QColor colorOf(const FilmClip& clip)
{
    if (clip.colours.isEmpty()) {
        return emptyColor;
    }
    return QColor::fromRgb(clip.colours.at(std::min<qsizetype>(2, clip.colours.size() - 1)));
}

// The round button of 48 px.
class RoundButton final : public QAbstractButton
{
public:
    RoundButton()
    {
        setFixedSize(48, 48);
        setFocusPolicy(Qt::TabFocus);
        setProperty("focusRadius", 24);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() || underMouse() ? QColor(Qt::white) : textColor);
        painter.drawEllipse(rect());
        paintIcon(painter, {14, 14}, isChecked() ? u"pause"_s : u"play"_s, 20,
                  QColor(0x11, 0x11, 0x11));
    }
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
};

class VolumeSlider final : public QSlider
{
public:
    VolumeSlider()
        : QSlider(Qt::Horizontal)
    {
        setRange(0, volumeSteps);
        setFixedWidth(96);
        setFocusPolicy(Qt::TabFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QStyleOptionSlider option;
        initStyleOption(&option);
        const QRectF handle =
            style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const double middle = height() / 2.0;
        painter.setBrush(QColor(0x7A, 0x7A, 0x7A));
        painter.drawRoundedRect(QRectF(0, middle - 1, width(), 2), 1, 1);
        painter.setBrush(Qt::white);
        painter.drawRoundedRect(QRectF(0, middle - 1, handle.center().x(), 2), 1, 1);
        painter.drawEllipse(QPointF(handle.center().x(), middle), 6, 6);
    }
};

} // namespace

// «3:46 / 4:42    Shot 50 of 60», in places that do not move.
class FilmTime final : public QWidget
{
public:
    FilmTime()
    {
        m_font = ui::font(TextStyle::Heading);
        m_font.setWeight(QFont::Normal);
    }
    void setTexts(const QString& time, const QString& total, const QString& shot)
    {
        if (m_time == time && m_total == total && m_shot == shot) {
            return;
        }
        m_time = time;
        m_total = total;
        m_shot = shot;
        m_timeWidth = widestNumberWidth(m_font, total);
        setFixedWidth(m_timeWidth + width(m_font, u" / "_s + total) + gap
                      + width(ui::font(TextStyle::Body), shot) + 4);
        setAccessibleName(u"%1 / %2, %3"_s.arg(time, total, shot));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        double left = m_timeWidth;
        paintText(painter, QRectF(0, 0, left, height()), m_time, m_font, textColor, Qt::AlignRight);
        const QString total = u" / "_s + m_total;
        paintText(painter, QRectF(left, 0, width() - left, height()), total, m_font, text2Color);
        left += width(m_font, total) + gap;
        paintText(painter, QRectF(left, 0, width() - left, height()), m_shot,
                  ui::font(TextStyle::Body), text2Color);
    }

private:
    using QWidget::width;
    static int width(const QFont& font, const QString& text)
    {
        return qCeil(QFontMetricsF(font).horizontalAdvance(text));
    }

    static constexpr int gap = 24;
    QFont m_font;
    QString m_time, m_total, m_shot;
    int m_timeWidth = 0;
};

FilmLine::FilmLine(FilmPlayer& player, QWidget* parent)
    : QWidget(parent)
    , m_player(player)
{
    setFixedHeight(20);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Place in the film"));
    connect(&m_player, &FilmPlayer::positionChanged, this, &FilmLine::follow);
    connect(&m_player, &FilmPlayer::shotChanged, this, [this] { update(); });
}

qint64 FilmLine::timeAt(double x) const
{
    const double share = std::clamp(x / std::max(width(), 1), 0.0, 1.0);
    return qRound64(share * static_cast<double>(m_player.reel().totalMs()));
}

double FilmLine::placeOf(qint64 ms) const
{
    const qint64 total = m_player.reel().totalMs();
    return total > 0 ? width() * static_cast<double>(ms) / static_cast<double>(total) : 0;
}

void FilmLine::follow()
{
    // Repainting is worth it only when the mark moves.
    if (qRound(placeOf(m_player.positionMs())) != m_marked) {
        update();
    }
}

bool FilmLine::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const FilmReel& reel = m_player.reel();
        if (const int index = reel.indexAt(timeAt(help->pos().x())); index >= 0) {
            const FilmClip& clip = reel.clip(index);
            showToolTip(help->globalPos(),
                        clip.title.isEmpty() ? tr("Shot %1").arg(clip.number)
                                             : u"%1 %2"_s.arg(clip.number).arg(clip.title),
                        timecodeText(reel.startMs(index)), this);
        }
        return true;
    }
    return QWidget::event(event);
}

void FilmLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const FilmReel& reel = m_player.reel();
    const QRectF line(0, (height() - lineHeightPx) / 2.0, width(), lineHeightPx);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(line, 3, 3);
    painter.save();
    painter.setClipPath(shape);
    painter.setRenderHint(QPainter::Antialiasing, false);
    // A line between the shots as long as that leaves something of them.
    const double gap = reel.count() * 4 < width() ? 1 : 0;
    for (int i = 0; i < reel.count(); ++i) {
        const double left = std::round(placeOf(reel.startMs(i)));
        const double right = std::round(placeOf(reel.startMs(i + 1)));
        painter.fillRect(QRectF(left, line.top(), right - left - gap, line.height()),
                         colorOf(reel.clip(i)));
    }
    painter.restore();
    m_marked = qRound(placeOf(m_player.positionMs()));
    const QRectF mark(std::clamp(m_marked - 1.5, 0.5, width() - 3.5), 0.5, 3, 19);
    painter.setPen(QPen(Qt::black, 1));
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(mark, 1.5, 1.5);
}

void FilmLine::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        // Dragged, the film shows what is under the pointer and makes no sound.
        m_dragging = true;
        m_wasPlaying = m_player.isPlaying();
        m_player.pause();
        m_player.seek(timeAt(event->position().x()));
    }
}

void FilmLine::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging) {
        m_player.seek(timeAt(event->position().x()));
    }
}

void FilmLine::mouseReleaseEvent(QMouseEvent*)
{
    if (std::exchange(m_dragging, false) && m_wasPlaying) {
        m_player.play();
    }
}

FilmBar::FilmBar(FilmPlayer& player, QWidget* parent)
    : QWidget(parent)
    , m_player(player)
    , m_line(new FilmLine(player))
    , m_play(new RoundButton)
    , m_time(new FilmTime)
    , m_skip(new Button(tr("Skip empty shots"), Button::Kind::Quiet))
    , m_sound(new Button(u"sound"_s, tr("Sound"), Button::Kind::Icon))
    , m_volume(new VolumeSlider)
    , m_loop(new Button(u"loop"_s, tr("Loop"), Button::Kind::Icon))
{
    setAttribute(Qt::WA_NoMousePropagation); // a press beside a button does not pause the film
    auto* previous = new Button(u"frame-prev"_s, tr("Previous shot"), Button::Kind::Icon);
    auto* next = new Button(u"frame-next"_s, tr("Next shot"), Button::Kind::Icon);
    auto* full = new Button(u"fullscreen"_s, tr("Full screen"), Button::Kind::Icon);
    previous->setKey(u"←"_s);
    next->setKey(u"→"_s);
    m_sound->setKey(u"M"_s);
    m_loop->setKey(u"L"_s);
    full->setKey(u"F"_s);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(32, 17, 32, 20);
    column->setSpacing(11);
    column->addWidget(m_line);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(previous);
    row->addWidget(m_play);
    row->addWidget(next);
    row->addSpacing(14);
    row->addWidget(m_time);
    row->addStretch(1);
    row->addWidget(m_skip);
    row->addWidget(m_sound);
    row->addWidget(m_volume);
    row->addSpacing(6);
    row->addWidget(m_loop);
    row->addWidget(full);
    column->addLayout(row);
    m_time->setFixedHeight(48);
    m_play->setCheckable(true);
    m_loop->setCheckable(true);
    m_skip->setCheckable(true);
    m_skip->hide();
    m_volume->setAccessibleName(tr("Volume"));
    for (Button* button : {previous, next, m_skip, m_sound, m_loop, full}) {
        button->setOnPicture(true);
        button->setFocusPolicy(Qt::TabFocus);
    }
    for (Button* button : {previous, next, m_sound, m_loop, full}) {
        button->setIconSize(20);
        button->setExtent(Button::Extent::Large);
    }

    connect(previous, &Button::clicked, &m_player, &FilmPlayer::previous);
    connect(next, &Button::clicked, &m_player, &FilmPlayer::next);
    connect(m_play, &QAbstractButton::clicked, &m_player, &FilmPlayer::toggle);
    connect(m_sound, &Button::clicked, this, [this] { m_player.setMuted(!m_player.isMuted()); });
    connect(m_volume, &QSlider::valueChanged, this,
            [this](int value) { m_player.setVolume(double(value) / volumeSteps); });
    connect(m_loop, &Button::clicked, &m_player, &FilmPlayer::setLooping);
    connect(m_skip, &Button::clicked, this, &FilmBar::skipEmptyChanged);
    connect(full, &Button::clicked, this, &FilmBar::fullScreenRequested);
    connect(&m_player, &FilmPlayer::stateChanged, this, &FilmBar::refresh);
    connect(&m_player, &FilmPlayer::shotChanged, this, &FilmBar::refreshTime);
    connect(&m_player, &FilmPlayer::positionChanged, this, &FilmBar::refreshTime);
    refresh();
}

void FilmBar::setHasEmpty(bool has)
{
    m_skip->setVisible(has);
}

void FilmBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), barPlateColor);
    if (m_skip->isVisible()) {
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, QRectF(m_skip->geometry()), 6, {}, outlineColor);
    }
}

void FilmBar::refresh()
{
    m_play->setChecked(m_player.isPlaying());
    m_play->setAccessibleName(m_player.isPlaying() ? tr("Pause") : tr("Play"));
    m_sound->setIconName(m_player.isMuted() ? u"mute"_s : u"sound"_s);
    m_loop->setChecked(m_player.isLooping());
    const QSignalBlocker blocker(m_volume);
    m_volume->setValue(m_player.isMuted() ? 0 : qRound(m_player.volume() * volumeSteps));
    refreshTime();
}

void FilmBar::refreshTime()
{
    const FilmReel& reel = m_player.reel();
    m_time->setTexts(timecodeText(m_player.positionMs()), timecodeText(reel.totalMs()),
                     tr("Shot %1 of %2").arg(m_player.current() + 1).arg(reel.count()));
}

} // namespace raskadr::ui
