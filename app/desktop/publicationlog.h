#pragma once

#include "core/sharing/publisher.h"
#include "ui/sharing/shareline.h"

#include <QElapsedTimer>
#include <QHash>

namespace raskadr::desktop {

// What became of each link's last publication since the program started, and how long the one that
// is sent now will take, told from how long it took so far. Main thread.
class PublicationLog final
{
public:
    void begin(const ShareId& share);
    void end(const ShareId& share, const ShareResult<PublishEnd>& end);
    void forgetFailure(const ShareId& share);

    void addTo(ui::ShareLine& line) const;
    // `covers`: the picture of each shot.
    ui::ShareProgress shown(const ShareId& share, const PublishProgress& progress,
                            const QHash<ShotId, QString>& covers);

private:
    struct Pace
    {
        QElapsedTimer since;
        qint64 bytesAtFirst = 0;
    };

    qint64 remainingMs(const ShareId& share, const PublishProgress& progress);

    QHash<ShareId, QStringList> m_refused;
    QHash<ShareId, ShareFailure> m_failures;
    QHash<ShareId, Pace> m_paces;
};

} // namespace raskadr::desktop
