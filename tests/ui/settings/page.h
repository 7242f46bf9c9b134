#pragma once

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/statuschip.h"
#include "ui/common/toast.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QTest>

namespace raskadr::test {

// A window with one widget of the settings in it, and how a user finds things there.
class Page
{
public:
    explicit Page(QWidget* content, QSize size = {1120, 700})
    {
        window.resize(size);
        new ui::ToastStack(&window);
        content->setParent(&window);
        content->setGeometry(window.rect());
        window.show();
    }

    template <class Widget>
    Widget* named(const QString& name) const
    {
        for (Widget* widget : window.findChildren<Widget*>()) {
            if (widget->accessibleName() == name && widget->isVisible()) {
                return widget;
            }
        }
        return nullptr;
    }
    ui::Button* button(const QString& text) const
    {
        for (ui::Button* button : window.findChildren<ui::Button*>()) {
            if ((button->text() == text || button->accessibleName() == text)
                && button->isVisible()) {
                return button;
            }
        }
        return nullptr;
    }
    bool shows(const QString& text) const
    {
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text)) {
                return true;
            }
        }
        for (const ui::StatusChip* chip : window.findChildren<ui::StatusChip*>()) {
            if (chip->isVisible() && chip->text().contains(text)) {
                return true;
            }
        }
        return false;
    }
    static void choose(QComboBox* box, const QString& text)
    {
        const int index = box->findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    // As if somebody typed it and went on.
    static void type(QLineEdit* edit, const QString& text)
    {
        edit->setFocus();
        edit->selectAll();
        edit->del();
        QTest::keyClicks(edit, text);
        Q_EMIT edit->editingFinished();
        edit->clearFocus();
    }

    QWidget window;
};

} // namespace raskadr::test
