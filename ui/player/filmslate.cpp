#include "ui/player/filmslate.h"

#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QColor slatePlateColor(0, 0, 0, 184);
constexpr QColor quietOnPlate(0xC4, 0xC4, 0xC4);
constexpr double plateHeight = 60;
constexpr double slateHeight = 620; // of a window in which a slate has the sizes of the other pages
constexpr double mostScale = 2.5;
constexpr double numberHeight = 76;
constexpr int titleLines = 2;
constexpr int scriptLines = 10;

QString factsOf(const FilmClip& clip)
{
    const QString length = secondsText(clip.durationMs);
    if (!clip.hasMedia) {
        return QCoreApplication::translate("Film", "no headliner, %1").arg(length);
    }
    return (clip.kind == AssetKind::Video ? QCoreApplication::translate("Film", "video, %1")
                                          : QCoreApplication::translate("Film", "picture, %1"))
        .arg(length);
}

QString faultOf(const FilmClip& clip)
{
    if (!clip.hasMedia) {
        return {};
    }
    return clip.isLost
        ? QCoreApplication::translate("Film", "The file of this shot is missing or was changed")
        : QCoreApplication::translate("Film",
                                      "The file of this shot is damaged and cannot be played");
}

double widthOf(const QFont& font, const QString& text)
{
    return text.isEmpty() ? 0 : QFontMetricsF(font).horizontalAdvance(text) + 1;
}

} // namespace

void paintFilmSlate(QPainter& painter, const QRectF& whole, const FilmClip& clip)
{
    static const Theme theme = Theme::darkTheme();
    painter.fillRect(whole, theme.stage);
    painter.save();
    // A slate is read from where films are watched: it grows with the window.
    const double scale = std::clamp(whole.height() / slateHeight, 1.0, mostScale);
    painter.translate(whole.topLeft());
    painter.scale(scale, scale);
    const QRectF stage(QPointF(0, 0), whole.size() / scale);
    const double columnWidth = std::min(720.0, stage.width() - 64);
    const double left = stage.center().x() - columnWidth / 2;
    const auto wrapped = [&](QPainter* target, double top, const QString& text, TextStyle style,
                             const QColor& color, int lines) {
        return text.isEmpty() ? 0
                              : paintWrapped(target, QRectF(left, top, columnWidth, stage.height()),
                                             text, style, color, Qt::AlignHCenter, lines);
    };
    const int title = wrapped(nullptr, 0, clip.title, TextStyle::PageTitle, theme.text, titleLines);
    const int script =
        wrapped(nullptr, 0, clip.script, TextStyle::Prompt, theme.text2, scriptLines);
    const QString fault = faultOf(clip);
    const double total = numberHeight + (title ? 8 + title : 0) + (script ? 16 + script : 0)
        + (fault.isEmpty() ? 0 : 44);

    double top = stage.center().y() - total / 2;
    QFont numberFont = font(TextStyle::DisplayTitle);
    numberFont.setPixelSize(64);
    paintText(painter, QRectF(left, top, columnWidth, numberHeight), QString::number(clip.number),
              numberFont, theme.lineControl, Qt::AlignHCenter);
    top += numberHeight;
    if (title) {
        wrapped(&painter, top + 8, clip.title, TextStyle::PageTitle, theme.text, titleLines);
        top += 8 + title;
    }
    if (script) {
        wrapped(&painter, top + 16, clip.script, TextStyle::Prompt, theme.text2, scriptLines);
        top += 16 + script;
    }
    if (!fault.isEmpty()) {
        const QFont words = font(TextStyle::Body);
        const double width = widthOf(words, fault);
        const double start = stage.center().x() - (width + 26) / 2;
        paintIcon(painter, {start, top + 25}, u"warning"_s, 18, theme.error);
        paintText(painter, QRectF(start + 26, top + 24, width + 1, 20), fault, words, theme.error);
    }
    painter.restore();
}

void paintFilmTitle(QPainter& painter, const QPointF& at, double room, const FilmClip& clip)
{
    QFont numberFont = font(TextStyle::DisplayTitle);
    numberFont.setPixelSize(26);
    QFont titleFont = font(TextStyle::Heading);
    titleFont.setWeight(QFont::Normal);
    const QFont factsFont = font(TextStyle::Small);
    const QString number = QString::number(clip.number);
    const QString facts = factsOf(clip);
    const double numberWidth = widthOf(numberFont, number);
    const double textWidth =
        std::min(std::max(widthOf(titleFont, clip.title), widthOf(factsFont, facts)),
                 room - numberWidth - 46);
    const QRectF plate(at, QSizeF(numberWidth + 14 + textWidth + 32, plateHeight));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, plate, 8, slatePlateColor);
    paintText(painter, QRectF(plate.left() + 16, plate.top(), numberWidth, plateHeight), number,
              numberFont, Qt::white);
    const QRectF text(plate.left() + 30 + numberWidth, plate.top() + 10, textWidth, 40);
    if (clip.title.isEmpty()) {
        paintText(painter, text, facts, factsFont, quietOnPlate);
    } else {
        paintText(painter, QRectF(text.topLeft(), QSizeF(textWidth, 20)), clip.title, titleFont,
                  Qt::white);
        paintText(painter, QRectF(text.left(), text.top() + 22, textWidth, 18), facts, factsFont,
                  quietOnPlate);
    }
    painter.restore();
}

} // namespace raskadr::ui
