#pragma once

#include <QObject>
#include <QTimer>

class QWidget;

namespace raskadr::ui {

class BulkBar;

// Where and when a bulk bar floats: at the lower edge of the widget that it lies in, as long as
// something is selected. Lives as long as the bar.
class BulkBarPlace final : public QObject
{
    Q_OBJECT

public:
    explicit BulkBarPlace(BulkBar& bar);

    // Shows or hides the bar by what is selected now. It waits with coming up under the pointer.
    void follow(bool selected);

Q_SIGNALS:
    // How much of the lower edge it takes; 0: it is hidden.
    void roomTaken(int pixels);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isPointerThere() const;
    void show();
    void place();

    BulkBar& m_bar;
    QWidget& m_stage;
    QTimer m_wait;
    bool m_selected = false;
};

} // namespace raskadr::ui
