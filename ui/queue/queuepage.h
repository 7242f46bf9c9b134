#pragma once

#include "ui/queue/queuedelegate.h"
#include "ui/queue/queuemodel.h"

#include <QTimer>
#include <QWidget>

class QListView;

namespace raskadr::ui {

class Chip;
class EmptyState;
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

Q_SIGNALS:
    void cancelRequested(const raskadr::GenerationId& id);
    // A generation that has no result is to be tried again.
    void retryRequested(const raskadr::GenerationId& id);
    // A finished one is to be made once more, beside its result.
    void repeatRequested(const raskadr::GenerationId& id);
    void forgetRequested(const raskadr::GenerationId& id);
    void shotRequested(const raskadr::ShotId& shot, const raskadr::ProjectId& project);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void act(const QModelIndex& index, QueueAct act);
    void updateChips();
    void showDetails(const QueueLine& line);

    QueueModel m_model;
    QTimer m_clock; // elapsed times go on while the page is seen
    QListView* m_list;
    EmptyState* m_empty;
    class QStackedLayout* m_stack;
    QList<std::pair<Chip*, QueueFilter>> m_chips;
};

} // namespace raskadr::ui
