#pragma once

// The rows of one publication on its way; internal to this module.

#include "core/base/clock.h"
#include "core/sharing/publishplan.h"
#include "core/sharing/sharefailure.h"
#include "core/store/store.h"

#include <QHash>
#include <stop_token>

namespace raskadr {

// A link that is being published, as the library has it: read once, and followed by the rows at
// every step. What the user gave up meanwhile is not written any more: Cancelled. In one thread;
// what it is given outlives it.
class PublicationRows
{
public:
    PublicationRows(Store& store, const Clock& clock, const AccountId& account,
                    std::stop_token stop);

    // Reads it, and gives names to the shots that have none yet. NothingToShow if there is no such
    // publication, or all its shots are gone.
    ShareResult<> find(const ShareId& share);
    const Share& share() const { return m_share; }
    const Publication& publication() const { return m_publication; }
    const Aspect& aspect() const { return m_aspect; }
    const QHash<ShotId, QString>& shotNames() const { return m_shotNames; }

    ShareResult<> keep(const Publication& publication);
    // The server has made the link; its password needs no keeping any more.
    ShareResult<> keepLink(const QString& remoteId, const QString& url);
    // From now on the revision has the number after this one.
    ShareResult<> renumber(int before);
    // The server may have it: with these pictures, in the order of the shots.
    ShareResult<> keepSent(const QStringList& sha256);
    // The guests see it.
    ShareResult<Share> end();

private:
    Store& m_store;
    const Clock& m_clock;
    const AccountId m_account;
    const std::stop_token m_stop;
    Share m_share;
    Publication m_publication;
    Aspect m_aspect;
    QHash<ShotId, QString> m_shotNames;
};

} // namespace raskadr
