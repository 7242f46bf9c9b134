#pragma once

#include "core/ingest/frames.h"
#include "ui/common/jobstanding.h"

#include <QWidget>

namespace raskadr::ui {

class Button;
struct FeedItem;

// The line of acts under the picture of the inspector: those of an asset, of one in the trash, of a
// generation without a result, of several assets. Wishes out.
class InspectorActs final : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorActs(QWidget* parent = nullptr);

    void show(const FeedItem& item);
    void showSeveral();
    void showNothing();
    // Only what changes nothing stays.
    void setReadOnly(bool on) { m_readOnly = on; }

Q_SIGNALS:
    void headlinerRequested();
    void animateRequested();
    // Nothing: the frame that is shown now.
    void frameRequested(const std::optional<raskadr::FilmEnd>& end);
    void favouriteRequested();
    void rejectRequested();
    void repeatRequested();
    void newSeedRequested();
    void restoreRequested();
    void actRequested(raskadr::ui::JobAct act);
    void menuRequested(const QPoint& globalPosition);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showOnly(const QList<Button*>& buttons);
    void chooseFrame();

    Button* m_headliner;
    Button* m_animate;
    Button* m_frame;
    Button* m_restore;
    Button* m_help;
    JobAct m_helpAct = JobAct::Retry;
    bool m_readOnly = false;
    Button* m_favourite;
    Button* m_reject;
    Button* m_repeat;
    Button* m_newSeed;
    Button* m_more;
};

} // namespace raskadr::ui
