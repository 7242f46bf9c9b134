#pragma once

#include <QByteArray>
#include <QColor>
#include <QFont>
#include <array>

class QApplication;
class QWidget;

namespace raskadr::ui {

// The colours of the interface by role, as resources/tokens.css defines them. A plain value.
struct Theme
{
    bool dark = true;
    QColor stage, window, panel, raised, hover, field, line, lineStrong, lineControl;
    QColor text, text2, textOff;
    QColor accent, accentHover, accentPress, onAccent, accentText, accentLine, accentBg;
    QColor selBg, focus;
    QColor wait, work, done, error, cancel, warn;
    QColor waitBg, workBg, doneBg, errorBg, warnBg, cancelBg;
    QColor add, addBg, del, delBg;
    QColor plate, scrim, edge;
    std::array<QColor, 7> labels;

    static Theme darkTheme();
    static Theme lightTheme();
    // Reads the roles out of a style sheet with custom properties; roles it lacks stay invalid.
    static Theme fromTokens(const QByteArray& css, bool dark);
};

// The theme of the application's RaskadrStyle; dark if there is none. The reference stays good
// until the next applyTheme(); a widget that keeps colours refreshes them on QEvent::PaletteChange.
const Theme& themeOf(const QWidget* widget);

enum class TextStyle {
    PageTitle, // 22/28, Display 600
    Heading, // 15/20, 600
    Body, // 13/18
    BodyMedium, // 13/18, 500: buttons
    Prompt, // 13/20
    Small, // 12/16
    SmallMedium, // 12/16, 500: card titles
    Tiny, // 11/14
    TinyBold, // 11/14, 600: badges
    BodyBold, // 13/18, 600: headings inside panels
    TinyMedium, // 11/14, 500: plates and keys
    DisplayTitle, // 28/36, Display 600: the login page
};

QFont font(TextStyle style);
// The distance between base lines, in pixels.
int lineHeight(TextStyle style);

// Makes small text equally heavy in both themes. To be called in main() before the QApplication:
// what it sets is read once, when the first font is loaded.
void prepareTextRendering();

// Gives the application its style, palette and fonts; call again to switch. With `reducedMotion`
// every animation ends at once.
void applyTheme(QApplication& application, bool dark, bool reducedMotion = false);

// `ms` as asked for, or 0 under reduced motion.
int motionMs(int ms);

} // namespace raskadr::ui
