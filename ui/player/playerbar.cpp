#include "ui/player/playerbar.h"

#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/theme.h"
#include "ui/player/videoplayer.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSlider>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int roomForSpeed = 380;

} // namespace

// White digits on a plate, in the width of the widest digits so that they do not jitter.
class PlainTime final : public QWidget
{
public:
    PlainTime() { setFixedWidth(widestNumberWidth(font(TextStyle::Body), u"00:00 / 00:00"_s)); }
    void setText(const QString& text)
    {
        if (m_text != text) {
            m_text = text;
            setAccessibleName(text);
            update();
        }
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintText(painter, QRectF(rect()), m_text, font(TextStyle::Body), Qt::white);
    }

private:
    static QFont font(TextStyle style) { return ui::font(style); }
    QString m_text;
};

PlayerBar::PlayerBar(VideoPlayer& player, QWidget* parent)
    : QWidget(parent)
    , m_player(player)
    , m_play(new Button(u"play"_s, tr("Play"), Button::Kind::Icon))
    , m_speed(new Button(u"1×"_s, Button::Kind::Quiet))
    , m_loop(new Button(u"loop"_s, tr("Loop"), Button::Kind::Icon))
    , m_sound(new Button(u"sound"_s, tr("Sound"), Button::Kind::Icon))
    , m_time(new PlainTime)
    , m_place(new QSlider(Qt::Horizontal))
{
    setFixedHeight(44);
    auto* back = new Button(u"frame-prev"_s, tr("One frame back"), Button::Kind::Icon);
    auto* forth = new Button(u"frame-next"_s, tr("One frame forth"), Button::Kind::Icon);
    back->setKey(u","_s);
    forth->setKey(u"."_s);
    m_play->setKey(tr("Space"));
    m_sound->setKey(u"M"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(2);
    for (Button* button : {back, m_play, forth}) {
        layout->addWidget(button);
    }
    layout->addSpacing(6);
    layout->addWidget(m_time);
    layout->addWidget(m_place, 1);
    layout->addSpacing(6);
    layout->addWidget(m_speed);
    layout->addWidget(m_loop);
    layout->addWidget(m_sound);
    for (Button* button : {back, m_play, forth, m_speed, m_loop, m_sound}) {
        button->setOnPicture(true);
        button->setIconSize(20);
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_speed->setHint(tr("Speed"));
    m_loop->setCheckable(true);
    m_place->setAccessibleName(tr("Place in the film"));
    m_place->setFocusPolicy(Qt::NoFocus);

    connect(back, &Button::clicked, this, [this] { m_player.step(-1); });
    connect(forth, &Button::clicked, this, [this] { m_player.step(1); });
    connect(m_play, &Button::clicked, this, [this] { m_player.toggle(); });
    connect(m_speed, &Button::clicked, this, &PlayerBar::chooseSpeed);
    connect(m_loop, &Button::clicked, this, [this](bool on) { m_player.setLooping(on); });
    connect(m_sound, &Button::clicked, this, [this] { m_player.setMuted(!m_player.isMuted()); });
    connect(m_place, &QSlider::sliderMoved, this, [this](int ms) { m_player.seek(ms); });
    connect(&m_player, &VideoPlayer::stateChanged, this, &PlayerBar::refresh);
    connect(&m_player, &VideoPlayer::positionChanged, this, &PlayerBar::refresh);
    refresh();
}

void PlayerBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeOf(this).plate);
}

void PlayerBar::refresh()
{
    m_play->setIconName(m_player.isPlaying() ? u"pause"_s : u"play"_s);
    m_play->setHint(m_player.isPlaying() ? tr("Pause") : tr("Play"));
    m_sound->setIconName(m_player.isMuted() ? u"mute"_s : u"sound"_s);
    m_loop->setChecked(m_player.isLooping());
    m_place->setRange(0, static_cast<int>(std::max<qint64>(m_player.durationMs(), 1)));
    if (!m_place->isSliderDown()) {
        m_place->setValue(static_cast<int>(m_player.positionMs()));
    }
    const QString speed = u"%1×"_s.arg(decimalText(m_player.rate()));
    m_speed->setText(speed);
    m_speed->setAccessibleName(tr("Speed: %1").arg(speed));
    m_time->setText(
        u"%1 / %2"_s.arg(timecodeText(m_player.positionMs()), timecodeText(m_player.durationMs())));
}

void PlayerBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_speed->setVisible(width() >= roomForSpeed);
}

void PlayerBar::chooseSpeed()
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const double rate : {0.25, 0.5, 1.0, 1.5, 2.0}) {
        QAction* action = menu->addItem({}, u"%1×"_s.arg(decimalText(rate)));
        action->setCheckable(true);
        action->setChecked(rate == m_player.rate());
        connect(action, &QAction::triggered, this, [this, rate] { m_player.setRate(rate); });
    }
    menu->popup(m_speed->mapToGlobal(QPoint(0, m_speed->height())));
}

} // namespace raskadr::ui
