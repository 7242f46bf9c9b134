#pragma once

#include "ui/queue/queuedelegate.h"
#include "ui/queue/queuemodel.h"

#include <QTimer>
#include <QWidget>

class QListView;
class QStackedLayout;

namespace raskadr::ui {

class Chip;
class ElidedLabel;
class EmptyState;
class ProgressBar;
class ThumbnailCache;

// «Очередь»: every generation of the account with its state and what can be done about it. Values
// in, wishes out.
class QueuePage final : public QWidget
{
    Q_OBJECT

public:
    explicit QueuePage(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

    void setLines(const QList<QueueLine>& lines);
    void setProgress(const GenerationId& id, double progress, qint64 remainingMs);
    // What the month has cost so far; a fraction below 0: there is no limit.
    void setSpending(const QString& words, double fractionOfLimit);

Q_SIGNALS:
    // Any act but More.
    void acted(const raskadr::ui::QueueLine& line, raskadr::ui::JobAct act);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void act(const QModelIndex& index, JobAct act);
    void showMenu(const QModelIndex& index, const QPoint& position);
    void updateChips();

    QueueModel m_model;
    QTimer m_clock; // elapsed times go on while the page is seen
    QListView* m_list;
    ElidedLabel* m_spending;
    ProgressBar* m_limit;
    EmptyState* m_empty;
    QStackedLayout* m_stack;
    QList<std::pair<Chip*, QueueFilter>> m_chips;
};

} // namespace raskadr::ui
