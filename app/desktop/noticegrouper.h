#pragma once

#include <QObject>
#include <QString>

namespace raskadr::desktop {

// Turns results that arrive while nobody looks into few notices: one at the first result, one when
// the queue has become empty, and one about failures; looking at the window begins anew. However
// many results there are, these are three at most. Main thread.
class NoticeGrouper final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void setWatched(bool watched); // somebody looks at the window
    void noteResult(bool succeeded);
    void noteIdle();

Q_SIGNALS:
    void noticeDue(const QString& title, const QString& text);

private:
    bool m_watched = true;
    int m_done = 0;
    int m_failed = 0;
    bool m_toldFirst = false;
    bool m_toldFailure = false;
    bool m_toldEnd = false;
};

} // namespace raskadr::desktop
