#pragma once

#include <QWidget>

class QMimeData;

namespace raskadr::ui {

class EmptyState;

// What the desk shows while a project has no shots: how to begin, and a place to drop things on.
class EmptyDesk final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyDesk(QWidget* parent = nullptr);

    // Nothing can be added, and nothing is offered.
    void setReadOnly(bool on);

Q_SIGNALS:
    void filesRequested();
    void shotRequested();
    void mediaDropped(const QMimeData* data);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    EmptyState* m_state;
};

} // namespace raskadr::ui
