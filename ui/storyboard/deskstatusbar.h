#pragma once

#include "ui/storyboard/deskrows.h"

#include <QTimer>
#include <QWidget>

class QSlider;

namespace raskadr::ui {

class Button;
class StatusChip;

// The bar below the board: what there is, and how it is shown. When it gets narrow, «Saved» goes
// first (but never that something was not saved), then words, then the track of the slider gets
// shorter.
class DeskStatusBar final : public QWidget
{
    Q_OBJECT

public:
    explicit DeskStatusBar(QWidget* parent = nullptr);

    void setCounts(const DeskCounts& counts);
    void setZoom(double zoom); // 0..1
    // What is saved within a moment shows nothing of it.
    void setSaveState(SaveState state);
    void setStripShown(bool shown);
    void setPanelShown(bool shown);

    QSize minimumSizeHint() const override { return {480, 32}; }

Q_SIGNALS:
    void zoomChosen(double zoom);
    void fitRequested();
    void stripToggled(bool shown);
    void panelToggled(bool shown);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class TextItem;

    void showSaveState();
    void fit();
    bool isTooWide();

    TextItem* m_total;
    StatusChip* m_done;
    StatusChip* m_inProgress;
    StatusChip* m_waiting;
    TextItem* m_saved;
    SaveState m_saveState = SaveState::Saved;
    QTimer m_savingTimer;
    Button* m_panel;
    Button* m_strip;
    QSlider* m_zoom;
    TextItem* m_percent;
};

} // namespace raskadr::ui
