#pragma once

#include "shotbench.h"
#include "ui/common/button.h"
#include "ui/shot/composer.h"
#include "ui/shot/feedpanel.h"
#include "ui/shot/inspector.h"

// The shot of a bench, on a screen.
struct Screen
{
    Screen();
    void open();
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void select(const QList<raskadr::AssetId>& assets);
    QList<raskadr::AssetId> shown() const;
    raskadr::ui::Button* button(const QString& text, const QWidget* in = nullptr) const;
    // The heading of the page that says that nothing is there; empty while cards are seen.
    QString emptyHeading() const;
    // All the sentences of the inspector.
    QString words() const;
    QStringList facts() const;
    void clickCard(int row, const QPoint& fromCorner, Qt::Corner corner);

    ShotBench bench;
    raskadr::ui::ShotPage& page;
    raskadr::ui::FeedPanel* feed;
    raskadr::ui::Composer* composer;
    raskadr::ui::Inspector* inspector;
};
