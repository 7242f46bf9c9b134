#include "ui/common/theme.h"

#include "resources/resources.h"
#include "ui/common/style.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QRegularExpression>
#include <QToolTip>
#include <QWidget>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Role
{
    const char* name;
    QColor Theme::*member;
};

constexpr std::array roles = std::to_array<Role>({
    {"stage", &Theme::stage},
    {"window", &Theme::window},
    {"panel", &Theme::panel},
    {"raised", &Theme::raised},
    {"hover", &Theme::hover},
    {"field", &Theme::field},
    {"line", &Theme::line},
    {"line-strong", &Theme::lineStrong},
    {"line-control", &Theme::lineControl},
    {"text", &Theme::text},
    {"text2", &Theme::text2},
    {"text-off", &Theme::textOff},
    {"accent", &Theme::accent},
    {"accent-hover", &Theme::accentHover},
    {"accent-press", &Theme::accentPress},
    {"on-accent", &Theme::onAccent},
    {"accent-text", &Theme::accentText},
    {"accent-line", &Theme::accentLine},
    {"accent-bg", &Theme::accentBg},
    {"sel-bg", &Theme::selBg},
    {"focus", &Theme::focus},
    {"wait", &Theme::wait},
    {"work", &Theme::work},
    {"done", &Theme::done},
    {"error", &Theme::error},
    {"cancel", &Theme::cancel},
    {"warn", &Theme::warn},
    {"wait-bg", &Theme::waitBg},
    {"work-bg", &Theme::workBg},
    {"done-bg", &Theme::doneBg},
    {"error-bg", &Theme::errorBg},
    {"warn-bg", &Theme::warnBg},
    {"add", &Theme::add},
    {"add-bg", &Theme::addBg},
    {"del", &Theme::del},
    {"del-bg", &Theme::delBg},
    {"plate", &Theme::plate},
    {"scrim", &Theme::scrim},
    {"edge", &Theme::edge},
});

QColor readColor(const QString& text)
{
    static const QRegularExpression rgba(
        uR"(^rgba\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*([\d.]+)\s*\)$)"_s);
    const QRegularExpressionMatch match = rgba.match(text);
    if (match.hasMatch()) {
        QColor color(match.captured(1).toInt(), match.captured(2).toInt(),
                     match.captured(3).toInt());
        color.setAlphaF(match.captured(4).toFloat());
        return color;
    }
    return QColor(text);
}

QByteArray tokens()
{
    initResources();
    QFile file(u":/raskadr/tokens.css"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct TextMetrics
{
    int pixels;
    int line;
    QFont::Weight weight;
    bool display;
};

constexpr TextMetrics metricsOf(TextStyle style)
{
    switch (style) {
    case TextStyle::PageTitle:
        return {22, 28, QFont::DemiBold, true};
    case TextStyle::Heading:
        return {15, 20, QFont::DemiBold, false};
    case TextStyle::Body:
        return {13, 18, QFont::Normal, false};
    case TextStyle::BodyMedium:
        return {13, 18, QFont::Medium, false};
    case TextStyle::Prompt:
        return {13, 20, QFont::Normal, false};
    case TextStyle::Small:
        return {12, 16, QFont::Normal, false};
    case TextStyle::SmallMedium:
        return {12, 16, QFont::Medium, false};
    case TextStyle::Tiny:
        return {11, 14, QFont::Normal, false};
    case TextStyle::TinyBold:
        return {11, 14, QFont::DemiBold, false};
    case TextStyle::BodyBold:
        return {13, 18, QFont::DemiBold, false};
    case TextStyle::TinyMedium:
        return {11, 14, QFont::Medium, false};
    case TextStyle::DisplayTitle:
        return {28, 36, QFont::DemiBold, true};
    }
    Q_UNREACHABLE();
}

} // namespace

Theme Theme::darkTheme()
{
    return fromTokens(tokens(), true);
}

Theme Theme::lightTheme()
{
    return fromTokens(tokens(), false);
}

Theme Theme::fromTokens(const QByteArray& css, bool dark)
{
    static const QRegularExpression block(uR"(([^{}]*)\{([^{}]*)\})"_s);
    static const QRegularExpression property(uR"(--([a-z0-9-]+)\s*:\s*([^;}]+))"_s);
    const QString wanted = dark ? u"dark"_s : u"light"_s;
    QHash<QString, QColor> values;
    QRegularExpressionMatchIterator blocks = block.globalMatch(QString::fromUtf8(css));
    while (blocks.hasNext()) {
        const QRegularExpressionMatch match = blocks.next();
        if (!match.captured(1).contains(u"[data-theme="_s + wanted)) {
            continue;
        }
        QRegularExpressionMatchIterator properties = property.globalMatch(match.captured(2));
        while (properties.hasNext()) {
            const QRegularExpressionMatch entry = properties.next();
            values.insert(entry.captured(1), readColor(entry.captured(2).trimmed()));
        }
    }
    Theme theme;
    theme.dark = dark;
    for (const Role& role : roles) {
        theme.*role.member = values.value(QString::fromLatin1(role.name));
    }
    theme.cancelBg = theme.waitBg;
    for (size_t i = 0; i < theme.labels.size(); ++i) {
        theme.labels[i] = values.value(u"l%1"_s.arg(i + 1));
    }
    return theme;
}

const Theme& themeOf(const QWidget* widget)
{
    if (const RaskadrStyle* style = RaskadrStyle::of(widget)) {
        return style->theme();
    }
    static const Theme fallback = Theme::darkTheme();
    return fallback;
}

QFont font(TextStyle style)
{
    const TextMetrics metrics = metricsOf(style);
    QFont result;
    QStringList families{u"Inter"_s, u"Noto Sans"_s, u"Segoe UI"_s, u"sans-serif"_s};
    if (metrics.display) {
        families.prepend(u"Inter Display"_s);
    }
    result.setFamilies(families);
    result.setPixelSize(metrics.pixels);
    result.setWeight(metrics.weight);
    return result;
}

int lineHeight(TextStyle style)
{
    return metricsOf(style).line;
}

void prepareTextRendering()
{
    // Qt has FreeType thicken the stems of CFF fonts, and Inter is one. The usual amount suits dark
    // text; light text on dark becomes bold by it. A third of it is right for both.
    if (!qEnvironmentVariableIsSet("FREETYPE_PROPERTIES")) {
        qputenv("FREETYPE_PROPERTIES", "cff:darkening-parameters=500,130,1000,90,1667,90,2333,0");
    }
}

void applyTheme(QApplication& application, bool dark, bool reducedMotion)
{
    initResources();
    Theme theme = dark ? Theme::darkTheme() : Theme::lightTheme();
    RaskadrStyle* style = RaskadrStyle::of(nullptr);
    const bool fresh = style == nullptr;
    if (fresh) {
        style = new RaskadrStyle(std::move(theme));
    } else {
        style->setTheme(std::move(theme));
    }
    style->setReducedMotion(reducedMotion);
    application.setFont(font(TextStyle::Body));
    QToolTip::setFont(font(TextStyle::Small));
    if (fresh) {
        application.setStyle(style);
    }
    application.setPalette(style->standardPalette());
    QToolTip::setPalette(style->standardPalette());
    if (!fresh) {
        const QWidgetList widgets = QApplication::allWidgets();
        for (QWidget* widget : widgets) {
            QEvent change(QEvent::StyleChange);
            QCoreApplication::sendEvent(widget, &change);
            widget->update();
        }
    }
}

int motionMs(int ms)
{
    const RaskadrStyle* style = RaskadrStyle::of(nullptr);
    return style && style->reducedMotion() ? 0 : ms;
}

} // namespace raskadr::ui
