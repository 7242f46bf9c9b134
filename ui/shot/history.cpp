#include "ui/shot/history.h"

#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/common/thumbnailcache.h"
#include "ui/shot/historyrow.h"

#include <QHBoxLayout>

namespace raskadr::ui {

History::History(ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_thumbnails(thumbnails)
    , m_count(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_rows(new QVBoxLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new ElidedLabel(tr("History"), TextStyle::BodyBold));
    head->addWidget(m_count);
    head->addStretch(1);
    column->addLayout(head);
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    hide();
}

void History::setSteps(const QList<HistoryStep>& steps)
{
    if (steps == m_steps) {
        return;
    }
    m_steps = steps;
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_count->setText(tr("%n step(s)", nullptr, static_cast<int>(steps.size())));
    for (qsizetype i = 0; i < steps.size(); ++i) {
        HistoryRow::Place place;
        place.isFirst = i == 0;
        place.isLast = i + 1 == steps.size();
        const QString before = place.isFirst ? QString() : steps[i - 1].prompt;
        auto* row = new HistoryRow(m_thumbnails, steps[i], before, place);
        connect(row, &HistoryRow::pressed, this,
                [this, asset = steps[i].asset] { Q_EMIT assetRequested(asset); });
        m_rows->addWidget(row);
    }
    setVisible(!steps.isEmpty());
}

} // namespace raskadr::ui
