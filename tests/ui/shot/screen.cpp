#include "screen.h"

#include "ui/common/emptystate.h"
#include "ui/common/textlabels.h"
#include "ui/shot/factgrid.h"
#include "ui/shot/feeddelegate.h"

#include <QApplication>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

Screen::Screen()
    : page(bench.page())
{
    page.resize(1280, 800);
    page.show();
    page.activateWindow();
    open();
}

void Screen::open()
{
    page.open(bench.shot());
    bench.settle();
    feed = page.findChild<FeedPanel*>();
    composer = page.findChild<Composer*>();
    inspector = page.findChild<Inspector*>();
}

void Screen::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &page, key,
                    modifiers);
    bench.settle();
}

void Screen::select(const QList<AssetId>& assets)
{
    FeedView& view = feed->view();
    view.clearSelection();
    for (const AssetId& asset : assets) {
        const QModelIndex index = feed->model().index(feed->model().rowOf(asset));
        view.selectionModel()->setCurrentIndex(index, QItemSelectionModel::Select);
    }
    view.setFocus();
}

QList<AssetId> Screen::shown() const
{
    QList<AssetId> assets;
    for (int row = 0; row < feed->model().rowCount(); ++row) {
        assets.append(feed->model().item(row).assetId());
    }
    return assets;
}

Button* Screen::button(const QString& text, const QWidget* in) const
{
    for (Button* button : (in ? in : &page)->findChildren<Button*>()) {
        if ((button->text() == text || button->accessibleName() == text) && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

QString Screen::emptyHeading() const
{
    for (const EmptyState* state : page.findChildren<EmptyState*>()) {
        if (state->isVisible()) {
            return state->findChild<WrapLabel*>()->text();
        }
    }
    return {};
}

QString Screen::words() const
{
    QStringList texts;
    for (const WrapLabel* label : inspector->findChildren<WrapLabel*>()) {
        if (label->isVisible()) {
            texts.append(label->text());
        }
    }
    return texts.join(u' ');
}

QStringList Screen::facts() const
{
    QStringList texts;
    for (const Fact& fact : inspector->findChild<FactGrid*>()->facts()) {
        texts.append(u"%1: %2 %3"_s.arg(fact.name, fact.value, fact.remark).trimmed());
    }
    return texts;
}

void Screen::clickCard(int row, const QPoint& fromCorner, Qt::Corner corner)
{
    const QRect cell = feed->view()
                           .visualRect(feed->model().index(row))
                           .adjusted(6, 6, -6, -6 - FeedDelegate::captionHeight);
    const QPoint at = corner == Qt::TopRightCorner ? cell.topRight() : cell.bottomLeft();
    QTest::mouseClick(feed->view().viewport(), Qt::LeftButton, {}, at + fromCorner);
    bench.settle();
}
