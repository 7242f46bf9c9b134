#include "app/desktop/sharereading.h"

#include "core/sharing/publishplan.h"

namespace raskadr::desktop {

Result<ShareReading> readShares(const Store& store, const AccountId& account,
                                const ProjectId& project)
{
    return store.read(account, [&](const Repositories& r) {
        ShareReading reading;
        if (const auto found = r.projects.find(project)) {
            reading.ground.projectTitle = found->title;
        }
        if (const auto found = r.accounts.current()) {
            reading.ground.accountName = found->name;
        }
        const QList<BoardRow> rows = r.shots.board(project);
        reading.ground.shots = static_cast<int>(rows.size());
        for (const BoardRow& row : rows) {
            reading.ground.withHeadliner += row.coverIsHeadliner ? 1 : 0;
            reading.covers.insert(row.shot.id, row.coverSha256);
        }
        for (const ShareServer& server : r.shareServers.all()) {
            if (server.way == ShareWay::Server) {
                reading.ground.servers.append({server, false});
            }
        }
        for (const Share& share : r.shares.ofProject(project)) {
            ui::ShareLine line;
            line.share = share;
            line.cut = r.publications.find(share.id).has_value();
            if (share.state == ShareState::Published) {
                line.stale = staleness(r, share).count();
            }
            reading.lines.append(line);
        }
        return reading;
    });
}

} // namespace raskadr::desktop
