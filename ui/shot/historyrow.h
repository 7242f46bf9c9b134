#pragma once

#include "ui/shot/historysteps.h"

#include <QAbstractButton>
#include <QWidget>

namespace raskadr::ui {

class ThumbnailCache;

// The line of a step that can be pressed: dot, picture, words, time. Internal to History.
class HistoryLine final : public QAbstractButton
{
    Q_OBJECT

public:
    HistoryLine(ThumbnailCache& thumbnails, const HistoryStep& step, bool isCurrent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void paintPicture(QPainter& painter, const QRectF& place) const;

    ThumbnailCache& m_thumbnails;
    const HistoryStep m_step;
    const bool m_isCurrent;
};

// One step of a history with the words that it changed. Internal to History.
class HistoryRow final : public QWidget
{
    Q_OBJECT

public:
    struct Place
    {
        bool isFirst = false;
        bool isLast = false;
    };

    // `before` is the prompt of the step before.
    HistoryRow(ThumbnailCache& thumbnails, const HistoryStep& step, const QString& before,
               const Place& position);

Q_SIGNALS:
    void pressed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Place m_place;
    HistoryLine* m_line;
};

} // namespace raskadr::ui
