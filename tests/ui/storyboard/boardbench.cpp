#include "boardbench.h"

#include <QApplication>
#include <QMouseEvent>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QMouseEvent mouse(QEvent::Type type, const QWidget* widget, const QPoint& at,
                  Qt::MouseButton button, Qt::MouseButtons buttons,
                  Qt::KeyboardModifiers modifiers = {})
{
    return {type, QPointF(at), QPointF(widget->mapToGlobal(at)), button, buttons, modifiers};
}

} // namespace

BoardBench::BoardBench(int count, int width)
    : thumbnails([this](const QString& sha256, int level) {
        return folder.filePath(u"%1-%2.png"_s.arg(sha256).arg(level));
    })
    , view(thumbnails, [this](const QString& sha256) { return films.value(sha256); })
    , m_cards(cards(count))
{
    view.setReducedMotion(true);
    view.resize(width, 700);
    view.setCards(m_cards);
    view.show();
    settle();
}

QList<BoardCard> BoardBench::cards(int count)
{
    QList<BoardCard> cards;
    for (int i = 0; i < count; ++i) {
        BoardCard card;
        card.id = ShotId::create();
        card.number = i + 1;
        card.title = u"Title %1"_s.arg(i + 1);
        card.script = u"Script %1"_s.arg(i + 1);
        card.coverSha256 = u"cover%1"_s.arg(i + 1);
        card.coverKind = i % 2 == 0 ? AssetKind::Image : AssetKind::Video;
        card.hasHeadliner = true;
        card.durationMs = card.coverDurationMs = 5000;
        cards.append(card);
    }
    return cards;
}

QList<ShotId> BoardBench::shots(std::initializer_list<int> numbers) const
{
    QList<ShotId> shots;
    for (const int number : numbers) {
        shots.append(shot(number));
    }
    return shots;
}

QList<int> BoardBench::numbers(const QList<ShotId>& shots) const
{
    QList<int> numbers;
    for (const ShotId& shot : shots) {
        for (const BoardCard& card : m_cards) {
            if (card.id == shot) {
                numbers.append(card.number);
            }
        }
    }
    return numbers;
}

QList<ShotId> BoardBench::orderOf(const QList<BoardCard>& cards)
{
    QList<ShotId> shots;
    for (const BoardCard& card : cards) {
        shots.append(card.id);
    }
    return shots;
}

QPoint BoardBench::caption(int number) const
{
    const QRect box = view.boxRect(shot(number));
    return {box.center().x(), box.bottom() - 4};
}

QPoint BoardBench::gapBefore(int number) const
{
    const QRect cover = view.coverRect(shot(number));
    return {cover.left() - 6, cover.center().y()};
}

void BoardBench::click(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, at);
}

void BoardBench::moveTo(const QPoint& at, Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers)
{
    QMouseEvent event =
        mouse(QEvent::MouseMove, view.viewport(), at, Qt::NoButton, buttons, modifiers);
    QApplication::sendEvent(view.viewport(), &event);
}

void BoardBench::dragTo(const QPoint& from, const QPoint& to)
{
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
    constexpr int steps = 8;
    for (int i = 1; i <= steps; ++i) {
        moveTo(from + (to - from) * i / steps, Qt::LeftButton);
    }
}

void BoardBench::release(const QPoint& at)
{
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, at);
}

void BoardBench::settle()
{
    QTRY_VERIFY(!view.isBusy());
    QApplication::processEvents();
}
