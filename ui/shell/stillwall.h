#pragma once

#include <QImage>
#include <QList>
#include <QWidget>

namespace raskadr::ui {

// A wall of film stills that fills whatever place it gets: the right side of the entry pages.
class StillWall final : public QWidget
{
    Q_OBJECT

public:
    explicit StillWall(QWidget* parent = nullptr);

    void setStills(const QList<QImage>& stills);
    bool isEmpty() const { return m_stills.isEmpty(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<QImage> m_stills;
};

} // namespace raskadr::ui
