#include "contrasttest.h"

#include "ui/common/style.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QTest>
#include <cmath>

using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (qMax(one, other) + 0.05) / (qMin(one, other) + 0.05);
}

double worst(const QColor& color, const QList<QColor>& grounds)
{
    double least = 100;
    for (const QColor& ground : grounds) {
        least = qMin(least, contrast(color, ground));
    }
    return least;
}

QList<QColor> surfaces(const Theme& t)
{
    return {t.stage, t.window, t.panel, t.raised, t.hover, t.field, t.selBg};
}

void addThemes()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
}

Theme fetchTheme()
{
    QFETCH(bool, dark);
    return dark ? Theme::darkTheme() : Theme::lightTheme();
}

} // namespace

void ContrastTest::everyRoleIsDefined_data()
{
    addThemes();
}

void ContrastTest::everyRoleIsDefined()
{
    const Theme t = fetchTheme();
    const QList<QColor> all{t.stage,    t.window,     t.panel,      t.raised,      t.hover,
                            t.field,    t.line,       t.lineStrong, t.lineControl, t.text,
                            t.text2,    t.textOff,    t.accent,     t.accentHover, t.accentPress,
                            t.onAccent, t.accentText, t.accentLine, t.accentBg,    t.selBg,
                            t.focus,    t.wait,       t.work,       t.done,        t.error,
                            t.cancel,   t.warn,       t.waitBg,     t.workBg,      t.doneBg,
                            t.errorBg,  t.warnBg,     t.cancelBg,   t.add,         t.addBg,
                            t.del,      t.delBg,      t.plate,      t.scrim,       t.edge};
    for (const QColor& color : all) {
        QVERIFY(color.isValid());
    }
    for (const QColor& label : t.labels) {
        QVERIFY(label.isValid());
    }
    QCOMPARE(t.accent, QColor(0xF0A63C));
}

void ContrastTest::surfacesLinesAndTextsAreGrey_data()
{
    addThemes();
}

void ContrastTest::surfacesLinesAndTextsAreGrey()
{
    const Theme t = fetchTheme();
    for (const QColor& color : surfaces(t)
             + QList<QColor>{t.line, t.lineStrong, t.lineControl, t.text, t.text2, t.textOff}) {
        QCOMPARE(color.red(), color.green());
        QCOMPARE(color.green(), color.blue());
    }
}

void ContrastTest::textsAreReadableOnEverySurface_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("role");
    QTest::addColumn<double>("published");
    const auto row = [](bool dark, const char* role, double published) {
        QTest::addRow("%s %s", dark ? "dark" : "light", role)
            << dark << QString::fromLatin1(role) << published;
    };
    row(true, "text", 9.5);
    row(true, "text2", 5.2);
    row(true, "accentText", 6.0);
    row(true, "work", 5.2);
    row(true, "done", 5.4);
    row(true, "error", 5.0);
    row(true, "cancel", 4.8);
    row(true, "warn", 6.7);
    row(false, "text", 12.1);
    row(false, "text2", 5.1);
    row(false, "accentText", 4.9);
    row(false, "wait", 4.7);
    row(false, "work", 4.6);
    row(false, "done", 4.8);
    row(false, "error", 4.6);
    row(false, "cancel", 4.9);
    row(false, "warn", 4.9);
}

void ContrastTest::textsAreReadableOnEverySurface()
{
    const Theme t = fetchTheme();
    QFETCH(QString, role);
    QFETCH(double, published);
    const QHash<QString, QColor> roles{
        {u"text"_s, t.text},   {u"text2"_s, t.text2},   {u"accentText"_s, t.accentText},
        {u"wait"_s, t.wait},   {u"work"_s, t.work},     {u"done"_s, t.done},
        {u"error"_s, t.error}, {u"cancel"_s, t.cancel}, {u"warn"_s, t.warn}};
    const double least = worst(roles.value(role), surfaces(t));
    QVERIFY2(least >= 4.5, qPrintable(QString::number(least)));
    QVERIFY2(std::abs(least - published) < 0.1, qPrintable(QString::number(least)));
}

void ContrastTest::chipsDiffAndAccentAreReadable_data()
{
    addThemes();
}

void ContrastTest::chipsDiffAndAccentAreReadable()
{
    const Theme t = fetchTheme();
    const QList<QPair<QColor, QColor>> chips{{t.wait, t.waitBg},     {t.work, t.workBg},
                                             {t.done, t.doneBg},     {t.error, t.errorBg},
                                             {t.cancel, t.cancelBg}, {t.warn, t.warnBg}};
    for (const auto& [text, ground] : chips) {
        QVERIFY2(contrast(text, ground) >= 5.25,
                 qPrintable(text.name() + u" "_s + QString::number(contrast(text, ground))));
    }
    QVERIFY(contrast(t.add, t.addBg) >= 6.15);
    QVERIFY(contrast(t.del, t.delBg) >= 6.15);
    QVERIFY(contrast(t.onAccent, t.accent) >= 8.95);
    QVERIFY(contrast(t.onAccent, t.accentHover) >= 4.5);
    QVERIFY(contrast(t.onAccent, t.accentPress) >= 6.75);
}

void ContrastTest::edgesAndMarksStandOut_data()
{
    addThemes();
}

void ContrastTest::edgesAndMarksStandOut()
{
    const Theme t = fetchTheme();
    QVERIFY(worst(t.lineControl, {t.window, t.panel, t.raised}) >= 3);
    QVERIFY(worst(t.accentLine, surfaces(t)) >= 3);
    QVERIFY(worst(t.focus, surfaces(t)) >= 3);
    for (const QColor& label : t.labels) {
        QVERIFY2(worst(label, surfaces(t)) >= 2.95, qPrintable(label.name()));
    }
}

void ContrastTest::whiteIsReadableOnThePlateOverWhite()
{
    const Theme t = Theme::darkTheme();
    const double share = 1 - t.plate.alphaF();
    const QColor over = QColor::fromRgbF(float(share), float(share), float(share));
    QVERIFY(std::abs(contrast(Qt::white, over) - 9.3) < 0.1);
}

void ContrastTest::paletteFollowsTheTheme()
{
    auto& application = *qobject_cast<QApplication*>(QCoreApplication::instance());
    applyTheme(application, false, true);
    QCOMPARE(themeOf(nullptr).dark, false);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::lightTheme().window);
    QCOMPARE(QApplication::palette().color(QPalette::Disabled, QPalette::Text),
             Theme::lightTheme().textOff);
    applyTheme(application, true, true);
    QCOMPARE(QApplication::palette().color(QPalette::Highlight), Theme::darkTheme().selBg);
    QCOMPARE(themeOf(nullptr).dark, true);
}
