#include "ui/common/popupmenu.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QToolTip>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QAction* makeAction(QMenu* menu, const QString& iconName, const QString& text, const QString& key)
{
    QString shown = text;
    shown.replace(u'&', u"&&"_s);
    auto* action = new QAction(key.isEmpty() ? shown : shown + u'\t' + key, menu);
    if (!iconName.isEmpty()) {
        // The style paints the icon by its name, in the colour of the moment; this one makes room.
        action->setIcon(ui::icon(iconName, themeOf(menu).text2, {}, 16));
        action->setProperty("iconName", iconName);
    }
    menu->addAction(action);
    return action;
}

} // namespace

PopupMenu::PopupMenu(QWidget* parent)
    : QMenu(parent)
{
}

PopupMenu::PopupMenu(const QString& title, QWidget* parent)
    : QMenu(title, parent)
{
}

QAction* PopupMenu::addItem(const QString& iconName, const QString& text, const QString& key)
{
    return makeAction(this, iconName, text, key);
}

QAction* PopupMenu::addDanger(const QString& iconName, const QString& text, const QString& key)
{
    if (!isEmpty() && !actions().last()->isSeparator()
        && !actions().last()->property("danger").toBool()) {
        addSeparator();
    }
    QAction* action = makeAction(this, iconName, text, key);
    action->setProperty("danger", true);
    return action;
}

PopupMenu* PopupMenu::addPopup(const QString& iconName, const QString& text)
{
    auto* menu = new PopupMenu(text, this);
    QAction* action = addMenu(menu);
    if (!iconName.isEmpty()) {
        action->setIcon(ui::icon(iconName, themeOf(this).text2, {}, 16));
        action->setProperty("iconName", iconName);
    }
    return menu;
}

void PopupMenu::addHeading(const QString& text)
{
    addSection(text);
}

QString keyText(const QKeySequence& sequence)
{
    QString text = sequence.toString(QKeySequence::PortableText);
    if (text == u"+"_s || text.endsWith(u"++"_s)) {
        return text;
    }
    QStringList parts = text.split(u'+');
    for (QString& part : parts) {
        if (part == u"Space"_s) {
            part = QCoreApplication::translate("Keys", "Space");
        } else if (part == u"Return"_s) {
            part = u"Enter"_s;
        } else if (part == u"Left"_s) {
            part = u"←"_s;
        } else if (part == u"Right"_s) {
            part = u"→"_s;
        } else if (part == u"Up"_s) {
            part = u"↑"_s;
        } else if (part == u"Down"_s) {
            part = u"↓"_s;
        } else if (part == u"PgUp"_s) {
            part = u"PgUp"_s;
        }
    }
    return parts.join(u'+');
}

void showToolTip(const QPoint& globalPosition, const QString& text, const QString& key,
                 QWidget* widget)
{
    const Theme& theme = themeOf(widget);
    // Rich text, so that long names wrap and the key has the second colour.
    QString html = u"<span style=\"white-space:%1\">%2</span>"_s.arg(
        text.size() > 60 ? u"normal"_s : u"pre"_s, text.toHtmlEscaped());
    if (!key.isEmpty()) {
        html += u"<span style=\"white-space:pre;color:%1\">   %2</span>"_s.arg(theme.text2.name(),
                                                                               key.toHtmlEscaped());
    }
    QToolTip::showText(globalPosition, html, widget);
}

} // namespace raskadr::ui
