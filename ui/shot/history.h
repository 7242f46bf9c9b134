#pragma once

#include "ui/shot/historysteps.h"

#include <QWidget>

class QVBoxLayout;

namespace raskadr::ui {

class ElidedLabel;
class HistoryRow;
class ThumbnailCache;

// «История»: the steps that led to an asset, the first one above, each with its picture, its human
// words and what became of the prompt. A press on a step goes there. Values in, wishes out.
class History final : public QWidget
{
    Q_OBJECT

public:
    explicit History(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

    // The last step is the one that is shown. Hides itself without steps.
    void setSteps(const QList<HistoryStep>& steps);
    const QList<HistoryStep>& steps() const { return m_steps; }

Q_SIGNALS:
    void assetRequested(const raskadr::AssetId& asset);

private:
    ThumbnailCache& m_thumbnails;
    QList<HistoryStep> m_steps;
    ElidedLabel* m_count;
    QVBoxLayout* m_rows;
};

} // namespace raskadr::ui
